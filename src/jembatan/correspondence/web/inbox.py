"""The inbox: what waits for me, the oldest due first; what I read; marking as read."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from jembatan.accounts.access import signed_in, viewer
from jembatan.correspondence import actions, queries
from jembatan.correspondence.models import Notice
from jembatan.correspondence.web.returning import back_to
from jembatan.correspondence.words import sentence_of

LONGEST_KEY = 40


@signed_in
@require_GET
def show_inbox(request: HttpRequest) -> HttpResponse:
    """What waits (paged by `?mulai=`), then what was read (paged by `?dibaca=`)."""
    by = viewer(request)
    waiting = queries.unread_page(by, after=request.GET.get("mulai", "")[:LONGEST_KEY])
    known = queries.read_page(by, after=request.GET.get("dibaca", "")[:LONGEST_KEY])
    context = {
        "waiting": [_row(notice) for notice in waiting.rows],
        "waiting_next": waiting.next_key,
        "known": [_row(notice) for notice in known.rows],
        "known_next": known.next_key,
        "newest": max((notice.pk for notice in waiting.rows), default=0),
        "mail": queries.mail_standing(by).value,
        "crumbs": [{"name": _("Inbox"), "url": None}],
    }
    return render(request, "correspondence/inbox.html", context)


@signed_in
@require_POST
def mark_read(request: HttpRequest, notice_id: int) -> HttpResponse:
    """One of my own notices is read."""
    notice = queries.own_notice(viewer(request), notice_id)
    if notice is None:
        raise Http404
    actions.mark_read(notice, by=viewer(request))
    return redirect(back_to(request, "correspondence:inbox"))


@signed_in
@require_POST
def mark_all_read(request: HttpRequest) -> HttpResponse:
    """All my notices up to the newest that the page could show are read."""
    said = request.POST.get("newest", "")
    up_to = int(said) if said.isascii() and said.isdigit() and len(said) < 18 else 0
    by = viewer(request)
    count = actions.mark_all_read(by, up_to=up_to, by=by)
    messages.success(
        request,
        ngettext("%(count)s notice is read now.", "%(count)s notices are read now.", count)
        % {"count": count},
    )
    return redirect("correspondence:inbox")


def _row(notice: Notice) -> dict[str, Any]:
    today = timezone.localdate()
    due = notice.due_on
    return {
        "notice": notice,
        "sentence": sentence_of(notice),
        "is_late": due is not None and due < today,
        "is_today": due == today,
    }
