"""The pages of partners: who sees them, what a form refuses, what a list exports."""

import csv
import io
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from jembatan.counterparts import actions
from jembatan.counterparts.engine.questionnaires import questionnaire
from jembatan.counterparts.models import Assessment, Call, Counterpart, Merge, RecognitionSet, RegionTag
from jembatan.counterparts.rules.kinds import Kind
from jembatan.counterparts.rules.selection import Criterion
from tests.builders import JEMBER, person, place
from tests.partners import profile

pytestmark = pytest.mark.django_db


def at(name, *numbers, **query):
    return reverse(f"counterparts:{name}", args=numbers, query=query or None)


@pytest.fixture
def as_(client):
    def sign_in(user):
        client.force_login(user)
        return client

    return sign_in


@pytest.fixture
def call(officer, melbourne):
    team = [person(name, "cooperation_team", at=JEMBER) for name in ("ani", "budi")]
    terms = actions.CallTerms(
        "Waste", "Learn", [Criterion("c1", "Experience", 100)], timezone.localdate() + timedelta(days=3)
    )
    made = actions.open_call(terms=terms, assessors=team, at=JEMBER, by=officer)
    actions.add_candidate(made, counterpart=melbourne, remark="Letter", by=officer)
    return made


@pytest.mark.parametrize("role", [None, "partner", "enumerator", "district_analyst"])
def test_who_has_no_part_in_cooperation_finds_no_page(as_, melbourne, call, role):
    client = as_(person("somebody", role, at=JEMBER if role else "ID"))

    for name, numbers in (
        ("counterparts", ()),
        ("download", ()),
        ("add", ()),
        ("recognition", ()),
        ("entity", ("JP",)),
        ("match_regions", ()),
        ("candidates", (JEMBER,)),
        ("show", (melbourne.pk,)),
        ("edit", (melbourne.pk,)),
        ("merge", (melbourne.pk,)),
        ("assess", (melbourne.pk,)),
        ("match", (melbourne.pk, JEMBER)),
        ("calls", ()),
        ("call", (call.pk,)),
    ):
        assert client.get(at(name, *numbers)).status_code == 404, name


def test_a_partner_reads_like_a_story(as_, melbourne, officer):
    actions.add_fact(
        counterpart=melbourne, code="population", value="177396", source=("Census", timezone.localdate()),
        at=JEMBER, by=officer,
    )  # fmt: skip

    page = as_(officer).get(melbourne.get_absolute_url())

    for said in (
        "City of Melbourne",
        "Victoria, Australia",
        "Letter of 10 May 2019",
        "177.396",
        "PP 28/2018 Pasal 27 ayat (1) huruf a",
    ):
        assert said in page.text


def test_the_number_of_queries_does_not_grow_with_the_list(as_, ministry, django_assert_max_num_queries):
    for number in range(60):
        actions.add_counterpart(
            profile=profile(f"Partner {chr(65 + number % 26)}{number * 7919}", "JP"), source="x",
            confirmed=True, at="ID", by=ministry,
        )  # fmt: skip
    client = as_(ministry)

    with django_assert_max_num_queries(12):
        first = client.get(at("counterparts"))
    names = [partner.official_name for partner in first.context["partners"]]
    second = client.get(at("counterparts", mulai=first.context["next_key"]))
    names += [partner.official_name for partner in second.context["partners"]]

    assert names == sorted(names)
    assert len(set(names)) == 60
    assert second.context["next_key"] == ""


def test_the_list_is_filtered_in_the_address(as_, melbourne, osaka, officer):
    client = as_(officer)

    def found(**query):
        return [partner.pk for partner in client.get(at("counterparts", **query)).context["partners"]]

    assert found(q="大阪") == found(q="OSAKA pref") == found(negara="JP") == [osaka.pk]
    assert found(jenis=Kind.NONPROFIT) == found(risiko="low") == found(risiko="lewat") == []
    assert found(risiko="segera") == []
    assert found(risiko="belum") == found(mulai="x/y") == found(negara="??") == [melbourne.pk, osaka.pk]


def test_an_empty_search_leads_to_the_form_with_what_was_looked_for(as_, officer):
    client = as_(officer)

    empty = client.get(at("counterparts", q="Perth", negara="AU"))
    form_page = client.get(empty.context["add_url"])

    assert 'value="Perth"' in form_page.text
    assert '<option value="AU" selected>' in form_page.text
    assert as_(person("head", "region_head", at=JEMBER)).get(at("counterparts")).context["add_url"] == ""


