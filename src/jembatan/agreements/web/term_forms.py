"""Forms of changes of a term; which fields they have follows from the kind of change."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jembatan.agreements.actions import term
from jembatan.agreements.models import Agreement
from jembatan.agreements.rules.lifecycle import State
from jembatan.agreements.rules.term import Kind, grounds_for
from jembatan.agreements.web.life_forms import OfAgreementForm, PaperField, area
from jembatan.agreements.words.register import said
from jembatan.documents.asking import day_field

MOVES_END = (Kind.EXTENSION, Kind.REVIVAL)
WITHOUT_PAPER = (Kind.RESUMPTION, Kind.COMPLETION)


class TermForm(OfAgreementForm):
    """What is said about a change of the term."""

    on = day_field(_("On which day"))
    until = day_field(_("New last day"))
    ground = forms.ChoiceField(label=_("Ground (UU 24/2000 art. 18)"), required=False)
    successor = forms.ModelChoiceField(
        label=_("The agreement that replaces it"), queryset=Agreement.objects.none()
    )
    reason = area(_("Reason"), required=True)
    left_to_settle = area(
        _("What is left to settle"),
        required=True,
        help_text=_("An early end leaves unfinished arrangements to be settled (UU 24/2000 art. 19)."),
    )
    paper = PaperField(_("Document"), required=True)

    def __init__(self, *args: Any, agreement: Agreement, kind: Kind, **kwargs: Any) -> None:
        super().__init__(*args, agreement=agreement, **kwargs)
        self.fields["on"].initial = timezone.localdate()
        self.fields["paper"].required = kind not in WITHOUT_PAPER
        self._keep_those_of(kind, agreement)

    def _keep_those_of(self, kind: Kind, agreement: Agreement) -> None:
        if kind not in MOVES_END:
            del self.fields["until"]
        if kind in (Kind.TERMINATION, Kind.COMPLETION):
            grounds = [
                (code, f"{ground.letter}. {said(ground.says)}") for code, ground in grounds_for(kind).items()
            ]
            first = [("", _("its term has ended") if kind is Kind.COMPLETION else _("choose"))]
            self.fields["ground"].choices = [*first, *grounds]  # type: ignore[attr-defined]
            self.fields["ground"].required = kind is Kind.TERMINATION
        else:
            del self.fields["ground"]
        if kind is Kind.SUPERSESSION:
            signed = Agreement.objects.filter(
                place_id=agreement.place_id, state__in=(State.IN_FORCE, State.SUSPENDED)
            ).exclude(pk=agreement.pk)
            self.fields["successor"].queryset = signed  # type: ignore[attr-defined]
        else:
            del self.fields["successor"]
        if kind is not Kind.TERMINATION:
            del self.fields["left_to_settle"]

    def change(self, carries: frozenset[int]) -> term.Change:
        """What was typed, with the agreements the page showed. Call after `is_valid`."""
        typed = self.cleaned_data
        return term.Change(typed["on"], typed["reason"], typed["paper"], carries)
