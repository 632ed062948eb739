"""A question of one's own, and what came of one that was asked."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from facilitation.models import MAX_QUESTION, QuestionJob
from facilitation.queries.question import FIT_NAMES
from inquiry.models import Phase


class QuestionForm(forms.Form):
    """A question: its job, its words, the phases and the moments it suits, and whose it is."""

    text = forms.CharField(
        label=_("Your question"),
        max_length=MAX_QUESTION,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("What would you ask the group? One sentence is plenty.")},
    )
    job = forms.ChoiceField(
        label=_("What it does"), choices=QuestionJob.choices, initial=QuestionJob.ANCHOR, widget=forms.RadioSelect
    )
    phases = forms.TypedMultipleChoiceField(
        label=_("Phases it suits"),
        help_text=_("None ticked: every phase."),
        choices=Phase.choices,
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    fits = forms.MultipleChoiceField(
        label=_("What it fits"),
        help_text=_("With one of these on the screen, it comes first."),
        choices=list(FIT_NAMES.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    for_program = forms.BooleanField(
        label=_("For every facilitator of the program"),
        help_text=_("Otherwise it is yours alone."),
        required=False,
    )

    def __init__(self, *args: Any, curates: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if not curates:
            del self.fields["for_program"]

    def values(self) -> dict[str, Any]:
        """What was asked for; only after the form was found valid."""
        return {"for_program": False, **self.cleaned_data}


class OutcomeForm(forms.Form):
    """What came of a question: words, a decision of the session, an adjustment, or several of these."""

    text = forms.CharField(
        label=_("In a few words"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 1})
    )
    decision = forms.ChoiceField(label=_("A decision"), required=False)
    adjustment = forms.ChoiceField(label=_("An adjustment of the theory"), required=False)

    def __init__(
        self,
        data: Any = None,
        *,
        asked: UUID,
        decisions: Sequence[tuple[UUID, str]],
        adjustments: Sequence[tuple[UUID, str]],
    ) -> None:
        super().__init__(data, auto_id=f"{asked}-%s")
        for name, choices in (("decision", decisions), ("adjustment", adjustments)):
            if choices:
                given = [("", _("none")), *((str(pk), words) for pk, words in choices)]
                self.fields[name].choices = given  # type: ignore[attr-defined]
            else:
                del self.fields[name]
