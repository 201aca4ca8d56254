"""Recaps close: on the portal's own published tables, and on whatever is counted."""

from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jembatan.children.engine.recapping import (
    BUCKETS,
    JUMLAH,
    RESIDU,
    TOTAL,
    UNLISTED,
    NotClosed,
    check_closed,
    children_recap,
    counted,
    portal_recap,
    reasons_recap,
    with_unlisted,
)

FIXTURES = Path(__file__).parents[2] / "fixtures" / "children"


def published(name):
    return pl.read_csv(FIXTURES / f"{name}.csv")


def codes(table, letter):
    return [name for name in table.columns if name.startswith(f"{letter}_")]


def test_the_recap_of_a_district_is_the_one_the_portal_published():
    table = published("portal_ats_by_level")
    names = {"LTM_6": "LTM_6", "LTM_9": "LTM_9", "BPB": "BPB"} | {name: name for name in BUCKETS}
    cells = [
        {"place": row["kabupaten_kota"], "bucket": bucket}
        for row in table.sort("total").head(2).iter_rows(named=True)
        for bucket, column in names.items()
        for _ in range(row[column])
    ]

    recap = counted(pl.DataFrame(cells), BUCKETS)

    for row in table.sort("total").head(2).iter_rows(named=True):
        ours = recap.row(by_predicate=pl.col("place") == row["kabupaten_kota"], named=True)
        assert {bucket: ours[bucket] for bucket in BUCKETS} == {bucket: row[bucket] for bucket in BUCKETS}
        assert (ours[TOTAL], ours[UNLISTED]) == (row["total"], 0)


def test_every_published_district_closes_by_our_arithmetic():
    table = published("portal_ats_by_level")

    total = table.select(pl.sum_horizontal(*BUCKETS))[:, 0]

    assert total.to_list() == table["total"].to_list()
    assert table.height == 11


@pytest.mark.parametrize(
    ("name", "letter", "rest"),
    [
        ("portal_kediri_wates_desa_k13", "k", 11),
        ("portal_madiun_kecamatan_k13", "k", 65),
        ("portal_anambas_bpb_status_v13", "v", 0),
    ],
)
def test_published_reasons_close_with_the_unlisted_bucket(name, letter, rest):
    table = published(name)

    whole = with_unlisted(table, codes(table, letter), "sudah_verifikasi").rename({"name": "place"})

    parts = [*codes(table, letter), UNLISTED, "belum_verifikasi"]
    check_closed(whole, parts)
    assert whole.filter(pl.col("place") == JUMLAH)[UNLISTED].to_list() == [rest]


def test_published_reasons_of_the_province_leave_out_what_was_measured():
    table = published("portal_jatim_reasons_k19")

    whole = with_unlisted(table, codes(table, "k"), "sudah_verifikasi")

    assert whole[UNLISTED].to_list() == [-difference for difference in table["sum_k_minus_sudah"]]


def test_codes_that_add_up_to_too_much_are_refused():
    table = pl.DataFrame({"k_1": [3], "sudah_verifikasi": [2]})

    with pytest.raises(NotClosed):
        with_unlisted(table, ["k_1"], "sudah_verifikasi")


@pytest.mark.parametrize(
    ("column", "row"), [("a", 0), (TOTAL, 0), ("a", 2)], ids=["cell", "total", "last row"]
)
def test_a_table_that_does_not_add_up_is_found(column, row):
    cells = pl.DataFrame({"place": ["x", "x", "y"], "bucket": ["a", "b", "a"]})
    right = counted(cells, ["a", "b"])
    check_closed(right, ["a", "b", UNLISTED], rows=3)
    values = right[column].to_list()
    values[row] += 1

    with pytest.raises(NotClosed):
        check_closed(right.with_columns(pl.Series(column, values)), ["a", "b", UNLISTED], rows=3)


def test_a_table_that_counts_more_or_fewer_than_there_are_is_found():
    right = counted(pl.DataFrame({"place": ["x"], "bucket": ["a"]}), ["a"])
    lost = right.with_columns(a=pl.Series([2, 0, 1]), total=pl.Series([2, 0, 1]))

    with pytest.raises(NotClosed, match="1 and 2 were counted"):
        check_closed(right, ["a", UNLISTED], rows=2)
    with pytest.raises(NotClosed, match="Jumlah"):
        check_closed(lost, ["a", UNLISTED])


CELLS = st.lists(
    st.tuples(
        st.sampled_from([None, "35.09.18.2002", "35.09.18.2004"]),
        st.sampled_from([None, "BPB", "DO_kelas7", "DO_kelas99", "LTM_9", "k_14"]),
    )
)


@given(CELLS)
def test_whatever_is_counted_closes_and_nothing_is_lost(cells):
    frame = pl.DataFrame(cells, schema={"place": pl.String, "bucket": pl.String}, orient="row")

    recap = counted(frame, BUCKETS)

    last = recap.row(-1, named=True)
    assert (last["place"], last[TOTAL]) == (JUMLAH, len(cells))
    assert recap["place"][-2] == RESIDU
    assert last[UNLISTED] == sum(bucket in (None, "DO_kelas99", "k_14") for _, bucket in cells)
    assert recap.row(-2, named=True)[TOTAL] == sum(place is None for place, _ in cells)


def test_children_are_counted_by_status_and_grade():
    children = pl.DataFrame(
        {
            "village_code": ["35.09.18.2002", "35.09.18.2002", None, "35.09.18.2004", "35.09.18.2004"],
            "status": ["never_attended", "dropped_out", "not_continued", "dropped_out", "in_school"],
            "out_of_school": [True, True, True, True, False],
            "grade": [None, 8, 6, None, None],
        }
    )

    recap = children_recap(children)

    assert recap.select("place", "BPB", "DO_kelas8", "LTM_6", UNLISTED, TOTAL).rows() == [
        ("35.09.18.2002", 1, 1, 0, 0, 2),
        ("35.09.18.2004", 0, 0, 0, 1, 1),
        (RESIDU, 0, 0, 1, 0, 1),
        (JUMLAH, 1, 1, 1, 1, 4),
    ]


def test_the_portal_s_list_is_counted_the_portal_s_way():
    listed = pl.DataFrame(
        {
            "village_code": ["35.09.18.2002"] * 4,
            "portal_status": ["BPB", "DO", "LTM", None],
            "grade": [None, 13, 9, 4],
            "reason_id": ["7", "26", None, "7"],
        }
    )

    recap, reasons = portal_recap(listed), reasons_recap(listed)

    assert recap.row(-1, named=True)["DO_kelas13"] == recap.row(-1, named=True)["LTM_9"] == 1
    assert recap.row(-1, named=True)[UNLISTED] == 1
    last = reasons.row(-1, named=True)
    assert (last["k_7"], last[UNLISTED], last["not_verified"], last[TOTAL]) == (2, 1, 1, 4)
