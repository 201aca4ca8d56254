"""The invented people: as the law numbers them, as families live, as children go to school."""

import numpy as np
import polars as pl
import pytest

from jembatan.site.demo import geography
from jembatan.site.demo.world import World, build_world

OUT = ("never_attended", "dropped_out", "not_continued")


@pytest.fixture(scope="module")
def world() -> World:
    """Tempurejo at a quarter of its size: some 20,000 residents."""
    villages = frozenset(code for code in geography.village_codes() if code.startswith("35.09.18."))
    return build_world("35.09.18", seed=11, scale=0.25, detailed=villages)


def test_a_nik_says_the_birth_date_the_sex_and_that_nobody_bears_it(world):
    people = world.residents
    nik, born = people["nik"], people["birth_date"]

    days = nik.str.slice(6, 2).cast(pl.Int64) - 40 * people["female"].cast(pl.Int64)

    assert nik.str.starts_with("9909").all()
    assert (nik.str.len_chars() == 16).all()
    assert (days == born.dt.day().cast(pl.Int64)).all()
    assert (nik.str.slice(8, 4) == born.dt.strftime("%m%y")).all()
    assert nik.n_unique() == len(people)


def test_every_person_is_on_exactly_one_family_card(world):
    people = world.residents

    assert people["person_id"].n_unique() == len(people)
    assert people.group_by("household").agg(pl.col("kk").n_unique())["kk"].max() == 1
    assert people["kk"].str.starts_with("99").all()
    heads = people.filter(pl.col("role") == 1).group_by("household").len()
    assert heads["len"].max() == 1
    assert set(heads["household"]) == set(people["household"])


def test_mothers_are_of_an_age_to_have_their_children(world):
    children = world.children.with_columns(gap=pl.col("birth_date").dt.year() - pl.col("mother_born"))

    assert children["gap"].min() >= 15
    assert children["gap"].max() <= 47


def test_brothers_and_sisters_share_card_mother_and_home_but_no_nik(world):
    families = world.children.group_by("household").agg(
        pl.len(), pl.col("kk", "mother", "lat", "hamlet", "nik").n_unique()
    )
    siblings = families.filter(pl.col("len") > 1)

    assert len(siblings) > 500
    assert (siblings.select(pl.max_horizontal("kk", "mother", "lat", "hamlet")).to_series() == 1).all()
    assert (siblings["nik"] == siblings["len"]).all()


def test_some_children_are_twins(world):
    twins = world.children.group_by("household", "birth_date").len().filter(pl.col("len") > 1)

    assert 0.005 < 2 * len(twins) / len(world.children) < 0.05


def test_ages_follow_the_national_structure(world):
    ages = world.residents["age"].to_numpy()
    national = {5: 0.0800, 10: 0.0803, 15: 0.0806}  # of 275 million, BPS long form 2022

    for low, share in national.items():
        assert abs(np.mean((ages >= low) & (ages < low + 5)) - share) < 0.02


def test_a_village_has_about_the_residents_it_should(world):
    wanted = world.place.villages["residents"].sum()

    assert abs(len(world.residents) / wanted - 1) < 0.06


def test_grades_fit_ages(world):
    pupils = world.children.filter((pl.col("status") == "in_school") & (pl.col("kind") != "paket"))
    over = pupils["age_july"] - pupils["grade"]

    assert over.min() >= 4
    assert over.max() <= 9
    assert (over.is_between(5, 7)).mean() > 0.95


def test_out_of_school_children_are_five_to_eight_in_a_hundred(world):
    of_age = world.children.filter(pl.col("age").is_between(7, 18))
    shares = dict(of_age.group_by("true_status").len().with_columns(pl.col("len") / len(of_age)).iter_rows())

    assert 0.05 < sum(shares[status] for status in OUT) < 0.08
    assert 0.04 < shares["at_risk"] < 0.2
    assert set(shares) <= {*OUT, "in_school", "at_risk", "completed", "awaiting", "not_here"}


def test_causes_are_given_for_those_out_of_school_only(world):
    children = world.children
    out = children["status"].is_in(OUT)

    assert (children["cause"].is_not_null() == out).all()
    named = children.filter(out)
    assert (
        named.select(pl.col("causes").str.split(" ").list.contains(pl.col("cause").cast(pl.String)))
        .to_series()
        .all()
    )
    assert named["cause"].is_in(list(range(1, 13))).all()
    assert (named["causes"].str.contains(" ")).mean() > 0.25


def test_only_those_who_ever_enrolled_have_an_nisn(world):
    children = world.children

    assert children.filter(pl.col("status") == "never_attended")["nisn"].null_count() == len(
        children.filter(pl.col("status") == "never_attended")
    )
    known = children.filter(pl.col("nisn").is_not_null())
    assert known["nisn"].n_unique() == len(known)
    assert (
        known["nisn"].str.slice(0, 3) == (known["birth_date"].dt.year() % 1000).cast(pl.String).str.zfill(3)
    ).all()


def test_pupils_sit_in_schools_of_their_level(world):
    placed = world.children.filter(pl.col("npsn").is_not_null()).join(
        world.place.schools.select("npsn", "level"), on="npsn", suffix="_school"
    )

    assert (placed["school_level"] == placed["level_school"]).all()
    assert len(placed) > 3000


def test_a_district_is_every_kecamatan_and_village():
    assert len(geography.village_codes()) == 248
    assert len({code[:8] for code in geography.village_codes()}) == 31
    assert len(geography.pilot_villages()) == 8


def test_invented_schools_cannot_be_taken_for_real_ones():
    schools = geography.subdistrict("35.09.03", seed=1).schools

    invented = schools.filter("invented")

    assert set(invented["form"]) == {"MI", "MTs", "MA", "PKBM"}
    assert invented["npsn"].str.contains("^(99|P99)").all()
    assert not schools.filter(~pl.col("invented"))["npsn"].str.contains("^(99|P99)").any()
    assert schools["npsn"].n_unique() == len(schools)