def test_the_export_holds_the_filtered_list_and_no_formula(as_, melbourne, officer):
    actions.add_name(counterpart=melbourne, spelling="=Melb", source="x", at=JEMBER, by=officer)
    actions.add_counterpart(profile=profile("+Perth"), source="x", confirmed=True, at=JEMBER, by=officer)

    answer = as_(officer).get(at("download", negara="AU"))
    rows = list(csv.DictReader(io.StringIO(b"".join(answer).decode("utf-8-sig"))))

    assert [row["official_name"] for row in rows] == ["'+Perth", "City of Melbourne"]
    assert rows[1]["spellings"] == "City of Melbourne | =Melb"
    assert rows[1]["country"] == "Australia"


def form(**changed):
    typed = {
        "official_name": "Perth", "kind": "foreign_local_government", "level": "city", "country": "AU",
        "source": "Letter", "at": JEMBER,
    }  # fmt: skip
    return typed | changed


def test_a_new_partner_is_searched_for_first(as_, osaka, officer):
    client = as_(officer)

    asked = client.post(at("add"), form(official_name="Kota Osaka", country="JP"))
    assert asked.status_code == 409
    assert osaka.official_name in asked.text
    assert "confirmed" in asked.text
    made = client.post(at("add"), form(official_name="Kota Osaka", country="JP", confirmed="on"))

    assert made.status_code == 302
    assert Counterpart.objects.count() == 2


def test_a_kept_name_cannot_be_confirmed_away(as_, melbourne, officer):
    answer = as_(officer).post(
        at("add"), form(official_name="Kota Melbourne", place_within="Victoria", confirmed="on")
    )

    assert answer.status_code == 409
    assert answer.context["may_confirm"] is False


def test_a_form_with_mistakes_keeps_what_was_typed(as_, officer):
    client = as_(officer)

    empty = client.post(at("add"), form(official_name="", source="My letter"))
    wrong = client.post(at("add"), form(level=""))

    assert (empty.status_code, wrong.status_code) == (400, 400)
    assert "My letter" in empty.text
    assert not Counterpart.objects.exists()


def test_an_officer_acts_only_for_an_own_office(as_, officer):
    assert as_(officer).post(at("add"), form(at="ID")).status_code == 400


def test_a_profile_is_changed_and_a_stale_page_refused(as_, melbourne, officer):
    client = as_(officer)
    assert client.get(at("edit", melbourne.pk)).status_code == 200

    changed = client.post(at("edit", melbourne.pk), form(official_name="Melbourne", version="1"))
    stale = client.post(at("edit", melbourne.pk), form(official_name="Melbourne", version="1"))

    assert (changed.status_code, stale.status_code) == (302, 409)
    melbourne.refresh_from_db()
    assert melbourne.official_name == "Melbourne"


def test_another_regions_profile_is_seen_and_not_changed(as_, melbourne):
    client = as_(person("neighbour", "cooperation_officer", at="35.10"))

    assert "aria-disabled" in client.get(melbourne.get_absolute_url()).text
    assert client.post(at("edit", melbourne.pk), form(version="1")).status_code in (400, 403)


def test_spellings_and_facts_are_added(as_, melbourne, osaka, officer):
    client = as_(officer)
    fact = {"code": "population", "value": "177396", "source": "Census", "as_of": "30/6/2024", "at": JEMBER}

    spelled = client.post(
        at("add_name", melbourne.pk), {"spelling": "Melbon", "source": "News", "at": JEMBER}
    )
    abroad = client.post(at("add_name", melbourne.pk), {"spelling": "Osaka", "source": "News", "at": JEMBER})
    counted = client.post(at("add_fact", melbourne.pk), fact)
    tagged = client.post(at("add_fact", melbourne.pk), fact | {"code": "tag", "tag": "port"})
    wrong = client.post(at("add_fact", melbourne.pk), fact | {"value": "many"})

    assert [answer.status_code for answer in (spelled, abroad, counted, tagged, wrong)] == [
        302,
        302,
        302,
        302,
        400,
    ]
    assert set(melbourne.facts.values_list("value", flat=True)) == {"177396", "port"}


