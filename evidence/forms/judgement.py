"""What a group says of a clause, as it is written; and the day on which it settles its judgement."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from evidence.engine.reference import Reference, read_references
from evidence.forms.analysis import AnswerField, choices
from evidence.models import MAX_REASON, THEORY, Answer, JudgementPart, Sure
from evidence.operations.judgement import PartWords
from evidence.queries.citation import CitedPoint
from inquiry.engine.writing import clean
from inquiry.forms.cycle import DAY_ASKED, within

OPEN = ("", _("still open"))
TEXTS = ("speaks_for", "speaks_against", "sure_why")
PATTERNS = ("successes", "challenges")


def _said(offered: Sequence[tuple[str, Any]]) -> list[tuple[str, Any]]:
    return [(value, capfirst(label)) for value, label in (OPEN, *offered)]


class PartForm(forms.Form):
    """An answer in our words, what speaks for and against it, how sure the group is. Nothing has to be filled in."""

    answer = forms.ChoiceField(
        label=_("What do you say?"), choices=_said(Answer.choices), required=False, widget=forms.RadioSelect
    )
    speaks_for = AnswerField(label=_("What speaks for it?"), required=False)
    cites_for = forms.MultipleChoiceField(
        label=_("Days of data that speak for it"), required=False, widget=forms.CheckboxSelectMultiple
    )
    speaks_against = AnswerField(
        label=_("What speaks against it?"),
        required=False,
        help_text=_("Where did it happen without the outcome, or the outcome without it? Who would disagree?"),
    )
    cites_against = forms.MultipleChoiceField(
        label=_("Days of data that speak against it"), required=False, widget=forms.CheckboxSelectMultiple
    )
    successes = AnswerField(
        label=_("Where did it go well, and what was the same there?"),
        required=False,
        help_text=_("Across schools, in words: no figures of small groups."),
    )
    challenges = AnswerField(label=_("Where was it hard, and what was the same there?"), required=False)
    sure = forms.ChoiceField(
        label=_("How sure are you?"), choices=_said(Sure.choices), required=False, widget=forms.RadioSelect
    )
    sure_why = AnswerField(
        label=_("Why?"), rows=2, required=False, help_text=_("How much data, from how many places, over what time?")
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    def __init__(
        self, *args: Any, part: str, citable: Sequence[tuple[str, Sequence[CitedPoint]]], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        if part != THEORY:
            for name in PATTERNS:
                del self.fields[name]
        for name in ("cites_for", "cites_against"):
            choices(self, name, [(called, [(one.key, one.label) for one in points]) for called, points in citable])

    def words(self) -> PartWords:
        """What the operation takes."""
        names = [name for name in PartWords.__dataclass_fields__ if name in self.fields]
        return PartWords(**{name: self.cleaned_data[name] for name in names})

    def references(self, name: str) -> list[Reference]:
        """What it points to."""
        return read_references(self.cleaned_data[name])


class SettleForm(forms.Form):
    """The day of the group's judgement."""

    on = forms.DateField(
        label=_("On which day did the group judge?"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages=DAY_ASKED,
    )

    def clean_on(self) -> date:
        """A day of our time."""
        return within(self.cleaned_data["on"])


class TakeUpForm(forms.Form):
    """Why a judgement is taken up again."""

    why = forms.CharField(
        label=_("Why do you take it up again?"),
        max_length=MAX_REASON,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("What was settled stays to be read, with this reason."),
        error_messages={"required": _("Say in a sentence why you take it up again: others have read it.")},
    )

    def clean_why(self) -> str:
        """Without what no page can show."""
        return clean(self.cleaned_data["why"]).text


def part_initial(row: JudgementPart | None) -> dict[str, Any]:
    """What was said of a part, as the form shows it."""
    if row is None:
        return {"version": 0}
    return {name: getattr(row, name) for name in ("answer", "sure", "version", *TEXTS, *PATTERNS)}
