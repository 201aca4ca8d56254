"""Remarks on a thing or one of its fields, answers, and whether they are settled."""

from collections.abc import Callable, Iterable

from django.db.models.functions import Lower
from django.utils import timezone

from jembatan.accounts.models import User
from jembatan.accounts.rules.permissions import Permission
from jembatan.correspondence.models import Remark
from jembatan.correspondence.notices import MENTIONED, REPLIED, RESOLVED
from jembatan.correspondence.rules.facts import Fact
from jembatan.correspondence.rules.kinds import Kind
from jembatan.correspondence.rules.mentions import mentioned
from jembatan.correspondence.rules.remarks import (
    AlreadyResolved,
    NotARemark,
    NotResolved,
    UnknownField,
    checked_text,
)
from jembatan.correspondence.subjects import Subject
from jembatan.correspondence.telling import tell
from jembatan.ledger.acting import action, creating, note
from jembatan.workflow.wording import Wording

MaySee = Callable[[User], bool]


@creating(Permission.REMARK_WRITE, "correspondence.remarked")
def remark(subject: Subject, *, field: str, text: str, may_see: MaySee, at: str, by: User) -> Remark:
    """Say something about `subject`, or about one of its fields ("" is the whole). `at` is the subject's place.

    People addressed with @username are told, if `may_see` says that they may see the subject; of others
    nothing is told to anybody. Raises UnknownField, NothingSaid, TooLong or IdentityNumberInRemark.
    """
    assert at == subject.place_code, "a remark lies where its subject lies"
    if field and field not in subject.fields:
        raise UnknownField(field=field[:60])
    made = Remark.objects.create(
        subject_type=subject.type,
        subject_id=subject.id,
        place_code=subject.place_code,
        field=field,
        text=checked_text(text),
        author=by,
        at=timezone.now(),
    )
    note(subject=subject.type, id=subject.id, field=field)
    _tell_mentioned(made, subject, may_see=may_see, by=by)
    return made


@action(Permission.REMARK_WRITE, "correspondence.replied")
def reply(remark: Remark, *, text: str, subject: Subject, may_see: MaySee, by: User) -> Remark:
    """Answer a remark; an answer to an answer belongs to the same remark. Its author and those addressed are told.

    Raises AlreadyResolved, NothingSaid, TooLong or IdentityNumberInRemark.
    """
    first = remark.parent or remark
    if first.is_resolved:
        raise AlreadyResolved()
    made = Remark.objects.create(
        subject_type=first.subject_type,
        subject_id=first.subject_id,
        place_code=first.place_code,
        field=first.field,
        parent=first,
        text=checked_text(text),
        author=by,
        at=timezone.now(),
    )
    note(answer=made.pk)
    addressed = _tell_mentioned(made, subject, may_see=may_see, by=by)
    if first.author not in addressed:
        _tell([first.author], REPLIED, made, subject, may_see=may_see, by=by)
    return made


@action(Permission.REMARK_WRITE, "correspondence.remark_resolved")
def resolve(remark: Remark, *, subject: Subject, may_see: MaySee, by: User) -> None:
    """Say that a remark is settled; its author is told. Raises NotARemark or AlreadyResolved."""
    _require_remark(remark)
    if remark.is_resolved:
        raise AlreadyResolved()
    remark.resolved_by, remark.resolved_at = by, timezone.now()
    remark.save(update_fields=["resolved_by", "resolved_at"])
    _tell([remark.author], RESOLVED, remark, subject, may_see=may_see, by=by)


@action(Permission.REMARK_WRITE, "correspondence.remark_reopened")
def reopen_remark(remark: Remark, *, by: User) -> None:
    """Say that a remark is not settled after all. Raises NotARemark or NotResolved."""
    _require_remark(remark)
    if not remark.is_resolved:
        raise NotResolved()
    remark.resolved_by, remark.resolved_at = None, None
    remark.save(update_fields=["resolved_by", "resolved_at"])


def _require_remark(remark: Remark) -> None:
    if remark.parent_id is not None:
        raise NotARemark()


def _tell_mentioned(said: Remark, subject: Subject, *, may_see: MaySee, by: User) -> list[User]:
    """Tell those addressed in `said` who may see the subject; answers who they are."""
    names = mentioned(said.text)
    if not names:
        return []
    known = User.objects.alias(low=Lower("username")).filter(low__in=names, is_active=True)
    return _tell(known, MENTIONED, said, subject, may_see=may_see, by=by)


def _tell(
    people: Iterable[User], kind: Kind, said: Remark, subject: Subject, *, may_see: MaySee, by: User
) -> list[User]:
    told = [person for person in people if person != by and may_see(person)]
    # A remark can be resolved, reopened and resolved again: each time is news.
    key = f"{kind.code}:{said.pk}:{said.resolved_at.isoformat() if said.resolved_at else ''}"
    what: Fact = subject.title if isinstance(subject.title, Wording) else str(subject.title)
    facts: dict[str, Fact] = {"who": str(by), "what": what}
    tell(told, kind, subject=subject, key=key, url=subject.url, facts=facts)
    return told
