"""The pages of one plan: who sees them, changing lines, a stale page, the road to its village act, downloads."""

import io
from datetime import date
from decimal import Decimal

import docx
import openpyxl
import pytest
from django.urls import reverse

from jembatan.action_plans import actions
from jembatan.action_plans.models import Activity, Plan
from jembatan.action_plans.queries.reference import costs_in_force
from jembatan.action_plans.rules.catalogue import UnitCost
from jembatan.ledger.models import Entry
from tests.builders import JEMBER, LENGKONG, SUCO, person, place
from tests.db.action_plans.conftest import reconcile

pytestmark = pytest.mark.django_db


def at(name, *more, **query):
    return reverse(f"action_plans:{name}", args=[SUCO, 2027, *more], query=query or None)


@pytest.fixture
def as_(client):
    def sign_in(user):
        client.force_login(user)
        return client

    return sign_in


@pytest.fixture
def line(plan):
    return plan.activities.get(kind="transport")


def typed(line: Activity, **changes) -> dict[str, str]:
    """What a browser sends back from the form of a line: what was shown, and what was typed over it."""
    values = line.entry.line
    shown = {
        name: str(getattr(values, name))
        for name in (
            "children", "times", "times_unit", "fund", "name", "location", "benefit", "indicator",
            "starts", "ends", "pattern", "implementer", "agency",
        )
    }  # fmt: skip
    shown["unit_cost"] = f"{int(values.unit_cost):,}".replace(",", ".")
    initial = {f"initial-{name}": value for name, value in shown.items()}
    return initial | shown | changes | {"version": str(line.plan.version)}


@pytest.mark.parametrize(
    ("role", "where", "status"),
    [
        ("village_operator", SUCO, 200),
        ("village_head", SUCO, 200),
        ("case_companion", SUCO, 200),
        ("district_analyst", JEMBER, 200),
        ("cooperation_officer", JEMBER, 200),
        ("ministry_supervisor", "ID", 200),
        ("village_operator", LENGKONG, 404),
        ("enumerator", SUCO, 404),
        ("partner", JEMBER, 404),
        (None, "ID", 404),
    ],
)
def test_a_plan_is_seen_by_those_who_may_see_plans_of_its_village(as_, plan, role, where, status):
    client = as_(person("seseorang", role, at=where))

    assert client.get(at("plan")).status_code == status
    assert client.get(at("line", plan.activities.first().pk)).status_code == status


@pytest.mark.parametrize("role", [None, "partner", "enumerator"])
def test_who_may_see_no_plan_finds_no_address_at_all(as_, plan, role):
    client = as_(person("seseorang", role, at=SUCO if role else "ID"))

    for name, arguments in (
        ("plans", []), ("village", [SUCO]), ("district", [JEMBER]), ("reference", [JEMBER]),
        ("sum", [JEMBER, 2027]), ("sum_lines", [JEMBER, 2027, "fund"]), ("edit_line", [SUCO, 2027, 1]),
        ("download", [SUCO, 2027, "umum", "pdf"]),
    ):  # fmt: skip
        assert client.get(reverse(f"action_plans:{name}", args=arguments)).status_code == 404, name


def test_the_page_tells_the_whole_story_in_a_bounded_number_of_queries(
    as_, plan, operator, django_assert_max_num_queries
):
    client = as_(operator)

    with django_assert_max_num_queries(18):
        page = client.get(at("plan")).content.decode()

    for words in ("Rancangan", "Pohon masalah", "Sasaran", "Jumlah bidang IV", "Harga satuan masih contoh"):
        assert words in page
    assert "Budi" not in page


def test_who_works_in_one_village_goes_straight_to_its_newest_plan(as_, plan, operator):
    response = as_(operator).get(reverse("action_plans:plans"), follow=True)

    assert response.redirect_chain[-1][0] == at("plan")


def test_a_village_without_a_plan_says_what_makes_one_and_drafts_it(as_, operator):
    reconcile({"causes": ["3"]})
    client = as_(operator)

    page = client.get(reverse("action_plans:village", args=[SUCO])).content.decode()
    client.post(reverse("action_plans:draft", args=[SUCO]), {"year": "2027"})

    assert "Susun rencana" in page
    assert Plan.objects.get().year == 2027


