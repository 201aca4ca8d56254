"""The pages of an agreement's life: who sees them, forms that do verbs, refusals told where they happen."""

import io
from datetime import date, timedelta
from decimal import Decimal

import openpyxl
import pytest
from django.urls import reverse
from django.utils import timezone

from jembatan.agreements.actions import activities, amending, meetings, missions, owing, term
from jembatan.agreements.actions.missions import Itinerary
from jembatan.agreements.actions.owing import RiskDraft
from jembatan.agreements.models import (
    Activity,
    Agreement,
    AgreementText,
    Amendment,
    Meeting,
    Mission,
    Obligation,
    Permit,
    Risk,
)
from jembatan.agreements.rules.activities import Draft
from jembatan.agreements.rules.clauses import Text, parse, to_parts
from jembatan.agreements.rules.kinds import Kind
from jembatan.agreements.web.parts import amendments as amendments_part
from jembatan.agreements.web.parts import life as life_part
from tests.cooperation import cast
from tests.living import change, in_force, proof, put

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate
DRAFT = Draft(
    "Pertukaran guru", date(2026, 3, 1), date(2026, 12, 31), "Dinas Pendidikan", Decimal(500), "APBD"
)
LISTS = (
    "activities",
    "meetings",
    "missions",
    "obligations",
    "permits",
    "risks",
    "amendments",
    "term",
    "handover",
)


@pytest.fixture
def people():
    return cast()


@pytest.fixture
def agreement(people):
    return in_force(people, ends_on=date(2030, 1, 31))


@pytest.fixture
def as_(client):
    def sign_in(user):
        client.force_login(user)
        client.cookies["django_language"] = "en"
        return client

    return sign_in


def at(agreement, name, *more):
    return reverse(f"agreements:{name}", args=[agreement.reference, *more])


def text(response):
    return response.content.decode()


@pytest.mark.parametrize("name", LISTS)
def test_every_page_is_seen_by_the_offices_and_by_nobody_else(people, agreement, as_, name):
    for who in ("officer", "head", "member", "agency", "council", "ministry", "foreign", "governor"):
        assert as_(people.everybody[who]).get(at(agreement, name)).status_code == 200, who

    assert as_(people.outsider).get(at(agreement, name)).status_code == 404


def test_who_may_not_plan_sees_the_way_blocked_with_its_reason(people, agreement, as_):
    told = text(as_(people.head).get(at(agreement, "activities")))

    assert 'aria-disabled="true"' in told
    assert as_(people.head).get(at(agreement, "add_activity")).status_code == 404


def test_an_activity_is_planned_changed_begun_and_carried_out_on_its_pages(people, agreement, as_):
    client = as_(people.agency)
    typed = {
        "title": "Pertukaran guru", "starts_on": "1/3/2026", "ends_on": "2026-12-31", "agency": "Dinas",
        "budget": "Rp1.250.000", "fund": "APBD", "direction": "both",
    }  # fmt: skip
    assert client.post(at(agreement, "add_activity"), typed | {"ends_on": ""}).status_code == 400
    refused = client.post(at(agreement, "add_activity"), typed | {"ends_on": "2026-01-01"})
    assert refused.status_code == 400
    assert 'class="field wrong"' in text(refused)

    assert client.post(at(agreement, "add_activity"), typed).status_code == 302
    line = Activity.objects.get()
    assert client.get(at(agreement, "change_activity", line.pk)).status_code == 200
    assert client.post(at(agreement, "change_activity", line.pk), typed | {"budget": ""}).status_code == 302
    assert client.post(at(agreement, "begin_activity", line.pk)).status_code == 302
    assert client.post(at(agreement, "begin_activity", line.pk)).status_code == 409
    assert client.get(at(agreement, "realise_activity", line.pk)).status_code == 200
    done = {"on": "2026-04-01", "outcome": "12 guru", "spent": "0", "participants": "12"}
    assert client.post(at(agreement, "realise_activity", line.pk), done).status_code == 302

    line.refresh_from_db()
    assert (line.state, line.budget, line.spent, line.participants) == ("done", None, 0, 12)
    assert "12 guru" in text(client.get(at(agreement, "activity", line.pk)))


