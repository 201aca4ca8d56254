"""A rulebook: legal rules as dated versions, each with its source and how far it may be trusted.

Pure: the day asked about is passed in. Grades: A the article itself was read, B an official page or an
excerpt of it, C news or papers, D nobody here has read a text: a configurable value, shown as unverified.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

from jembatan.workflow.citations import articles
from jembatan.workflow.refusals import Refused
from jembatan.workflow.wording import Wording

UNVERIFIED = Wording("belum diverifikasi", "unverified")


class Grade(StrEnum):
    """How far a rule may be trusted, best first."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"

    @property
    def is_read(self) -> bool:
        """Whether an article may be cited: its text or an official excerpt was read."""
        return self in (Grade.A, Grade.B)


class Unit(StrEnum):
    """What a rule's parameter counts. A switch is 0 (off) or 1 (on)."""

    WORKING_DAYS = "working_days"
    DAYS = "days"
    MONTHS = "months"
    YEARS = "years"
    TIMES_A_YEAR = "times_a_year"
    COPIES = "copies"
    SWITCH = "switch"


class RuleUnknown(Refused):
    code = "workflow.rule_unknown"
    status = 404
    sentence = "The rulebook knows no rule %(rule)s."


class NotInForce(Refused):
    code = "workflow.rule_not_in_force"
    status = 409
    sentence = "The rule %(rule)s is not in force on %(on)s. Look at its versions in the rulebook."


class NoParameter(Refused):
    code = "workflow.rule_without_parameter"
    status = 409
    sentence = "The rule %(rule)s carries no number on %(on)s. Give the version of that day a parameter."


@dataclass(frozen=True, slots=True)
class Rule:
    """One version of one rule.

    `article` is written as in "30(4)" and is None where no text was read. `effective_to` is the last day
    in force, None while no end is known. `parameter` is the number the rule sets, counted in `unit`.
    `verified_by` and `verified_on` tell who compared it with the official text, None until somebody did.
    """

    code: str
    says: Wording
    source: str
    grade: Grade
    effective_from: date
    article: str | None = None
    effective_to: date | None = None
    parameter: int | None = None
    unit: Unit | None = None
    url: str | None = None
    verified_by: str | None = None
    verified_on: date | None = None

    @property
    def citation(self) -> Wording:
        """Source and article; for grades C and D the source and "unverified", never an article."""
        if not self.grade.is_read:
            return Wording(f"{self.source} ({UNVERIFIED.id})", f"{self.source} ({UNVERIFIED.en})")
        if self.article is None:
            return Wording(self.source, self.source)
        english = self.article.replace("penjelasan", "elucidation")
        return Wording(f"{self.source} Pasal {articles(self.article)}", f"{self.source}, art. {english}")

    def binds(self, on: date) -> bool:
        """Whether this version is in force on a day."""
        return self.effective_from <= on and (self.effective_to is None or on <= self.effective_to)


@dataclass(frozen=True)
class Rulebook:
    """Every version of every rule. A code has at most one version per `effective_from`."""

    rules: tuple[Rule, ...]

    @cached_property
    def _by_code(self) -> Mapping[str, tuple[Rule, ...]]:
        """The versions of every code, oldest first, in the order of the table."""
        found: dict[str, list[Rule]] = {}
        for rule in self.rules:
            found.setdefault(rule.code, []).append(rule)
        return {
            code: tuple(sorted(many, key=lambda rule: rule.effective_from)) for code, many in found.items()
        }

    @property
    def codes(self) -> tuple[str, ...]:
        """Every code once, in the order of the table."""
        return tuple(self._by_code)

    def versions(self, code: str) -> tuple[Rule, ...]:
        """The versions of a rule, oldest first. Raises RuleUnknown."""
        if code not in self._by_code:
            raise RuleUnknown(rule=code)
        return self._by_code[code]

    def standing_on(self, code: str, on: date) -> Rule | None:
        """The version in force on a day: the latest that has begun, unless it has ended; else None.

        Raises RuleUnknown.
        """
        begun = [rule for rule in self.versions(code) if rule.effective_from <= on]
        return begun[-1] if begun and begun[-1].binds(on) else None

    def in_force(self, code: str, on: date) -> Rule:
        """The version in force on a day. Raises RuleUnknown or NotInForce."""
        found = self.standing_on(code, on)
        if found is None:
            raise NotInForce(rule=code, on=on)
        return found

    def parameter(self, code: str, on: date) -> int:
        """The number a rule sets on a day. Raises RuleUnknown, NotInForce or NoParameter."""
        number = self.in_force(code, on).parameter
        if number is None:
            raise NoParameter(rule=code, on=on)
        return number

    def amended(self, versions: Iterable[Rule]) -> "Rulebook":
        """This book with other versions laid over it.

        A version with the code and first day of a standing one replaces it; any other is added, and takes
        over from its first day on. The standing book is left as it is.
        """
        laid = {(rule.code, rule.effective_from): rule for rule in self.rules}
        laid |= {(rule.code, rule.effective_from): rule for rule in versions}
        return Rulebook(tuple(laid.values()))


def changed_rules(before: Rulebook, after: Rulebook, on: date) -> frozenset[str]:
    """Codes of the rules that stand differently on a day in the second book: begun, ended or reworded."""
    codes = {*before.codes, *after.codes}
    return frozenset(code for code in codes if _standing(before, code, on) != _standing(after, code, on))


def _standing(book: Rulebook, code: str, on: date) -> Rule | None:
    return book.standing_on(code, on) if code in book.codes else None
