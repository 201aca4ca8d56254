"""Tables are read and written whole or not at all."""

import polars as pl
import pytest

from jembatan.tabular.tables import (
    MissingColumns,
    NoSuchFile,
    UnknownExtension,
    UnreadableTable,
    load_table,
    save_table,
    whole_file,
)

PEOPLE = pl.DataFrame({"record_id": ["a", "b"], "name": ['Áni, "x"', None]})


@pytest.mark.parametrize("name", ["people.parquet", "people.csv"])
def test_a_saved_table_reads_back_the_same(tmp_path, name):
    save_table(PEOPLE, tmp_path / name)

    assert load_table(tmp_path / name).equals(PEOPLE)


def test_an_identifier_in_a_csv_stays_text(tmp_path):
    (tmp_path / "people.csv").write_text("nik\n0012345678901234\n", encoding="utf-8-sig")

    assert load_table(tmp_path / "people.csv")["nik"].to_list() == ["0012345678901234"]


def test_a_failure_while_writing_leaves_the_old_file_alone(tmp_path):
    path = tmp_path / "people.csv"
    path.write_text("old", encoding="utf-8")

    with pytest.raises(RuntimeError, match="disk full"), whole_file(path) as part:
        part.write_text("half", encoding="utf-8")
        raise RuntimeError("disk full")

    assert path.read_text(encoding="utf-8") == "old"
    assert [found.name for found in tmp_path.iterdir()] == ["people.csv"]


def test_each_kind_of_bad_table_gets_its_own_sentence(tmp_path):
    (tmp_path / "broken.parquet").write_bytes(b"PK not a table")
    (tmp_path / "people.csv").write_text("a,b\n1,2\n", encoding="utf-8")

    with pytest.raises(NoSuchFile):
        load_table(tmp_path / "absent.csv")
    with pytest.raises(UnreadableTable):
        load_table(tmp_path / "broken.parquet")
    with pytest.raises(MissingColumns, match="record_id"):
        load_table(tmp_path / "people.csv", required=("record_id",))
    with pytest.raises(UnknownExtension):
        save_table(PEOPLE, tmp_path / "people.xls")
