"""The story of an agreement's term, and what a change of it would carry along."""

from dataclasses import dataclass
from datetime import date

from jembatan.agreements.models import Agreement, TermChange
from jembatan.agreements.queries.family import carried_by, parent_state
from jembatan.agreements.rules.case_clocks import present_end
from jembatan.agreements.rules.clocks import months_later
from jembatan.agreements.rules.facts import Term
from jembatan.agreements.rules.lifecycle import State, TermType
from jembatan.agreements.rules.term import CARRYING, HAPPENS_IN, Kind, gap_days, has_lapsed


@dataclass(frozen=True, slots=True)
class Standing:
    """How the term stands today. `end` is the last day of the present period, rolled on where the term renews
    itself, None without an end; `renewals` says that it did. `gap` is how many days it has been without a term."""

    end: date | None
    is_rolled: bool
    has_lapsed: bool
    gap: int
    last_notice: date | None
    next_review: date | None


def changes_of(agreement: Agreement) -> list[TermChange]:
    """What happened to the term, oldest first. One query."""
    wanted = ("paper", "successor", "caused_by__agreement", "recorded_by")
    return list(agreement.term_changes.select_related(*wanted).order_by("on", "id"))


def standing_of_term(agreement: Agreement, today: date, *, review_months: int) -> Standing:
    """The term as it stands on a day; nothing is written. No query."""
    lapsed = has_lapsed(TermType(agreement.term_type), agreement.ends_on, today)
    starts = agreement.starts_on or agreement.signed_on
    end = agreement.ends_on
    if starts is not None:
        end = present_end(Term(TermType(agreement.term_type), starts, agreement.ends_on), today)
    return Standing(
        end=end,
        is_rolled=end != agreement.ends_on,
        has_lapsed=lapsed and agreement.state in (State.IN_FORCE, State.SUSPENDED),
        gap=gap_days(agreement.ends_on, today) if lapsed else 0,
        last_notice=_notice(agreement, end),
        next_review=_review(agreement, starts, today, review_months),
    )


def possible_changes(agreement: Agreement, today: date) -> tuple[Kind, ...]:
    """The changes that can happen to the term now, in the order of the page. One query."""
    lapsed = has_lapsed(TermType(agreement.term_type), agreement.ends_on, today)
    above = parent_state(agreement)
    held_up = above is not None and above is not State.IN_FORCE
    needs_parent = (Kind.EXTENSION, Kind.REVIVAL, Kind.RESUMPTION)
    found = []
    for kind in Kind:
        if agreement.state not in HAPPENS_IN[kind] or (held_up and kind in needs_parent):
            continue
        if kind in (Kind.EXTENSION, Kind.REVIVAL) and agreement.ends_on is None:
            continue
        if (kind is Kind.EXTENSION and lapsed) or (kind is Kind.REVIVAL and not lapsed):
            continue
        found.append(kind)
    return tuple(found)


def preview(agreement: Agreement, kind: Kind) -> list[Agreement]:
    """The agreements the change would carry along now, parents first."""
    if kind not in CARRYING:
        return []
    wanted = carried_by(agreement, kind)
    rows = Agreement.objects.select_related("place", "counterpart").in_bulk(wanted)
    return [rows[key] for key in wanted]


def _notice(agreement: Agreement, end: date | None) -> date | None:
    if end is None or not agreement.notice_days:
        return None
    return date.fromordinal(max(end.toordinal() - agreement.notice_days, 1))


def _review(agreement: Agreement, starts: date | None, today: date, usual: int) -> date | None:
    """The next review of a term without an end, counted from its first day."""
    if agreement.term_type != TermType.INDEFINITE_WITH_REVIEW or starts is None:
        return None
    months = step = agreement.review_every_months or usual
    while months_later(starts, months) < today:
        months += step
    return months_later(starts, months)
