"""The public register: open to anyone, only what is public, light pages, honest files, a described API."""

import csv
import io
import json
import re

import pytest

from jembatan.agreements.engine.world_map import world_map
from jembatan.agreements.models import Agreement
from jembatan.agreements.rules.lifecycle import Disclosure
from jembatan.counterparts.engine.packaged import countries
from tests.register import ACEH, CHENGDU, CPAP, DAVAO, KHARTOUM, KLATEN, SEATTLE, enter

PAGES = ("/register/", "/register/peta/", "/register/data/", f"/register/{SEATTLE}/", f"/register/{CPAP}/")


@pytest.fixture
def register(db):
    enter()


def hide(reference):
    Agreement.objects.filter(reference=reference).update(disclosure=Disclosure.INTERNAL)


def body(answer):
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return content.decode("utf-8")


def test_every_page_opens_to_anyone_and_is_light(register, client):
    answers = {address: client.get(address) for address in PAGES}

    assert {answer.status_code for answer in answers.values()} == {200}
    assert max(len(answer.content) for answer in answers.values()) < 150_000
    assert len(answers["/register/peta/"].content) < 80_000


def test_what_is_internal_is_nowhere(register, client):
    hide(SEATTLE)
    hide(CPAP)

    told = "".join(
        body(client.get(address)) for address in ("/register/", "/register/peta/", "/register/data.csv")
    )
    told += body(client.get("/register/data.json")) + body(client.get("/api/v1/agreements"))
    told += body(client.get(f"/register/{ACEH}/"))

    assert SEATTLE not in told
    assert CPAP not in told
    assert client.get(f"/register/{SEATTLE}/").status_code == 404
    assert client.get(f"/api/v1/agreements/{SEATTLE}").status_code == 404


def test_pages_speak_the_chosen_language(register, client):
    indonesian = body(client.get(f"/register/{SEATTLE}/"))
    client.post("/bahasa/setlang/", {"language": "en"})
    english = body(client.get(f"/register/{SEATTLE}/"))

    assert "Kerja sama Kota Surabaya dan Seattle" in indonesian
    assert "Cooperation between Kota Surabaya and Seattle" in english
    assert "seattle.gov" in indonesian


def test_a_page_tells_every_claim_its_source_and_why_one_is_preferred(register, client):
    page = body(client.get(f"/register/{SEATTLE}/"))

    assert "29 September 1992" in page
    assert "1991" in page
    assert "counted by Surabaya" in page
    assert "PP 28/2018" in page


def test_an_umbrella_lists_the_texts_under_it_and_a_text_names_the_one_above(register, client):
    umbrella, child = (client.get(f"/register/{reference}/") for reference in (CPAP, ACEH))

    assert [row.reference for row in umbrella.context["below"]] == [ACEH]
    assert child.context["row"].parent == CPAP


def test_a_date_is_never_shown_more_exactly_than_it_is_known(register, client):
    assert client.get(f"/register/{KHARTOUM}/").context["row"].signed == "Oktober 2017"


def test_the_list_is_searched_and_what_may_not_be_asked_is_not_offered(register, client):
    page = client.get("/register/", {"q": "seattle"})

    assert [row.reference for row in page.context["rows"]] == [SEATTLE]
    assert "tanda" not in {choice["name"] for choice in page.context["choices"]}


def test_the_map_and_its_table_tell_the_same_numbers(register, client):
    page = client.get("/register/peta/")

    counts = {one["code"]: one["count"] for one in page.context["partners"]}
    assert counts == {"US": 1, "CN": 2, "SD": 1, "PH": 1, "ZA": 1}
    assert sum(counts.values()) + page.context["organisations"] == page.context["every"] == 9
    assert all(one["path"] for one in page.context["partners"])
    assert 'href="/register/?negara=CN"' in page.content.decode()


def test_every_country_there_is_stands_on_the_map():
    drawn = world_map().outlines

    missing = set(countries().by_code) - set(drawn)

    assert {"ID", "CN", "US", "SG", "PS", "SD", "PG"} <= set(drawn)
    assert len(missing) < 30
    assert all(re.fullmatch(r"[MmlaZz0-9,. -]+", path) for path in drawn.values())


