"""The facts and reasons of one line as a reader may see them."""

from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from jembatan.action_plans import words
from jembatan.action_plans.exchange.printing import Paper
from jembatan.action_plans.queries.plans import PlanRow, ShownReason
from jembatan.action_plans.rules.drafting import Line
from jembatan.action_plans.rules.protection import TAKEN_ALONG
from jembatan.action_plans.web import presenting
from jembatan.action_plans.web.forms import LineForm
from jembatan.documents.rules.writing import dotted, rupiah

MONEY, DAYS = ("unit_cost",), ("starts", "ends")


def details(paper: Paper, row: PlanRow) -> dict[str, Any]:
    """Template variables of the page of one line: its facts, its reasons, what people changed."""
    line = row.line
    hidden = not row.activity.removed_because and paper.row_is_hidden(row)
    hidden = hidden or (paper.is_public and bool(row.activity.removed_because))
    funds = paper.page.catalogue.funds
    return {
        "facts": [
            (_("Location"), line.location),
            (_("Volume"), TAKEN_ALONG if hidden else presenting.volume_words(line)),
            (_("Cost of one unit"), f"{rupiah(line.unit_cost)} ({words.STANDINGS[row.standing]})"),
            (_("Cost"), TAKEN_ALONG if hidden else rupiah(line.total)),
            (_("Source of money"), funds[line.fund].name),
            (_("When"), f"{date_format(line.starts, 'j F Y')} – {date_format(line.ends, 'j F Y')}"),
            (_("How it is carried out"), line.pattern),
            (_("Who carries it out"), line.implementer),
            (_("Agencies"), line.agency),
            (_("For whom, to what good"), line.benefit),
            (_("How success shows"), line.indicator),
        ],
        "reasons": [reason_shown(reason, protected=paper.is_public) for reason in row.reasons],
        "comparison": None if paper.is_public else comparison(row),
        "struck_because": "" if paper.is_public else row.activity.removed_because,
        "warned": row.standing in words.WARNED and bool(row.total),
    }


def reason_shown(reason: ShownReason, *, protected: bool) -> dict[str, str]:
    """One row of the matrix in words: cause, support, how many children, its code."""
    open_count = reason.children is not None and not protected
    return {
        "cause": _("every child of the list") if reason.cause == "any" else reason.cause,
        "support": reason.support or _("restricted"),
        "children": dotted(reason.children or 0) if open_count else "–",
        "rule": reason.rule or "–",
    }


def comparison(row: PlanRow) -> dict[str, Any] | None:
    """Proposed and changed values side by side; None when nobody changed anything."""
    entry = row.activity.entry
    if not entry.edited or row.activity.by_hand:
        return None
    columns = [_("Proposed"), _("Now in the plan")]
    rows = [
        {
            "name": LineForm.base_fields[name].label,
            "cells": [
                {
                    "column": columns[0],
                    "value": written(entry.proposed, name),
                    "differs": False,
                    "missing": False,
                },
                {"column": columns[1], "value": written(entry.line, name), "differs": True, "missing": False},
            ],
        }
        for name in entry.edited
    ]
    return {"caption": _("What the village changed"), "columns": columns, "rows": rows}


def written(line: Line, name: str) -> str:
    """A value of a line as people write it."""
    value = getattr(line, name)
    if name in MONEY:
        return rupiah(value)
    return date_format(value, "j F Y") if name in DAYS else str(value)
