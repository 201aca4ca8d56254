"""A programme that continues a central one: the DPRD's stage is waived, and the supervisor sees and answers it."""

from datetime import date

import pytest
from django.test import Client

from jembatan.agreements import actions
from jembatan.agreements.models import StageEvent
from jembatan.agreements.queries.waivers import open_questions, questions_for
from jembatan.agreements.rules.blockers import StageBlocked
from jembatan.agreements.rules.kinds import Kind
from jembatan.agreements.rules.lifecycle import State
from jembatan.agreements.rules.waivers import NoQuestion
from jembatan.correspondence.models import Notice
from jembatan.ledger.acting import NotAllowed
from tests.builders import person
from tests.cooperation import cast, day_for, paper, started, walk

pytestmark = pytest.mark.django_db
BASIS = "PP 28/2018 pasal 36(3): meneruskan program pusat yang sudah ditandatangani Mendagri"


@pytest.fixture
def people():
    return cast()


@pytest.fixture
def programme(people):
    """A continuation of a central programme that stands before the DPRD."""
    agreement = started(people, Kind.KSDLL_CONTINUATION, title="Program anak kembali bersekolah")
    walk(agreement, people, until="DPRD")
    return agreement


def waived(agreement, people) -> StageEvent:
    document = paper(agreement, "waiver_document", people, on=day_for(agreement, "DPRD"))
    waiver = actions.WaiverGiven(BASIS, "Kepala Bagian Kerja Sama", document.dated_on, document)
    return actions.waive_stage(agreement, "DPRD", waiver=waiver, by=people.officer)


def page(user, path: str, data: dict | None = None) -> str:
    client = Client()
    client.force_login(user)
    answer = client.post(path, data, follow=True) if data else client.get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


def test_the_supervisor_is_told_sees_the_question_and_accepts(people, programme):
    event = waived(programme, people)

    listed = page(people.ministry, "/kerja-sama/kepatuhan/")
    page(people.governor, f"/kerja-sama/kepatuhan/{event.pk}/", {"verdict": "accept", "text": ""})
    walk(programme, people)

    assert BASIS in listed and programme.reference in listed
    assert set(
        Notice.objects.filter(kind="agreements.waiver_opened").values_list("recipient__username", flat=True)
    ) == {"kemendagri", "gwpp"}
    event.refresh_from_db()
    assert (event.question, event.answered_by) == ("accepted", people.governor)
    assert programme.state == State.IN_FORCE
    story = page(people.head, f"/kerja-sama/{programme.reference}/")
    assert BASIS in story and "Kepala Bagian Kerja Sama" in story


def test_an_open_question_hinders_nobody_but_stays_visible(people, programme):
    waived(programme, people)

    walk(programme, people)

    assert programme.state == State.IN_FORCE
    assert open_questions(people.ministry) == 1
    assert BASIS in page(people.ministry, "/kerja-sama/kepatuhan/")


def test_an_objection_keeps_it_from_being_signed_until_it_is_settled(people, programme):
    event = waived(programme, people)
    actions.answer_waiver(
        event, accepts=False, text="DPRD harus menyetujui bantuan teknis", by=people.ministry
    )
    walk(programme, people, until="PENANDATANGANAN")

    with pytest.raises(StageBlocked) as refused:
        actions.take_stage(programme, "PENANDATANGANAN", "signed", on=date.today(), by=people.officer)
    actions.answer_waiver(
        event, accepts=True, text="keputusan DPRD menyusul dan sudah diterima", by=people.ministry
    )
    walk(programme, people)

    assert "waiver.objected.DPRD" in [blocker.code for blocker in refused.value.blockers]
    assert programme.state == State.IN_FORCE


def test_an_answer_that_was_given_stands(people, programme):
    event = waived(programme, people)
    actions.answer_waiver(event, accepts=True, text="", by=people.ministry)

    with pytest.raises(NoQuestion):
        actions.answer_waiver(event, accepts=False, text="berubah pikiran", by=people.ministry)


def test_only_supervisors_answer_and_only_their_own_regions(people, programme):
    event = waived(programme, people)
    stranger = person("gwpp-lain", "governor_supervisor", at="32")

    for user in (people.officer, people.council, stranger):
        with pytest.raises(NotAllowed):
            actions.answer_waiver(event, accepts=True, text="", by=user)

    assert not questions_for(stranger, states=()).exists()
    assert questions_for(people.governor, states=()).count() == 1


@pytest.mark.parametrize("lacks", ["legal_basis", "officer", "document"])
def test_a_waiver_that_lacks_one_part_is_refused_with_that_part(people, programme, lacks):
    document = paper(programme, "waiver_document", people, on=day_for(programme, "DPRD"))
    given = {"legal_basis": BASIS, "officer": "Kepala Bagian", "on": document.dated_on, "document": document}
    given[lacks] = None if lacks == "document" else " "

    with pytest.raises(StageBlocked) as refused:
        actions.waive_stage(programme, "DPRD", waiver=actions.WaiverGiven(**given), by=people.officer)

    assert [blocker.code for blocker in refused.value.blockers] == [f"waiver.{lacks}"]
    assert programme.stage == "DPRD" and not StageEvent.objects.filter(outcome="WAIVED").exists()


def test_a_sister_city_can_waive_no_stage(people):
    sister = started(people)
    walk(sister, people, until="DPRD")

    with pytest.raises(StageBlocked) as refused:
        waived(sister, people)

    assert [blocker.code for blocker in refused.value.blockers] == ["waiver.not_allowed"]
