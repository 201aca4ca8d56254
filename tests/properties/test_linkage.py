"""What must hold for every pair of files, not for examples."""

import itertools
import json

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from bench.linkage_worlds import make_world
from jembatan.linkage.engine import assign, blocks
from jembatan.linkage.engine.link import LinkSettings, link_frames
from jembatan.linkage.engine.normalise import normalised
from jembatan.linkage.rules.identifiers import usable_kk, usable_nik, usable_nisn
from jembatan.linkage.rules.spelling import letters, word_of, words_of

NAMES = ("name", "mother_name", "father_name")
SMALL = 250
written = st.text(alphabet="ABDHIMRSTU .'-", max_size=20) | st.sampled_from(
    ["Moh. Ali", "Abd. Aziz", "Siti", "H. Umar bin Ali", "M", "Abdul", "bin Ali", "ST. NUR A.", "Abdurrahman"]
)


@given(written)
def test_folding_twice_changes_nothing_more(text):
    for token in filter(None, map(letters, text.split())):
        folded = word_of(token).fold

        assert folded
        assert set(folded) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZ")


@settings(deadline=None, max_examples=12)
@given(st.lists(written, min_size=1, max_size=30))
def test_columns_are_normalised_as_single_names_are(texts):
    joined = normalised([_records(name=texts)])[0]["n_jn"].to_list()

    assert joined == ["".join(words_of(text)) or None for text in texts]


numbers = st.text(alphabet="0123456789x", min_size=9, max_size=17) | st.builds(
    lambda head, day, month, tail: f"990101{head}{day:02d}{month:02d}{tail}"[-16:],
    st.just(""),
    st.integers(0, 99),
    st.integers(0, 14),
    st.sampled_from(["140001", "140000", "999999", "000000", "1512345"]),
)


@settings(deadline=None, max_examples=15)
@given(st.lists(numbers, min_size=40, max_size=120))
def test_columns_of_numbers_are_judged_as_single_numbers_are(texts):
    # Each number comes once: shared ones are dropped for another reason.
    texts = sorted(set(texts))

    found = normalised([_records(nik=texts, kk=texts, nisn=texts)])[0]

    assert found["nik"].to_list() == [usable_nik(text) for text in texts]
    assert found["kk"].to_list() == [usable_kk(text) for text in texts]
    assert found["nisn"].to_list() == [usable_nisn(text) for text in texts]


def _records(**columns):
    size = len(next(iter(columns.values())))
    texts = ("nik", "kk", "nisn", "village_code", "npsn", "grade", "sex", *NAMES)
    frame = pl.DataFrame(
        {name: columns.get(name, [None] * size) for name in texts}, schema=dict.fromkeys(texts, pl.String)
    )
    return frame.with_columns(birth_date=pl.lit(None, dtype=pl.Date))


edges = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), unique=True, max_size=6).filter(
    lambda found: _is_forest(found)
)


@settings(deadline=None)
@given(edges, st.lists(st.floats(0.01, 50), min_size=6, max_size=6))
def test_beliefs_are_exact_where_the_graph_has_no_loops(found, odds):
    left, right = (np.array([edge[side] for edge in found], dtype=np.int64) for side in (0, 1))
    weights = np.array(odds[: len(found)])

    held = assign.beliefs(left, right, weights, lefts=4, rights=4)

    pair, out = _by_enumeration(found, weights)
    assert held.pair == pytest.approx(pair, abs=1e-6)
    assert held.left_out == pytest.approx(out, abs=1e-6)


def _is_forest(found):
    roots = assign.clusters([(a, 4 + b) for a, b in found], 8)
    return len(found) == 8 - len(set(roots.tolist()))


