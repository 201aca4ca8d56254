"""The pages of results: who sees which number, who changes what, and how many queries they take."""

import re
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from jembatan.results import actions
from jembatan.results.models import Indicator, ProgrammePlace, Result, ResultValue, StatedValue
from jembatan.results.rules.levels import Level
from jembatan.results.rules.measures import MEASURES
from tests.builders import LENGKONG, SUCO, person, place
from tests.cooperation import started
from tests.frameworks import Story, add, counted, reconciled, stated, works_in
from tests.living import in_force
from tests.results_plans import line, plan

pytestmark = pytest.mark.django_db


def url(told: Story, name: str, *numbers: int) -> str:
    return reverse(f"results:{name}", args=[told.agreement.reference, *numbers])


def opened(client, by, address: str, status: int = 200) -> str:
    client.force_login(by)
    answer = client.get(address, headers={"accept-language": "en"})
    assert answer.status_code == status, answer.content[:500]
    return answer.content.decode()


def words(page: str) -> str:
    """The page without tags, in one line."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


@pytest.fixture
def full(told) -> Story:
    """Two villages, every measure, a statement, a target."""
    reconciled()
    works_in(told, SUCO, LENGKONG)
    for code in MEASURES:
        counted(told, code)
    indicator = stated(told, baseline=0)
    actions.set_target(indicator, year=timezone.localdate().year, value=Decimal(40), by=told.officer)
    given = actions.Statement(Decimal(10), date(2026, 11, 1), "Daftar hadir")
    actions.state_value(indicator, statement=given, by=told.officer)
    return told


def test_the_tree_shows_baseline_now_target_and_the_way_between(client, full):
    page = words(opened(client, full.officer, url(full, "framework")))

    assert "Guru yang dilatih" in page or "Teachers trained" in page
    assert "25 %" in page
    assert "Suco" in page and "Lengkong" in page


def test_case_work_is_said_to_be_uncountable_and_shown_as_no_number(client, full):
    indicator = Indicator.objects.get(measure="cases.returned")

    page = opened(client, full.officer, url(full, "indicator", indicator.pk))

    assert MEASURES["cases.returned"].waits_for.id in page or MEASURES["cases.returned"].waits_for.en in page
    assert ">0<" not in page


@pytest.mark.parametrize("who", ["partner", "officer"])
def test_whoever_sees_no_child_finds_no_small_count_on_any_page(client, full, who):
    by = getattr(full, who)
    pages = [opened(client, by, url(full, "framework"))]
    pages += [opened(client, by, url(full, "indicator", one.pk)) for one in Indicator.objects.all()]
    never = Indicator.objects.get(measure="children.never_attended")
    small = words(opened(client, by, url(full, "indicator", never.pk)))

    assert all("hidden-count" in page for page in pages[:1])
    assert not re.search(
        r"(?<![\d.,])3(?![\d.,%])", small.split("Place by place")[-1].split("Wilayah")[0][:200]
    )
    assert 'href="/anak/' not in "".join(pages)
    opened(client, by, url(full, "rows", never.pk) + f"?tempat={SUCO}", status=404)


def test_an_analyst_sees_the_number_and_opens_its_rows(client, full):
    never = Indicator.objects.get(measure="children.never_attended")
    opened(client, full.analyst, url(full, "framework"))
    page = opened(client, full.analyst, url(full, "indicator", never.pk))

    rows = opened(client, full.analyst, url(full, "rows", never.pk) + f"?tempat={SUCO}")

    assert f"tempat={SUCO}" in page
    assert rows.count('href="/anak/') == 3


def test_a_long_list_of_rows_has_pages(client, told):
    run = reconciled()
    from_key = url
    works_in(told, SUCO)
    indicator = counted(told, "children.out_of_school")
    address = from_key(told, "rows", indicator.pk) + f"?tempat={SUCO}"

    page = opened(client, told.analyst, address)
    later = opened(client, told.analyst, f"{address}&mulai=zzz|0")

    assert (page.count('href="/anak/'), later.count('href="/anak/')) == (10, 0)
    assert run.pk


def test_the_rows_of_the_agreement_open_to_whoever_sees_agreements(client, full):
    entered = {"entered_by": full.officer, "entered_at": timezone.now()}
    held = date(2026, 5, 1)
    full.agreement.meetings.create(kind="other", planned_on=held, held_on=held, **entered)
    full.agreement.missions.create(
        purpose="Kunjungan Sakura",
        country="JPN",
        at_place="Sakura",
        leaves_on=held,
        returns_on=held,
        confirmed_on=held,
        **entered,
    )
    full.agreement.activities.create(
        title="Lokakarya guru",
        starts_on=held,
        ends_on=held,
        agency="Dinas",
        state="done",
        done_on=held,
        participants=20,
        spent=1000,
        continues=True,
        **entered,
    )
    actions.take_stock(full.agreement, on=timezone.localdate(), by=full.officer)

    for code, found in (
        ("meetings_held", "2026"),
        ("missions_made", "Kunjungan Sakura"),
        ("participants", "Lokakarya guru"),
        ("activities_continuing", "Lokakarya guru"),
        ("activities_done", "Lokakarya guru"),
    ):
        indicator = Indicator.objects.get(measure=f"agreements.{code}")
        assert found in opened(client, full.officer, url(full, "rows", indicator.pk))
        opened(client, full.partner, url(full, "rows", indicator.pk), status=404)
        opened(client, full.officer, url(full, "rows", indicator.pk) + "?tempat=35.09", status=404)


def test_the_plans_behind_a_number_open_to_whoever_sees_plans(client, told):
    run = reconciled()
    works_in(told, SUCO)
    line(plan(SUCO, run), 500)
    indicator = counted(told, "action_plans.plans_legalised", under=told.output)
    address = url(told, "rows", indicator.pk) + f"?tempat={SUCO}"

    assert f"/rencana/{SUCO}/2027/" in opened(client, told.officer, address)
    opened(client, told.partner, address, status=404)


def test_what_nobody_said_is_told_beside_the_number(client, told):
    entered = {"entered_by": told.officer, "entered_at": timezone.now()}
    for title, participants in (("Satu", 20), ("Dua", None)):
        told.agreement.activities.create(
            title=title,
            starts_on=date(2026, 5, 1),
            ends_on=date(2026, 5, 1),
            agency="Dinas",
            state="done",
            done_on=date(2026, 5, 1),
            participants=participants,
            **entered,
        )
    counted(told, "agreements.participants", under=told.output)

    assert 'remark">1 ' in opened(client, told.officer, url(told, "framework"))


def test_a_stated_indicator_has_no_rows(client, full):
    indicator = Indicator.objects.get(measure="")

    opened(client, full.officer, url(full, "rows", indicator.pk), status=404)
    assert "Daftar hadir" in opened(client, full.officer, url(full, "indicator", indicator.pk))


def test_others_at_work_in_the_same_village_are_named_to_whoever_may_see_them(client, full):
    other = in_force(full.people, title="Perpustakaan desa (contoh)")
    place(SUCO)
    where = actions.Place(SUCO, date(2026, 5, 1), "Rencana kerja")
    actions.add_place(other, place=where, by=full.officer)

    page = opened(client, full.partner, url(full, "framework"))

    assert "Perpustakaan desa (contoh)" in page


def test_outsiders_and_people_of_other_regions_find_nothing(client, full):
    elsewhere = person("lain", "partner", at="35.10")

    for by in (full.people.outsider, elsewhere):
        opened(client, by, url(full, "framework"), status=404)
    assert full.agreement.reference not in opened(client, elsewhere, reverse("results:frameworks"))


def test_a_partner_does_not_learn_of_an_agreement_without_a_framework(client, told):
    other = started(told.people, title="Masih dibicarakan")
    address = reverse("results:framework", args=[other.reference])

    opened(client, told.partner, address, status=404)
    assert "Masih dibicarakan" in opened(client, told.officer, address)


def test_the_list_names_the_frameworks_page_by_page(client, told, monkeypatch):
    monkeypatch.setattr("jembatan.results.web.frameworks.PAGE_SIZE", 1)
    second = in_force(told.people, title="Kedua")
    add(second, told.people, Level.OBJECTIVE, "Tujuan")

    first = opened(client, told.partner, reverse("results:frameworks"))
    assert told.agreement.reference in first and second.title_id not in first
    assert second.title_id in opened(
        client, told.partner, reverse("results:frameworks") + f"?mulai={told.agreement.reference}"
    )


def test_the_file_says_of_every_value_whether_it_is_exact_hidden_or_unknown(client, full):
    client.force_login(full.partner)
    text = b"".join(client.get(url(full, "download")).streaming_content).decode()
    rows = {line.split(",")[6]: line.split(",") for line in text.splitlines()[1:]}

    assert rows["cases.returned"][9:12] == ["", timezone.localdate().isoformat(), "unknown"]
    assert rows["children.never_attended"][11] == "hidden"
    assert rows["children.out_of_school"][9] == "22"
    assert rows["stated"][9] == "10"


def test_the_number_of_queries_does_not_grow_with_indicators_and_places(client, told):
    reconciled()
    works_in(told, SUCO)
    counted(told, "children.out_of_school")
    opened(client, told.partner, url(told, "framework"))
    with CaptureQueriesContext(connection) as few:
        opened(client, told.partner, url(told, "framework"))
    works_in(told, LENGKONG)
    for code in MEASURES:
        counted(told, code)

    with CaptureQueriesContext(connection) as more:
        opened(client, told.partner, url(told, "framework"))

    assert len(more) <= len(few) <= 22


def test_the_officer_builds_a_framework_page_by_page(client, told):
    client.force_login(told.officer)
    reference = told.agreement.reference
    place(SUCO)

    def send(name: str, *numbers: int, **typed: object) -> int:
        assert client.get(url(told, name, *numbers)).status_code == 200
        answer = client.post(url(told, name, *numbers), typed)
        return answer.status_code

    assert send("add_objective", title_id="Tujuan baru") == 302
    objective = Result.objects.get(title_id="Tujuan baru")
    assert send("add_below", objective.pk, title_id="Hasil baru", title_en="New outcome") == 302
    outcome = Result.objects.get(parent=objective)
    assert send("change_result", outcome.pk, title_id="Hasil terbaru") == 302
    typed = {"title_id": "Anak tidak sekolah", "measure": "children.out_of_school", "direction": "down"}
    assert send("add_indicator", outcome.pk, **typed) == 302
    indicator = Indicator.objects.get(result=outcome)
    assert send("change_indicator", indicator.pk, **typed | {"baseline_on": "2026-03-31"}) == 302
    assert send("set_target", indicator.pk, year=2027, value="10") == 302
    where = {"place": "Suco", "from_on": "2026-02-01", "source": "Rencana kerja"}
    assert send("add_place", **where) == 302
    row = ProgrammePlace.objects.get()
    assert send("end_place", row.pk, until_on="2026-12-31") == 302
    assert send("take_back_place", row.pk, because="Salah desa") == 302
    assert send("drop_indicator", indicator.pk, because="Tidak dipakai") == 302
    assert send("drop_result", outcome.pk, because="Tidak dipakai") == 302
    assert client.post(url(told, "take_stock")).status_code == 302
    assert ResultValue.objects.filter(on=date(2026, 3, 31)).exists()
    assert client.get(reverse("results:add_below", args=[reference, told.output.pk])).status_code == 404


def test_a_value_is_stated_on_its_page_and_counted_ones_are_refused(client, told):
    client.force_login(told.officer)
    indicator, other = stated(told), counted(told, "agreements.activities_done")
    typed = {"value": "25", "on": "2026-11-01", "source": "Daftar hadir"}

    assert client.post(url(told, "state_value", indicator.pk), typed).status_code == 302
    assert client.post(url(told, "state_value", other.pk), typed).status_code == 409
    assert client.post(url(told, "state_value", indicator.pk), {}).status_code == 400
    assert StatedValue.objects.count() == 1


def test_a_place_is_found_by_name_or_code_inside_the_region_only(client, told):
    client.force_login(told.officer)
    for code in (SUCO, LENGKONG, "35.10"):
        place(code)
    typed = {"from_on": "2026-02-01", "source": "Rencana kerja"}

    for wrong in ("Banyuwangi", "Negeri Antah"):
        assert client.post(url(told, "add_place"), typed | {"place": wrong}).status_code == 400
    several = client.post(url(told, "add_place"), typed | {"place": "o"})
    assert several.status_code == 400 and LENGKONG in several.content.decode()
    assert client.post(url(told, "add_place"), typed | {"place": SUCO}).status_code == 302


@pytest.mark.parametrize("who", ["partner", "analyst"])
def test_others_see_why_they_change_nothing(client, full, who):
    by = getattr(full, who)
    page = opened(client, by, url(full, "framework"))

    assert "aria-disabled" in page
    for name in ("add_objective", "add_place"):
        opened(client, by, url(full, name), status=404)
    assert client.post(url(full, "take_stock")).status_code == 404


def test_nothing_new_is_said_when_nothing_has_changed_and_a_ministry_may_not_count(client, full):
    client.force_login(full.officer)

    answer = client.post(url(full, "take_stock"), follow=True)

    assert "messages" in answer.content.decode()
    client.force_login(full.people.ministry)
    assert client.post(url(full, "take_stock")).status_code == 404


def test_the_story_of_the_agreement_leads_to_its_results(client, told):
    address = reverse("agreements:agreement", args=[told.agreement.reference])

    assert url(told, "framework") in opened(client, told.officer, address)


def test_a_partner_reaches_results_from_the_menu(client, told):
    assert 'href="/hasil/"' in opened(client, told.partner, reverse("results:frameworks"))
