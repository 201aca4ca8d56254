"""Two people amend one agreement at once; the second merge is decided field by field, and nothing is lost."""

from datetime import date

import pytest
from django.utils import timezone

from jembatan.agreements.actions import amending
from jembatan.agreements.actions.amending import Decision
from jembatan.agreements.models import Agreement
from jembatan.agreements.rules.amending import MergeConflict
from jembatan.ledger.models import Entry
from tests.cooperation import cast, paper, signed_agreement

pytestmark = pytest.mark.django_db


def amendment(agreement, people, **values):
    made = amending.propose_amendment(agreement, kind="terms", reason="Menyesuaikan", by=people.officer)
    amending.edit_working_copy(made, values=values, version=made.version, by=people.officer)
    addendum = paper(agreement, "other", people, on=timezone.localdate())
    amending.agree_amendment(made, on=timezone.localdate(), paper=addendum, by=people.officer)
    return made


def test_two_amendments_of_one_agreement_meet():
    people = cast()
    agreement = signed_agreement(people, ends_on=date(2030, 1, 31))
    topics = ["object:culture"]
    first = amendment(agreement, people, ends_on="2032-01-31", topics=[*topics, "object:capacity"])
    second = amendment(
        agreement, people, ends_on="2035-01-31", notice_days=90, topics=[*topics, "field:education"]
    )

    amending.merge_amendment(first, decisions={}, by=people.officer)
    with pytest.raises(MergeConflict):
        amending.merge_amendment(second, decisions={}, by=people.officer)
    assert Agreement.objects.get().ends_on == date(2032, 1, 31)
    decision = {"ends_on": Decision("theirs", "Addendum kedua lebih baru")}
    amending.merge_amendment(second, decisions=decision, by=people.officer)

    standing = Agreement.objects.get()
    assert (standing.ends_on, standing.notice_days) == (date(2035, 1, 31), 90)
    assert {str(topic) for topic in standing.topics.all()} == {
        "object:culture", "object:capacity", "field:education",
    }  # fmt: skip
    merged = Entry.objects.filter(event="agreements.amendment_merged").order_by("pk")
    assert [entry.detail["decided"] for entry in merged] == [[], ["ends_on"]]
    assert standing.events.filter(stage="PERUBAHAN").count() == 2
