"""A person's inbox: what waits, what was read, and whether it also goes out by e-mail."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.conf import settings
from django.db.models import Q

from jembatan.accounts.models import User
from jembatan.correspondence.models import Notice, NoticeQuerySet

PAGE_SIZE, READ_PAGE_SIZE = 25, 15
# Beyond this the strip at the top says "99+"; counting further would cost and tell nothing more.
MOST_COUNTED = 100
NO_MAIL = "django.core.mail.backends.dummy.EmailBackend"


class MailStanding(StrEnum):
    """Whether this person gets the notices by e-mail too."""

    NOT_SET_UP = "not_set_up"
    NO_ADDRESS = "no_address"
    FAILING = "failing"
    WORKING = "working"


@dataclass(frozen=True, slots=True)
class Page:
    """One page of notices and the key the next page starts after; None on the last."""

    rows: list[Notice]
    next_key: str | None


def unread(viewer: User) -> NoticeQuerySet:
    """What waits for this person, the oldest due first. Slice it: it may be long."""
    return Notice.objects.to(viewer).unread().oldest_due_first()


def unread_count(viewer: User) -> int:
    """How many notices wait for this person, at most MOST_COUNTED. One query, answered by an index."""
    return Notice.objects.to(viewer).unread()[:MOST_COUNTED].count()


def unread_page(viewer: User, *, after: str = "") -> Page:
    """One page of what waits, from the key `after` on."""
    waiting = unread(viewer)
    if key := _read_key(after):
        due, number = key
        waiting = waiting.filter(Q(due__gt=due) | Q(due=due, id__gt=number))
    rows = list(waiting[: PAGE_SIZE + 1])
    return _page(rows, PAGE_SIZE, lambda notice: f"{notice.due}|{notice.pk}")  # type: ignore[attr-defined]


def read_page(viewer: User, *, after: str = "") -> Page:
    """One page of what was read, the newest told first, from the key `after` on."""
    known = Notice.objects.to(viewer).read().order_by("-id")
    if after.isascii() and after.isdigit() and len(after) < 18:
        known = known.filter(id__lt=int(after))
    return _page(list(known[: READ_PAGE_SIZE + 1]), READ_PAGE_SIZE, lambda notice: str(notice.pk))


def own_notice(viewer: User, notice_id: int) -> Notice | None:
    """One of this person's own notices; None for anybody else's."""
    return Notice.objects.to(viewer).filter(pk=notice_id).first()


def mail_is_set_up() -> bool:
    """Whether this office has said how e-mail is sent (EMAIL_URL)."""
    return settings.MAILERS["default"]["BACKEND"] != NO_MAIL


def mail_standing(viewer: User) -> MailStanding:
    """What to tell this person about e-mail."""
    if not mail_is_set_up():
        return MailStanding.NOT_SET_UP
    if not viewer.email:
        return MailStanding.NO_ADDRESS
    failed = Notice.objects.to(viewer).unread().filter(mailed_at__isnull=True).exclude(mail_error="")
    return MailStanding.FAILING if failed.exists() else MailStanding.WORKING


def _page(found: list[Notice], size: int, key_of: Callable[[Notice], str]) -> Page:
    """The page of `size` rows out of `found`, which holds one more when there is a next page."""
    rows = found[:size]
    return Page(rows, key_of(rows[-1]) if len(found) > size else None)


def _read_key(after: str) -> tuple[date, int] | None:
    day, mark, number = after.partition("|")
    if not mark or not (number.isascii() and number.isdigit() and len(number) < 18):
        return None
    try:
        return date.fromisoformat(day), int(number)
    except ValueError:
        return None
