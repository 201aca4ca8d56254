"""Telling people something. Called inside the verbs and jobs of the modules above.

A notice is no verb of a person: the verb that causes it is recorded, and the notice is its consequence.
"""

from collections.abc import Iterable, Mapping
from datetime import date

from django.db import models
from django.utils import timezone

from jembatan.accounts.models import User
from jembatan.correspondence.models import Notice
from jembatan.correspondence.rules.facts import Fact, stored
from jembatan.correspondence.rules.kinds import Kind, check_facts
from jembatan.correspondence.subjects import Subject

LONGEST_KEY = 150


def tell(
    recipients: Iterable[User],
    kind: Kind,
    *,
    subject: models.Model | Subject,
    key: str,
    url: str,
    facts: Mapping[str, Fact],
    due_on: date | None = None,
) -> int:
    """Put a notice into each recipient's inbox and return how many are new.

    `key` makes telling safe to repeat: whoever was told this key before, read or not, is not told again. Make
    it of what must differ, such as "agreements.ends:12:30" (thing and rung of the ladder). `facts` fill the
    kind's sentence; they hold no name of a child and no identity number. `url` is a path on this site.
    `due_on` is the day by which something must be done, None when nothing must.
    """
    check_facts(kind, facts)
    # Said here, because ignoring conflicts may also ignore a broken constraint.
    assert 0 < len(key) <= LONGEST_KEY and url.startswith("/"), (key, url)
    people = {person.pk: person for person in recipients if person.is_active}
    known = set(Notice.objects.filter(key=key, recipient__in=people).values_list("recipient_id", flat=True))
    now = timezone.now()
    about = _about(subject)
    notices = [
        Notice(
            recipient=person,
            kind=kind.code,
            key=key,
            facts=stored(facts),
            url=url,
            due_on=due_on,
            at=now,
            mail_after=now,
            **about,
        )
        for pk, person in people.items()
        if pk not in known
    ]
    # Whoever tells the same at the same moment loses quietly; the count is then theirs too, which harms nobody.
    Notice.objects.bulk_create(notices, ignore_conflicts=True)
    return len(notices)


def _about(subject: models.Model | Subject) -> dict[str, str]:
    if isinstance(subject, Subject):
        kind, number, place = subject.type, subject.id, subject.place_code
    else:
        kind, number = subject._meta.label_lower, str(subject.pk)
        place = getattr(subject, "place_code", "") or ""
    return {"subject_type": kind, "subject_id": number, "place_code": place}
