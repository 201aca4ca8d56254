"""The register taken away: brought in again it is the same; data package and IATI hold what their rules ask."""

import csv
import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from lxml import etree

from jembatan.accounts.models import User
from jembatan.agreements.engine.register_files import claims_of, register_of
from jembatan.agreements.exchange.export import FORMATS, Order
from jembatan.agreements.exchange.iati import Publisher
from jembatan.agreements.exchange.register_in import import_register
from jembatan.agreements.models import Activity, Agreement, Claim, Party, Topic
from jembatan.agreements.rules.iati import BadPublisher
from jembatan.agreements.rules.lifecycle import Disclosure
from jembatan.counterparts.models import Counterpart, CounterpartName
from jembatan.ledger.machine import machine_account
from jembatan.site.command_line import main
from tests.register import ACEH, CPAP, DAY, DENPASAR, KHARTOUM, KLATEN, SEATTLE, SOME, TARUANG, enter

SCHEMAS = Path(__file__).parents[2] / "fixtures" / "iati"
ORDER = Order("", Publisher("XI-IATI-CONTOH", "Kementerian Contoh"), datetime(2026, 11, 22, 3, tzinfo=UTC))
JEMBER_UNICEF = "REG-3509-01"


@pytest.fixture
def register(db):
    enter([*SOME, JEMBER_UNICEF])


def exported(kind, folder, order=ORDER):
    FORMATS[kind](order, folder)
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def rows(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def forget_everything():
    for model in (Topic, Party, Claim):
        model.objects.all().delete()
    Agreement.objects.filter(parent__isnull=False).delete()
    Agreement.objects.all().delete()
    CounterpartName.objects.all().delete()
    Counterpart.objects.all().delete()


def state_of_the_register():
    agreements = Agreement.objects.order_by("reference").values_list(
        "reference", "place_id", "kind", "tier", "title_id", "title_en", "state", "ended_on", "signed_on",
        "starts_on", "ends_on", "term_type", "review_every_months", "is_legacy", "source_status",
        "counterpart__official_name", "parent__reference",
    )  # fmt: skip
    claims = Claim.objects.order_by("agreement__reference", "fact", "value", "source").values_list(
        "agreement__reference", "fact", "value", "source", "url", "grade", "is_preferred", "remark"
    )
    topics = Topic.objects.order_by("agreement__reference", "code").values_list(
        "agreement__reference", "code"
    )
    sides = Party.objects.order_by("agreement__reference", "role", "name").values_list(
        "agreement__reference", "role", "name", "place_id"
    )
    return [list(agreements), list(claims), list(topics), list(sides)]


def test_what_is_exported_and_brought_in_again_is_the_same_register(register, tmp_path):
    before, files = state_of_the_register(), exported("csv", tmp_path / "first")
    forget_everything()

    results = import_register(
        register_of(tmp_path / "first" / "cooperations.csv"),
        claims=claims_of(tmp_path / "first" / "claims.csv"),
        on=DAY,
        by=machine_account(),
        partners_are_known_new=True,
    )

    assert [str(result.refusal) for result in results if result.refusal] == []
    assert state_of_the_register() == before
    assert exported("csv", tmp_path / "second") == files


def test_an_agreement_made_here_leaves_as_a_row_too(register, tmp_path):
    Claim.objects.filter(agreement__reference=SEATTLE).delete()
    Agreement.objects.filter(reference=SEATTLE).update(source_status="", is_legacy=False, title_en="Seattle")

    exported("csv", tmp_path)

    (row,) = [row for row in rows(tmp_path / "cooperations.csv") if row["reference"] == SEATTLE]
    assert (row["source_status"], row["signed_on"]) == ("MOU_OR_AGREEMENT", "1992-09-29")
    assert "tourism" in row["fields"]


def test_only_what_is_public_leaves(register, tmp_path):
    Agreement.objects.filter(reference=CPAP).update(disclosure=Disclosure.INTERNAL)

    files = exported("csv", tmp_path / "csv") | exported("datapackage", tmp_path / "p")

    assert CPAP.encode() not in b"".join(files.values())
    assert ACEH.encode() in files["cooperations.csv"]


def test_one_place_leaves_alone(register, tmp_path):
    exported("csv", tmp_path, Order("35", ORDER.publisher, ORDER.at))

    assert {row["reference"] for row in rows(tmp_path / "cooperations.csv")} == {SEATTLE, JEMBER_UNICEF}


def add_activity(reference, year, budget, state="planned"):
    user = User.objects.get(username="machine")
    agreement = Agreement.objects.get(reference=reference)
    return Activity.objects.create(
        agreement=agreement, title="Pertukaran guru", field="education", agency="Dinas Pendidikan", person="Budi",
        starts_on=date(year, 3, 1), ends_on=date(year, 3, 9), budget=budget, state=state,
        cancelled_because="Tidak jadi" if state == "cancelled" else "", entered_by=user, entered_at=ORDER.at,
    )  # fmt: skip


def test_every_table_of_the_data_package_is_as_described(register, tmp_path):
    add_activity(SEATTLE, 2026, 5_000_000)
    exported("datapackage", tmp_path)
    package = json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))

    for described in package["resources"]:
        table = rows(tmp_path / described["path"])
        fields = described["schema"]["fields"]
        assert list(table[0]) == [field["name"] for field in fields]
        keys = [tuple(row[name] for name in described["schema"]["primaryKey"]) for row in table]
        assert len(set(keys)) == len(keys)
        for field in fields:
            constraints = field.get("constraints", {})
            for row in table:
                assert row[field["name"]] or not constraints.get("required"), (field["name"], row)
                assert not row[field["name"]] or row[field["name"]] in constraints.get(
                    "enum", [row[field["name"]]]
                )
    assert package["licenses"][0]["name"] == "CC-BY-4.0"
    references = {row["reference"] for row in rows(tmp_path / "agreements.csv")}
    assert {row["reference"] for row in rows(tmp_path / "claims.csv")} <= references


