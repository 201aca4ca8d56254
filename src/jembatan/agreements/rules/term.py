"""The term of an agreement: extended, suspended, resumed, revived, ended, and what that carries to its children.

Pure; today is passed in. Sources: UU 24/2000 art. 18 (grounds on which an agreement ends), art. 19 (an early
end leaves unfinished arrangements to be settled). Suspension and what it carries have no article that was
read: they follow the agreements in use (grade D).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from jembatan.agreements.rules.lifecycle import State, TermType
from jembatan.workflow.lifecycles import WrongState
from jembatan.workflow.refusals import Refused
from jembatan.workflow.wording import Wording

LONGEST_YEARS = 100


class Kind(StrEnum):
    """What can happen to a term."""

    EXTENSION = "extension"
    SUSPENSION = "suspension"
    RESUMPTION = "resumption"
    REVIVAL = "revival"
    TERMINATION = "termination"
    COMPLETION = "completion"
    SUPERSESSION = "supersession"


# The state an agreement is in afterwards.
BECOMES: Mapping[Kind, State] = {
    Kind.EXTENSION: State.IN_FORCE,
    Kind.REVIVAL: State.IN_FORCE,
    Kind.SUSPENSION: State.SUSPENDED,
    Kind.RESUMPTION: State.IN_FORCE,
    Kind.TERMINATION: State.ENDED,
    Kind.COMPLETION: State.ENDED,
    Kind.SUPERSESSION: State.ENDED,
}
# The states it can happen in; narrower than the lifecycle, where signing too leads to "in force".
HAPPENS_IN: Mapping[Kind, tuple[State, ...]] = {
    Kind.EXTENSION: (State.IN_FORCE,),
    Kind.REVIVAL: (State.IN_FORCE,),
    Kind.SUSPENSION: (State.IN_FORCE,),
    Kind.RESUMPTION: (State.SUSPENDED,),
    Kind.TERMINATION: (State.IN_FORCE, State.SUSPENDED),
    Kind.COMPLETION: (State.IN_FORCE, State.SUSPENDED),
    Kind.SUPERSESSION: (State.IN_FORCE, State.SUSPENDED),
}
# The changes of a parent that carry its children along.
CARRYING = frozenset({Kind.SUSPENSION, Kind.RESUMPTION, Kind.TERMINATION})


class NoSuchGround(Refused):
    code = "agreements.no_such_ground"
    status = 400
    sentence = "Choose one of the grounds of UU 24/2000 art. 18 on which an agreement is terminated."


class NotLapsed(Refused):
    code = "agreements.not_lapsed"
    sentence = "This agreement has not lapsed: extend it instead of reviving it."


class HasLapsed(Refused):
    code = "agreements.has_lapsed"
    sentence = "This agreement lapsed on %(ended)s. Revive it, so that the days without a term stay visible."


class NoEndToMove(Refused):
    code = "agreements.no_end_to_move"
    sentence = "This agreement has no last day that could be moved: its term is %(term_type)s."


class ParentNotInForce(Refused):
    code = "agreements.parent_not_in_force"
    sentence = (
        "The agreement this one stands under is not in force. Settle that one first, or place this one "
        "under another."
    )


class BadDay(Refused):
    code = "agreements.bad_day"
    status = 400
    sentence = "The day %(on)s is not possible: %(problem)s."


@dataclass(frozen=True, slots=True)
class Ground:
    """A ground of UU 24/2000 art. 18 by its letter, and the kind of end it leads to."""

    letter: str
    says: Wording
    kind: Kind


# UU 24/2000 art. 18, letters a to h (grade A).
GROUNDS: Mapping[str, Ground] = {
    "agreed_procedure": Ground(
        "a",
        Wording(
            "Kesepakatan para pihak menurut tata cara perjanjian",
            "The parties agree, by the agreed procedure",
        ),
        Kind.TERMINATION,
    ),
    "aim_reached": Ground(
        "b", Wording("Tujuan perjanjian telah tercapai", "The aim has been reached"), Kind.COMPLETION
    ),
    "fundamental_change": Ground(
        "c",
        Wording("Perubahan mendasar yang memengaruhi pelaksanaan", "A fundamental change that affects it"),
        Kind.TERMINATION,
    ),
    "breach": Ground(
        "d",
        Wording("Salah satu pihak tidak melaksanakan atau melanggar", "A party does not keep or breaks it"),
        Kind.TERMINATION,
    ),
    "new_agreement": Ground(
        "e",
        Wording("Dibuat perjanjian baru yang menggantikan", "A new agreement replaces it"),
        Kind.SUPERSESSION,
    ),
    "new_norms": Ground(
        "f",
        Wording("Munculnya norma baru hukum internasional", "New norms of international law"),
        Kind.TERMINATION,
    ),
    "object_lost": Ground("g", Wording("Objek perjanjian hilang", "The object is lost"), Kind.TERMINATION),
    "national_interest": Ground(
        "h",
        Wording("Merugikan kepentingan nasional", "It harms the national interest"),
        Kind.TERMINATION,
    ),
}


@dataclass(frozen=True, slots=True)
class Relative:
    """An agreement as the cascade sees it. `suspended_by` is the key of the agreement whose suspension carried
    this one, None when it was suspended for itself or is not suspended."""

    key: int
    parent: int | None
    state: State
    suspended_by: int | None = None


def grounds_for(kind: Kind) -> Mapping[str, Ground]:
    """The grounds that lead to this kind of end."""
    return {code: ground for code, ground in GROUNDS.items() if ground.kind is kind}


def check_ground(kind: Kind, ground: str) -> None:
    """Raise NoSuchGround unless the ground leads to this kind of end."""
    if ground not in grounds_for(kind):
        raise NoSuchGround()


def check_change(kind: Kind, state: State) -> None:
    """Raise WrongState unless this may happen to an agreement in this state."""
    if state not in HAPPENS_IN[kind]:
        raise WrongState(state=str(state), wanted=str(BECOMES[kind]))


def check_parent(parent: State | None) -> None:
    """Raise ParentNotInForce when the agreement above is suspended or over; None: it stands under none."""
    if parent is not None and parent is not State.IN_FORCE:
        raise ParentNotInForce()


def check_day(on: date, *, today: date, since: date | None) -> None:
    """Raise BadDay when something happened tomorrow, or before the agreement was signed (None: not known)."""
    if on > today:
        raise BadDay(on=on, problem="it has not come yet")
    if since is not None and on < since:
        raise BadDay(on=on, problem="it lies before the signature")


def check_extension(term_type: TermType, ends_on: date | None, until: date, *, today: date) -> None:
    """Raise unless the last day may move to `until`: a term with an end that has not lapsed, to a later day.

    Raises NoEndToMove, HasLapsed or BadDay.
    """
    _check_has_end(term_type, ends_on)
    if has_lapsed(term_type, ends_on, today):
        raise HasLapsed(ended=ends_on)
    _check_later(ends_on, until, today)


def check_revival(term_type: TermType, ends_on: date | None, until: date, *, on: date, today: date) -> int:
    """The days without a term between the lapse and `on`, the day of the document that revives it.

    Raises NoEndToMove, NotLapsed, or BadDay when the day or the new end is impossible.
    """
    _check_has_end(term_type, ends_on)
    if not has_lapsed(term_type, ends_on, today):
        raise NotLapsed()
    _check_later(max(on, ends_on or on), until, on)
    return gap_days(ends_on, on)


def has_lapsed(term_type: TermType, ends_on: date | None, today: date) -> bool:
    """Whether a fixed term has run out; a term that renews itself never does."""
    return term_type == TermType.FIXED and ends_on is not None and ends_on < today


def gap_days(ends_on: date | None, on: date) -> int:
    """Whole days between the last day of the old term and the day of its revival; 0 when there are none."""
    return max((on - ends_on).days - 1, 0) if ends_on is not None else 0


def carried(kind: Kind, root: int, family: Iterable[Relative]) -> tuple[int, ...]:
    """The keys of the agreements below `root` that the change carries, parents before children.

    Suspension carries what is in force; termination also what is suspended; resumption only what this
    suspension had carried. Drafts and what has ended stay as they are. Other kinds carry nothing.
    """
    if kind not in CARRYING:
        return ()
    below: dict[int | None, list[Relative]] = {}
    for relative in family:
        below.setdefault(relative.parent, []).append(relative)
    found: list[int] = []
    seen, waiting = {root}, [root]
    while waiting:
        for child in sorted(below.get(waiting.pop(0), ()), key=lambda one: one.key):
            if child.key in seen:
                continue
            seen.add(child.key)
            waiting.append(child.key)
            if _is_carried(kind, child, root):
                found.append(child.key)
    return tuple(found)


def _is_carried(kind: Kind, child: Relative, root: int) -> bool:
    if kind is Kind.SUSPENSION:
        return child.state is State.IN_FORCE
    if kind is Kind.TERMINATION:
        return child.state in (State.IN_FORCE, State.SUSPENDED)
    return child.state is State.SUSPENDED and child.suspended_by == root


def _check_has_end(term_type: TermType, ends_on: date | None) -> None:
    if term_type == TermType.INDEFINITE_WITH_REVIEW or ends_on is None:
        raise NoEndToMove(term_type=str(term_type))


def _check_later(ends_on: date | None, until: date, today: date) -> None:
    if ends_on is not None and until <= ends_on:
        raise BadDay(on=until, problem="it is not later than the day before it")
    if until.year > today.year + LONGEST_YEARS:
        raise BadDay(on=until, problem="no term is that long")
