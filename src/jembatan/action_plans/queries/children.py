"""The village's children as a plan looks at them, and by name for those who may see names."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from jembatan.accounts.models import User
from jembatan.accounts.rules.masking import first_name_and_initials
from jembatan.accounts.rules.permissions import Permission
from jembatan.action_plans.engine.catalogue_files import standard_catalogue
from jembatan.action_plans.models import Plan
from jembatan.action_plans.rules.drafting import Line
from jembatan.action_plans.rules.facts import (
    AT_RISK,
    CATEGORIES,
    NO_CAUSE,
    OUT_OF_SCHOOL,
    ChildFacts,
    causes_of,
)
from jembatan.action_plans.rules.problem_tree import UNASKED, UNKNOWN_CODE
from jembatan.children.models import Child, Reconciliation
from jembatan.children.rules.sensitivity import shown_causes


@dataclass(frozen=True, slots=True)
class NamedChild:
    """One line of the list by name. `name` is shortened to first word and initials for most readers."""

    name: str
    sex: str
    age: int | None
    dusun: str
    rt: str
    category: str
    causes: tuple[str, ...]


def newest_reconciliation(village_code: str) -> Reconciliation | None:
    """The newest finished reconciliation that covers the village."""
    return Reconciliation.objects.covering(village_code).first()


def facts_of_village(village_code: str, reconciliation_id: int) -> list[ChildFacts]:
    """The village's children out of school or at risk, in that reconciliation. One query."""
    return [facts_of(child) for child in _of_village(village_code, reconciliation_id)]


def facts_of(child: Child) -> ChildFacts:
    """What a plan looks at in `child`."""
    return ChildFacts(
        reference=str(child.pk),
        category=child.status,
        sex=child.sex,
        age=child.age_at_survey,
        dusun=child.dusun,
        causes=tuple(str(code) for code in child.causes),
        main_cause=child.cause_main,
        grade=child.grade,
        years_out=_years_out(child),
        works=bool(child.works),
        married=bool(child.married),
        disability=bool(child.disability),
    )


def names_behind(
    viewer: User,
    plan: Plan,
    *,
    references: tuple[str, ...] | None = None,
    full: bool = False,
    on_paper: bool = False,
) -> list[NamedChild]:
    """The plan's children by name, those with `references` only unless None.

    Empty for somebody who may not see a child of the village. Names are shortened unless `full` is asked
    for by somebody who may see identifiers; sensitive causes appear as "another cause" unless the viewer
    may know them, and always `on_paper`.
    """
    if not viewer.may(Permission.CHILD_SEE, at=plan.village_id):
        return []
    children = _of_village(plan.village_id, plan.reconciliation_id)
    if references is not None:
        children = children.filter(pk__in=[int(reference) for reference in references])
    open_names = full and viewer.may(Permission.IDENTIFIER_SEE, at=plan.village_id)
    open_causes = not on_paper and viewer.may(Permission.SENSITIVE_CAUSE_SEE, at=plan.village_id)
    return [_named(child, open_names=open_names, open_causes=open_causes) for child in children]


def names_behind_line(viewer: User, plan: Plan, line: Line) -> list[NamedChild]:
    """The children that made one line of the plan, by name.

    Empty for a sensitive line unless the viewer may know sensitive causes: being in it would tell one.
    """
    if line.sensitive and not viewer.may(Permission.SENSITIVE_CAUSE_SEE, at=plan.village_id):
        return []
    return names_behind(viewer, plan, references=line.references)


def cause_words(code: str, *, open_causes: bool) -> str:
    """What a cause is called; a sensitive one only by its neutral wording unless `open_causes`."""
    if code == NO_CAUSE:
        return UNASKED
    cause = standard_catalogue().causes.get(code)
    if cause is None:
        return UNKNOWN_CODE
    return cause.problem if cause.sensitive and not open_causes else cause.label


def _of_village(village_code: str, reconciliation_id: int) -> QuerySet[Child]:
    wanted = Child.objects.filter(
        reconciliation_id=reconciliation_id, village_code=village_code, status__in=(*OUT_OF_SCHOOL, AT_RISK)
    )
    return wanted.select_related("reconciliation", "story").order_by("dusun", "name_key", "pk")


def _named(child: Child, *, open_names: bool, open_causes: bool) -> NamedChild:
    # Beside a name a sensitive cause is "another cause": a neutral word of its own would give it away.
    codes = shown_causes(causes_of(facts_of(child)), may_see=open_causes)
    causes = (cause_words(code, open_causes=open_causes) for code in codes)
    return NamedChild(
        name=child.name if open_names else first_name_and_initials(child.name),
        sex=child.sex,
        age=child.age_at_survey,
        dusun=child.dusun,
        rt=child.rt,
        category=CATEGORIES[child.status],
        causes=tuple(dict.fromkeys(causes)),
    )


def _years_out(child: Child) -> int | None:
    """Whole years since the child left school, by the latest date any source gives; None when none does."""
    left = [
        str(claim.get("left_on") or "")[:4]
        for claim in child.story.claims.values()
        if isinstance(claim, dict)
    ]
    years = [int(year) for year in left if year.isdigit()]
    return max(0, _year_of(child) - max(years)) if years else None


def _year_of(child: Child) -> int:
    as_of: date = child.reconciliation.as_of
    return as_of.year
