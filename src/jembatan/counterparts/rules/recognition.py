"""Whether Indonesia may deal with an entity, on a day, and how sure that is.

E1: the partner's country has diplomatic relations with Indonesia: PP 28/2018 art. 27(1)a (grade A).
E9: entities without relations: Permenlu 3/2019, Bab X nos. 150-151, known from excerpts (grade C).
Nobody here has read a list of diplomatic relations, so every entity is unverified until an officer
confirms it with a source.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from jembatan.workflow.messages import message as _
from jembatan.workflow.refusals import Refused


class Relation(StrEnum):
    DIPLOMATIC = "diplomatic"
    NONE = "none"
    PROHIBITED = "prohibited"
    SPECIAL = "special"
    UNVERIFIED = "unverified"


RELATION_WORDS = {
    Relation.DIPLOMATIC: _("Diplomatic relations"),
    Relation.NONE: _("No diplomatic relations"),
    Relation.PROHIBITED: _("Official relations are not allowed"),
    Relation.SPECIAL: _("Special rules apply"),
    Relation.UNVERIFIED: _("Not verified"),
}
# A the text itself was read, B an official page, C press or papers, D nothing seen.
GRADES = ("A", "B", "C", "D")


class BadStatement(Refused):
    code = "counterparts.bad_statement"
    status = 400
    sentence = "%(field)s: %(problem)s. Correct it and save again."


@dataclass(frozen=True, slots=True)
class Recognition:
    """One statement about an entity (ISO alpha-2). `valid_to` is the last day; None: still valid.

    `valid_from` None: it is not a statement but the lack of one.
    """

    entity_code: str
    relation: Relation
    valid_from: date | None
    valid_to: date | None
    source: str
    url: str
    grade: str
    basis: str = ""


class Outcome(StrEnum):
    CLEAR = "clear"
    NEEDS_CONFIRMATION = "needs_confirmation"
    BLOCKED = "blocked"


@dataclass(frozen=True, slots=True)
class RelationVerdict:
    """`rule` is E1 or E9; `rule_source` and `rule_grade` say where the rule stands, `fact_grade` how sure
    the fact is ("" when there is no country to ask about). `sentence` is a message id."""

    outcome: Outcome
    rule: str
    rule_source: str
    rule_grade: str
    fact_grade: str
    sentence: str


E1_SOURCE, E1_GRADE = "PP 28/2018 art. 27(1)a", "A"
E9_SOURCE, E9_GRADE = "Permenlu 3/2019 Bab X no. 150-151", "C"
# Facts of these grades settle a question; weaker ones are asked again.
_SURE = ("A", "B")


def unverified(entity_code: str) -> Recognition:
    """What is known about an entity that nobody has looked up: nothing."""
    return Recognition(
        entity_code, Relation.UNVERIFIED, None, None, _("No source has been recorded yet"), "", "D"
    )


def recognition_on(day: date, rows: Iterable[Recognition], entity_code: str) -> Recognition:
    """The statement about the entity that holds on `day`: of those in force the one that began last.

    Of two that began on the same day the later of `rows` counts. Unverified when none is in force.
    """
    holding = unverified(entity_code)
    for row in rows:
        if row.entity_code != entity_code or row.valid_from is None:
            continue
        in_force = row.valid_from <= day and (row.valid_to is None or day <= row.valid_to)
        if in_force and (holding.valid_from is None or holding.valid_from <= row.valid_from):
            holding = row
    return holding


def relation_verdict(recognition: Recognition | None) -> RelationVerdict:
    """What E1 and E9 say about a partner; None is a partner without a country (an international organisation).

    A statement of grade C or D that would clear a partner only asks for confirmation.
    """
    if recognition is None:
        return _e1(Outcome.CLEAR, "", _("An international organisation has no country to check."))
    grade = recognition.grade
    match recognition.relation:
        case Relation.PROHIBITED:
            sentence = _(
                "No official relation with this entity is allowed at any level. "
                "Only the Foreign Ministry can say otherwise."
            )
            return _e9(Outcome.BLOCKED, grade, sentence)
        case Relation.SPECIAL:
            sentence = _("Special rules apply to this entity. Ask the Foreign Ministry before any contact.")
            return _e9(Outcome.NEEDS_CONFIRMATION, grade, sentence)
        case Relation.NONE:
            sentence = _("The partner's country has no diplomatic relations with Indonesia.")
            return _e1(Outcome.BLOCKED, grade, sentence)
        case Relation.DIPLOMATIC if grade in _SURE:
            return _e1(
                Outcome.CLEAR, grade, _("The partner's country has diplomatic relations with Indonesia.")
            )
        case Relation.DIPLOMATIC:
            sentence = _(
                "Diplomatic relations are stated, but the source is weak. Confirm them with a source."
            )
            return _e1(Outcome.NEEDS_CONFIRMATION, grade, sentence)
        case _:
            sentence = _(
                "Nobody has confirmed yet that the partner's country has diplomatic relations with Indonesia. "
                "The ministry or the Foreign Ministry can record it with a source."
            )
            return _e1(Outcome.NEEDS_CONFIRMATION, grade, sentence)


def _e1(outcome: Outcome, fact_grade: str, sentence: str) -> RelationVerdict:
    return RelationVerdict(outcome, "E1", E1_SOURCE, E1_GRADE, fact_grade, sentence)


def _e9(outcome: Outcome, fact_grade: str, sentence: str) -> RelationVerdict:
    return RelationVerdict(outcome, "E9", E9_SOURCE, E9_GRADE, fact_grade, sentence)


def check_statement(statement: Recognition) -> date:
    """The first day of a statement that an officer wants to make. Raises BadStatement.

    It needs an entity, a first day, a source and a grade; "diplomatic" needs a source that was read
    (grade A, B or C).
    """
    if not statement.entity_code:
        raise BadStatement(field=_("country"), problem=_("choose the country or entity"))
    if statement.valid_from is None:
        raise BadStatement(field=_("valid from"), problem=_("say from which day this holds"))
    if statement.valid_to is not None and statement.valid_to < statement.valid_from:
        raise BadStatement(field=_("valid to"), problem=_("the last day lies before the first day"))
    if not statement.source.strip():
        raise BadStatement(field=_("source"), problem=_("say where this was read"))
    if statement.grade not in GRADES:
        raise BadStatement(field=_("grade"), problem=_("choose A, B, C or D"))
    if statement.relation is Relation.DIPLOMATIC and statement.grade == "D":
        raise BadStatement(
            field=_("grade"),
            problem=_("diplomatic relations cannot be stated without a source that was read"),
        )
    return statement.valid_from
