"""A plan made ready for the screen: rows in the columns of the RKPDes, the tree, the next step, the history.

What a reader without sight of the children sees is what a public copy prints.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from jembatan.accounts.models import User
from jembatan.accounts.rules.permissions import Permission
from jembatan.accounts.rules.roles import ROLES
from jembatan.action_plans import words
from jembatan.action_plans.exchange.printing import COST_MARKS, ROMAN, Paper
from jembatan.action_plans.queries.plans import PlanPage, PlanRow, rows_by_field
from jembatan.action_plans.rules.drafting import Line
from jembatan.action_plans.rules.lifecycle import LIFECYCLE, State
from jembatan.action_plans.rules.protection import MARK, SMALLEST_SHOWN, TAKEN_ALONG
from jembatan.documents.rules.writing import rupiah


@dataclass(frozen=True, slots=True)
class RowShown:
    """One line in the columns of the RKPDes. `mark` points to a note on what the cost rests on."""

    number: int
    row: PlanRow
    volume: str
    when: str
    cost: str
    mark: str
    fund: str


@dataclass(frozen=True, slots=True)
class Step:
    """The one next step. `why` says what keeps this person from it; empty when nothing does."""

    code: str
    title: str
    why: tuple[str, ...]


def fields_shown(paper: Paper) -> list[dict[str, Any]]:
    """Fields I to IV with their rows and subtotals; lines are numbered through."""
    shown, number = [], 0
    for field, name, rows, _subtotal in rows_by_field(paper.page):
        inside = []
        for row in rows:
            number += 1
            inside.append(_row(paper, row, number))
        shown.append(
            {
                "numeral": ROMAN[field],
                "name": name,
                "rows": inside,
                "subtotal": _hidden_or(
                    paper.page.sums.by_field.get(field, 0), hidden=field in paper.hidden_fields
                ),
            }
        )
    return shown


def total_shown(paper: Paper) -> str:
    """What the plan costs; hidden only where a single row would show through it."""
    return _hidden_or(paper.page.sums.total, hidden=paper.total() == TAKEN_ALONG)


def funds_shown(paper: Paper) -> list[tuple[str, str]]:
    """(source of money, sum); empty when a hidden row could be worked out from them."""
    if paper.hidden:
        return []
    funds = paper.page.catalogue.funds
    return [(funds[code].name, rupiah(amount)) for code, amount in paper.page.sums.by_fund.items()]


def volume_words(line: Line) -> str:
    """How many units are paid: 2 children × 10 bulan; 1 paket."""
    times = f"{number_format(line.times, force_grouping=True)} {line.times_unit or 'paket'}"
    if line.basis == "village":
        return times
    children = ngettext("%(n)s child", "%(n)s children", line.children) % {
        "n": number_format(line.children, force_grouping=True)
    }
    return f"{children} × {times}" if line.times != 1 else children


def when_words(line: Line) -> str:
    """From which month to which."""
    if (line.starts.year, line.starts.month) == (line.ends.year, line.ends.month):
        return date_format(line.starts, "F Y")
    if line.starts.year == line.ends.year:
        return f"{date_format(line.starts, 'F')}–{date_format(line.ends, 'F Y')}"
    return f"{date_format(line.starts, 'F Y')}–{date_format(line.ends, 'F Y')}"


def tree_shown(paper: Paper) -> list[dict[str, Any]]:
    """The branches with counts, sorted by what is shown: the place of a hidden count would tell its size."""
    branches = paper.page.tree.branches
    counts = paper.counts({branch.problem: branch.children for branch in branches})
    hidden = {problem for problem, shown in counts.items() if shown in (MARK, TAKEN_ALONG)}
    ordered = sorted(
        branches,
        key=lambda it: (it.problem in hidden, 0 if it.problem in hidden else -it.children, it.problem),
    )
    return [{"problem": it.problem, "count": counts[it.problem], "behind": it.behind} for it in ordered]


def targets_shown(paper: Paper) -> list[dict[str, Any]]:
    """The targets with base and children as this reader may see them."""
    return [
        {"target": target, "base": paper.count(target.base), "children": paper.count(target.children)}
        for target in paper.page.targets
    ]


def lacks_shown(page: PlanPage) -> list[dict[str, Any]]:
    """What is open before the village meeting, kind by kind, with the lines where it is mended."""
    ids = {(row.line.kind, row.line.name): row.activity.pk for row in page.rows}
    place = (page.plan.village_id, page.plan.year)
    groups: dict[str, list[dict[str, str]]] = {}
    for lack in page.lacks:
        lines = groups.setdefault(lack.code, [])
        if number := ids.get((lack.kind, lack.name)):
            url = reverse("action_plans:edit_line", args=[*place, number])
            lines.append({"name": lack.name, "url": url})
    return [{"say": words.LACKS[code], "lines": lines} for code, lines in groups.items()]


def why_not_ready(page: PlanPage) -> list[str]:
    """What is open, in one sentence for all of it; empty when nothing is."""
    if not page.lacks:
        return []
    if not page.rows:
        return [str(words.LACKS["no_lines"])]
    say = ngettext(
        "%(n)s point is open; it is listed on this page.",
        "%(n)s points are open; they are listed on this page.",
        len(page.lacks),
    )
    return [say % {"n": len(page.lacks)}]


def next_step(page: PlanPage, by: User) -> Step | None:
    """What comes next for the plan and what keeps `by` from doing it; None once it is legalised."""
    state = State(page.plan.state)
    if state == State.LEGALISED:
        return None
    if state == State.DRAFTED:
        why = why_not_ready(page)
        step, title = "hand_over", _("Hand to the village meeting")
        permission = Permission.PLAN_SUBMIT
    else:
        why, step, title = [], "legalise", _("Legalise the plan")
        permission = Permission.PLAN_LEGALISE
    if not by.may(permission, at=page.plan.village_id):
        why.insert(0, _("Only this role can do it: %(role)s.") % {"role": turn_of(state)})
    return Step(step, title, tuple(why))


def turn_of(state: State) -> str:
    """The role that holds the plan in a state."""
    return _(ROLES[LIFECYCLE.owners[state]].title)


def road(plan: Any) -> list[dict[str, Any]]:
    """The three stages of a plan for the vertical line."""
    states = list(State)
    at = states.index(State(plan.state))
    shown = []
    for place, state in enumerate(states):
        done = place < at or state == State.LEGALISED == plan.state
        stage = "done" if done else "current" if place == at else "later"
        shown.append({"state": stage, "title": words.STATES[state], "say": turn_of(state), "lines": []})
    if plan.legalised_on:
        shown[-1]["lines"] = [f"{plan.legal_number}, {date_format(plan.legalised_on, 'j F Y')}"]
    return shown


def history_shown(entries: Iterable[Any], *, with_reasons: bool) -> list[dict[str, Any]]:
    """What was done to the plan by whom; reasons only for those who may read them."""
    return [
        {
            "at": entry.at,
            "who": str(entry.actor or ""),
            "what": words.EVENTS.get(entry.event, entry.event),
            "because": entry.detail.get("because", "") if with_reasons else "",
        }
        for entry in entries
    ]


def standing_notes(paper: Paper) -> list[tuple[str, str]]:
    """(mark, meaning) of the marks at costs that occur."""
    seen = {row.standing for row in paper.page.rows if row.total}
    return [
        (mark, str(words.STANDINGS[standing])) for standing, mark in COST_MARKS.items() if standing in seen
    ]


def _row(paper: Paper, row: PlanRow, number: int) -> RowShown:
    hidden = paper.row_is_hidden(row)
    return RowShown(
        number=number,
        row=row,
        volume=_hidden_volume(row) if hidden else volume_words(row.line),
        when=when_words(row.line),
        cost=_hidden_or(row.total, hidden=hidden),
        mark=COST_MARKS.get(row.standing, "") if row.total and not hidden else "",
        fund=paper.page.catalogue.funds[row.line.fund].name,
    )


def _hidden_volume(row: PlanRow) -> str:
    small = row.line.basis == "child" and 0 < row.line.children < SMALLEST_SHOWN
    return f"{MARK} {_('children')}" if small else TAKEN_ALONG


def _hidden_or(amount: Any, *, hidden: bool) -> str:
    return TAKEN_ALONG if hidden else rupiah(amount)


def suggested_year(today: date) -> int:
    """A plan is made in the year before it: villages budget for the next year."""
    return today.year + 1
