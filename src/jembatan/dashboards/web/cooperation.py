"""What waits on the home page for the offices of the legal road: turn, sent back, due soon, moved meanwhile."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from jembatan.accounts.access import viewer
from jembatan.agreements.models import Agreement, StageEvent
from jembatan.agreements.queries.board import stage_name
from jembatan.agreements.queries.desk import Desk, Waiting, desk_of
from jembatan.agreements.words.register import in_language, said

# The browser keeps when its owner last saw the page; only the page itself reads it.
LOOKED, KEPT = "dilihat", timedelta(days=400)
# Whoever was never here is shown the last days; a page that is opened again soon still shows the same.
FIRST_LOOK, SAME_VISIT = timedelta(days=7), timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that waits. `count` is None for one agreement by itself."""

    what: str
    where: str
    since: date
    url: str
    count: int | None = None
    is_late: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Things that wait for the same reason. `say` tells of `since`: a day of due, or since when."""

    title: str
    lines: list[Line]
    is_due: bool = False


def groups_for(request: HttpRequest, today: date) -> list[Group]:
    """What waits for this person; nothing for who sees no agreements. Six queries, none for others."""
    desk = desk_of(viewer(request), today, looked_at=looked_at(request))
    if desk is None:
        return []
    return [group for group in _groups(desk, today) if group.lines]


def looked_at(request: HttpRequest) -> datetime:
    """When this person last saw the page in this browser; a week ago for who never did."""
    earliest = timezone.now() - FIRST_LOOK
    said_then = request.get_signed_cookie(LOOKED, default="", salt=str(viewer(request).pk)) or ""
    return datetime.fromtimestamp(int(said_then), UTC) if said_then.isdigit() else earliest


def remember_look(request: HttpRequest, answer: HttpResponse) -> None:
    """Let the browser keep that the page was seen now, unless it was seen just before."""
    now, before = timezone.now(), looked_at(request)
    if LOOKED in request.COOKIES and now - before < SAME_VISIT:
        return
    answer.set_signed_cookie(
        LOOKED,
        str(int(now.timestamp())),
        salt=str(viewer(request).pk),
        max_age=int(KEPT.total_seconds()),
        httponly=True,
        samesite="Lax",
        secure=request.is_secure(),
    )


def _groups(desk: Desk, today: date) -> list[Group]:
    return [
        Group(_("Sent back to your office"), [_moved(event) for event in desk.sent_back]),
        Group(
            _("Your office's turn"),
            [
                *(_standing(agreement) for agreement in desk.turn.first),
                *_rest(desk.turn, reverse("agreements:board"), today),
            ],
        ),
        Group(
            _("Due soon"),
            [
                *(_due(agreement, today) for agreement in desk.due.first),
                *_rest(desk.due, reverse("agreements:calendar"), today),
            ],
            is_due=True,
        ),
        Group(_("Moved since you last looked"), [_moved(event) for event in desk.moved]),
    ]


def _standing(agreement: Agreement) -> Line:
    since = agreement.stage_since or agreement.opened_on
    return Line(_title(agreement), _where(agreement, agreement.stage), since, _url(agreement))


def _due(agreement: Agreement, today: date) -> Line:
    day = agreement.next_due_on or today
    return Line(_title(agreement), agreement.home_name, day, _url(agreement), is_late=day < today)


def _moved(event: StageEvent) -> Line:
    agreement = event.agreement
    return Line(_title(agreement), _where(agreement, event.stage), event.on, _url(agreement))


def _rest(waiting: Waiting, url: str, today: date) -> list[Line]:
    """One line for those that are not listed by name."""
    left = waiting.count - len(waiting.first)
    if left <= 0:
        return []
    what = ngettext("%(n)s more cooperation", "%(n)s more cooperations", left) % {"n": left}
    return [Line(what, "", waiting.since or today, url, count=left)]


def _title(agreement: Agreement) -> str:
    return in_language(agreement.title_id, agreement.title_en)


def _where(agreement: Agreement, stage: str) -> str:
    name = stage_name(agreement, stage) if stage else None
    return f"{said(name)} · {agreement.home_name}" if name else agreement.home_name


def _url(agreement: Agreement) -> str:
    return reverse("agreements:agreement", args=[agreement.reference])
