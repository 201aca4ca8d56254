"""Fields found in what sources say, sectors with shares that add up, affairs with their grade."""

import re

from hypothesis import given
from hypothesis import strategies as st

from jembatan.agreements.engine.register_files import starting_register
from jembatan.agreements.engine.topic_files import affairs, fields
from jembatan.agreements.rules.topics import NO_SECTOR, fields_in, sector_shares


def test_a_source_that_names_two_fields_gets_both_and_whole_words_count():
    listed = fields().values()

    assert fields_in("culture & tourism", listed) == ("culture", "tourism")
    assert fields_in("education: out-of-school children (SIPBM)", listed) == ("education", "out_of_school")
    assert fields_in("portrait painting", listed) == ()


def test_every_field_a_source_of_the_register_names_is_known():
    said = {part.strip() for row in starting_register() for part in (row.cells["fields"] or "").split(";")}

    unknown = {part for part in said if part and not fields_in(part, fields().values())}

    assert unknown == set()


@given(st.lists(st.sampled_from(sorted(fields()))))
def test_shares_of_sectors_always_sum_to_the_whole(codes):
    shares = sector_shares(codes, fields())

    assert sum(share for _sector, share in shares) == 10_000
    assert len({sector for sector, _share in shares}) == len(shares)


def test_nothing_named_is_the_sector_not_specified():
    assert sector_shares(["friendship", "unknown"], fields()) == ((NO_SECTOR, 10_000),)


def test_the_lists_are_whole_and_say_how_far_they_may_be_trusted():
    assert all(re.fullmatch(r"\d{5}", field.sector) for field in fields().values())
    assert {affair.grade for affair in affairs().values()} == {"D"}
    assert len(affairs()) == 32
    assert {code for affair in affairs().values() for code in affair.fields} <= set(fields())
