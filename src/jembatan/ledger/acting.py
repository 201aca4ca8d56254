"""How a verb is done: allowed, atomic, on a freshly locked row, and recorded.

`@action` is for verbs on something that exists, `@creating` for verbs that make something new, `@own` for
what people do with things that are theirs alone. None can be forgotten half: without the decorator a
repository test fails.
"""

from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from django.db import models, transaction
from django.utils import timezone

from jembatan.accounts.models import User
from jembatan.accounts.rules.permissions import Permission
from jembatan.ledger.models import ChainHead, Entry
from jembatan.workflow.refusals import Refused

P = ParamSpec("P")
R = TypeVar("R")
S = TypeVar("S", bound=models.Model)

# Stands where a permission would, on the verbs of people's own things.
OWN = "own"

_facts: ContextVar[dict[str, Any] | None] = ContextVar("facts of the running verb", default=None)


class NotAllowed(Refused):
    code = "ledger.not_allowed"
    status = 403
    sentence = "Your role does not allow this here (%(permission)s). Ask the account manager of your region."


class NotYours(Refused):
    code = "ledger.not_yours"
    status = 403
    sentence = "This belongs to somebody else. Only the owner can do that."


class Vanished(Refused):
    code = "ledger.vanished"
    status = 404
    sentence = "This was removed while you were looking at it. Go back to the list."


@dataclass(frozen=True, slots=True)
class OneOf:
    """Stands where a permission would, on verbs that several offices do, each with a permission of its own.

    `choose(subject, ...)` is asked with what the verb is called with, on the locked row, and answers with
    one of `permissions`.
    """

    permissions: frozenset[Permission]
    choose: Callable[..., Permission]


def action(
    permission: Permission | OneOf, event: str
) -> Callable[[Callable[Concatenate[S, P], R]], Callable[Concatenate[S, P], R]]:
    """A verb `verb(subject, ..., *, by)` on an existing row.

    Checks that `by` holds `permission` where the subject lies (its `place_code`), re-reads the subject
    under lock so that a stale page cannot act twice, and records `event`. The caller's object gets the
    new field values. Raises NotAllowed or Vanished, and whatever the verb raises; then nothing is kept.
    """

    def allow(fresh: S, *args: Any, **kwargs: Any) -> None:
        needed = permission
        if isinstance(needed, OneOf):
            needed = _chosen(needed, needed.choose(fresh, *args, **kwargs))
        _check(kwargs["by"], needed, fresh.place_code)  # type: ignore[attr-defined]

    return lambda verb: _marked(_on_locked_row(verb, event, allow), permission, event)


def creating(permission: Permission, event: str) -> Callable[[Callable[P, S]], Callable[P, S]]:
    """A verb `verb(..., *, at, by)` that makes and returns a new row in the place with code `at`."""

    def decorate(verb: Callable[P, S]) -> Callable[P, S]:
        @wraps(verb)
        def act(*args: P.args, **kwargs: P.kwargs) -> S:
            by = _actor(kwargs)
            with transaction.atomic():
                _check(by, permission, str(kwargs["at"]))
                made, facts = _with_facts(lambda: verb(*args, **kwargs))
                record(event, made, by=by, detail=facts)
            return made

        return _marked(act, permission, event)

    return decorate


def own(event: str) -> Callable[[Callable[Concatenate[S, P], R]], Callable[Concatenate[S, P], R]]:
    """A verb `verb(subject, ..., *, by)` on what belongs to one person alone: a notice, the account itself.

    Needs no permission, but `by` must be the owner (`subject.owner_id`, or the account). Locks, runs and
    records as `action` does. Raises NotYours or Vanished, and whatever the verb raises.
    """

    def allow(fresh: S, *_args: Any, by: User, **_kwargs: Any) -> None:
        owner = fresh.pk if isinstance(fresh, User) else fresh.owner_id  # type: ignore[attr-defined]
        if owner != by.pk:
            raise NotYours()

    return lambda verb: _marked(_on_locked_row(verb, event, allow), OWN, event)


def note(**facts: Any) -> None:
    """Add facts to the ledger entry of the verb that is running. Never names or identity numbers."""
    running = _facts.get()
    assert running is not None, "note() belongs inside a verb"
    running.update(facts)


def record(
    event: str, subject: models.Model, *, by: User | None, detail: dict[str, Any] | None = None
) -> Entry:
    """Append one entry, chained to the last. Call inside the transaction that made the change."""
    head = _chain_head()
    entry = Entry(
        at=timezone.now(),
        actor=by,
        event=event,
        subject_type=subject._meta.label_lower,
        subject_id=str(subject.pk),
        place_code=getattr(subject, "place_code", "") or "",
        detail=detail or {},
        previous_hash=head.last_hash,
    )
    entry.own_hash = head.last_hash = entry.computed_hash()
    entry.save()
    head.save(update_fields=["last_hash"])
    return entry


def _on_locked_row[S: models.Model, **P, R](
    verb: Callable[Concatenate[S, P], R], event: str, allow: Callable[..., None]
) -> Callable[Concatenate[S, P], R]:
    """`verb` done on a freshly locked row that `allow(row, ..., by=...)` lets through, and recorded as `event`."""

    @wraps(verb)
    def act(subject: S, /, *args: P.args, **kwargs: P.kwargs) -> R:
        by = _actor(kwargs)
        with transaction.atomic():
            fresh = _locked(subject)
            allow(fresh, *args, **kwargs)
            result, facts = _with_facts(lambda: verb(fresh, *args, **kwargs))
            record(event, fresh, by=by, detail=facts)
        _show_on(subject, fresh)
        return result

    return act


def _chain_head() -> ChainHead:
    ChainHead.objects.get_or_create(pk=1)
    return ChainHead.objects.select_for_update().get(pk=1)


def _actor(kwargs: Any) -> User:
    by = kwargs.get("by")
    assert isinstance(by, User), "a verb needs by=, the person who acts"
    return by


def _chosen(among: OneOf, permission: Permission) -> Permission:
    assert permission in among.permissions, f"{permission} is not declared for this verb"
    return permission


def _check(by: User, permission: Permission, place_code: str) -> None:
    if not by.may(permission, at=place_code):
        raise NotAllowed(permission=str(permission))


def _locked[S: models.Model](subject: S) -> S:
    # Not type(subject): the person of a request is a proxy until somebody looks.
    fresh = subject.__class__._default_manager.select_for_update().filter(pk=subject.pk).first()
    if fresh is None:
        raise Vanished()
    return fresh


def _with_facts[R](run: Callable[[], R]) -> tuple[R, dict[str, Any]]:
    facts: dict[str, Any] = {}
    token = _facts.set(facts)
    try:
        return run(), facts
    finally:
        _facts.reset(token)


def _show_on(subject: models.Model, fresh: models.Model) -> None:
    for field in subject._meta.concrete_fields:
        if field.attname in fresh.__dict__:
            setattr(subject, field.attname, fresh.__dict__[field.attname])


def _marked(act: Callable[..., Any], permission: Permission | OneOf | str, event: str) -> Callable[..., Any]:
    act.__permission__ = permission  # type: ignore[attr-defined]
    act.__event__ = event  # type: ignore[attr-defined]
    return act
