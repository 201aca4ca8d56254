"""Damage to a record changes what it should and nothing else."""

import numpy as np
import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from jembatan.site.demo import identity, noise

NAMES = st.sampled_from(
    ["Muhammad Rizki Maulana", "Siti Khodijah", "Buasin", "Nur Aisyah Zahra", "Ab", "Sri"]
)
SEEDS = st.integers(0, 2**32 - 1)


@given(NAMES, SEEDS)
def test_a_respelt_or_mistyped_name_is_still_a_name(name, seed):
    rng = np.random.default_rng(seed)

    for other in (noise.respelt(name, rng), noise.mistyped(name, rng)):
        assert other.strip() == other
        assert 1 <= len(other) <= len(name) + 6
        assert other[0].isalpha()


@given(st.integers(0, 10**14 - 1), SEEDS)
def test_a_mistyped_number_differs_in_one_digit_and_keeps_its_province(tail, seed):
    number = f"99{tail:014d}"

    other = noise.digit_wrong(number, np.random.default_rng(seed))

    assert len(other) == 16
    assert other.startswith("99")
    assert sum(a != b for a, b in zip(number, other, strict=True)) == 1


@given(st.lists(st.integers(0, 9_999_999), min_size=2, max_size=50, unique=True))
def test_different_serials_never_share_an_nisn(serials):
    frame = pl.DataFrame({"serial": serials}).with_columns(born=pl.date(2012, 5, 6))

    numbers = frame.select(identity.nisn(pl.col("born"), pl.col("serial"))).to_series()

    assert numbers.n_unique() == len(serials)
    assert (numbers.str.len_chars() == 10).all()
    assert numbers.str.starts_with("012").all()
