"""An amendment as a working copy of the agreement's terms: what differs, and how two changes come together.

Pure. Terms are plain JSON: texts, dates as "2026-11-22", numbers, the sets `topics` and `parties`, and `clauses`
as {"3": {"id": "…", "en": "…"}}. A clause is one thing in all its languages, so that a change of the Indonesian
and another change of the English text never slip past each other. Source: UU 24/2000 art. 16 (change by
agreement; purely technical-administrative changes by a simple procedure); which fields are technical is ours.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Literal

from jembatan.workflow.lifecycles import Lifecycle
from jembatan.workflow.refusals import Refused

Terms = Mapping[str, Any]
Side = Literal["ours", "theirs"]

SINGLE = (
    "title_id", "title_en", "purpose", "starts_on", "ends_on", "term_type", "review_every_months", "notice_days",
)  # fmt: skip
SETS = ("topics", "parties")
CLAUSE = "clauses."
FIELDS = (*SINGLE, *SETS, "clauses")
# Ours, not the law's: the fields that say nothing of what the parties owe each other.
TECHNICAL = frozenset({"title_en", "review_every_months"})
# Parties that stand beside the agreement; their place in it may change by the simple procedure.
BESIDE = ("witness", "implementing")


class State(StrEnum):
    """Where an amendment stands."""

    DRAFTED = "drafted"
    AGREED = "agreed"
    MERGED = "merged"
    WITHDRAWN = "withdrawn"


# A technical change may skip "agreed": the simple procedure of UU 24/2000 art. 16.
LIFECYCLE = Lifecycle(
    start=State.DRAFTED,
    routes={
        State.DRAFTED: (State.AGREED, State.WITHDRAWN),
        State.AGREED: (State.MERGED, State.WITHDRAWN),
        State.MERGED: (),
        State.WITHDRAWN: (),
    },
    owners=dict.fromkeys(State, "cooperation_officer"),
)


class MergeConflict(Refused):
    code = "agreements.merge_conflict"
    sentence = (
        "The agreement has changed since this amendment was drafted, in the same places: %(fields)s. Decide each "
        "of them on the page of the amendment."
    )


class NoSuchConflict(Refused):
    code = "agreements.no_such_conflict"
    sentence = "There is no conflict about %(fields)s any more. Reload the page and look at the amendment as it is now."


class NotTechnical(Refused):
    code = "agreements.not_technical"
    sentence = (
        "The simple procedure is for technical and administrative changes only; this amendment also changes "
        "%(fields)s. Make it a change of terms."
    )


class NothingChanged(Refused):
    code = "agreements.nothing_changed"
    status = 400
    sentence = "The working copy says the same as the agreement. Change something first, or withdraw it."


@dataclass(frozen=True, slots=True)
class Change:
    """One field that differs. `before` and `after` are None where it is absent; of a set, `added` and
    `removed` name the elements. `field` of a clause is "clauses.<number>"."""

    field: str
    before: Any
    after: Any
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field that both sides changed, differently: what it was, stands now, and is proposed."""

    field: str
    base: Any
    ours: Any
    theirs: Any


@dataclass(frozen=True, slots=True)
class Merged:
    """Both sides' changes together. Where they conflict, `result` keeps what stands until a person decides."""

    result: dict[str, Any]
    conflicts: tuple[Conflict, ...]


def difference(base: Terms, proposed: Terms) -> tuple[Change, ...]:
    """The fields in which `proposed` differs from `base`, in the order of the agreement."""
    found = []
    for field in fields_of(base, proposed):
        before, after = value(base, field), value(proposed, field)
        if before == after:
            continue
        if field in SETS:
            added, removed = _sorted(set(after) - set(before)), _sorted(set(before) - set(after))
            found.append(Change(field, before, after, added, removed))
        else:
            found.append(Change(field, before, after))
    return tuple(found)


