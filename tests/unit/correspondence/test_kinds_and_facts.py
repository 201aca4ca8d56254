"""The kinds of notices, the facts that fill them, the patience of the postman."""

from datetime import date, timedelta

import pytest

from jembatan.correspondence.rules import facts, kinds, posting, remarks
from jembatan.workflow.wording import Wording


def test_a_kind_can_be_registered_again_but_not_with_another_sentence():
    kind = kinds.register("unit.kind", "It rains.")

    assert kinds.register("unit.kind", "It rains.") is kind
    assert kinds.kind_of("unit.kind") is kind
    with pytest.raises(AssertionError, match="already another notice"):
        kinds.register("unit.kind", "It snows.")


def test_a_kind_that_nobody_registered_is_none():
    assert kinds.kind_of("unit.unknown") is None


def test_a_fact_that_the_sentence_lacks_is_found():
    kind = kinds.Kind("unit.facts", "%(what)s by %(day)s.")

    kinds.check_facts(kind, {"what": "Plan", "day": "Monday", "more": 1})
    with pytest.raises(AssertionError, match="day"):
        kinds.check_facts(kind, {"what": "Plan"})


def test_facts_come_back_as_they_were():
    told = {
        "n": 3,
        "what": "Rencana",
        "day": date(2026, 11, 30),
        "stage": Wording(id="Penjajakan", en="Exploration"),
    }

    assert facts.read(facts.stored(told)) == told


def test_waiting_grows_and_ends_after_some_days():
    waits = [posting.wait_after(attempt) for attempt in range(1, posting.MOST_ATTEMPTS + 1)]

    assert waits == sorted(waits)
    assert timedelta(days=2) < sum(waits, timedelta()) < timedelta(days=6)


@pytest.mark.parametrize("attempt", [0, posting.MOST_ATTEMPTS + 1])
def test_an_attempt_that_is_never_made_has_no_wait(attempt):
    with pytest.raises(AssertionError):
        posting.wait_after(attempt)


def test_a_remark_of_exactly_the_longest_length_is_taken():
    assert remarks.checked_text("x" * remarks.LONGEST) == "x" * remarks.LONGEST


def test_a_refusal_of_an_identity_number_does_not_repeat_it():
    with pytest.raises(remarks.IdentityNumberInRemark) as refusal:
        remarks.checked_text("NIK 9935095203120001")

    assert refusal.value.detail == {}
    assert "9935" not in str(refusal.value)