def test_two_profiles_are_compared_merged_and_taken_apart(as_, melbourne, officer, ministry):
    twin = actions.add_counterpart(
        profile=profile("Melbon"), source="x", confirmed=True, at=JEMBER, by=officer
    )
    client = as_(ministry)

    assert "Melbon" in client.get(at("merge", melbourne.pk)).text
    assert client.get(at("merge", melbourne.pk, dengan=melbourne.pk)).status_code == 404
    assert client.get(at("merge", melbourne.pk, dengan="x")).status_code == 404
    assert client.post(at("merge", melbourne.pk), {"other": twin.pk, "reason": ""}).status_code == 400
    assert client.post(at("merge", melbourne.pk), {"other": twin.pk, "reason": "One"}).status_code == 302
    assert client.post(at("merge", melbourne.pk), {"other": twin.pk, "reason": "One"}).status_code == 409
    assert client.get(twin.get_absolute_url()).url == melbourne.get_absolute_url()
    merge = Merge.objects.get()
    assert client.post(at("undo_merge", merge.pk), {"reason": ""}).status_code == 302
    assert client.post(at("undo_merge", merge.pk), {"reason": "Two"}).status_code == 302
    merge.refresh_from_db()
    assert merge.undone_at is not None
    assert client.get(twin.get_absolute_url()).status_code == 200


def test_due_diligence_is_answered_and_read_again(as_, melbourne, officer):
    client = as_(officer)
    asked = questionnaire().asked_of(melbourne.kind)
    typed = {f"answer_{entry.code}": "fine" for entry in asked} | {
        f"evidence_{entry.code}": "Own page" for entry in asked
    }
    end = {"on": timezone.localdate().isoformat(), "conclusion": "Go on.", "at": JEMBER}

    assert client.get(at("assess", melbourne.pk)).status_code == 200
    silent = client.post(at("assess", melbourne.pk), typed | end | {"evidence_id_exists": ""})
    rated = client.post(at("assess", melbourne.pk), typed | end | {"imported_rating": "low"})
    made = client.post(at("assess", melbourne.pk), typed | end)

    assert (silent.status_code, rated.status_code, made.status_code) == (400, 400, 302)
    assert "Own page" in silent.text
    assert "Own page" in client.get(made.url).text
    assert as_(person("neighbour", "cooperation_officer", at="35.10")).get(made.url).status_code == 404
    assert Assessment.objects.get().risk == "low"


def test_recognition_is_stated_by_the_foreign_ministry(as_, officer, foreign):
    typed = {"relation": "diplomatic", "valid_from": "2020-01-01", "source": "Letter", "grade": "B"}
    as_(officer)
    assert as_(officer).post(at("entity", "JP"), typed).status_code == 403
    client = as_(foreign)

    assert client.post(at("entity", "JP"), typed | {"source": ""}).status_code == 400
    assert client.post(at("entity", "JP"), typed | {"grade": "D"}).status_code == 400
    assert client.post(at("entity", "JP"), typed).status_code == 302
    assert client.get(at("entity", "??")).status_code == 404
    assert RecognitionSet.objects.get().entity_code == "JP"
    rows = client.get(at("recognition", q="jepang", hubungan="diplomatic")).context["rows"]
    assert [row.country.iso2 for row in rows] == ["JP"]
    assert "Permenlu 3/2019" in client.get(at("entity", "IL")).text


def test_recognition_is_listed_by_english_name_for_english_readers(as_, officer):
    client = as_(officer)
    client.cookies["django_language"] = "en"

    rows = client.get(at("recognition")).context["rows"]

    assert [row.country.name.en for row in rows] == sorted(row.country.name.en for row in rows)


def test_a_region_sees_its_candidates_and_states_what_it_is_like(as_, melbourne, officer):
    place(JEMBER)
    client = as_(officer)

    assert client.get(at("match_regions")).url == at("candidates", JEMBER)
    assert client.post(at("candidates", JEMBER), {"tag": "port", "source": "RPJMD"}).status_code == 302
    assert client.post(at("candidates", JEMBER), {"tag": "port", "source": ""}).status_code == 400
    page = client.get(at("candidates", JEMBER))
    assert "RPJMD" in page.text
    assert "City of Melbourne" in page.text
    stated = RegionTag.objects.get()
    assert client.post(at("candidates", JEMBER), {"drop": "999"}).status_code == 404
    assert client.post(at("candidates", JEMBER), {"drop": stated.pk}).status_code == 302
    assert not RegionTag.objects.exists()


