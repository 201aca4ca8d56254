"""What people do with what is theirs alone: their notices, their secret calendar address."""

import secrets

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone

from jembatan.accounts.models import User
from jembatan.correspondence.models import FeedKey, Notice
from jembatan.correspondence.queries.feeds import hash_of
from jembatan.ledger.acting import note, own
from jembatan.workflow.refusals import Refused


class NotAnAddress(Refused):
    code = "correspondence.not_an_address"
    status = 400
    sentence = (
        "This is no e-mail address. Write it like name@office.go.id, or leave it empty to get no e-mail."
    )


@own("correspondence.notice_read")
def mark_read(notice: Notice, *, by: User) -> None:
    """The notice is read. Reading it again changes nothing. Raises NotYours."""
    if notice.read_at is None:
        notice.read_at = timezone.now()
        notice.save(update_fields=["read_at"])


@own("correspondence.all_notices_read")
def mark_all_read(reader: User, *, up_to: int, by: User) -> int:
    """Every waiting notice of the reader up to the number `up_to` is read; later ones were not seen yet.

    Returns how many. Raises NotYours.
    """
    waiting = Notice.objects.to(reader).unread().filter(pk__lte=up_to)
    count = waiting.update(read_at=timezone.now())
    note(count=count)
    return count


@own("correspondence.address_set")
def set_address(owner: User, *, address: str, by: User) -> None:
    """Where the owner's notices are mailed; "" for nowhere. The ledger keeps only whether there is one.

    Raises NotAnAddress or NotYours.
    """
    wanted = address.strip()
    try:
        if wanted:
            validate_email(wanted)
    except ValidationError:
        raise NotAnAddress() from None
    owner.email = wanted
    owner.save(update_fields=["email"])
    note(given=bool(wanted))


@own("correspondence.feed_opened")
def open_feed(owner: User, *, by: User) -> str:
    """A new secret token for the owner's calendar feeds; the one before ends. It is shown now and never again.

    Raises NotYours.
    """
    now = timezone.now()
    FeedKey.objects.filter(owner=owner, ended_at__isnull=True).update(ended_at=now)
    token = secrets.token_urlsafe(32)
    key = FeedKey.objects.create(owner=owner, token_hash=hash_of(token), made_at=now)
    note(key=key.pk)
    return token


@own("correspondence.feed_closed")
def close_feed(owner: User, *, by: User) -> bool:
    """The owner's secret calendar address stops working at once. False when there was none. Raises NotYours."""
    in_force = FeedKey.objects.filter(owner=owner, ended_at__isnull=True)
    return bool(in_force.update(ended_at=timezone.now()))
