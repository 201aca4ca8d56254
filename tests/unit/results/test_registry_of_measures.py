"""The registry of measures says of each what it counts, from where, and whom it protects."""

import pytest

from jembatan.results.rules.measures import MEASURES, STATED, Scope


@pytest.mark.parametrize("measure", MEASURES.values(), ids=str)
def test_every_measure_explains_itself_in_both_languages(measure):
    for wording in (measure.title, measure.counts, measure.source):
        assert wording.id and wording.en
    assert measure.code.split(".")[0] in ("agreements", "children", "action_plans", "cases")


def test_whatever_counts_children_protects_small_numbers():
    assert {m.code for m in MEASURES.values() if m.statuses} <= {
        m.code for m in MEASURES.values() if m.of_people
    }


def test_what_counts_the_agreement_itself_has_no_places():
    assert all(m.code.startswith("agreements.") == (m.scope is Scope.AGREEMENT) for m in MEASURES.values())


def test_case_work_waits_and_stating_is_no_measure():
    assert {m.code for m in MEASURES.values() if m.waits_for} == {"cases.returned", "cases.retained"}
    assert STATED not in MEASURES
