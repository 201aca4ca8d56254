"""Sources that contradict one another, brought together by the real linker; folders that appear whole."""

import json
from datetime import date

import polars as pl
import pytest

from jembatan.children.engine import handing_over
from jembatan.children.engine.differing import disagreements
from jembatan.children.engine.gathering import SameRecordTwice
from jembatan.children.engine.handing_over import FolderInUse, write_folder
from jembatan.children.engine.reconciling import CHILDREN, Terms, reconcile_frames
from jembatan.site.command_line import main

MARCH = Terms(as_of=date(2026, 3, 10))
VILLAGE = "35.09.18.2002"
NAMES = (
    *("BAYU PRAKOSO", "CITRA MELATI", "DANANG SETYO", "ENDAH LARASATI", "FAUZI RAHMAN", "GALUH PERMATA"),
    *("HENDRA GUNAWAN", "INTAN SAFITRI", "JOKO SUSILO", "KARTIKA DEWI"),
)


def person(number, source, **said):
    """Record `number` of a family of its own, as `source` writes it; born in 2012."""
    girl = number % 2
    day, month = 3 + number, 1 + number
    nik_day = day + 40 * girl
    return {
        "record_id": f"{source}{number}",
        "name": NAMES[number],
        "sex": "LP"[girl],
        "birth_date": date(2012, month, day),
        "nik": f"990101{nik_day:02d}{month:02d}12{number:04d}",
        "kk": f"990101010120{number:04d}",
        "mother_name": f"SITI {NAMES[-1 - number].split()[0]}",
        "village_code": VILLAGE,
    } | said


def frame(*rows):
    return pl.DataFrame(list(rows), infer_schema_length=None) if rows else None


def world():
    """Ten children of one village. What each is there for stands beside it."""
    census = frame(
        person(0, "c", attending="yes", attending_kind="formal", level="smp", grade=8),  # agreed
        person(1, "c", attending="no", level="smp", grade=7, completed="no"),  # roster says attends
        person(2, "c", attending="no", level="smp", grade=7, left_on="2026-01-05"),  # the same, lately
        person(3, "c", attending="no"),  # nobody else knows
        person(4, "c", outcome="moved"),  # the portal still lists
        person(5, "c", attending="yes", attending_kind="madrasah", level="mts"),  # in no register
        person(6, "c", attending="yes", attending_kind="formal", level="smp", sex="P"),  # sexes differ
    )
    pupil = {"attending": "yes", "attending_kind": "formal", "level": "smp", "npsn": "20500001"}
    rosters = frame(
        *(person(number, "d", grade=8, source_profile="dapodik", **pupil) for number in (0, 1, 2, 6)),
        person(7, "d", grade=8, source_profile="dapodik", **pupil),  # only the school knows
        person(
            8, "e", attending="yes", attending_kind="madrasah", level="mts", grade=8, source_profile="emis"
        ),  # portal lists, madrasah has
    )
    portal = frame(
        person(4, "p", portal_status="DO", portal_grade=6, attending="no"),
        person(8, "p", portal_status="LTM", portal_grade=7, attending="no"),
        person(9, "p", portal_status="BPB", attending="no"),  # only the portal knows
    )
    return census, rosters, portal


@pytest.fixture(scope="module")
def reconciled():
    return reconcile_frames(*world(), terms=MARCH)


def child(reconciled, number):
    return reconciled.children.row(by_predicate=pl.col("name") == NAMES[number], named=True)


@pytest.mark.parametrize(
    ("number", "status", "standing", "reason", "next_step"),
    [
        (0, "in_school", "agreed", "", "none"),
        (1, "dropped_out", "conflict", "census_out_roster_in", "confirm_with_school"),
        (2, "at_risk", "conflict", "census_out_roster_in", "confirm_with_school"),
        (3, "never_attended", "only_census", "out_of_school", "visit"),
        (4, "not_here", "conflict", "gone_but_listed", "correct_kk"),
        (5, "in_school", "only_census", "attends_in_no_roster", "ask_madrasah"),
        (6, "in_school", "agreed", "", "none"),
        (7, "in_school", "only_roster", "", "none"),
        (8, "in_school", "conflict", "portal_listed_found_in_madrasah", "report_found_to_portal"),
        (9, "never_attended", "only_portal", "portal_listed_unknown_here", "correct_kk"),
    ],
)
def test_each_child_has_status_standing_reason_and_next_step(
    reconciled, number, status, standing, reason, next_step
):
    found = child(reconciled, number)

    assert (found["status"], found["standing"]) == (status, standing)
    assert (found["reason"], found["next_step"]) == (reason, next_step)
    assert found["reason_in_words"].endswith(".")


