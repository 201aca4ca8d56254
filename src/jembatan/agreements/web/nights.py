"""What would happen tonight: the nightly work, said before it is done."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from jembatan.accounts.access import needs, viewer
from jembatan.accounts.rules.permissions import Permission
from jembatan.agreements.models import Agreement, Night
from jembatan.agreements.queries.tonight import Telling, tonight
from jembatan.agreements.web.clock_rows import title_of
from jembatan.agreements.words.clocks import clock_name
from jembatan.agreements.words.register import said
from jembatan.correspondence.rules.facts import Fact
from jembatan.workflow.wording import Wording

MOST = 100


@needs(Permission.AGREEMENT_SEE)
@require_GET
def show_tonight(request: HttpRequest) -> HttpResponse:
    """Who would be told what, for the agreements the viewer may see. Nothing is changed by looking."""
    today = timezone.localdate()
    plan = tonight(today, Agreement.objects.visible_to(viewer(request)))
    groups = (
        (_("Flags that would be raised"), plan.flags),
        (_("Overdue: the office, the desk and the supervisor are told"), plan.overdue),
        (_("Reminders on the ladder"), plan.reminders),
        (_("Nobody to tell: no account holds the office there"), plan.unheard),
    )
    context = {
        "crumbs": [
            {"name": _("Cooperation"), "url": "/kerja-sama/"},
            {"name": _("Calendar"), "url": "/kerja-sama/tenggat/"},
            {"name": _("Tonight"), "url": None},
        ],
        "today": today,
        "plan": plan,
        "groups": [
            {"title": title, "rows": [_row(one) for one in some[:MOST]], "count": len(some)}
            for title, some in groups
        ],
        "people": len({person.pk for one in plan.tellings for person in one.recipients}),
        "night": Night.objects.first(),
    }
    return render(request, "agreements/clocks/tonight.html", context)


def _row(one: Telling) -> dict[str, Any]:
    ticking = one.ticking
    return {
        "agreement": ticking.agreement,
        "title": title_of(ticking.agreement),
        "sentence": _(one.kind.sentence) % {name: _fact(fact) for name, fact in one.facts.items()},
        "what": said(clock_name(ticking.clock, ticking.about)),
        "due_on": one.due_on,
        "to": [{"name": person.full_name, "office": person.office} for person in one.recipients],
    }


def _fact(fact: Fact) -> str | int:
    """A fact of a notice as its reader will see it."""
    if isinstance(fact, date):
        return date_format(fact, "j F Y")
    return said(fact) if isinstance(fact, Wording) else fact
