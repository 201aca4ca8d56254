"""The law as it stands here: the catalogue that comes with the program, and what the ministry laid over it."""

from jembatan.agreements.engine.law_files import standard_rulebook
from jembatan.agreements.models import RuleVersion
from jembatan.workflow.law import Grade, Rule, Rulebook
from jembatan.workflow.wording import Wording


def law_in_use(*, without: int | None = None) -> Rulebook:
    """Every version of every rule, those set here included. One query; read it once and pass it on.

    `without` leaves one version set here out, to tell what it changed. Of two versions with the same first day
    the one set last holds.
    """
    packaged = standard_rulebook()
    rows = RuleVersion.objects.order_by("pk")
    if without is not None:
        rows = rows.exclude(pk=without)
    return packaged.amended(rule_of(row, packaged) for row in rows)


def rule_of(row: RuleVersion, packaged: Rulebook) -> Rule:
    """A version set here as a rule; it counts in the unit of the packaged rule of that code, if there is one."""
    unit = packaged.versions(row.rule)[-1].unit if row.rule in packaged.codes else None
    return Rule(
        code=row.rule,
        says=Wording(row.says_id, row.says_en),
        source=row.source,
        grade=Grade(row.grade),
        effective_from=row.effective_from,
        article=row.article or None,
        effective_to=row.effective_to,
        parameter=row.parameter,
        unit=unit,
        url=row.url or None,
        verified_by=row.verified_by or None,
        verified_on=row.verified_on,
    )
