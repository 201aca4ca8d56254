"""What runs without a person: notices that nobody has read yet go out by e-mail.

A person's notices are claimed by one conditional UPDATE, which also moves their next attempt away; so two workers
never mail the same notice. What fails stays for a later run, with the reason; after MOST_ATTEMPTS it stays in
the inbox alone. A worker that dies between the server's "accepted" and its own note mails again later: the one
case in which a letter comes twice.
"""

import secrets
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from django.core.mail import mailers
from django.core.mail.backends.base import BaseEmailBackend
from django.db.models import F, Min

from jembatan.accounts.models import User
from jembatan.correspondence.letters import digest
from jembatan.correspondence.models import Notice
from jembatan.correspondence.queries.inbox import mail_is_set_up
from jembatan.correspondence.rules.posting import MOST_ATTEMPTS, wait_after

# People served in one run; the rest are served in the next.
MOST_PEOPLE = 500
LONGEST_REASON = 200
FIRST_ATTEMPT = 1


@dataclass(frozen=True, slots=True)
class Posted:
    """How many letters went out, and how many people could not be served in this run."""

    sent: int
    failed: int


def send_mail(*, now: datetime) -> Posted:
    """Send every person one letter with all their waiting notices. Sends nothing when mail is not set up.

    A server that does not answer at all costs nobody an attempt: everything waits for the next run.
    """
    people = _recipients(now) if mail_is_set_up() else []
    sent = failed = 0
    for position, person in enumerate(people):
        post = mailers.default
        if reason := _unreachable(post):
            Notice.objects.waiting_for_mail(now).update(mail_error=reason)
            return Posted(sent, failed + len(people) - position)
        served = _serve(post, person, now)
        _close(post)
        sent += served is True
        failed += served is False
    return Posted(sent, failed)


def claimed(person: User, now: datetime) -> list[Notice]:
    """Take up this person's waiting notices; none when another worker was faster."""
    claim = secrets.token_hex(16)
    waiting = Notice.objects.to(person).filter(
        read_at__isnull=True, mailed_at__isnull=True, mail_attempts__lt=MOST_ATTEMPTS, mail_after__lte=now
    )
    waiting.update(
        mail_claim=claim, mail_attempts=F("mail_attempts") + 1, mail_after=now + wait_after(FIRST_ATTEMPT)
    )
    return list(Notice.objects.to(person).filter(mail_claim=claim).oldest_due_first())


def _serve(post: BaseEmailBackend, person: User, now: datetime) -> bool | None:
    """True when the letter went out, False when it failed, None when another worker had it."""
    notices = claimed(person, now)
    if not notices:
        return None
    claim = notices[0].mail_claim
    try:
        post.send_messages([digest(person, notices, number=claim)])
    except (OSError, ValueError) as trouble:
        for notice in notices:
            notice.mail_error = _reason(trouble)
            notice.mail_after = now + wait_after(notice.mail_attempts)
        Notice.objects.bulk_update(notices, ["mail_error", "mail_after"])
        return False
    Notice.objects.filter(mail_claim=claim).update(mailed_at=now, mail_error="")
    return True


def _recipients(now: datetime) -> list[User]:
    """Those for whom something waits, who has waited longest first."""
    waiting = Notice.objects.waiting_for_mail(now).values("recipient").annotate(first=Min("id"))
    order = [row["recipient"] for row in waiting.order_by("first")[:MOST_PEOPLE]]
    people = User.objects.in_bulk(order)
    return [people[pk] for pk in order]


def _unreachable(post: BaseEmailBackend) -> str:
    """Why the server cannot be spoken to; "" when it can."""
    try:
        post.open()
    except OSError as trouble:
        _close(post)
        return _reason(trouble)
    return ""


def _close(post: BaseEmailBackend) -> None:
    # What the server took, it took: a bad good-bye changes nothing.
    with suppress(OSError):
        post.close()


def _reason(trouble: Exception) -> str:
    said = f"{type(trouble).__name__}: {trouble}"
    return said[:LONGEST_REASON]
