"""What holds of every classification, whatever the record says."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from jembatan.children.engine.classifying import classify_frame
from jembatan.children.rules.classification import classify, trace_as_json
from jembatan.children.rules.facts import VOCABULARY, Facts, Terms
from jembatan.children.rules.rule_table import OUT_OF_SCHOOL, STATUSES, standard_table

AS_OF = st.dates(date(2020, 1, 1), date(2027, 12, 31))


def maybe(values):
    return st.none() | values


def word(column):
    return maybe(st.sampled_from(VOCABULARY[column]))


RECORDS = st.builds(
    Facts,
    birth_date=maybe(st.dates(date(2000, 1, 1), date(2028, 1, 1))),
    **{column: word(column) for column in VOCABULARY},
    grade=maybe(st.integers(1, 13)),
    left_on=maybe(st.dates(date(2015, 1, 1), date(2028, 1, 1))),
    risk_points=maybe(st.integers(0, 9)),
    marital_status=maybe(st.sampled_from(["married", "belum kawin"])),
    disability=maybe(st.sampled_from(["none", "deaf"])),
    works=maybe(st.sampled_from(["yes", "no"])),
    nik=maybe(st.sampled_from(["9901011205120001", "9901015205120001", "99"])),
)
TERMS = st.builds(
    Terms,
    as_of=AS_OF,
    ages=st.sampled_from([(7, 18), (6, 21), (4, 18)]),
    age_at=st.sampled_from(["survey", "july"]),
    definition=st.sampled_from(["national", "susenas", "uis"]),
)


@given(RECORDS, TERMS)
def test_every_record_gets_exactly_one_status_and_the_trace_ends_in_its_rule(facts, terms):
    verdict = classify(facts, at=terms)

    assert verdict.status in STATUSES
    assert [look.holds for look in verdict.trace] == [False] * (len(verdict.trace) - 1) + [True]
    deciding = next(rule for rule in standard_table().rules if rule.id == verdict.rule)
    assert (verdict.trace[-1].rule, verdict.status) == (deciding.id, deciding.status)


@given(RECORDS, TERMS)
def test_out_of_school_are_exactly_the_three_ats_statuses(facts, terms):
    verdict = classify(facts, at=terms)

    assert verdict.out_of_school == (verdict.status in OUT_OF_SCHOOL)
    assert verdict.grade is None or verdict.status in ("dropped_out", "not_continued")


@given(RECORDS, TERMS, st.sampled_from(["formal", "madrasah", "slb", "pkpps"]))
def test_a_child_who_attends_school_is_never_out_of_school(facts, terms, kind):
    pupil = replace(facts, attending="yes", attending_kind=kind)

    assert not classify(pupil, at=terms).out_of_school


@given(RECORDS, AS_OF)
def test_what_counts_for_uis_counts_for_the_national_definition_too(facts, as_of):
    national = classify(facts, at=Terms(as_of=as_of))
    uis = classify(facts, at=Terms(as_of=as_of, definition="uis"))

    if uis.status in ("in_school", "at_risk") and facts.attending == "yes":
        assert national.status == uis.status


@given(RECORDS, AS_OF, st.integers(0, 3), st.integers(0, 3))
def test_a_wider_age_range_never_loses_a_child(facts, as_of, younger, older):
    narrow = classify(facts, at=Terms(as_of=as_of))
    wide = classify(facts, at=Terms(as_of=as_of, ages=(7 - younger, 18 + older)))

    if narrow.out_of_school:
        assert (wide.status, wide.rule, wide.grade) == (narrow.status, narrow.rule, narrow.grade)


@given(RECORDS, AS_OF)
def test_a_child_enters_and_leaves_the_age_range_once(facts, as_of):
    here = replace(facts, outcome=None)
    births = [as_of - timedelta(days=365 * years + years // 4 + 1) for years in range(30)]

    inside = [
        classify(replace(here, birth_date=born), at=Terms(as_of=as_of)).status != "out_of_range"
        for born in births
    ]

    changes = sum(before != after for before, after in pairwise(inside))
    assert changes == 2 and not inside[0] and not inside[-1]


@settings(max_examples=25)
@given(st.lists(RECORDS, min_size=1, max_size=30), TERMS, st.randoms(use_true_random=False))
def test_the_engine_is_the_rule_row_by_row_in_any_order(records, terms, random):
    names = list(Facts.__dataclass_fields__)
    columns = {name: [getattr(facts, name) for facts in records] for name in names}
    people = pl.DataFrame(columns, schema=SCHEMA).insert_column(
        0, pl.Series("record_id", [f"r{number}" for number in range(len(records))])
    )
    order = list(range(len(records)))
    random.shuffle(order)
    how = {"as_of": terms.as_of, "ages": terms.ages, "age_at": terms.age_at, "definition": terms.definition}

    judged = classify_frame(people[order], **how)

    assert judged["record_id"].to_list() == [f"r{number}" for number in order]
    for row, number in zip(judged.iter_rows(named=True), order, strict=True):
        verdict = classify(records[number], at=terms)
        assert (row["status"], row["out_of_school"], row["grade"], row["rule"]) == (
            *(verdict.status, verdict.out_of_school, verdict.grade, verdict.rule),
        )
        assert (row["age_at_survey"], row["age_on_1_july"]) == (verdict.age_at_survey, verdict.age_on_1_july)
        assert row["trace"] == trace_as_json(verdict.trace)
        assert row["flags"] == "[" + ",".join(f'"{flag}"' for flag in verdict.flags) + "]"


SCHEMA = {name: pl.String for name in Facts.__dataclass_fields__} | {
    "birth_date": pl.Date,
    "left_on": pl.Date,
    "grade": pl.Int64,
    "risk_points": pl.Int64,
}