def test_no_table_names_a_person(register, tmp_path):
    add_activity(SEATTLE, 2026, 5_000_000)

    files = exported("datapackage", tmp_path / "p") | exported("iati", tmp_path / "i")

    assert b"Budi" not in b"".join(files.values())


@pytest.fixture(scope="module")
def schema():
    return etree.XMLSchema(etree.parse(SCHEMAS / "iati-activities-schema.xsd"))


def faults(root):
    """The points of the official ruleset that concern these activities, by their number."""
    found = []
    for activity in root.findall("iati-activity"):
        org = activity.find("reporting-org").get("ref")
        identifier = activity.findtext("iati-identifier")
        dates = {one.get("type"): one.get("iso-date") for one in activity.findall("activity-date")}
        shares = [float(one.get("percentage")) for one in activity.findall("sector")]
        checks = {
            "1.1.3": identifier != org,
            "1.1.21": identifier.startswith(f"{org}-"),
            "6.11.1": bool({"1", "2"} & set(dates)),
            "6.2.2": bool(shares),
            "2.1.2": round(sum(shares), 6) == 100,
            "11.1.2": dates.get("1", "") <= dates.get("3", "9"),
            "11.1.3": dates.get("2", "") <= dates.get("4", "9"),
            "11.1.4": max(dates.get("2", ""), dates.get("4", "")) <= "2026-11-22",
            "4.1.1": activity.get("{http://www.w3.org/XML/1998/namespace}lang") == "id",
            "7.8.1": activity.get("default-currency") == "IDR",
        }
        found += [(identifier, rule) for rule, holds in checks.items() if not holds]
    return found


def written_iati(folder):
    exported("iati", folder)
    return etree.parse(folder / "activities.xml")


