"""The list of cooperations and the page of claims: filtered, paged, exported, with few queries."""

import csv
import io
from datetime import date

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bench.many_agreements import fill
from jembatan.accounts.rules.permissions import Permission
from jembatan.agreements.models import Agreement
from jembatan.agreements.queries.flags import flagged, thresholds_on
from jembatan.agreements.queries.law import law_in_use
from jembatan.agreements.queries.register import Criteria, matching, page_of
from jembatan.agreements.rules.flags import Flag
from jembatan.agreements.rules.register import Standing, standing_of
from jembatan.agreements.web.parts.register import part
from jembatan.ledger.machine import machine_account
from tests.builders import person, place
from tests.register import ACEH, CHENGDU, CPAP, DAVAO, DENPASAR, KHARTOUM, KLATEN, SEATTLE, TARUANG, enter

TODAY = date(2026, 11, 22)


@pytest.fixture
def register(db):
    enter()


@pytest.fixture
def ministry(db):
    return person("ratna", "ministry_supervisor")


@pytest.fixture
def signed_in(client, ministry):
    client.force_login(ministry)
    return client


def fitting(**criteria):
    found = matching(Agreement.objects.all(), Criteria(**criteria), today=TODAY)
    return {agreement.reference for agreement in page_of(found).rows}


FILTERS = [
    ({"text": "seatle"}, set()),
    ({"text": "Seattle"}, {SEATTLE}),
    ({"text": "surabaya washington"}, {SEATTLE}),
    ({"text": "REG-3578"}, {SEATTLE}),
    ({"text": "zhuang"}, set()),
    ({"place": "35"}, {SEATTLE}),
    ({"place": "13.08"}, {TARUANG}),
    ({"place": "ID"}, {CPAP}),
    ({"kind": "village_link"}, {TARUANG}),
    ({"tier": "umbrella"}, {CPAP}),
    ({"under": CPAP}, {ACEH}),
    ({"country": "CN"}, {CHENGDU, KLATEN}),
    ({"field": "nutrition"}, {CPAP, ACEH}),
    ({"year": 2017}, {KHARTOUM}),
    ({"year": 1992}, {SEATTLE}),
    ({"standing": "ended"}, {CPAP, ACEH}),
    ({"standing": "unverified"}, {DAVAO}),
    ({"standing": "in_force"}, set()),
    ({"flag": "dormant"}, set()),
    ({"flag": "lapsed"}, set()),
    ({"country": "CN", "standing": "intent"}, {KLATEN}),
]


def test_each_filter_finds_what_it_says(register):
    found = {str(criteria): fitting(**criteria) for criteria, _references in FILTERS}

    assert found == {str(criteria): references for criteria, references in FILTERS}


def test_an_entered_row_is_dormant_only_after_something_was_recorded_of_it(register):
    Agreement.objects.filter(reference=SEATTLE).update(last_active_on=date(2020, 1, 1))

    assert fitting(flag="dormant") == {SEATTLE}


def test_the_filter_by_standing_agrees_with_the_rule(register):
    Agreement.objects.filter(reference=KLATEN).update(stage="PENJAJAKAN")
    told = {
        one.reference: standing_of(one.state, one.source_status, stage=one.stage, is_legacy=one.is_legacy)
        for one in Agreement.objects.all()
    }

    for standing in Standing:
        assert fitting(standing=standing) == {name for name, said in told.items() if said == standing}


def test_the_filter_by_flag_is_the_one_of_the_flags(register):
    thresholds = thresholds_on(law_in_use(), TODAY)

    for flag in Flag:
        found = flagged(Agreement.objects.all(), flag, today=TODAY, thresholds=thresholds)
        assert fitting(flag=flag) == set(found.values_list("reference", flat=True))


def test_the_list_tells_its_filters_as_a_sentence_that_can_be_taken_back(register, signed_in):
    page = signed_in.get("/kerja-sama/", {"negara": "CN", "bidang": "friendship", "mulai": ""})

    assert [part.words for part in page.context["said"]] == ["Tiongkok", "Persahabatan antarmasyarakat"]
    assert b"REG-3310-01" in page.content
    assert b"?negara=CN" in page.content


def test_values_nobody_offers_ask_for_nothing(register, signed_in):
    page = signed_in.get("/kerja-sama/?jenis=x&keadaan=x&bidang=x&tanda=x&tahun=99&tingkat=x")

    assert page.context["page"].whole == 9
    assert page.context["said"] == []


def test_an_officer_sees_the_own_region_and_the_umbrellas(register, client):
    client.force_login(person("dewi", "cooperation_officer", at="35.78"))

    page = client.get("/kerja-sama/")

    assert {row.reference for row in page.context["rows"]} == {SEATTLE, CPAP}


def test_an_outsider_finds_no_list(register, client):
    client.force_login(person("orang"))

    assert client.get("/kerja-sama/").status_code == 404


def test_pages_follow_one_another_by_key_and_miss_nothing(db, signed_in):
    fill([place("35.78").code], each=100, years=0, by=machine_account(), partners=5)
    seen, after = [], ""
    while after is not None:
        page = signed_in.get("/kerja-sama/", {"mulai": after}).context["page"]
        seen += [agreement.reference for agreement in page.rows]
        after = page.next_key

    assert seen == sorted(Agreement.objects.values_list("reference", flat=True))


def queries_of(client, address):
    with CaptureQueriesContext(
        connection,
    ) as captured:
        answer = client.get(address)
        b"".join(answer.streaming_content) if answer.streaming else answer.content
    assert answer.status_code == 200
    return len(captured)