def test_an_activity_is_cancelled_and_planned_again(people, agreement, as_):
    line = activities.plan_activity(agreement, draft=DRAFT, by=people.agency)
    client = as_(people.agency)

    assert client.get(at(agreement, "cancel_activity", line.pk)).status_code == 200
    assert client.post(at(agreement, "cancel_activity", line.pk), {"because": "Batal"}).status_code == 302
    assert "Batal" in text(client.get(at(agreement, "activity", line.pk)))
    assert client.post(at(agreement, "plan_activity_again", line.pk)).status_code == 302


def test_the_plan_filters_and_adds_its_money_up(people, agreement, as_):
    activities.plan_activity(agreement, draft=DRAFT, by=people.agency)
    unsaid = Draft("Beasiswa", date(2027, 1, 1), date(2027, 2, 1), "Bappeda")
    activities.plan_activity(agreement, draft=unsaid, by=people.agency)
    client = as_(people.agency)

    everything = text(client.get(at(agreement, "activities")))
    of_2027 = text(client.get(at(agreement, "activities") + "?tahun=2027&keadaan=planned"))

    assert "Pertukaran guru" in everything and "Beasiswa" in everything
    assert "Beasiswa" in of_2027 and "Pertukaran guru" not in of_2027
    assert "unsaid" in everything
    nothing = client.get(at(agreement, "activities") + "?keadaan=done&tahun=x")
    assert nothing.status_code == 200


def test_the_sheet_goes_out_and_comes_back(people, agreement, as_):
    activities.plan_activity(agreement, draft=DRAFT, by=people.agency)
    client = as_(people.agency)
    book = openpyxl.load_workbook(io.BytesIO(_content(client.get(at(agreement, "activities_file", "isian")))))
    sheet = book.active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    heading = next(number for number, row in enumerate(rows, start=1) if row[0] in ("Activity", "Kegiatan"))
    new = [
        "Beasiswa",
        date(2027, 1, 1),
        "31/3/2027",
        "Bappeda",
        1250000,
        "APBD",
        None,
        None,
        "dua arah",
        "ya",
    ]
    for column, value in enumerate(new, start=1):
        sheet.cell(heading + 2, column).value = value

    assert client.post(at(agreement, "take_over_plan"), {"sheet": _file(book)}).status_code == 302
    kept = Activity.objects.get(title="Beasiswa")
    assert (kept.starts_on, kept.ends_on, kept.budget, kept.continues) == (
        date(2027, 1, 1), date(2027, 3, 31), 1250000, True,
    )  # fmt: skip

    sheet.cell(heading + 2, 3).value = "besok"
    sheet.cell(heading + 3, 1).value = "Tanpa hari"
    refused = client.post(at(agreement, "take_over_plan"), {"sheet": _file(book)})
    assert refused.status_code == 422
    assert f">{heading + 2}<" in text(refused) and f">{heading + 3}<" in text(refused)
    assert Activity.objects.count() == 2
    whole = openpyxl.load_workbook(
        io.BytesIO(_content(client.get(at(agreement, "activities_file", "rencana"))))
    )
    assert whole.active.max_row > 4


@pytest.mark.parametrize("content", [b"", b"bukan berkas Excel", b"PK\x03\x04rusak"])
def test_a_file_that_is_no_sheet_is_refused_in_one_sentence(people, agreement, as_, content):
    sheet = io.BytesIO(content)
    sheet.name = "rencana.xlsx"

    refused = as_(people.agency).post(at(agreement, "take_over_plan"), {"sheet": sheet})

    assert 400 <= refused.status_code < 500
    assert 'class="error"' in text(refused)


def _content(response):
    return b"".join(response.streaming_content)


def _file(book):
    content = io.BytesIO()
    book.save(content)
    content.seek(0)
    content.name = "rencana.xlsx"
    return content