def test_the_iati_file_follows_the_official_schema_and_rules(register, tmp_path, schema):
    add_activity(SEATTLE, 2026, 5_000_000)
    add_activity(SEATTLE, 2026, 2_000_000)
    add_activity(SEATTLE, 2025, 9_000_000, state="cancelled")

    tree = written_iati(tmp_path)

    schema.assertValid(tree)
    assert faults(tree.getroot()) == []
    told = {one.findtext("iati-identifier"): one for one in tree.getroot().findall("iati-activity")}
    seattle = told[f"XI-IATI-CONTOH-{SEATTLE}"]
    assert [budget.findtext("value") for budget in seattle.findall("budget")] == ["7000000"]
    assert seattle.find("location").get("ref") == "35.78"
    assert {link.get("url") for link in seattle.findall("document-link")} >= {
        "https://seattle.gov/oir/sister-cities/seattles-sister-cities/surabaya"
    }
    unicef = told[f"XI-IATI-CONTOH-{CPAP}"]
    assert "XM-DAC-41122" in {org.get("ref") for org in unicef.findall("participating-org")}
    assert unicef.find("activity-status").get("code") == "4"
    jember = told[f"XI-IATI-CONTOH-{JEMBER_UNICEF}"]
    assert jember.find("activity-date").get("iso-date") == "2023-05-06"
    assert jember.find("related-activity").get("ref") == f"XI-IATI-CONTOH-{CPAP}"


@pytest.mark.parametrize(
    ("element", "rule"), [("activity-date", "6.11.1"), ("sector", "6.2.2"), ("iati-identifier", "1.1.21")]
)
def test_a_planted_fault_is_found_by_the_rules(register, tmp_path, element, rule):
    root = written_iati(tmp_path).getroot()
    activity = root.find("iati-activity")
    if element == "iati-identifier":
        activity.find(element).text = "OTHER-1"
    else:
        for found in activity.findall(element):
            activity.remove(found)

    assert rule in {number for _identifier, number in faults(root)}


def test_a_planted_wrong_order_is_found_by_the_schema(register, tmp_path, schema):
    tree = written_iati(tmp_path)
    activity = tree.getroot().find("iati-activity")
    activity.append(activity.find("title"))

    assert not schema.validate(tree)


def test_what_cannot_be_told_in_iati_is_listed_with_its_reason(register, tmp_path):
    exported("iati", tmp_path)

    left = {row["reference"]: row["reason"] for row in rows(tmp_path / "left_out.csv")}
    assert left[KLATEN] == "It was not signed."
    assert left[KHARTOUM] == left[TARUANG] == "No source gives the exact day it began."
    assert DENPASAR not in left


def test_a_publisher_that_is_none_is_refused_and_nothing_is_written(register, tmp_path):
    with pytest.raises(BadPublisher):
        FORMATS["iati"](Order("", Publisher("not an id"), ORDER.at), tmp_path)

    assert list(tmp_path.iterdir()) == []


def test_the_commands_write_and_take_in(register, tmp_path, capsys):
    assert main(["export", "csv", "--out", str(tmp_path / "out")]) == 0
    assert main(["export", "iati", "--out", str(tmp_path / "iati")]) == 0
    assert "register as a publisher" in capsys.readouterr().out

    report = tmp_path / "report.csv"
    taken = [str(tmp_path / "out" / "cooperations.csv"), "--claims", str(tmp_path / "out" / "claims.csv")]
    assert main(["register", *taken, "--report", str(report)]) == 0
    assert "10 already there" in capsys.readouterr().out
    assert {row["outcome"] for row in rows(report)} == {"already_there"}


def test_the_command_tells_what_it_refused(db, tmp_path, capsys):
    bad = tmp_path / "bad.csv"
    bad.write_text(
        "reference,local_government,level,partner,partner_kind,kind,source_status,source,grade\n"
        "X-1,Kota Atlantis,kota,Busan,foreign_local_government,sister_regency_city,LISTED,a page,C\n",
        encoding="utf-8",
    )

    assert main(["register", str(bad)]) == 1
    assert "line 2, X-1" in capsys.readouterr().err
    assert main(["export", "csv", "--out", str(bad)]) == 1