def test_there_is_one_row_a_child_with_the_promised_columns(reconciled):
    assert tuple(reconciled.children.columns) == CHILDREN
    assert reconciled.children.height == len(NAMES)
    assert reconciled.children["child_id"].n_unique() == len(NAMES)


def test_sources_keep_their_own_values_side_by_side(reconciled):
    claims = json.loads(child(reconciled, 1)["claims"])

    assert (claims["census"]["attending"], claims["census"]["grade"]) == ("no", 7)
    assert (claims["roster"]["attending"], claims["roster"]["grade"]) == ("yes", 8)
    assert "nik" not in claims["census"]


def test_a_school_that_still_lists_a_child_has_not_declared_it_gone(reconciled):
    trace = json.loads(child(reconciled, 2)["trace"])

    assert trace[-1]["rule"] == "absent_not_declared"
    assert trace[-1]["facts"]["declared_left"] == "no"


def test_differing_facts_are_listed_with_each_source_s_value(reconciled):
    row = reconciled.conflicts.row(by_predicate=pl.col("reason") == "sex_differs", named=True)

    assert row["name"] == NAMES[6]
    assert json.loads(row["values"]) == {"census": "P", "roster": "L"}
    assert row["next_step"] == "confirm_with_school"
    assert [told["field"] for told in json.loads(child(reconciled, 6)["disagreements"])] == ["sex"]


@pytest.mark.parametrize(
    ("names", "differs"),
    [
        (("MOH. RIZKY", "MUHAMMAD RIZKI"), False),
        (("SITI NURHAYATI", "NURHAYATI"), False),
        (("BAYU PRAKOSO", "DANANG SETYO"), True),
    ],
)
def test_names_differ_only_when_no_word_is_shared_however_spelt(names, differs):
    records = pl.DataFrame(
        {
            "child": [0, 0],
            "kind": ["census", "roster"],
            "stand": ["in", "in"],
            "name": list(names),
            **{key: [None, None] for key in ("sex", "birth_date", "nik", "village_code", "grade")},
        }
    )

    assert disagreements(records)["field"].to_list() == (["name"] if differs else [])


def test_attendance_conflicts_are_in_the_list_once_each(reconciled):
    reasons = reconciled.conflicts["reason"].to_list()

    assert sorted(reasons) == [
        "census_out_roster_in",
        "census_out_roster_in",
        "gone_but_listed",
        "portal_listed_found_in_madrasah",
        "sex_differs",
    ]


def test_who_is_known_to_one_source_only_is_listed_by_source(reconciled):
    known = {kind: sorted(table["name"].to_list()) for kind, table in reconciled.only_in.items()}

    assert known == {"census": [NAMES[3], NAMES[5]], "roster": [NAMES[7]], "portal": [NAMES[9]]}


def test_p_out_is_kept_and_missing_where_nobody_looked(reconciled):
    assert child(reconciled, 3)["p_out"] > 0.9
    assert child(reconciled, 1)["p_out"] < 0.1
    assert child(reconciled, 7)["p_out"] == 0


def test_without_registers_of_pupils_there_is_no_p_out_and_ids_stay(reconciled):
    census, _, portal = world()

    fewer = reconcile_frames(census, None, portal, terms=MARCH)

    assert fewer.children["p_out"].null_count() == fewer.children.height
    ids = dict(fewer.children.select("name", "child_id").iter_rows())
    del ids[NAMES[8]]  # The first record of this child is the madrasah's, once there is one.
    assert ids.items() <= dict(reconciled.children.select("name", "child_id").iter_rows()).items()


def test_the_order_of_rows_changes_nothing(reconciled):
    shuffled = [table.sample(fraction=1.0, shuffle=True, seed=7) for table in world()]

    again = reconcile_frames(*shuffled, terms=MARCH)

    assert again.children.equals(reconciled.children)
    assert again.conflicts.equals(reconciled.conflicts)
    assert again.recap.equals(reconciled.recap)