def test_a_meeting_is_planned_and_held_with_promises(people, agreement, as_):
    client = as_(people.agency)
    typed = {"kind": "joint_committee", "on": "2026-06-01", "at_place": "Jember", "agenda": "Evaluasi"}
    assert client.post(at(agreement, "add_meeting"), typed).status_code == 302
    meeting = Meeting.objects.get()
    held = {"on": "2026-06-01", "decisions": "Lanjut", "promise_1": "Kirim daftar", "owed_by_1": "partner"}
    assert client.get(at(agreement, "hold_meeting", meeting.pk)).status_code == 200
    assert client.post(at(agreement, "hold_meeting", meeting.pk), held).status_code == 400
    assert (
        client.post(at(agreement, "hold_meeting", meeting.pk), held | {"due_on_1": "1/5/2026"}).status_code
        == 400
    )

    assert (
        client.post(at(agreement, "hold_meeting", meeting.pk), held | {"due_on_1": "1/7/2026"}).status_code
        == 302
    )

    assert "Kirim daftar" in text(client.get(at(agreement, "meetings")))
    assert "Kirim daftar" in text(client.get(at(agreement, "obligations")))
    paper = proof(agreement, people)
    assert client.post(at(agreement, "add_minutes", meeting.pk), {"paper": paper.pk}).status_code == 302
    meetings.plan_meeting(agreement, kind="other", on=TODAY(), at_place="", agenda="", by=people.agency)
    last = Meeting.objects.last()
    assert (
        client.post(at(agreement, "cancel_meeting", last.pk), {"because": "Mitra batal"}).status_code == 302
    )
    assert "Mitra batal" in text(client.get(at(agreement, "meetings")))


def test_a_journey_of_the_head_is_blocked_until_its_permit_is_there(people, agreement, as_):
    client, leaves = as_(people.agency), TODAY() + timedelta(days=30)
    typed = {
        "purpose": "Studi banding", "country": "JP", "at_place": "Sakura", "leaves_on": leaves.isoformat(),
        "returns_on": leaves.isoformat(), "travellers": "bupati\nkepala dinas 2", "with_head": "on",
    }  # fmt: skip
    assert client.get(at(agreement, "add_mission")).status_code == 200
    assert client.post(at(agreement, "add_mission"), typed).status_code == 302
    mission = Mission.objects.get()
    assert mission.travellers == [
        {"capacity": "bupati", "people": 1},
        {"capacity": "kepala dinas", "people": 2},
    ]
    told = text(client.get(at(agreement, "missions")))
    assert 'aria-disabled="true"' in told
    refused = client.post(at(agreement, "confirm_departure", mission.pk))
    assert refused.status_code == 409
    assert "76(1)i" in text(refused)

    permit = {
        "number": "099/1", "issued_by": "Kemendagri", "issued_on": TODAY().isoformat(), "covers_head": "on",
        "valid_from": leaves.isoformat(), "valid_until": leaves.isoformat(), "paper": proof(agreement, people).pk,
    }  # fmt: skip
    assert client.post(at(agreement, "add_travel_permit", mission.pk), permit).status_code == 302
    assert client.post(at(agreement, "confirm_departure", mission.pk)).status_code == 302
    assert client.get(at(agreement, "change_mission", mission.pk)).status_code == 200
    assert client.post(at(agreement, "change_mission", mission.pk), typed).status_code == 302
    assert client.post(at(agreement, "cancel_mission", mission.pk), {"because": "Ditunda"}).status_code == 302
    assert "Ditunda" in text(client.get(at(agreement, "missions")))


def test_a_journey_is_reported_even_without_its_permit(people, agreement, as_):
    trip = Itinerary(
        "Kunjungan", "JP", "Sakura", date(2026, 5, 1), date(2026, 5, 2), [("bupati", 1)], with_head=True
    )
    mission = missions.plan_mission(agreement, itinerary=trip, by=people.agency)
    client = as_(people.agency)

    asked = text(client.get(at(agreement, "report_mission", mission.pk)))
    sent = client.post(at(agreement, "report_mission", mission.pk), {"result": "Sepakat"})

    assert "without the permit" in asked
    assert sent.status_code == 302
    assert "Left without the permit" in text(client.get(at(agreement, "missions")))


def test_obligations_are_noted_met_and_given_up(people, as_):
    agreement = in_force(people, kind=Kind.GRANT, title="Hibah")
    client = as_(people.officer)
    grant = {"starts_on": "2026-01-01", "ends_on": "2026-06-30"}
    assert client.get(at(agreement, "owe_reports")).status_code == 200
    assert client.post(at(agreement, "owe_reports"), grant).status_code == 302
    promise = {"title": "Kirim buku", "owed_by": "partner", "owner": "", "due_on": "2026-06-01"}
    assert client.post(at(agreement, "add_promise"), promise).status_code == 302
    first, second, noted = Obligation.objects.order_by("kind", "due_on")

    assert client.post(at(agreement, "meet_obligation", first.pk), {"on": "2026-05-20"}).status_code == 400
    paper = proof(agreement, people)
    met = {"on": "2026-05-20", "paper": paper.pk}
    assert client.post(at(agreement, "meet_obligation", first.pk), met).status_code == 302
    gone = client.post(at(agreement, "give_up_obligation", noted.pk), {"because": "Mitra batal"})

    assert gone.status_code == 302
    told = text(client.get(at(agreement, "obligations")))
    assert "Mitra batal" in told and paper.title in told and second.title in told


