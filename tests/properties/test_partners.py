"""Names of partners: dressing changes nothing, likeness has no direction. Scores: order-free and fair."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from jembatan.counterparts.engine.packaged import lexicon
from jembatan.counterparts.rules.diligence import ORDER, Answer, Question, rate
from jembatan.counterparts.rules.folding import fold
from jembatan.counterparts.rules.likeness import distance, likeness
from jembatan.counterparts.rules.naming import place_key
from jembatan.counterparts.rules.selection import Criterion, Sheet, standings
from jembatan.workflow.wording import Wording

names = st.text("abcdeio ,'-", max_size=14)
cores = st.sampled_from(["Vanimo", "Hiroshima", "Xi'an", "Mossel Bay", "Petaling Jaya", "Kyiv", "Cần Thơ"])
dressings = st.sampled_from(
    ["{}", "Kota {}", "City of {}", "{} City", "{} CITY", "  {}  ", "Pemerintah Kota {}"]
)
levels = st.sampled_from(["", "city", "province"])


@given(st.text(max_size=30))
def test_folding_twice_is_folding_once(text):
    assert fold(fold(text)) == fold(text)


@given(cores, dressings, dressings)
def test_however_a_city_is_dressed_it_is_that_city(core, one, other):
    keys = [place_key(dressing.format(core), "ZZ", lexicon()).declared("city") for dressing in (one, other)]

    assert likeness(*keys).is_certain


@given(names, names, levels, levels)
def test_likeness_has_no_direction(one, other, here, there):
    left = place_key(one, "AU", lexicon()).declared(here)
    right = place_key(other, "AU", lexicon()).declared(there)

    assert likeness(left, right) == likeness(right, left)


@given(names, names)
def test_letters_that_differ_measure_a_distance(one, other):
    assert distance(one, other) == distance(other, one)
    assert (distance(one, other) == 0) == (one == other)
    assert distance(one, other) <= max(len(one), len(other))


answers = st.sampled_from([Answer.FINE, Answer.PARTLY, Answer.CONCERN, Answer.UNANSWERED])


@given(st.lists(st.tuples(answers, st.integers(1, 5), st.booleans()), min_size=1, max_size=8), st.data())
def test_a_worse_answer_never_lowers_the_risk(given_answers, data):
    words = Wording("x", "x")
    questions = [
        Question(str(at), "s", words, words, Decimal(weight), key, frozenset())
        for at, (_answer, weight, key) in enumerate(given_answers)
    ]
    said = {str(at): answer for at, (answer, _weight, _key) in enumerate(given_answers)} | {"0": Answer.FINE}
    worse = said | {data.draw(st.sampled_from(sorted(said))): Answer.CONCERN}

    before = rate(questions, said)
    after = rate(questions, worse)

    assert before.points <= after.points
    assert ORDER.index(before.risk) <= ORDER.index(after.risk)


@given(st.permutations(range(6)), st.lists(st.integers(0, 10), min_size=12, max_size=12))
def test_the_order_of_score_sheets_never_matters(order, points):
    criteria = [Criterion("a", "x", 70), Criterion("b", "y", 30)]
    sheets = [Sheet(at % 3, at // 3, {"a": points[2 * at], "b": points[2 * at + 1]}) for at in range(6)]

    ranked = standings(criteria, [0, 1, 2], [sheets[at] for at in order])

    assert ranked == standings(criteria, [2, 0, 1], sheets)
    assert all(0 <= standing.score <= 100 for standing in ranked)
