"""The forms of a review: who is on the committee, a member's answers, the decision."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from jembatan.accounts.models import User
from jembatan.agreements.actions import MINUTES, Decision
from jembatan.agreements.models import Agreement, Paper, ReviewMember
from jembatan.agreements.queries.reviews import possible_members
from jembatan.agreements.rules.review_lifecycle import State
from jembatan.agreements.rules.reviews import Answer, Question, Questionnaire
from jembatan.agreements.words.reviews import CANNOT_JUDGE, STATES
from jembatan.documents.asking import day_field

CANNOT = "cannot"


class ConveneForm(forms.Form):
    """When the committee meets and who is on it."""

    meets_on = day_field(_("The committee meets on"))
    chair = forms.ModelChoiceField(label=_("Chair"), queryset=User.objects.none())
    secretary = forms.ModelChoiceField(label=_("Secretary"), queryset=User.objects.none(), required=False)
    members = forms.ModelMultipleChoiceField(
        label=_("Other members"),
        queryset=User.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, agreement: Agreement, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = possible_members(agreement)
        for name in ("chair", "secretary", "members"):
            self.fields[name].queryset = people  # type: ignore[attr-defined]

    @property
    def committee(self) -> Mapping[User, str]:
        """Everybody named, with the capacity; whoever was named twice keeps the higher one."""
        named: dict[User, str] = dict.fromkeys(
            self.cleaned_data["members"], ReviewMember.Capacity.MEMBER.value
        )
        if secretary := self.cleaned_data["secretary"]:
            named[secretary] = ReviewMember.Capacity.SECRETARY.value
        named[self.cleaned_data["chair"]] = ReviewMember.Capacity.CHAIR.value
        return named


class AnswersForm(forms.Form):
    """A member's answers: for each question a value on the scale or "cannot judge", and a reason."""

    def __init__(
        self,
        *args: Any,
        questionnaire: Questionnaire,
        questions: tuple[Question, ...],
        given: Mapping[str, Answer],
        overall: str,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "id"
        self.questions = questions
        steps = [(str(value), words.in_language(language)) for value, words in questionnaire.scale.items()]
        for question in questions:
            known = given.get(question.code)
            self.fields[question.code] = forms.ChoiceField(
                label=question.says.in_language(language),
                choices=[*steps, (CANNOT, CANNOT_JUDGE)],
                widget=forms.RadioSelect,
                required=False,
                initial=_shown(known),
            )
            self.fields[f"{question.code}_remark"] = forms.CharField(
                label=_("Reason or remark"),
                required=False,
                widget=forms.Textarea({"rows": 2}),
                initial=known.remark if known else "",
            )
        self.fields["overall"] = forms.CharField(
            label=_("Overall remark"), required=False, widget=forms.Textarea({"rows": 3}), initial=overall
        )

    @property
    def pairs(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """The bound fields of each question, answer and reason together."""
        return [(self[question.code], self[f"{question.code}_remark"]) for question in self.questions]

    @property
    def answers(self) -> Mapping[str, Answer]:
        """What was answered; questions left open are not in it."""
        said = self.cleaned_data
        return {
            question.code: Answer(
                None if said[question.code] == CANNOT else int(said[question.code]),
                said[f"{question.code}_remark"],
            )
            for question in self.questions
            if said[question.code]
        }


class DecisionForm(forms.Form):
    """What the committee decided, when it met, and its minutes."""

    outcome = forms.ChoiceField(
        label=_("Decision"),
        choices=[(state.value, STATES[state]) for state in State if state != State.CONVENED],
    )
    reasons = forms.CharField(label=_("Decision and its reasons"), widget=forms.Textarea({"rows": 4}))
    held_on = day_field(_("Met on"), required=False)
    minutes = forms.ModelChoiceField(
        label=_("Minutes"),
        queryset=Paper.objects.none(),
        required=False,
        help_text=_("Add the minutes to the documents of the agreement first; then they can be chosen here."),
    )

    def __init__(self, *args: Any, agreement: Agreement, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kept = agreement.papers.filter(type=MINUTES, withdrawn_because="")
        self.fields["minutes"].queryset = kept  # type: ignore[attr-defined]

    @property
    def decision(self) -> Decision:
        """The decision as the verb takes it."""
        said = self.cleaned_data
        return Decision(State(said["outcome"]), said["reasons"], said["held_on"], said["minutes"])


def _shown(answer: Answer | None) -> str:
    if answer is None:
        return ""
    return CANNOT if answer.value is None else str(answer.value)