def test_permits_are_recorded_and_their_renewal(people, as_):
    agreement = in_force(people, kind=Kind.FOREIGN_NGO, title="Ormas")
    client = as_(people.officer)
    typed = {
        "kind": "principal_permit", "number": "1/2025", "issued_by": "Kemlu", "issued_on": "2025-01-01",
        "valid_until": "2029-01-01",
    }  # fmt: skip
    assert client.post(at(agreement, "add_permit"), typed).status_code == 400
    assert client.post(at(agreement, "add_permit"), typed | {"valid_until": "2027-01-01"}).status_code == 302
    permit = Permit.objects.get()
    assert client.post(at(agreement, "file_renewal", permit.pk), {"on": "2026-09-01"}).status_code == 302

    assert "1/2025" in text(client.get(at(agreement, "permits")))


def test_risks_are_noted_weighed_and_closed(people, agreement, as_):
    client = as_(people.agency)
    typed = {"title": "Anggaran dipotong", "likelihood": "3", "impact": "5", "mitigation": "", "owner": ""}
    assert client.post(at(agreement, "add_risk"), typed).status_code == 302
    risk = Risk.objects.get()
    assert client.get(at(agreement, "review_risk", risk.pk)).status_code == 200
    assert client.post(at(agreement, "review_risk", risk.pk), typed | {"impact": "1"}).status_code == 302
    assert "3 × 1" in text(client.get(at(agreement, "risks")))
    assert client.post(at(agreement, "close_risk", risk.pk), {"because": "Sudah aman"}).status_code == 302
    assert client.post(at(agreement, "close_risk", risk.pk), {"because": "Sudah aman"}).status_code == 409


def working_copy(client, agreement, amendment):
    """What a browser sends back from the form of the working copy, unchanged."""
    form = client.get(at(agreement, "edit_amendment", amendment.number)).context["form"]
    typed = {name: form[name].value() for name in form.fields}
    typed = {name: value.isoformat() if isinstance(value, date) else value for name, value in typed.items()}
    return {name: value for name, value in typed.items() if value is not None} | {
        "version": amendment.version
    }


def test_an_amendment_is_written_agreed_and_merged_on_its_pages(people, agreement, as_):
    client = as_(people.officer)
    typed = {"kind": "terms", "reason": "Menyesuaikan"}
    assert client.get(at(agreement, "propose_amendment")).status_code == 200
    assert client.post(at(agreement, "propose_amendment"), typed).status_code == 302
    amendment = Amendment.objects.get()
    copy = working_copy(client, agreement, amendment)
    changed = copy | {
        "purpose": "Pertukaran guru",
        "beside": "saksi: Kemlu\nLSM Contoh",
        "topics": ["object:capacity"],
    }

    assert client.post(at(agreement, "edit_amendment", 1), changed).status_code == 302
    assert client.post(at(agreement, "edit_amendment", 1), changed).status_code == 409
    shown = text(client.get(at(agreement, "amendment", 1)))
    assert "<ins>" in shown and "Kemlu" in shown
    agreed = {"on": TODAY().isoformat(), "paper": proof(agreement, people).pk}
    assert client.get(at(agreement, "agree_amendment", 1)).status_code == 200
    assert client.post(at(agreement, "agree_amendment", 1), agreed).status_code == 302
    assert client.get(at(agreement, "edit_amendment", 1)).status_code == 302
    assert client.get(at(agreement, "merge_amendment", 1)).status_code == 200
    assert client.post(at(agreement, "merge_amendment", 1)).status_code == 302

    assert Agreement.objects.get(pk=agreement.pk).purpose == "Pertukaran guru"
    assert "LSM Contoh" in {party.name for party in agreement.parties.all()}
    copied = amending.propose_amendment(agreement, kind="terms", reason="Lagi", by=people.officer)
    assert "witness: Kemlu" in working_copy(client, agreement, copied)["beside"]


