"""`jembatan places`: load, and ask."""

import json

import pytest

from jembatan.site.command_line import DONE, REFUSED, WRONG_USE, main

pytestmark = pytest.mark.django_db


def test_loading_says_what_was_written_and_the_second_time_that_nothing_was(capsys):
    first = main(["places", "load", "--only", "35.09.23"])
    first_said = capsys.readouterr()
    second = main(["places", "load", "--only", "35.09.23"])
    second_said = capsys.readouterr()

    assert (first, second) == (DONE, DONE)
    assert "10 places, 0 retired codes" in first_said.out
    assert "places: " in first_said.err
    assert "nothing to do" in second_said.out


def test_a_code_that_is_no_place_is_refused_with_a_sentence(capsys):
    code = main(["places", "load", "--only", "35.99"])

    assert code == REFUSED
    assert "no place with the code 35.99" in capsys.readouterr().err


def test_a_verb_is_needed(capsys):
    assert main(["places"]) == WRONG_USE


def test_a_name_is_answered_as_json_with_its_candidates(capsys):
    code = main(["places", "which", "Menambu", "--subdistrict", "Kec. Gumukmas", "--district", "Jember"])

    answer = json.loads(capsys.readouterr().out)
    assert code == DONE
    assert (answer["reason"], answer["place"]) == ("unknown", None)
    assert [place["name"] for place in answer["candidates"]] == ["Menampu"]