def _by_enumeration(found, weights):
    """Every set of edges without a shared end, each as likely as the product of its odds."""
    pair, out, total = np.zeros(len(found)), np.zeros(4), 0.0
    for size in range(len(found) + 1):
        for chosen in itertools.combinations(range(len(found)), size):
            ends = [end for at in chosen for end in (("l", found[at][0]), ("r", found[at][1]))]
            if len(set(ends)) < len(ends):
                continue
            weight = float(np.prod(weights[list(chosen)])) if chosen else 1.0
            total += weight
            pair[list(chosen)] += weight
            used = {found[at][0] for at in chosen}
            out[[node for node in range(4) if node not in used]] += weight
    return pair / total, out / total


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9), st.floats(0, 1)), max_size=40))
def test_nobody_is_taken_twice_and_no_better_pair_is_left(found):
    left, right = (np.array([edge[side] for edge in found], dtype=np.int64) for side in (0, 1))
    value = np.array([edge[2] for edge in found])

    taken = assign.one_to_one(left, right, value, least=0.5)

    assert len(set(left[taken].tolist())) == taken.sum() == len(set(right[taken].tolist()))
    for at in np.flatnonzero(~taken & (value >= 0.5)):
        rivals = taken & ((left == left[at]) | (right == right[at]))
        assert value[rivals].max() >= value[at]


@pytest.fixture(scope="module")
def world():
    return make_world(SMALL, seed=41)


def test_the_order_of_rows_changes_nothing(world):
    first = link_frames(world.left, world.right)

    again = link_frames(world.left.sample(fraction=1, shuffle=True, seed=1), world.right.reverse())

    assert_frame_equal(first.links, again.links)
    assert_frame_equal(first.people, again.people)


def test_the_number_of_threads_changes_nothing(world):
    one = link_frames(world.left, world.right, settings=LinkSettings(threads=1))

    four = link_frames(world.left, world.right, settings=LinkSettings(threads=4))

    assert_frame_equal(one.links, four.links)
    assert_frame_equal(one.people, four.people)


def test_left_with_right_says_what_right_with_left_says(world):
    forth = link_frames(world.left, world.right).links.filter(decision="link")

    back = link_frames(world.right, world.left).links.filter(decision="link")

    sure = forth.filter(pl.col("probability") > 0.9).select("left_id", "right_id")
    turned = back.select(left_id="right_id", right_id="left_id")
    assert sure.join(turned, on=["left_id", "right_id"], how="anti").height == 0


def test_blocks_lose_next_to_nothing_against_comparing_everything(world, monkeypatch):
    blocked = link_frames(world.left, world.right).links.filter(decision="link")
    monkeypatch.setattr(blocks, "residual_sql", _everything)

    everything = link_frames(world.left, world.right).links.filter(decision="link")

    lost = everything.join(blocked, on=["left_id", "right_id"], how="anti")
    assert lost.height <= 0.01 * everything.height


def _everything(left, right, *, within=False):
    where = "WHERE a.i < b.i" if within else ""
    return f"SELECT a.i AS l, b.i AS r, 9 AS keys FROM {left} a CROSS JOIN {right} b {where}"


def test_every_link_is_one_to_one_but_for_repeats_that_are_named(world):
    links = link_frames(world.left, world.right).links.filter(decision="link")

    alone = links.filter(pl.col("duplicate_of").is_null())

    assert alone["left_id"].n_unique() == alone.height == alone["right_id"].n_unique()
    assert set(links["duplicate_of"].drop_nulls()) <= set(world.left["record_id"]) | set(
        world.right["record_id"]
    )


def test_the_bits_of_the_evidence_add_up_to_the_odds_before_competition(world):
    links = link_frames(world.left, world.right).links.filter(pl.col("probability").is_between(0.6, 0.99))

    sums = [sum(field["bits"] for field in json.loads(text).values()) for text in links["evidence"]]

    assert sums
    for probability, bits in zip(links["probability"], sums, strict=True):
        # Competition only ever takes away; ten tenths of bits are rounded.
        assert np.log2(probability / (1 - probability)) <= bits + 0.6
