"""What a collective learned, as it is written; what its members say to it; why it is withdrawn."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from collectives.models import LANGUAGES
from evidence.models import MAX_LEARNED, MAX_OBJECTION, MAX_SUMMARY_TITLE, LearningSummary
from evidence.operations.learning_summary import SummaryWords
from inquiry.engine.writing import clean

TEXTS = ("title", "tried", "learned", "helped", "hindered", "for_others", "language")


class LearnedField(forms.CharField):
    """Some lines, without what no page can show."""

    def __init__(self, *, rows: int = 4, **options: Any) -> None:
        super().__init__(max_length=MAX_LEARNED, required=False, widget=forms.Textarea(attrs={"rows": rows}), **options)

    def clean(self, value: Any) -> str:
        """As it is kept."""
        return clean(super().clean(value)).text.strip()


class SummaryForm(forms.Form):
    """Five questions; the title is what others find it by. A draft may leave the rest open."""

    title = forms.CharField(
        label=_("In one line: what would make another group read on?"),
        max_length=MAX_SUMMARY_TITLE,
        error_messages={"required": _("Give it a title, so that the others know which draft this is.")},
    )
    tried = LearnedField(
        label=_("What did you try?"),
        help_text=_("What you did, where, for how long. Somebody from far away should be able to see it before them."),
    )
    learned = LearnedField(
        label=_("What did you learn?"),
        help_text=_("About adults, about students, about your theory. “It did not move” teaches as much as “it did”."),
    )
    helped = LearnedField(label=_("What helped?"), rows=3)
    hindered = LearnedField(label=_("What got in the way?"), rows=3)
    for_others = LearnedField(
        label=_("What can others use?"),
        rows=3,
        help_text=_("A routine, a question, a sheet: what would you hand on, and what would you tell them first?"),
    )
    language = forms.ChoiceField(label=_("In which language is this written?"), choices=LANGUAGES)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    def clean_title(self) -> str:
        """One line."""
        return " ".join(clean(self.cleaned_data["title"]).text.split())

    def words(self) -> SummaryWords:
        """What the operation takes."""
        return SummaryWords(**{name: self.cleaned_data[name] for name in TEXTS})


class AnswerForm(forms.Form):
    """Yes, or not like this."""

    agrees = forms.ChoiceField(
        label=_("May others read it like this?"),
        choices=[("yes", _("Yes, as it stands")), ("no", _("Not like this"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the two. You can say otherwise later.")},
    )
    why = forms.CharField(
        label=_("What should be different?"),
        max_length=MAX_OBJECTION,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Only where you say “not like this”. Your group reads it with your name."),
    )

    def clean_why(self) -> str:
        """Without what no page can show."""
        return clean(self.cleaned_data["why"]).text


class WithdrawForm(forms.Form):
    """Why a published summary is withdrawn."""

    why = forms.CharField(
        label=_("Why is it withdrawn?"),
        max_length=MAX_OBJECTION,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("It leaves the library for everybody. The people of the collective read this reason."),
        error_messages={"required": _("Say in a sentence why it is withdrawn: its people read that.")},
    )

    def clean_why(self) -> str:
        """Without what no page can show."""
        return clean(self.cleaned_data["why"]).text


def summary_initial(summary: LearningSummary | None, language: str) -> dict[str, Any]:
    """A summary as the form shows it."""
    if summary is None:
        return {"version": 0, "language": language}
    return {name: getattr(summary, name) for name in (*TEXTS, "version")}
