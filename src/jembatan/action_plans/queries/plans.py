"""The page of a village's plan: its lines with their reasons, sums, targets, tree and what is missing."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from jembatan.accounts.models import User
from jembatan.accounts.rules.permissions import Permission
from jembatan.action_plans.engine.catalogue_files import standard_catalogue
from jembatan.action_plans.models import Activity, Plan, Target
from jembatan.action_plans.queries.children import cause_words, facts_of_village, newest_reconciliation
from jembatan.action_plans.rules.budget import Sums, sums_of
from jembatan.action_plans.rules.catalogue import Catalogue
from jembatan.action_plans.rules.drafting import Line
from jembatan.action_plans.rules.problem_tree import ProblemTree, problem_tree
from jembatan.action_plans.rules.readiness import Lack, missing_before_meeting, standing_of_cost
from jembatan.action_plans.rules.recap import Recap, recap_of
from jembatan.children.models import Reconciliation
from jembatan.places.models import Region
from jembatan.places.queries import breadcrumb


@dataclass(frozen=True, slots=True)
class ShownReason:
    """Why a line is there, in words. `cause` is a cause's wording, "any" for every child; `children` None,
    and no rule or support named: hidden from this reader."""

    rule: str
    cause: str
    support: str
    children: int | None


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One line of the plan. `standing` says what its unit cost rests on (a key of STANDINGS)."""

    activity: Activity
    line: Line
    standing: str
    reasons: tuple[ShownReason, ...]

    @property
    def total(self) -> Decimal:
        return self.line.total


@dataclass(frozen=True, slots=True)
class PlanPage:
    """All a reader may see of one plan. `places` runs from the province to the village."""

    plan: Plan
    places: tuple[Region, ...]
    rows: tuple[PlanRow, ...]
    removed: tuple[PlanRow, ...]
    sums: Sums
    targets: tuple[Target, ...]
    tree: ProblemTree
    recap: Recap
    lacks: tuple[Lack, ...]
    newer: Reconciliation | None
    catalogue: Catalogue

    @property
    def village(self) -> Region:
        return self.places[-1]


def plan_for(viewer: User, village_code: str, *, year: int | None = None) -> Plan | None:
    """The village's plan of `year` (None: its newest), or None when there is none that `viewer` may see."""
    plans = Plan.objects.visible_to(viewer).filter(village_id=village_code).select_related("reconciliation")
    if year is not None:
        plans = plans.filter(year=year)
    return plans.order_by("-year").first()


def plan_page(viewer: User, plan: Plan, *, on_paper: bool = False) -> PlanPage:
    """The page of a plan that `viewer` was found to see. Six queries, however long the plan is.

    Sensitive causes are named only to those who may know them, and never `on_paper`: paper is copied on.
    """
    open_causes = not on_paper and viewer.may(Permission.SENSITIVE_CAUSE_SEE, at=plan.village_id)
    rows = [_row(activity, open_causes=open_causes) for activity in plan.activities.all()]
    standing = tuple(row for row in rows if not row.activity.removed_because)
    children = facts_of_village(plan.village_id, plan.reconciliation_id)
    newest = newest_reconciliation(plan.village_id)
    return PlanPage(
        plan=plan,
        places=tuple(breadcrumb(plan.village_id)),
        rows=standing,
        removed=tuple(row for row in rows if row.activity.removed_because),
        sums=sums_of(row.line for row in standing),
        targets=tuple(plan.targets.all()),
        tree=problem_tree(children, standard_catalogue()),
        recap=recap_of(children),
        lacks=tuple(missing_before_meeting(row.activity.entry for row in rows)),
        newer=newest if newest and newest.pk != plan.reconciliation_id else None,
        catalogue=standard_catalogue(),
    )


def rows_by_field(page: PlanPage) -> list[tuple[int, str, Sequence[PlanRow], Decimal]]:
    """Number, name, rows and subtotal of every field of the RKPDes, also of those without rows."""
    return [
        (
            number,
            name,
            [row for row in page.rows if row.line.field == number],
            page.sums.by_field.get(number, Decimal(0)),
        )
        for number, name in page.catalogue.fields.items()
    ]


def _row(activity: Activity, *, open_causes: bool) -> PlanRow:
    entry = activity.entry
    hidden = entry.proposed.sensitive and not open_causes
    reasons = [
        ShownReason(
            rule="" if hidden else reason.rule,
            support="" if hidden else reason.support,
            cause=reason.cause
            if reason.cause == "any"
            else cause_words(reason.cause, open_causes=open_causes),
            children=None if hidden else reason.children,
        )
        for reason in entry.proposed.reasons
    ]
    return PlanRow(activity, entry.line, standing_of_cost(entry), tuple(dict.fromkeys(reasons)))
