"""The engine on invented worlds it has never seen: floors of what it must reach, and one village."""

import polars as pl
import pytest

from bench.linkage import calibration_error, out_figures, pair_figures
from bench.linkage_worlds import make_world, village_world
from jembatan.linkage.engine.link import link_frames


@pytest.fixture(scope="module", params=["a", "b"])
def district(request):
    world = make_world(4_000, seed=77, table=request.param)
    return world, link_frames(world.left, world.right)


def test_pairs_reach_the_release_floor(district):
    figures = pair_figures(*district)

    assert figures["f1"] >= 0.99
    assert figures["precision"] >= 0.995


def test_the_list_of_children_without_a_partner_reaches_the_release_floor(district):
    figures = out_figures(*district)

    assert figures["f1"] >= 0.965
    assert figures["precision at recall .99"] >= 0.95


def test_twins_and_movers_are_not_left_behind(district):
    figures = pair_figures(*district)

    assert figures["twin recall"] >= 0.95
    assert figures["mover recall"] >= 0.95


def test_probabilities_mean_what_they_say(district):
    assert calibration_error(*district) <= 0.01


def test_the_expected_number_without_partner_is_near_the_truth(district):
    world, linked = district

    truth = world.people["out"].sum()

    assert linked.quality["expected_without_partner"] == pytest.approx(truth, rel=0.03)


def test_the_intervals_of_the_report_hold_the_truth(district):
    _, linked = district

    figures = pair_figures(*district)

    for name in ("precision", "recall"):
        estimate = linked.quality[f"estimated_{name}"]
        assert estimate["low"] <= figures[name] <= estimate["high"]


def test_a_dirty_district_does_not_collapse():
    world = make_world(4_000, seed=78, profile="hard", table="b")

    linked = link_frames(world.left, world.right)

    assert pair_figures(world, linked)["f1"] >= 0.97
    assert out_figures(world, linked)["f1"] >= 0.90


def test_a_clean_district_is_nearly_solved():
    world = make_world(3_000, seed=79, profile="easy")

    linked = link_frames(world.left, world.right)

    assert pair_figures(world, linked)["f1"] >= 0.995
    assert out_figures(world, linked)["f1"] >= 0.985


def test_one_village_needs_no_training_of_its_own():
    world = village_world(400, 8_000, seed=80)

    linked = link_frames(world.left, world.right)

    assert pair_figures(world, linked)["f1"] >= 0.985
    assert out_figures(world, linked)["f1"] >= 0.95


def test_files_without_numbers_still_link_by_name_date_and_mother():
    world = make_world(3_000, seed=81)

    linked = link_frames(world.left.select("record_id", "name", "birth_date", "mother_name"), world.right)

    assert pair_figures(world, linked)["f1"] >= 0.96


@pytest.mark.parametrize(("ours", "theirs"), [(0, 0), (0, 20), (20, 0), (1, 1), (20, 20)])
def test_the_smallest_files_work(ours, theirs):
    world = make_world(60, seed=82)

    linked = link_frames(world.left[:ours], world.right[:theirs])

    assert linked.people["left_id"].to_list() == sorted(world.left["record_id"][:ours])
    assert linked.people["p_out"].is_between(0, 1).all()
    assert set(linked.links["right_id"]) <= set(world.right["record_id"][:theirs])


def test_a_file_with_nothing_but_ids_links_nothing():
    ids = pl.DataFrame({"record_id": ["a", "b", "c"]})

    linked = link_frames(ids, ids)

    assert linked.links.filter(decision="link").is_empty()
    assert (linked.people["p_out"] > 0.5).all()