def test_the_csv_reads_back_as_the_json_tells_it(register, client):
    table = list(csv.DictReader(io.StringIO(body(client.get("/register/data.csv")))))
    records = json.loads(body(client.get("/register/data.json")))

    assert [{name: value or None for name, value in row.items()} for row in table] == records
    assert [row["reference"] for row in table] == sorted(row["reference"] for row in table)
    seattle = next(record for record in records if record["reference"] == SEATTLE)
    assert (seattle["standing"], seattle["partner_country"], seattle["source_grade"]) == ("signed", "US", "C")


def test_files_follow_the_filters_of_the_search(register, client):
    records = json.loads(body(client.get("/register/data.json?negara=CN")))

    assert {record["reference"] for record in records} == {CHENGDU, KLATEN}
    assert json.loads(body(client.get("/register/data.json?negara=IS"))) == []


def test_the_data_package_describes_exactly_the_columns_of_the_csv(register, client):
    package = client.get("/register/datapackage.json").json()
    heading = body(client.get("/register/data.csv")).splitlines()[0].split(",")

    (described,) = package["resources"]
    assert [field["name"] for field in described["schema"]["fields"]] == heading
    assert described["path"] == "data.csv"
    assert package["licenses"][0]["path"].startswith("https://creativecommons.org")


def test_a_file_known_already_is_not_sent_again(register, client):
    first = client.get("/register/data.csv")
    body(first)

    again = client.get("/register/data.csv", headers={"If-None-Match": first["ETag"]})
    enter([CPAP, "REG-3310-01", "REG-7171-02"])
    changed = client.get("/register/data.csv", headers={"If-None-Match": first["ETag"]})

    assert (again.status_code, changed.status_code) == (304, 200)
    assert "max-age=300" in first["Cache-Control"]
    body(changed)


def test_the_api_pages_by_key_and_misses_nothing(register, client):
    seen, after = [], ""
    while after is not None:
        page = client.get("/api/v1/agreements", {"limit": 4, "after": after}).json()
        seen += [record["reference"] for record in page["agreements"]]
        after = page["next"]

    assert seen == sorted(Agreement.objects.values_list("reference", flat=True))
    assert page["count"] == 9


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ({"limit": "0"}, "api.bad_limit"),
        ({"limit": "many"}, "api.bad_limit"),
        ({"standing": "x"}, "api.bad_value"),
        ({"year": "soon"}, "api.bad_value"),
        ({"jenis": "grant"}, "api.unknown_parameter"),
    ],
)
def test_the_api_says_what_it_does_not_understand(db, client, query, code):
    answer = client.get("/api/v1/agreements", query)

    assert (answer.status_code, answer.json()["code"]) == (400, code)


def test_the_api_filters_and_tells_one(register, client):
    found = client.get("/api/v1/agreements", {"standing": "unverified", "country": "PH"}).json()
    one = client.get(f"/api/v1/agreements/{DAVAO}").json()

    assert found["agreements"] == [one]
    assert one["source_grade"] == "D"


def test_the_document_of_the_api_is_true(register, client):
    document = client.get("/api/v1/openapi.json").json()
    schema = document["components"]["schemas"]["Agreement"]
    page = client.get("/api/v1/agreements?limit=200").json()
    listing = document["paths"]["/agreements"]["get"]

    assert document["openapi"].startswith("3.1")
    for record in page["agreements"]:
        assert set(record) == set(schema["properties"])
        for name, value in record.items():
            described = schema["properties"][name]
            assert value is not None or "null" in described["type"], name
            assert "enum" not in described or value in described["enum"], name
    for parameter in listing["parameters"]:
        value = {"limit": "1", "year": "1992", "kind": "grant", "tier": "mou", "standing": "ended"}
        value |= {"field": "health"}
        asked = client.get("/api/v1/agreements", {parameter["name"]: value.get(parameter["name"], "x")})
        assert asked.status_code == 200, parameter["name"]
