"""Tables in, statuses out: what is tolerated, what is refused, and the command around it."""

import json
from datetime import date

import polars as pl
import pytest

from jembatan.children.engine.classifying import (
    RESULT,
    BadValue,
    ColumnMissing,
    RecordIdMissing,
    RecordIdTwice,
    classify_frame,
)
from jembatan.site.command_line import main

MARCH = date(2026, 3, 10)
ONE = {"record_id": ["a"], "birth_date": ["2012-05-12"], "sex": ["L"]}


def table(**columns):
    return pl.DataFrame(ONE | {name: [value] for name, value in columns.items()})


def test_the_result_has_the_columns_of_the_contract_in_order():
    result = classify_frame(table(attending="no", level="sd", grade="4"), as_of=MARCH)

    assert tuple(result.columns) == RESULT
    assert result.row(0)[:6] == ("a", "dropped_out", True, 4, 13, 13)


def test_missing_columns_and_empty_cells_mean_not_said():
    bare = classify_frame(pl.DataFrame(ONE), as_of=MARCH)
    empty = classify_frame(table(attending="", level=" ", grade="-"), as_of=MARCH)

    assert bare["status"].to_list() == empty["status"].to_list() == ["unresolved"]


def test_a_table_without_rows_gives_a_table_without_rows():
    result = classify_frame(pl.DataFrame(ONE).clear(), as_of=MARCH)

    assert (result.height, tuple(result.columns)) == (0, RESULT)


def test_typed_columns_are_read_like_text():
    typed = pl.DataFrame(
        {"record_id": [1], "birth_date": [date(2012, 5, 12)], "sex": ["L"], "attending": [False]}
        | {"grade": [4.0], "left_on": [date(2026, 1, 5)], "declared_left": [True]}
    )

    assert classify_frame(typed, as_of=MARCH).row(0)[:4] == ("1", "dropped_out", True, 4)


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("birth_date", "2012-02-30"),
        ("birth_date", "12/05/2012"),
        ("birth_date", "2012-05"),
        ("left_on", "May 2025"),
        ("sex", "F"),
        ("attending", "ya"),
        ("attending_kind", "pondok"),
        ("level", "SD"),
        ("grade", "14"),
        ("grade", "0"),
        ("grade", "4a"),
        ("risk_points", "-1"),
        ("outcome", "dead"),
        ("registered_next", "maybe"),
    ],
)
def test_a_word_outside_the_vocabulary_is_refused_with_row_and_column(column, value):
    good = table(**{column: "2012-05-12" if column in ("birth_date", "left_on") else None})
    bad = good.with_columns(pl.lit("b").alias("record_id"), pl.lit(value).alias(column))

    with pytest.raises(BadValue) as refusal:
        classify_frame(pl.concat([good, bad], how="vertical_relaxed"), as_of=MARCH)

    assert (refusal.value.detail["row"], refusal.value.detail["column"]) == (3, column)
    assert refusal.value.detail["value"] == value


def test_rows_need_an_id_of_their_own():
    with pytest.raises(RecordIdMissing):
        classify_frame(table().with_columns(record_id=None), as_of=MARCH)
    with pytest.raises(RecordIdTwice):
        classify_frame(pl.concat([table(), table()]), as_of=MARCH)
    with pytest.raises(ColumnMissing):
        classify_frame(table().drop("sex"), as_of=MARCH)


def people_file(folder, name="people.csv", **columns):
    path = folder / name
    frame = table(**columns)
    frame.write_csv(path) if path.suffix == ".csv" else frame.write_parquet(path)
    return path


@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_the_command_writes_the_statuses(tmp_path, kind):
    people = people_file(tmp_path, f"people.{kind}", attending="no", level="sd", grade="4")
    out = tmp_path / f"status.{kind}"

    code = main(["classify", str(people), "--as-of", "2026-03-10", "--out", str(out)])

    assert code == 0
    written = pl.read_csv(out) if kind == "csv" else pl.read_parquet(out)
    assert written["status"].to_list() == ["dropped_out"]
    assert json.loads(written["trace"][0])[-1]["rule"] == "dropped_out"


def test_the_command_names_file_row_and_column_and_writes_nothing(tmp_path, capsys):
    people = people_file(tmp_path, attending="ya")
    out = tmp_path / "status.csv"

    code = main(["classify", str(people), "--as-of", "2026-03-10", "--out", str(out)])

    assert code == 1
    assert "people.csv, row 2, column attending: 'ya'" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == [people]


def test_the_command_takes_ages_day_and_definition(tmp_path, capsys):
    people = people_file(tmp_path, attending="yes", attending_kind="paket", level="paket_b", grade="8")
    words = ["classify", str(people), "--as-of", "2026-03-10", "--age-at", "july"]

    main([*words, "--ages", "14-18"])
    out_of_range = capsys.readouterr().out
    main([*words, "--definition", "uis"])
    uis = capsys.readouterr().out

    assert ",out_of_range," in out_of_range
    assert ",dropped_out,true,8," in uis


@pytest.mark.parametrize(
    "words",
    [["classify"], ["classify", "p.csv", "--as-of", "yesterday"], ["classify", "p.csv", "--ages", "18-7"]],
    ids=["nothing", "date", "ages"],
)
def test_wrong_use_is_told_apart_from_a_refusal(words, capsys):
    try:
        code = main(words)
    except SystemExit as stop:
        code = stop.code

    assert code == 2
    assert "usage" in capsys.readouterr().err


def test_the_command_explains_the_table_it_would_use(tmp_path, capsys):
    assert main(["classify", "--explain"]) == 0
    assert "absence_months = 6 whole months" in capsys.readouterr().out

    broken = tmp_path / "rules.toml"
    broken.write_text("[table]\n", encoding="utf-8")

    assert main(["classify", "--explain", "--rules", str(broken)]) == 1


def test_the_deadline_command_answers_in_words_and_in_json(capsys):
    assert main(["deadline", "2026-03-09", "--working-days", "14"]) == 0
    assert capsys.readouterr().out == "2026-04-06\n"

    assert main(["deadline", "2027-12-20", "--working-days", "10"]) == 1
    assert "2028" in capsys.readouterr().err

    assert main(["deadline", "2027-12-20", "--working-days", "10", "--provisional"]) == 0
    assert "provisional" in capsys.readouterr().out

    assert main(["deadline", "2026-03-09", "--days", "30", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["deadline"] == "2026-04-08"


def test_having_left_on_some_day_is_a_trace_of_schooling_in_the_engine_too():
    result = classify_frame(table(attending="no", left_on="2024-05"), as_of=MARCH)

    assert result["rule"].to_list() == ["level_unknown"]
