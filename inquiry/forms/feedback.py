"""Asking for feedback, and saying what came of it."""

from datetime import datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from collectives.models import Collective
from inquiry.forms.cycle import DAY_ASKED, within
from inquiry.models import MAX_QUESTION, MAX_SUMMARY, FeedbackStep
from inquiry.operations.feedback import SUMMARY_ASKED

WHOM = [("members", _("The members of our collective")), ("facilitators", _("Our facilitator"))]
HOW = [
    ("comments", _("Comments beside the fields, whenever it suits people")),
    ("tuning", _("A tuning round: warm and cool feedback in four steps, while you listen")),
]


class CollectiveChoice(forms.ModelChoiceField):  # type: ignore[type-arg]  # no generic while it runs
    """A collective by its name and its theme."""

    def label_from_instance(self, obj: Collective) -> str:
        """Name and theme, no more."""
        return f"{obj.name} ({obj.theme.name})"


class Whom(forms.MultipleChoiceField):
    """Never said to be one that may be left open; the form says when neither these nor another collective are asked."""

    def validate(self, value: list[str]) -> None:
        """Only known ones; none is for the form to judge."""
        if value:
            super().validate(value)


class FeedbackForm(forms.Form):
    """What one most wants to hear, from whom, how, and until when."""

    question = forms.CharField(
        label=_("What do you most want to hear?"),
        max_length=MAX_QUESTION,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("One question. The more exact it is, the more useful the answers are."),
        error_messages={"required": _("Ask one question: without it people do not know where to look.")},
    )
    whom = Whom(
        label=_("Whom do you ask?"),
        choices=WHOM,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("At least one of these, or another collective."),
    )
    collective = CollectiveChoice(
        label=_("Another collective of the program"),
        queryset=Collective.objects.none(),
        required=False,
        empty_label=_("No other collective"),
        help_text=_("Its members and facilitators read this placemat, and nothing else of yours, until that day."),
    )
    how = forms.ChoiceField(label=_("How?"), choices=HOW, initial="comments", widget=forms.RadioSelect)
    until = forms.DateField(
        label=_("Until when"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("To the end of that day."),
        error_messages=DAY_ASKED,
    )

    def __init__(self, *args: Any, collectives: QuerySet[Collective], **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["collective"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = collectives

    def clean(self) -> dict[str, Any]:
        """Somebody must be asked, and by a day of our time."""
        data = super().clean() or {}
        if not data.get("whom") and not data.get("collective") and "collective" not in self.errors:
            self.add_error("whom", _("Choose at least one: a question needs somebody to answer it."))
        if data.get("until"):
            try:
                within(data["until"])
            except forms.ValidationError as reason:
                self.add_error("until", reason)
        return data

    def asked(self, *, zone: str) -> dict[str, Any]:
        """What the operation takes; the day ends on the clocks of `zone`."""
        data = self.cleaned_data
        return {
            "question": data["question"],
            "tuning": data["how"] == "tuning",
            "asks_members": "members" in data["whom"],
            "asks_facilitators": "facilitators" in data["whom"],
            "collective": data["collective"],
            "until": datetime.combine(data["until"], time.max.replace(microsecond=0), ZoneInfo(zone)),
        }


class FeedbackStepForm(forms.Form):
    """To which step."""

    step = forms.ChoiceField(choices=FeedbackStep.choices)


class SummaryForm(forms.Form):
    """What came of it."""

    summary = forms.CharField(
        label=_("What do you take from it?"),
        max_length=MAX_SUMMARY,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("What you take up, what you leave for now, and why. It stays with the placemat."),
        error_messages={"required": SUMMARY_ASKED},
    )

    def __init__(self, *args: Any, needed: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["summary"].required = needed