@pytest.mark.parametrize(
    "address",
    [
        "/kerja-sama/",
        "/kerja-sama/?q=contoh&wilayah=35&negara=JP&bidang=education&tahun=2015&keadaan=in_force",
        "/kerja-sama/?tanda=dormant",
        "/kerja-sama/unduh.csv",
        "/kerja-sama/unduh.xlsx",
        "/register/",
        "/register/peta/",
        "/register/data.csv",
        "/register/data.json",
        "/api/v1/agreements?limit=200",
    ],
)
def test_no_page_asks_more_of_the_database_when_there_is_more(db, signed_in, address):
    fill([place("35.78").code], each=50, years=1, by=machine_account(), partners=20)
    queries_of(signed_in, address)
    few = queries_of(signed_in, address)

    fill([place("35.09").code], each=450, years=1, by=machine_account(), partners=20)

    assert queries_of(signed_in, address) == few
    assert few <= 14


def test_the_csv_holds_the_whole_list_and_runs_no_formula(register, signed_in):
    Agreement.objects.filter(reference=SEATTLE).update(title_en="=1+1")

    answer = signed_in.get("/kerja-sama/unduh.csv?negara=US")

    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(text))
    assert (row["reference"], row["title_en"], row["signed_on"]) == (SEATTLE, "'=1+1", "1992-09-29")
    assert "attachment" in answer["Content-Disposition"]


def test_the_workbook_holds_the_list_and_what_its_columns_mean(register, signed_in):
    answer = signed_in.get("/kerja-sama/unduh.xlsx")

    book = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
    rows = list(book.worksheets[0].values)
    assert sum(str(row[0]).startswith("REG-") for row in rows) == 9
    assert book.worksheets[1].max_row > 20


def test_offices_take_their_own_columns_along_and_the_public_does_not(register, signed_in, client):
    Agreement.objects.filter(reference=KLATEN).update(stage="PENJAJAKAN", turn="region")

    own = b"".join(signed_in.get("/kerja-sama/unduh.csv?tahap=PENJAJAKAN").streaming_content).decode()
    public = b"".join(client.get("/register/data.csv").streaming_content).decode()

    assert "PENJAJAKAN,,region" in own
    assert "PENJAJAKAN" not in public


def test_a_stage_is_told_by_its_name(register, signed_in):
    page = signed_in.get("/kerja-sama/?tahap=PENJAJAKAN")

    (part,) = page.context["said"]
    assert "Penjajakan" in part.words


def test_there_are_two_kinds_of_file(signed_in):
    assert signed_in.get("/kerja-sama/unduh.pdf").status_code == 404


def test_claims_stand_side_by_side_and_what_differs_is_marked(register, signed_in):
    page = signed_in.get(f"/kerja-sama/{SEATTLE}/klaim/")

    cells = page.context["comparison"]["rows"][0]["cells"]
    assert [(cell["column"], cell["differs"]) for cell in cells] == [
        ("centrius.my.id", False),
        ("seattle.gov", True),
    ]


def test_a_claim_is_added_and_another_preferred_on_the_page(register, signed_in):
    told = {"fact": "signed_on", "value": "1992-10", "source": "A yearbook", "grade": "C", "url": ""}

    added = signed_in.post(f"/kerja-sama/{SEATTLE}/klaim/", told)
    claim = Agreement.objects.get(reference=SEATTLE).claims.get(value="1992-10")
    preferred = signed_in.post(f"/kerja-sama/{SEATTLE}/klaim/{claim.pk}/", {"reason": "Newer."})

    assert (added.status_code, preferred.status_code) == (302, 302)
    assert Agreement.objects.get(reference=SEATTLE).claims.get(fact="signed_on", is_preferred=True) == claim


def test_refusals_are_shown_with_their_status_and_keep_what_was_typed(register, signed_in):
    told = {"fact": "signed_on", "value": "soon", "source": "A page", "grade": "C"}

    wrong = signed_in.post(f"/kerja-sama/{SEATTLE}/klaim/", told)
    empty = signed_in.post(f"/kerja-sama/{SEATTLE}/klaim/", {**told, "value": ""})
    claim = Agreement.objects.get(reference=SEATTLE).claims.get(value="1991")
    unexplained = signed_in.post(f"/kerja-sama/{SEATTLE}/klaim/{claim.pk}/", {"reason": ""})

    assert (wrong.status_code, empty.status_code, unexplained.status_code) == (400, 400, 400)
    assert b'value="soon"' in wrong.content
    assert unexplained.context["problem"]


def test_who_may_only_look_is_offered_no_change(register, client):
    client.force_login(person("kepala", "region_head", at="35.78"))

    page = client.get(f"/kerja-sama/{SEATTLE}/klaim/")

    told = {"fact": "status", "value": "active", "source": "A page", "grade": "C"}
    assert not page.context["may_keep"]
    assert b"<textarea" not in page.content
    assert client.post(f"/kerja-sama/{SEATTLE}/klaim/", told).status_code == 403


def test_the_story_page_tells_the_register_in_three_queries(register, ministry):
    umbrella = Agreement.objects.select_related("place", "counterpart", "parent").get(reference=CPAP)
    list(umbrella.topics.all())
    ministry.may_anywhere(Permission.AGREEMENT_SEE)

    with CaptureQueriesContext(connection) as captured:
        told = part(umbrella, ministry, today=TODAY)

    assert len(captured) <= 5
    assert [row.reference for row in told["below"]] == [ACEH]
    assert told["unknown"]
    assert told["is_public"]


def test_the_story_page_says_where_sources_disagree(register, ministry):
    seattle = part(Agreement.objects.get(reference=SEATTLE), ministry, today=TODAY)
    denpasar = part(Agreement.objects.get(reference=DENPASAR), ministry, today=TODAY)

    assert len(seattle["conflicts"]) == 1
    assert denpasar["conflicts"] == []
    assert seattle["unknown"] == ""