def test_a_census_alone_is_classified_without_conflict():
    census, _, _ = world()

    alone = reconcile_frames(census, None, None, terms=MARCH)

    assert alone.portal_recap is None and alone.reasons is None
    assert alone.children["standing"].unique().to_list() == ["only_census"]
    assert alone.recap.row(-1, named=True)["total"] == alone.quality["out_of_school"]


def test_people_too_old_for_the_purpose_are_counted_and_left_out():
    pupil, parent = person(0, "c"), person(1, "c", birth_date=date(1980, 1, 1))

    found = reconcile_frames(frame(pupil, parent), None, None, terms=MARCH)

    assert found.quality["records_outside_purpose"] == 1
    assert found.children["name"].to_list() == [NAMES[0]]


def test_an_id_used_twice_is_refused():
    census, rosters, _ = world()

    with pytest.raises(SameRecordTwice):
        reconcile_frames(census, rosters.with_columns(record_id=pl.lit("c0")).head(1), None, terms=MARCH)


def test_the_folder_holds_every_table_and_replaces_an_earlier_one(reconciled, tmp_path):
    folder = tmp_path / "result"

    write_folder(reconciled, folder)
    write_folder(reconciled, folder)

    names = {path.name for path in folder.iterdir()}
    assert {"children.parquet", "conflicts.csv", "recap.csv", "quality.json"} <= names
    assert {"only_in_census.csv", "only_in_roster.csv", "only_in_portal.csv"} <= names
    assert list(tmp_path.iterdir()) == [folder]
    assert pl.read_parquet(folder / "children.parquet").equals(reconciled.children)


def test_a_folder_with_other_files_is_refused_and_left_alone(reconciled, tmp_path):
    (tmp_path / "letter.txt").write_text("mine", encoding="utf-8")

    with pytest.raises(FolderInUse):
        write_folder(reconciled, tmp_path)

    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_a_failure_in_the_middle_leaves_the_earlier_folder(reconciled, tmp_path, monkeypatch):
    folder = tmp_path / "result"
    write_folder(reconciled, folder)
    before = {path.name: path.read_bytes() for path in folder.iterdir()}

    def full_disk(*_):
        raise OSError("No space left on device")

    monkeypatch.setattr(handing_over, "_write_csv", full_disk)
    with pytest.raises(OSError, match="No space left"):
        write_folder(reconciled, folder)

    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    assert list(tmp_path.iterdir()) == [folder]


def test_cells_that_look_like_formulas_are_written_as_text(tmp_path):
    census = frame(person(0, "c", attending="no", dusun="=1+1"))

    write_folder(reconcile_frames(census, None, None, terms=MARCH), tmp_path / "result")

    assert ",'=1+1," in (tmp_path / "result" / "only_in_census.csv").read_text("utf-8")


def test_the_command_reads_tables_and_writes_the_folder(tmp_path, capsys):
    census, rosters, portal = world()
    census.write_parquet(tmp_path / "census.parquet")
    rosters.filter(pl.col("source_profile") == "dapodik").write_csv(tmp_path / "dapodik.csv")
    rosters.filter(pl.col("source_profile") == "emis").write_csv(tmp_path / "emis.csv")
    portal.write_csv(tmp_path / "portal.csv")
    paths = {name: str(tmp_path / f"{name}.csv") for name in ("dapodik", "emis", "portal")}

    code = main(
        [
            *("reconcile", "--census", str(tmp_path / "census.parquet")),
            *("--roster", paths["dapodik"], "--roster", paths["emis"], "--portal", paths["portal"]),
            *("--as-of", "2026-03-10", "--out", str(tmp_path / "out")),
        ]
    )

    assert code == 0
    assert "10 children, 3 out of school, 4 in conflict" in capsys.readouterr().err
    quality = json.loads((tmp_path / "out" / "quality.json").read_text("utf-8"))
    assert [source["rows_kept"] for source in quality["sources"]] == [7, 5, 1, 3]


def test_the_command_names_the_file_of_a_bad_word_and_writes_nothing(tmp_path, capsys):
    census = frame(person(0, "c", attending="ya"))
    census.write_csv(tmp_path / "census.csv")

    code = main(
        [
            *("reconcile", "--census", str(tmp_path / "census.csv"), "--as-of", "2026-03-10"),
            *("--out", str(tmp_path / "out")),
        ]
    )

    assert code == 1
    assert "census.csv, row 2, column attending: 'ya'" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
