"""What an Indonesian region is like and what troubles it, stated by its officers for matching."""

from django.utils import timezone

from jembatan.accounts.models import User
from jembatan.accounts.rules.permissions import Permission
from jembatan.counterparts.actions.profiles import LONG
from jembatan.counterparts.models import RegionTag
from jembatan.counterparts.rules.facts import Fact, check_fact
from jembatan.counterparts.rules.profiles import told
from jembatan.ledger.acting import action, creating, note
from jembatan.workflow.messages import message as _


@creating(Permission.COUNTERPART_KEEP, "counterparts.region_tagged")
def tag_region(*, tag: str, source: str, at: str, by: User) -> RegionTag:
    """The region `at` has this characteristic or problem; said again, the source is replaced.

    Raises BadFact for an unknown tag, BadProfile without a source.
    """
    note(tag=tag)
    stated, _made = RegionTag.objects.update_or_create(
        region_id=at,
        tag=check_fact(Fact.TAG, tag),
        defaults={"source": told(source, _("source"), LONG), "added_by": by, "added_at": timezone.now()},
    )
    return stated


@action(Permission.COUNTERPART_KEEP, "counterparts.region_untagged")
def untag_region(tag: RegionTag, *, by: User) -> None:
    """The region does not have this characteristic (any more)."""
    note(tag=tag.tag)
    # Deleted by query, so that the ledger still knows which row it was.
    RegionTag.objects.filter(pk=tag.pk).delete()