def test_without_a_reconciliation_nothing_can_be_drafted_and_the_page_says_who_helps(as_, operator):
    client = as_(operator)

    page = client.get(reverse("action_plans:village", args=[SUCO])).content.decode()
    answer = client.post(reverse("action_plans:draft", args=[SUCO]), {"year": "2027"}, follow=True)

    assert "analis kabupaten" in page and "Susun rencana" not in page
    assert "Belum ada rekonsiliasi" in answer.content.decode()
    assert not Plan.objects.exists()


def test_a_line_shows_its_rows_of_the_matrix_and_its_children_by_short_name(as_, line, operator):
    page = as_(operator).get(at("line", line.pk)).content.decode()

    assert "Budi C." in page and "Budi Contoh" not in page
    assert line.proposed["reasons"][0]["rule"] in page
    assert Entry.objects.filter(event="action_plans.names_looked_at").count() == 1


def test_who_sees_no_children_sees_no_names_and_no_small_number(as_, plan, line):
    counter = as_(person("officer", "cooperation_officer", at=JEMBER))

    page = counter.get(at("line", line.pk)).content.decode()
    whole = counter.get(at("plan")).content.decode()

    assert "Budi" not in page and "Peran Anda melihat jumlah" in page
    assert "2 anak" not in whole and "&lt;5 anak" in whole
    assert not Entry.objects.filter(event="action_plans.names_looked_at").exists()


def test_the_names_of_a_sensitive_line_are_for_the_companion_only(as_, plan, operator):
    sensitive = next(line for line in plan.activities.all() if line.proposed["sensitive"])

    operators = as_(operator).get(at("line", sensitive.pk)).content.decode()
    companions = as_(person("pendamping", "case_companion", at=SUCO)).get(at("line", sensitive.pk))

    assert "Budi" not in operators and "sensitif" in operators
    assert "Budi" in companions.content.decode()


def test_an_edit_saves_only_what_was_changed(as_, line, operator):
    answer = as_(operator).post(at("edit_line", line.pk), typed(line, unit_cost="Rp 250.000", times="8"))

    line.refresh_from_db()
    assert answer.status_code == 302
    assert line.edited == {"unit_cost": "250000", "times": 8}
    assert line.total == 250_000 * 8 * line.children


def test_a_wrong_value_keeps_what_was_typed_and_says_how_to_mend_it(as_, line, operator):
    answer = as_(operator).post(
        at("edit_line", line.pk), typed(line, unit_cost="banyak", name="Angkutan desa", ends="2026-01-01")
    )

    page = answer.content.decode()
    assert answer.status_code == 400
    assert 'value="banyak"' in page and 'value="Angkutan desa"' in page
    assert "Rp1.250.000" in page


def test_days_in_the_wrong_order_are_told_at_the_last_day(as_, line, operator):
    answer = as_(operator).post(at("edit_line", line.pk), typed(line, ends="2026-01-01"))

    assert answer.status_code == 400
    assert "ari terakhir lebih awal dari hari pertama" in answer.context["form"].errors["ends"][0]


def test_a_stale_edit_loses_nothing_and_shows_what_stands_now(as_, line, operator, analyst):
    mine = typed(line, unit_cost="250.000")
    actions.edit_activity(
        line.plan, activity=line.pk, values={"times": 6}, version=line.plan.version, by=analyst
    )
    client = as_(operator)

    refused = client.post(at("edit_line", line.pk), mine)
    again = client.post(at("edit_line", line.pk), mine | {"version": str(refused.context["plan"].version)})

    page = refused.content.decode()
    assert refused.status_code == 409
    assert 'value="250.000"' in page and "Orang lain sudah mengubah" in page
    assert [now for _label, now in refused.context["meanwhile"]] == [6]
    assert again.status_code == 302
    line.refresh_from_db()
    assert line.edited == {"unit_cost": "250000", "times": 6}


