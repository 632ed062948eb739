"""The three questions after a session."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from facilitation.models import HelpKind, ReflectionQuestion, SelfReflection
from facilitation.operations.self_reflection import Reflection

MOST = 5000
_HELP = {
    ReflectionQuestion.LEARNING_COMMUNITY: _(
        "Trust, working together, everybody’s share in it: what did you see or hear?"
    ),
    ReflectionQuestion.DEEPENING_INQUIRY: _(
        "A clearer problem, a theory that holds together, evidence that led to a next step."
    ),
    ReflectionQuestion.APPLICATION_AT_HOME: _("A practice somebody tried, a result they brought along, a doubt."),
}


class SelfReflectionForm(forms.Form):
    """An answer to each question, or to some; which of them may be shared; what help would be welcome."""

    learning_community = forms.CharField(required=False)
    deepening_inquiry = forms.CharField(required=False)
    application_at_home = forms.CharField(required=False)
    share = forms.MultipleChoiceField(choices=ReflectionQuestion.choices, required=False)
    wishes = forms.MultipleChoiceField(
        label=_("What help would you welcome?"),
        choices=HelpKind.choices,
        required=False,
        help_text=_("Tick what fits, or nothing. Your program’s staff reads it and gets in touch."),
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for question in ReflectionQuestion:
            self.fields[question.value] = forms.CharField(
                label=question.label,
                help_text=_HELP[question],
                required=False,
                max_length=MOST,
                widget=forms.Textarea(attrs={"rows": 3}),
            )

    @staticmethod
    def values_of(row: SelfReflection | None) -> dict[str, Any]:
        """What the form shows at first."""
        if row is None:
            return {}
        answers = {question.value: getattr(row, question) for question in ReflectionQuestion}
        return {**answers, "share": row.agreed_to_share, "wishes": row.wishes}

    def shared(self) -> list[str]:
        """Which questions are ticked as shareable, in what was sent or at first."""
        value = self["share"].value()
        return list(value or [])

    def reflection(self) -> Reflection:
        """What was said; only after the form was found valid."""
        given = self.cleaned_data
        return Reflection({one: given[one] for one in ReflectionQuestion.values}, given["share"], given["wishes"])
