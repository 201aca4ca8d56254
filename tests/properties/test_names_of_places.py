"""However a village's name is dressed, it means that village; and near means one edit, no more, no less."""

from hypothesis import given
from hypothesis import strategies as st

from jembatan.places.engine.gazetteer import Gazetteer
from jembatan.places.rules.codes import ancestors_of, level_of, lies_within, normal_code, range_below
from jembatan.places.rules.names import SHORTEST_NEAR, fold, one_letter_apart

LETTERS = "abc"
words = st.text(LETTERS, max_size=6)
village_codes = st.sampled_from(Gazetteer.packaged().below("35.09", 4))
codes = st.sampled_from(Gazetteer.packaged().codes)


def edits(word: str) -> set[str]:
    """Every word one letter changed, added, dropped or swapped away."""
    cuts = [(word[:place], word[place:]) for place in range(len(word) + 1)]
    dropped = {left + right[1:] for left, right in cuts if right}
    swapped = {left + right[1] + right[0] + right[2:] for left, right in cuts if len(right) > 1}
    changed = {left + letter + right[1:] for left, right in cuts if right for letter in LETTERS}
    added = {left + letter + right for left, right in cuts for letter in LETTERS}
    return (dropped | swapped | changed | added) - {word}


@given(words, words)
def test_one_letter_apart_is_exactly_one_edit(left, right):
    long_enough = min(len(left), len(right)) >= SHORTEST_NEAR

    assert one_letter_apart(left, right) == (long_enough and right in edits(left))


@given(
    village_codes,
    st.sampled_from(["", "Desa ", "ds. ", "Kel. ", "DESA/KEL. ", " ", "Dsn "]),
    st.sampled_from(["", " ", "\n", "\\n", "."]),
    st.randoms(use_true_random=False),
)
def test_a_dressed_up_name_means_its_village(code, before, after, random):
    gazetteer = Gazetteer.packaged()
    letters = [random.choice((letter.upper(), letter.lower())) for letter in gazetteer[code].name]
    written = before + random.choice(("", " ", "-")).join("".join(letters).split(" ")) + after

    answer = gazetteer.village(written, subdistrict=gazetteer[code[:8]].name, district="Kab. Jember")

    assert answer.code == code


@given(village_codes, st.integers(0, 40), st.sampled_from("aeiourst"))
def test_a_misspelt_name_is_never_taken_for_another_village(code, place, letter):
    gazetteer = Gazetteer.packaged()
    name = gazetteer[code].name
    misspelt = name[: place % len(name)] + letter + name[place % len(name) :]

    answer = gazetteer.village(misspelt, subdistrict=code[:8])

    assert answer.code in (None, code) or fold(gazetteer[answer.code].name) == fold(misspelt)
    if answer.code is None:
        assert code in answer.candidates


@given(codes, codes)
def test_the_range_below_a_code_agrees_with_its_ancestors(code, other):
    first, last = range_below(other)

    assert (first <= code < last) == (other in ancestors_of(code))
    assert lies_within(code, other) == (code == other or other in ancestors_of(code))


@given(codes)
def test_a_code_is_the_same_without_its_dots(code):
    assert normal_code(code.replace(".", "")) == code
    assert level_of(code) == len(ancestors_of(code)) + 1