def test_a_line_is_struck_out_with_a_reason_and_taken_back(as_, line, operator):
    client = as_(operator)
    version = {"version": str(line.plan.version)}

    refused = client.post(at("strike_out", line.pk), version | {"because": "-"})
    struck = client.post(
        at("strike_out", line.pk), version | {"because": "Sudah dibiayai kabupaten"}, follow=True
    )
    line.plan.refresh_from_db()
    back = client.post(at("take_back", line.pk), {"version": str(line.plan.version)})

    assert refused.status_code == 400
    assert "Sudah dibiayai kabupaten" in struck.content.decode()
    assert back.status_code == 302
    line.refresh_from_db()
    assert line.removed_because == ""


def test_a_line_is_added_by_hand_and_stays_after_a_new_draft(as_, plan, operator):
    client = as_(operator)
    values = {
        "field": "4", "children": "0", "times": "1", "times_unit": "paket", "unit_cost": "2.000.000",
        "fund": "dana_desa", "name": "Rumah baca dusun", "location": "Desa Suco", "benefit": "Anak desa",
        "indicator": "", "starts": "2027-02-01", "ends": "2027-03-31", "pattern": "swakelola",
        "implementer": "Karang taruna", "agency": "DPMD", "version": str(plan.version),
    }  # fmt: skip

    added = client.post(at("add_line"), values)
    again = client.post(at("redraft"), follow=True)

    assert added.status_code == 302
    assert "Tidak ada baris yang baru" in again.content.decode()
    assert plan.activities.get(name="Rumah baca dusun").total == 2_000_000


def test_a_new_draft_says_which_lines_came_and_went(as_, plan, operator):
    reconcile({"causes": ["7"], "works": True}, as_of=date(2026, 11, 20))
    client = as_(operator)

    offered = client.get(at("plan")).content.decode()
    answer = client.post(at("redraft"), follow=True).content.decode()

    assert "20 November 2026" in offered
    assert "Disusun ulang dari data 20 November 2026" in answer
    assert "Tidak diusulkan lagi:" in answer


def test_a_target_is_set(as_, plan, operator):
    target = plan.targets.filter(code="return").first()

    answer = as_(operator).post(at("target", target.pk), {"percent": "45", "version": str(plan.version)})

    target.refresh_from_db()
    assert answer.status_code == 302
    assert (target.percent, target.is_edited) == (Decimal(45), True)


def test_nobody_but_editors_reaches_the_forms(as_, plan, line):
    head = as_(person("kepala", "village_head", at=SUCO))

    for name, arguments in (("edit_line", [line.pk]), ("add_line", []), ("target", [1])):
        assert head.get(at(name, *arguments)).status_code == 404
    for name, arguments in (
        ("strike_out", [line.pk]),
        ("take_back", [line.pk]),
        ("redraft", []),
        ("hand_over", []),
    ):
        assert head.post(at(name, *arguments)).status_code == 404


def replace_examples(plan, analyst):
    """The office sets its own value for every cost that is an example only."""
    for cost in costs_in_force(SUCO, date(2026, 11, 22)).values():
        if cost.standing == "example":
            own = UnitCost(
                code=cost.code, label=cost.label, unit=cost.unit, amount=cost.amount + 1, standing="official",
                source="SBU 2026", grade="S", valid_from=date(2026, 1, 1), valid_to=None,
            )  # fmt: skip
            actions.set_cost(cost=own, at=JEMBER, by=analyst)


def test_example_costs_keep_the_plan_from_the_meeting_until_the_office_has_set_its_own(
    as_, plan, operator, analyst
):
    client = as_(operator)

    blocked = client.get(at("plan")).content.decode()
    refused = client.post(at("hand_over"))
    replace_examples(plan, analyst)
    client.post(at("redraft"))
    handed = client.post(at("hand_over"), follow=True)

    assert 'aria-disabled="true">Bawa ke musyawarah desa' in blocked
    assert refused.status_code == 409 and "hal belum selesai" in refused.content.decode()
    assert "Dalam musyawarah desa" in handed.content.decode()
    plan.refresh_from_db()
    assert plan.state == "submitted"


@pytest.fixture
def submitted(plan, operator, analyst):
    replace_examples(plan, analyst)
    actions.redraft(plan, by=operator)
    actions.hand_to_musdes(plan, by=operator)
    return plan


