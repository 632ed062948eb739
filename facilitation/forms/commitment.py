"""A commitment's words, and the one line in which commitments and decisions are written down."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _

from collectives.models import Participant
from facilitation.models import Commitment
from facilitation.operations.commitment import NextStep
from ilc.forms import near_day


class Written(models.TextChoices):
    """What a line becomes."""

    COMMITMENT = "commitment", _("commitment")
    DECISION = "decision", _("decision")
    NOTE = "note", _("note")


class WordsForm(forms.Form):
    """What, and by when."""

    text = forms.CharField(
        label=_("What"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 1}),
        error_messages={"required": _("What is it? A sentence is plenty.")},
    )
    due_on = forms.DateField(
        label=_("By when"),
        validators=[near_day],
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def clean_text(self) -> str:
        """Browsers send line ends of their own."""
        text: str = self.cleaned_data["text"]
        return text.replace("\r\n", "\n")


class TakeOnForm(WordsForm):
    """One small step that `me` takes on; by `day` when no day is given."""

    def __init__(self, data: Mapping[str, Any] | None, *, me: Participant, day: date) -> None:
        super().__init__(data, initial={"due_on": day}, auto_id="mine_%s")
        self.me, self.day = me, day
        self.fields["due_on"].required = False
        self.fields["text"].label = _("A small step I take on")

    def step(self) -> NextStep:
        """What was asked for; only after the form was found valid."""
        return NextStep(self.cleaned_data["text"], self.me.pk, self.cleaned_data["due_on"] or self.day)


class CommitmentForm(WordsForm):
    """What, who, by when. `people`: whom it may be for."""

    who = forms.TypedChoiceField(label=_("Who takes it on"), coerce=UUID, empty_value=None)
    field_order = ("text", "who", "due_on")

    def __init__(self, *args: Any, people: Sequence[Participant], **options: Any) -> None:
        super().__init__(*args, **options)
        who = self.fields["who"]
        assert isinstance(who, forms.ChoiceField)
        who.choices = [(str(person.pk), person.name) for person in people]

    def step(self) -> NextStep:
        """What was asked for; only after the form was found valid."""
        given = self.cleaned_data
        return NextStep(given["text"], given["who"], given["due_on"])


class WriteDownForm(CommitmentForm):
    """One line of a session, and what it becomes. Who and by when may be left: then it is `me`, by `day`."""

    kind = forms.ChoiceField(choices=Written.choices, widget=forms.HiddenInput)

    def __init__(self, *args: Any, me: Participant, day: date, **options: Any) -> None:
        super().__init__(*args, initial={"who": str(me.pk), "due_on": day}, **options)
        self.me, self.day = me, day
        self.fields["who"].required = self.fields["due_on"].required = False
        self.fields["text"].widget.attrs["placeholder"] = self.fields["text"].label = _("Write it down")

    def for_a_commitment(self) -> list[forms.BoundField]:
        """The fields that only a commitment has."""
        return [self["who"], self["due_on"]]

    def step(self) -> NextStep:
        given = self.cleaned_data
        return NextStep(given["text"], given["who"] or self.me.pk, given["due_on"] or self.day)


class ChangeCommitmentForm(CommitmentForm):
    """A commitment written anew, with what the person saw."""

    was_text = forms.CharField(widget=forms.HiddenInput, strip=False)
    was_who = forms.UUIDField(widget=forms.HiddenInput)
    was_due_on = forms.DateField(widget=forms.HiddenInput)

    @staticmethod
    def values_of(row: Commitment) -> dict[str, Any]:
        """What the form shows at first."""
        shown = {"text": row.text, "who": str(row.who_id), "due_on": row.due_on}
        return shown | {f"was_{name}": value for name, value in shown.items()}

    def was(self) -> NextStep:
        """What the person saw."""
        given = self.cleaned_data
        return NextStep(given["was_text"].replace("\r\n", "\n"), given["was_who"], given["was_due_on"])


class LetGoForm(forms.Form):
    """Not after all."""

    reason = forms.CharField(label=_("Why"), max_length=500, required=False)