def merge(base: Terms, ours: Terms, theirs: Terms) -> Merged:
    """Bring the changes of `theirs` since `base` into `ours`, field by field.

    A field changed on one side only takes that change; the same change on both sides is no conflict. Sets are
    merged element by element and never conflict.
    """
    result: dict[str, Any] = {"clauses": {}}
    conflicts = []
    for field in fields_of(base, ours, theirs):
        was, stands, wanted = (value(terms, field) for terms in (base, ours, theirs))
        if field in SETS:
            _put(result, field, _merged_set(was, stands, wanted))
        elif wanted in (was, stands):
            _put(result, field, stands)
        elif stands == was:
            _put(result, field, wanted)
        else:
            conflicts.append(Conflict(field, was, stands, wanted))
            _put(result, field, stands)
    return Merged(result, tuple(conflicts))


def decided(merged: Merged, decisions: Mapping[str, Side]) -> dict[str, Any]:
    """The terms after a person has decided every conflict: "ours" keeps what stands, "theirs" takes the
    proposal. Raises MergeConflict with the fields nobody decided, NoSuchConflict with decisions about others.
    """
    fields = [conflict.field for conflict in merged.conflicts]
    if stray := [field for field in decisions if field not in fields]:
        raise NoSuchConflict(fields=", ".join(stray))
    if left := [field for field in fields if decisions.get(field) not in ("ours", "theirs")]:
        raise MergeConflict(fields=", ".join(left))
    result = {**merged.result, "clauses": dict(merged.result["clauses"])}
    for conflict in merged.conflicts:
        if decisions[conflict.field] == "theirs":
            _put(result, conflict.field, conflict.theirs)
    return result


def check_technical(changes: tuple[Change, ...]) -> None:
    """Raise NotTechnical unless every change may go by the simple procedure (UU 24/2000 art. 16)."""
    if others := [change.field for change in changes if not _is_technical(change)]:
        raise NotTechnical(fields=", ".join(others))


def touched(changes: tuple[Change, ...]) -> frozenset[str]:
    """The fields that changed, all clauses as one: "clauses"."""
    return frozenset("clauses" if c.field.startswith(CLAUSE) else c.field for c in changes)


def fields_of(*several: Terms) -> Iterator[str]:
    """Every field that any of these terms can have, clauses one by one in their order of number."""
    yield from SINGLE
    yield from SETS
    numbers = {number for terms in several for number in terms.get("clauses") or {}}
    for number in sorted(numbers, key=_by_number):
        yield CLAUSE + number


def value(terms: Terms, field: str) -> Any:
    """What stands in a field: a list (sorted) for a set, None where there is nothing."""
    if field.startswith(CLAUSE):
        found = (terms.get("clauses") or {}).get(field.removeprefix(CLAUSE)) or {}
        return {language: text for language, text in found.items() if text} or None
    if field in SETS:
        return sorted(set(terms.get(field) or ()))
    found = terms.get(field)
    return None if found == "" else found


def _put(terms: dict[str, Any], field: str, new: Any) -> None:
    if not field.startswith(CLAUSE):
        terms[field] = new
    elif new is not None:
        terms["clauses"][field.removeprefix(CLAUSE)] = new
    else:
        terms["clauses"].pop(field.removeprefix(CLAUSE), None)


def _merged_set(was: list[str], stands: list[str], wanted: list[str]) -> list[str]:
    """Membership of each element, merged by itself: whoever changed it decides."""
    one, other = set(stands), set(wanted)
    return sorted((one & other) | ((one ^ other) - set(was)))


def _is_technical(change: Change) -> bool:
    if change.field == "parties":
        return all(party.startswith(BESIDE) for party in (*change.added, *change.removed))
    if change.field.startswith(CLAUSE) and change.before and change.after:
        return all(change.after.get(language) == text for language, text in change.before.items())
    return change.field in TECHNICAL


def _sorted(elements: set[str]) -> tuple[str, ...]:
    return tuple(sorted(elements))


def _by_number(number: str) -> tuple[int, int, str]:
    return (0, int(number), "") if number.isascii() and number.isdigit() else (1, 0, number)