def test_only_the_head_legalises_and_the_operator_sees_whose_turn_it_is(as_, submitted, operator, head):
    operators = as_(operator)
    page = operators.get(at("plan")).content.decode()
    status = operators.post(at("legalise"), {"number": "Perkades 5/2026", "on": "2026-11-22"}).status_code
    heads = as_(head)
    form = heads.get(at("legalise"))
    done = heads.post(at("legalise"), {"number": "Perkades 5/2026", "on": "22/11/2026"}, follow=True)

    assert "Hanya peran ini yang bisa: Kepala desa." in page and status == 404
    assert form.status_code == 200
    assert "Berlaku dengan Perkades 5/2026 tanggal 22 November 2026." in done.content.decode()


def test_an_act_without_a_number_is_refused_at_the_field(as_, submitted, head):
    answer = as_(head).post(at("legalise"), {"number": " ", "on": "2026-11-22"})

    assert answer.status_code == 400 and "number" in answer.context["form"].errors


def test_the_head_sends_back_and_opens_again_with_reasons(as_, submitted, head):
    client = as_(head)

    client.post(at("send_back"), {"because": "Harga angkutan belum sesuai"})
    submitted.refresh_from_db()
    state, page = submitted.state, client.get(at("plan")).content.decode()

    assert state == "drafted" and "Harga angkutan belum sesuai" in page
    assert client.post(at("reopen"), {"because": "Ada data baru"}).status_code == 409


def content_of(response) -> bytes:
    return b"".join(response.streaming_content)


def test_the_downloads_open_again_and_are_written_down(as_, plan, operator):
    client = as_(operator)

    word = client.get(at("download", "kerja", "docx"))
    sheets = client.get(at("download", "kerja", "xlsx"))
    pdf = client.get(at("download", "umum", "pdf"))

    assert word["Content-Disposition"] == f'attachment; filename="RADes-{SUCO}-2027-kerja.docx"'
    assert "RENCANA AKSI DESA" in docx.Document(io.BytesIO(content_of(word))).paragraphs[0].text
    assert len(openpyxl.load_workbook(io.BytesIO(content_of(sheets))).sheetnames) >= 2
    assert content_of(pdf).startswith(b"%PDF")
    printed = Entry.objects.filter(event="action_plans.printed").order_by("id")
    assert [entry.detail for entry in printed][-1] == {"copy": "umum", "kind": "pdf"}
    assert printed.count() == 3


@pytest.mark.parametrize("role", ["cooperation_officer", "ministry_supervisor"])
def test_who_sees_no_names_gets_the_public_copy_only(as_, plan, role):
    client = as_(person("seseorang", role, at=SUCO))

    assert client.get(at("download", "kerja", "docx")).status_code == 404
    assert client.get(at("download", "umum", "docx")).status_code == 200
    assert client.get(at("download", "umum", "exe")).status_code == 404


def test_an_address_that_means_nothing_is_not_found(as_, plan, operator):
    client = as_(operator)
    place(LENGKONG)

    for path in (f"/rencana/{SUCO}/2031/", "/rencana/99.99/", f"/rencana/{LENGKONG}/", f"/rencana/{JEMBER}/"):
        assert client.get(path).status_code == 404, path
    assert client.get(at("line", 999_999)).status_code == 404
    assert client.post(reverse("action_plans:draft", args=[SUCO]), {"year": "1999"}).status_code == 404


def test_neither_page_nor_public_paper_lets_the_few_at_risk_be_worked_out(as_, operator, tmp_path):
    reconcile(
        *({"sex": "L" if number % 2 else "P"} for number in range(14)),
        *({"status": "at_risk", "out_of_school": False} for _ in range(2)),
    )
    actions.draft(year=2027, at=SUCO, by=operator)
    client = as_(person("officer", "cooperation_officer", at=JEMBER))

    page = client.get(at("plan"))
    paper = docx.Document(io.BytesIO(content_of(client.get(at("download", "umum", "docx")))))

    told = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    assert (page.context["out_of_school"], page.context["at_risk"]) == ("14", "<5")
    assert page.context["recap_total"] == "…"
    assert [caption for caption, _rows in page.context["recaps"]] == ["Menurut kategori"]
    assert "16" not in told and "Menurut jenis kelamin" not in told