def test_clauses_are_edited_language_beside_language(people, agreement, as_):
    words = {"id": "NASKAH\n\nPasal 1\nTujuan\n\nGuru.", "en": "TEXT\n\nArticle 1\nAim\n\nTeachers."}
    AgreementText.objects.create(
        agreement=agreement,
        type="mou",
        version=1,
        clauses=to_parts(Text(tuple(parse(code, said) for code, said in words.items()))),
        sha256="0" * 64,
        written_by=people.officer,
        written_at=timezone.now(),
        agreed_on=date(2026, 2, 1),
    )
    amendment = amending.propose_amendment(agreement, kind="terms", reason="Pasal baru", by=people.officer)
    client = as_(people.officer)
    shown = text(client.get(at(agreement, "edit_amendment", 1)))
    copy = working_copy(client, agreement, amendment)
    new = {"clause_2": "Biaya\r\n\r\nBersama.", "clause_3": "Costs\r\n\r\nShared."}

    sent = client.post(
        at(agreement, "edit_amendment", 1), copy | new | {"term_type": "indefinite_with_review"}
    )

    assert "Clause 1 [id]" in shown and "Clause 2 [en]" in shown
    assert sent.status_code == 302
    amendment.refresh_from_db()
    assert amendment.proposed["clauses"]["2"] == {"id": "Biaya\n\nBersama.", "en": "Costs\n\nShared."}
    assert amendment.proposed["ends_on"] is None
    assert "Bersama." in text(client.get(at(agreement, "amendment", 1)))


def test_a_conflict_is_shown_side_by_side_and_decided_with_a_reason(people, agreement, as_):
    amendment = amending.propose_amendment(agreement, kind="terms", reason="Memperpanjang", by=people.officer)
    amending.edit_working_copy(amendment, values={"ends_on": "2031-01-31"}, version=1, by=people.officer)
    paper = proof(agreement, people)
    amending.agree_amendment(amendment, on=TODAY(), paper=paper, by=people.officer)
    term.extend(agreement, change=change(agreement, people), until=date(2035, 1, 31), by=people.officer)
    client = as_(people.officer)

    shown = text(client.get(at(agreement, "amendment", 1)))
    asked = text(client.get(at(agreement, "merge_amendment", 1)))
    empty = client.post(at(agreement, "merge_amendment", 1), {})
    decided = {"side_0": "theirs", "because_0": "Sesuai naskah"}
    sent = client.post(at(agreement, "merge_amendment", 1), decided)

    for page in (shown, asked):
        assert 'class="differs"' in page and "2035" in page and "2031" in page
    assert empty.status_code == 400
    assert sent.status_code == 302
    assert Agreement.objects.get(pk=agreement.pk).ends_on == date(2031, 1, 31)
    assert "Sesuai naskah" in text(client.get(at(agreement, "amendment", 1)))


def test_an_amendment_is_withdrawn_and_none_is_proposed_before_the_signature(people, agreement, as_):
    amending.propose_amendment(agreement, kind="technical", reason="Keliru", by=people.officer)
    client = as_(people.officer)
    assert client.post(at(agreement, "withdraw_amendment", 1), {"because": "Tidak jadi"}).status_code == 302
    assert "Tidak jadi" in text(client.get(at(agreement, "amendment", 1)))
    put(agreement, state="on_the_road")

    assert 'aria-disabled="true"' in text(client.get(at(agreement, "amendments")))
    refused = client.post(at(agreement, "propose_amendment"), {"kind": "terms", "reason": "Menyesuaikan"})
    assert refused.status_code == 409


def test_a_term_is_changed_with_what_it_carries_shown_first(people, agreement, as_):
    inner = in_force(people, parent=agreement, title="Turunan")
    client = as_(people.officer)
    typed = {"on": TODAY().isoformat(), "reason": "Sengketa", "paper": proof(agreement, people).pk}
    asked = text(client.get(at(agreement, "change_term", "tangguhkan")))
    assert inner.reference in asked
    assert client.post(at(agreement, "change_term", "tangguhkan"), typed).status_code == 409
    carries = typed | {"carries": [str(inner.pk)]}
    assert client.post(at(agreement, "change_term", "tangguhkan"), carries).status_code == 302
    assert agreement.reference in text(client.get(at(inner, "term")))

    resumed = {"on": TODAY().isoformat(), "reason": "Selesai", "carries": [str(inner.pk)]}
    assert client.post(at(agreement, "change_term", "teruskan"), resumed).status_code == 302
    longer = typed | {"until": "2033-01-31"}
    assert client.post(at(agreement, "change_term", "perpanjang"), longer).status_code == 302
    ends = typed | {"ground": "breach", "left_to_settle": "Dua beasiswa", "carries": [str(inner.pk)]}
    assert client.post(at(agreement, "change_term", "akhiri"), ends).status_code == 302

    told = text(client.get(at(agreement, "term")))
    assert "Dua beasiswa" in told and "2033" in told
    assert Agreement.objects.get(pk=inner.pk).state == "ended"
    assert client.get(at(agreement, "change_term", "lain")).status_code == 404


