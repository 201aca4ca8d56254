"""A sensitive cause looks like another cause to most, in lists, in filters and in flags alike."""

import pytest

from jembatan.children.rules.sensitivity import meant_causes, shown_cause, shown_causes, shown_flags


@pytest.mark.parametrize(
    ("cause", "shown"), [("6", "x6"), ("12", "x6"), ("x1", "x6"), ("x2", "x6"), ("2", "2"), ("", "")]
)
def test_most_viewers_are_shown_another_cause_instead_of_a_sensitive_one(cause, shown):
    assert shown_cause(cause, may_see=False) == shown
    assert shown_cause(cause, may_see=True) == cause


def test_several_sensitive_causes_do_not_show_how_many_they_are():
    assert shown_causes(["6", "2", "12", "2"], may_see=False) == ["x6", "2"]
    assert shown_causes(["6", "2"], may_see=True) == ["6", "2"]


def test_the_flag_of_a_disability_is_kept_from_most():
    assert shown_flags(["disability", "works"], may_see=False) == ["works"]
    assert shown_flags(["disability"], may_see=True) == ["disability"]


def test_a_filter_tells_no_more_than_the_list():
    assert meant_causes("6", may_see=False) == ()
    assert set(meant_causes("x6", may_see=False)) == {"x6", "6", "12", "x1", "x2"}
    assert meant_causes("2", may_see=False) == ("2",)
    assert meant_causes("6", may_see=True) == ("6",)
