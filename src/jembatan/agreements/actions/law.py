"""Changing the law as the program knows it: the ministry lays a new version over a rule."""

from django.utils import timezone

from jembatan.accounts.models import User
from jembatan.accounts.rules.permissions import Permission
from jembatan.accounts.rules.places import COUNTRY
from jembatan.agreements.models import RuleVersion
from jembatan.agreements.queries.law import law_in_use
from jembatan.agreements.rules.versions import Draft, check_version
from jembatan.ledger.acting import creating, note


@creating(Permission.RULE_CHANGE, "agreements.rule_changed")
def set_rule_version(*, draft: Draft, at: str, by: User) -> RuleVersion:
    """A new version of a rule, in force from its first day on; versions before it stay as they were.

    A version of the same first day as a standing one replaces it. Raises RuleUnknown and what `check_version`
    raises. `at` is the whole country: law is not made for one place.
    """
    assert at == COUNTRY, "law holds for the whole country"
    rule = draft.rule
    law_in_use().versions(rule.code)
    check_version(draft)
    note(rule=rule.code, effective_from=rule.effective_from.isoformat(), parameter=rule.parameter)
    return RuleVersion.objects.create(
        rule=rule.code,
        effective_from=rule.effective_from,
        effective_to=rule.effective_to,
        parameter=rule.parameter,
        says_id=rule.says.id,
        says_en=rule.says.en,
        source=rule.source,
        article=rule.article or "",
        grade=str(rule.grade),
        url=rule.url or "",
        verified_by=rule.verified_by or "",
        verified_on=rule.verified_on,
        reason=draft.reason.strip(),
        set_by=by,
        set_at=timezone.now(),
    )
