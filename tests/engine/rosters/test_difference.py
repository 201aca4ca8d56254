"""Leaving is seen as a difference between two complete pulls, and only then."""

from datetime import date

import pytest

from jembatan.rosters.engine.difference import NotComparable, difference
from jembatan.rosters.engine.reading import Request, read
from tests.engine.rosters.builders import PLACES, SAMPLES

NPSN = "99900002"
FIRST, SECOND = date(2025, 9, 1), date(2025, 10, 1)


def _pull(name: str, npsn: str | None = NPSN):
    return read(SAMPLES / f"dapodik_webservice_{name}.json", Request(npsn=npsn, gazetteer=PLACES))


def test_a_pupil_gone_from_the_second_pull_is_a_candidate_and_a_return_is_seen():
    found = difference(_pull("getPesertaDidik"), _pull("getPesertaDidik_t1"), days=(FIRST, SECOND))

    assert found.gone["name"].to_list() == ["GUNAWAN SETIADI"]
    assert found.arrived["name"].to_list() == ["ENDAH PRATIWI"]
    assert found.returned["name"].to_list() == ["ENDAH PRATIWI"]


@pytest.mark.parametrize(
    ("npsns", "days", "reason"),
    [
        ((NPSN, "99900003"), (FIRST, SECOND), "other_school"),
        ((None, NPSN), (FIRST, SECOND), "school_unknown"),
        ((NPSN, NPSN), (SECOND, FIRST), "wrong_order"),
        ((NPSN, NPSN), (date(2025, 6, 30), date(2025, 7, 1)), "new_school_year"),
    ],
)
def test_pulls_that_do_not_belong_together_are_not_compared(npsns, days, reason):
    earlier, later = _pull("getPesertaDidik", npsns[0]), _pull("getPesertaDidik_t1", npsns[1])

    with pytest.raises(NotComparable) as refusal:
        difference(earlier, later, days=days)

    assert refusal.value.detail["code"] == reason


def test_a_pull_with_too_few_pupils_is_not_compared():
    pull = _pull("getPesertaDidik")

    with pytest.raises(NotComparable) as refusal:
        difference(pull, pull, days=(FIRST, SECOND), least_share=1.2)

    assert refusal.value.detail["code"] == "too_few"