def test_a_reader_may_not_state_what_a_region_is_like(as_):
    client = as_(person("head", "region_head", at=JEMBER))

    assert client.post(at("candidates", JEMBER), {"tag": "port", "source": "x"}).status_code == 403


def test_the_ministry_chooses_whose_candidates(as_, ministry):
    place(JEMBER)
    client = as_(ministry)

    assert "Kabupaten Jember" in client.get(at("match_regions")).text
    assert client.get(at("match_regions", wilayah=JEMBER)).url == at("candidates", JEMBER)
    assert client.get(at("candidates", "35.09.23")).status_code == 404


def test_a_match_is_explained_criterion_by_criterion(as_, melbourne, officer, ministry):
    place(JEMBER)
    fund = actions.add_counterpart(
        profile=profile("Fund", kind=Kind.NONPROFIT), source="x", at=JEMBER, by=officer
    )
    client = as_(officer)

    page = client.get(at("match", melbourne.pk, JEMBER))

    assert "193/1652/PUOD" in page.text
    assert "Dukcapil" in page.text
    assert client.get(at("match", fund.pk, JEMBER)).status_code == 404


def test_a_selection_is_opened_on_a_page(as_, officer):
    ani, budi = (person(name, "cooperation_team", at=JEMBER) for name in ("ani", "budi"))
    client = as_(officer)
    typed = {
        "title": "Waste", "purpose": "Learn", "criteria": "Experience; 60\nMoney; 40 %", "at": JEMBER,
        "closes_on": (timezone.localdate() + timedelta(days=3)).isoformat(), "assessors": [ani.pk, budi.pk],
    }  # fmt: skip

    assert client.get(at("open_call")).status_code == 200
    for wrong in (
        {"criteria": "Experience"},
        {"criteria": "A; 99"},
        {"criteria": "A; 1\n" * 9},
        {"assessors": []},
    ):
        assert client.post(at("open_call"), typed | wrong).status_code == 400
    made = client.post(at("open_call"), typed)

    assert made.url == Call.objects.get().get_absolute_url()
    assert [entry.weight for entry in Call.objects.get().criteria_read] == [60, 40]
    assert "Waste" in client.get(at("calls")).text
    assert "Waste" not in client.get(at("calls", mulai=Call.objects.get().pk)).text


def test_a_selection_is_scored_apart_and_decided_on_its_page(as_, call, officer, osaka, melbourne):
    first = call.candidacies.get()
    client = as_(officer)
    added = client.post(at("add_candidate", call.pk), {"counterpart": osaka.pk, "remark": "Letter"})
    twice = client.post(at("add_candidate", call.pk), {"counterpart": osaka.pk, "remark": "Letter"})
    blank = client.post(at("add_candidate", call.pk), {"counterpart": osaka.pk, "remark": ""})
    assert (added.status_code, twice.status_code, blank.status_code) == (302, 400, 400)
    choice = {"candidacy": first.pk, "ground": "highest_score", "justification": "Best"}
    assert client.post(at("choose", call.pk), choice).status_code == 409
    assert client.post(at("score", call.pk, first.pk), {"c1": "5"}).status_code == 403

    for assessor in call.assessors.all():
        client = as_(assessor)
        assert len(client.get(call.get_absolute_url()).context["sheets"]) == 2
        assert client.post(at("score", call.pk, first.pk), {"c1": "11"}).status_code == 400
        for candidacy, points in zip(call.candidacies.all(), ("9", "4"), strict=True):
            assert client.post(at("score", call.pk, candidacy.pk), {"c1": points}).status_code == 302

    client = as_(officer)
    assert "90" in client.get(call.get_absolute_url()).text
    assert client.post(at("choose", call.pk), choice | {"justification": ""}).status_code == 400
    assert client.post(at("choose", call.pk), choice).status_code == 302
    assert client.post(at("end_call", call.pk), {"reason": "late"}).status_code == 409
    assert "Best" in client.get(call.get_absolute_url()).text


def test_a_selection_is_ended_on_its_page(as_, call, officer):
    client = as_(officer)

    assert client.post(at("end_call", call.pk), {"reason": ""}).status_code == 400
    assert client.post(at("end_call", call.pk), {"reason": "No money"}).status_code == 302
    assert "No money" in client.get(call.get_absolute_url()).text
