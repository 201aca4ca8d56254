"""Plays the demo's files through the very steps a user would take: import, reconcile, plan."""

import sys
from datetime import date
from pathlib import Path

from jembatan.accounts.models import User
from jembatan.accounts.rules.places import COUNTRY
from jembatan.action_plans.actions import draft
from jembatan.action_plans.models import Plan
from jembatan.children.actions import ask_for_reconciliation
from jembatan.children.jobs import carry_out
from jembatan.children.models import Reconciliation
from jembatan.ledger.actions import assign, open_account
from jembatan.ledger.machine import machine_account
from jembatan.places.engine.facts import pilot_villages
from jembatan.rosters.engine.reading_ahead import manifest
from jembatan.rosters.jobs import bring_in_all
from jembatan.site.demo.cast import CAST, JEMBER
from jembatan.tabular.progress import each

# The day the demo pretends to be: files are cut off before it.
ROLES_SINCE = date(2026, 1, 1)


def cast_accounts(password: str) -> None:
    """Open the cast's accounts and give them their roles; those already there stay as they are."""
    machine = machine_account()
    for member in CAST:
        if User.objects.filter(username=member.username).exists():
            continue
        at = member.places[0] if member.places else COUNTRY
        user = open_account(
            username=member.username,
            full_name=member.full_name,
            password=password,
            office=member.office,
            at=at,
            by=machine,
        )
        for place in member.places:
            assign(user, role=str(member.role), at=place, since=ROLES_SINCE, by=machine)


def import_all(folder: Path, *, today: date, jobs: int = 2) -> int:
    """Import every file of the manifest that is not in the database yet. Returns how many were new.

    A refused file is said on standard error and does not stop the others.
    """
    summary = bring_in_all(list(manifest(folder)), by=machine_account(), today=today, jobs=jobs)
    for path, sentence in summary.refused:
        print(f"refused: {path}: {sentence}", file=sys.stderr, flush=True)
    return summary.new


def day_of(folder: Path) -> date:
    """The day the demo is seen on: the latest cut-off among its files."""
    cut_offs = [handed.handover.cut_off for handed in manifest(folder) if handed.handover.cut_off]
    return max(cut_offs)


def reconcile_district(*, today: date, anew: bool) -> Reconciliation:
    """The district's reconciliation on the day `today`; a new one when files came in since the last."""
    done = Reconciliation.objects.filter(place_id=JEMBER, as_of=today, finished_at__isnull=False).first()
    if done is not None and not anew:
        return done
    waiting = Reconciliation.objects.filter(place_id=JEMBER, finished_at=None, refusal="").first()
    asked = waiting or ask_for_reconciliation(at=JEMBER, as_of=today, by=machine_account())
    carry_out(asked)
    asked.refresh_from_db()
    return asked


def draft_plans(*, today: date) -> None:
    """Draft next year's plan of every pilot village that has none yet."""
    machine, year = machine_account(), today.year + 1
    for village in each(pilot_villages(), "plans", len(pilot_villages())):
        if not Plan.objects.filter(village_id=village, year=year).exists():
            draft(year=year, at=village, by=machine)
