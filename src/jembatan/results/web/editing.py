"""Pages that change a framework: results, indicators, targets, stated values."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from jembatan.accounts.access import needs, viewer
from jembatan.accounts.rules.permissions import Permission
from jembatan.agreements.models import Agreement
from jembatan.results import actions
from jembatan.results.models import Indicator, Result
from jembatan.results.rules.levels import Level, level_below
from jembatan.results.web.asking import Page, ask
from jembatan.results.web.finding import agreement_or_404, indicator_or_404, result_or_404
from jembatan.results.web.forms import IndicatorForm, ReasonForm, ResultForm, StatementForm, TargetForm
from jembatan.results.words import said

KEEP = Permission.RESULT_KEEP
BOTH = ["GET", "POST"]


@needs(KEEP)
@require_http_methods(BOTH)
def add_objective(request: HttpRequest, reference: str) -> HttpResponse:
    """Add an objective."""
    return _add(request, agreement_or_404(request, reference), Level.OBJECTIVE, None)


@needs(KEEP)
@require_http_methods(BOTH)
def add_below(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Add a result under another: an outcome under an objective, an output under an outcome."""
    above = result_or_404(request, reference, number)
    below = level_below(Level(above.level))
    if below is None:
        raise Http404
    return _add(request, above.agreement, below, above)


def _add(request: HttpRequest, agreement: Agreement, level: Level, above: Result | None) -> HttpResponse:
    form = ResultForm(request.POST or None)
    heading = _("Add: %(level)s") % {"level": Result.Level(level).label}
    lines = [_("Under: %(title)s") % {"title": said(above)}] if above else []
    page = Page(heading, _framework(agreement), _("The result is added."), _("Add"), lines)

    def verb() -> None:
        actions.add_result(agreement, draft=form.draft(level, above), by=viewer(request))

    return ask(request, agreement, form, verb, page)


@needs(KEEP)
@require_http_methods(BOTH)
def change_result(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Word a result anew."""
    result = result_or_404(request, reference, number)
    initial = {"title_id": result.title_id, "title_en": result.title_en}
    form = ResultForm(request.POST or None, initial=initial)
    page = Page(_("Word it anew"), _framework(result.agreement), _("It is worded anew."), _("Save"))

    def verb() -> None:
        actions.change_result(result, by=viewer(request), **form.cleaned_data)

    return ask(request, result.agreement, form, verb, page)


@needs(KEEP)
@require_http_methods(BOTH)
def drop_result(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Take a result out, with all that stands under it."""
    result = result_or_404(request, reference, number)
    form = ReasonForm(request.POST or None)
    page = Page(
        _("Take out: %(title)s") % {"title": said(result)},
        _framework(result.agreement),
        _("It is taken out of the framework."),
        _("Take it out"),
        [_("What stands under it goes too. Values that were kept stay kept.")],
    )

    def verb() -> None:
        actions.drop_result(result, because=form.cleaned_data["because"], by=viewer(request))

    return ask(request, result.agreement, form, verb, page)


@needs(KEEP)
@require_http_methods(BOTH)
def add_indicator(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Add an indicator to a result."""
    result = result_or_404(request, reference, number)
    form = IndicatorForm(request.POST or None)
    page = Page(
        _("Add an indicator"),
        _framework(result.agreement),
        _("The indicator is added."),
        _("Add"),
        [_("To: %(title)s") % {"title": said(result)}],
    )

    def verb() -> None:
        actions.add_indicator(result, draft=form.draft(), by=viewer(request))

    return ask(request, result.agreement, form, verb, page)


@needs(KEEP)
@require_http_methods(BOTH)
def change_indicator(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Change an indicator; what counts it stays."""
    indicator = indicator_or_404(request, reference, number)
    names = tuple(IndicatorForm.base_fields)
    initial = {name: getattr(indicator, name) for name in names}
    form = IndicatorForm(request.POST or None, initial=initial, kept=indicator)
    page = Page(_("Change the indicator"), _page(indicator), _("The indicator is changed."), _("Save"))

    def verb() -> None:
        actions.change_indicator(indicator, draft=form.draft(), by=viewer(request))

    return ask(request, indicator.result.agreement, form, verb, page)


@needs(KEEP)
@require_http_methods(BOTH)
def drop_indicator(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Take an indicator out."""
    indicator = indicator_or_404(request, reference, number)
    form = ReasonForm(request.POST or None)
    agreement = indicator.result.agreement
    page = Page(
        _("Take out: %(title)s") % {"title": said(indicator)},
        _framework(agreement),
        _("It is taken out of the framework."),
        _("Take it out"),
    )

    def verb() -> None:
        actions.drop_indicator(indicator, because=form.cleaned_data["because"], by=viewer(request))

    return ask(request, agreement, form, verb, page)


@needs(KEEP)
@require_http_methods(BOTH)
def set_target(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Set the target of a year."""
    indicator = indicator_or_404(request, reference, number)
    form = TargetForm(request.POST or None, initial={"year": timezone.localdate().year})
    page = Page(_("Set a target"), _page(indicator), _("The target is set."), _("Save"), [said(indicator)])

    def verb() -> None:
        actions.set_target(indicator, by=viewer(request), **form.cleaned_data)

    return ask(request, indicator.result.agreement, form, verb, page)


@needs(KEEP)
@require_http_methods(BOTH)
def state_value(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """State a value that nothing counts."""
    indicator = indicator_or_404(request, reference, number)
    agreement = indicator.result.agreement
    initial: dict[str, Any] = {"on": timezone.localdate()}
    form = StatementForm(request.POST or None, agreement=agreement, initial=initial)
    page = Page(_("State a value"), _page(indicator), _("The value is kept."), _("Save"), [said(indicator)])

    def verb() -> None:
        actions.state_value(indicator, statement=form.statement(), by=viewer(request))

    return ask(request, agreement, form, verb, page)


def _framework(agreement: Agreement) -> str:
    return reverse("results:framework", args=[agreement.reference])


def _page(indicator: Indicator) -> str:
    return reverse("results:indicator", args=[indicator.result.agreement.reference, indicator.pk])
