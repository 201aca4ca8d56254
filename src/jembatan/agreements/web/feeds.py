"""Due days for a calendar of one's own: an address with a secret token, and only what its owner may see."""

from datetime import date

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from jembatan.accounts.access import open_to_anyone
from jembatan.accounts.rules.permissions import Permission
from jembatan.agreements.engine.ics import MEDIA_TYPE, Day, calendar_file
from jembatan.agreements.queries.clocks import Ticking, clocks_of_many
from jembatan.agreements.queries.law import law_in_use
from jembatan.agreements.rules.life_clocks import is_awaited
from jembatan.agreements.web.clock_rows import clock_shown, title_of
from jembatan.correspondence.queries import owner_of_feed
from jembatan.workflow.law import Rulebook

# Days before a due day on which a reader's calendar rings.
ALARMS = (7, 1)
INDONESIAN = "id"


@open_to_anyone
@never_cache
@require_GET
def show_feed(request: HttpRequest, token: str) -> HttpResponse:
    """The due days of everything the owner of the token may see; nothing says whether a token ever existed."""
    owner = owner_of_feed(token)
    if owner is None or not owner.may_anywhere(Permission.AGREEMENT_SEE):
        raise Http404
    today, law = timezone.localdate(), law_in_use()
    with override(INDONESIAN):
        awaited = (one for one in clocks_of_many(owner, today, law=law) if is_awaited(one.clock))
        days = [_day(one, law, today) for one in awaited]
        file = calendar_file(
            days, name=_("Due days of cooperations"), language=INDONESIAN, written_at=timezone.now()
        )
    response = HttpResponse(file, content_type=MEDIA_TYPE)
    response["Content-Disposition"] = 'inline; filename="tenggat.ics"'
    response["X-Robots-Tag"] = "noindex"
    return response


def _day(one: Ticking, law: Rulebook, today: date) -> Day:
    shown, agreement = clock_shown(one, law, today), one.agreement
    assert one.due_on is not None, "what is awaited has a day"
    rule = (
        f"{shown.rule.citation} ({shown.rule.grade})"
        if shown.rule
        else _("No rule: the parties set the day.")
    )
    text = [f"{title_of(agreement)} · {agreement.home_name}", shown.owner, shown.counted, rule]
    if shown.is_provisional:
        text.append(
            _("Provisional: no joint decree on holidays is known for %(years)s.")
            % {"years": shown.provisional_years}
        )
    return Day(
        uid=f"{agreement.reference}.{one.clock.code}@jembatan",
        day=one.due_on,
        title=f"{shown.name} – {agreement.reference}",
        text="\n".join(text),
        url=settings.SITE_URL + reverse("agreements:agreement", args=[agreement.reference]),
        sequence=agreement.version
        - 1
        + len(law.versions(one.clock.rule) if one.clock.rule in law.codes else ()),
        alarms=ALARMS,
        categories=(shown.state,),
        is_provisional=shown.is_provisional,
    )