def test_completing_and_replacing_on_the_page(people, agreement, as_):
    successor, other = in_force(people, title="Pengganti"), in_force(people, title="Selesai")
    client = as_(people.officer)
    replaced = {
        "on": TODAY().isoformat(), "reason": "Naskah baru", "successor": successor.pk,
        "paper": proof(agreement, people).pk,
    }  # fmt: skip
    assert client.post(at(agreement, "change_term", "ganti"), replaced).status_code == 302
    done = {"on": TODAY().isoformat(), "reason": "Tujuan tercapai", "ground": "aim_reached"}
    assert client.post(at(other, "change_term", "selesai"), done).status_code == 302

    assert successor.reference in text(client.get(at(agreement, "term")))
    assert "art. 18" in text(client.get(at(other, "term")))


def test_a_lapsed_term_says_so_and_offers_its_revival(people, agreement, as_):
    put(agreement, signed_on=date(2017, 1, 1), starts_on=date(2017, 1, 1), ends_on=date(2026, 9, 30))
    client = as_(people.officer)
    told = text(client.get(at(agreement, "term")))
    assert at(agreement, "change_term", "hidupkan") in told
    assert at(agreement, "change_term", "perpanjang") not in told
    assert "The term ran out on 30" in told and "term has run out" in told

    typed = {
        "on": "2026-10-31", "until": "2031-10-30", "reason": "Diperpanjang", "paper": proof(agreement, people).pk,
    }  # fmt: skip
    assert client.post(at(agreement, "change_term", "hidupkan"), typed).status_code == 302

    assert "30 days without a term" in text(client.get(at(agreement, "term")))


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        (
            {"term_type": "fixed_auto_renew", "starts_on": date(2020, 2, 1), "ends_on": date(2022, 1, 31)},
            "renewed by itself",
        ),
        ({"term_type": "indefinite_with_review", "ends_on": None}, "without a last day"),
        ({"ends_on": date(2030, 1, 31), "notice_days": 90}, "until 31"),
    ],
)  # fmt: skip
def test_a_term_is_told_as_it_stands_and_nothing_is_written(people, agreement, as_, columns, said):
    put(agreement, **columns)
    before = Agreement.objects.values().get(pk=agreement.pk)

    told = text(as_(people.head).get(at(agreement, "term")))

    assert said in told
    assert Agreement.objects.values().get(pk=agreement.pk) == before


def test_the_story_page_is_told_of_life_in_few_queries(people, agreement, django_assert_max_num_queries):
    owing.note_risk(agreement, risk=RiskDraft("Anggaran", 1, 1), by=people.agency)
    activities.plan_activity(agreement, draft=DRAFT, by=people.agency)

    with django_assert_max_num_queries(4):
        life = life_part.part(agreement, people.head, today=TODAY())
    with django_assert_max_num_queries(4):
        told = amendments_part.part(agreement, people.head, today=TODAY())
        list(told["changes"]), list(told["amendments"])

    assert [n for _word, n in life["counts"]] == [1]
    assert told["said"]
    assert told["flags"] == []


def test_before_the_signature_the_story_page_is_told_only_of_flags(people, agreement):
    idle = in_force(people, title="Lain")
    put(idle, last_active_on=TODAY())
    put(agreement, state="on_the_road")

    told = amendments_part.part(agreement, people.head, today=TODAY())
    put(idle, state="suspended")
    nothing = amendments_part.part(agreement, people.head, today=TODAY())

    assert [shape for _name, shape in told["flags"]] == ["risk"]
    assert told["is_early"]
    assert nothing == {}
    assert life_part.part(agreement, people.head, today=TODAY())["is_early"]
