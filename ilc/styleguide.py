"""What /styleguide shows: one example of everything, with words from no real program."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from ilc.icons import ICONS

COLOURS = ["ink", "ink-2", "rule-firm", "paper-sunk", "ink-fill", "if", "then", "so", "next", "stop", "ok", "focus"]


class SampleForm(forms.Form):
    """Every kind of field."""

    priority = forms.CharField(
        help_text="The one thing you choose. One sentence is enough.",
        widget=forms.Textarea(attrs={"rows": 2}),
        initial="Structured literacy routines in every classroom",
    )
    seen = forms.IntegerField(label="Classrooms with the routine in use", help_text="Out of 36 visits in October.")
    source = forms.ChoiceField(label="Evidence from", choices=[("sheet", "Walkthrough sheet"), ("survey", "Survey")])
    theme = forms.CharField(label="Theme (set by the program)", initial="Tier 1 instruction", disabled=True)
    day = forms.DateField(required=False, widget=forms.DateInput(attrs={"type": "date", "class": "short"}))
    sheet = forms.FileField(label="Bring in a sheet", required=False, help_text="CSV or XLSX, up to 5 MB.")
    shown = forms.BooleanField(label="Show my placemat to the collective", required=False, initial=True)
    coming = forms.ChoiceField(
        label="How will you come?",
        choices=[("room", "In the room"), ("online", "Online"), ("regrets", "I send regrets")],
        widget=forms.RadioSelect,
        initial="room",
    )
    types = forms.MultipleChoiceField(
        label="Types of data",
        choices=[("learning", "Student learning"), ("processes", "School processes")],
        widget=forms.CheckboxSelectMultiple(attrs={"class": "across"}),
        required=False,
    )

    def clean_seen(self) -> int:
        seen: int = self.cleaned_data["seen"]
        if seen > 36:  # noqa: PLR2004  the number of visits in the example's own words
            raise ValidationError("That is more than the 36 visits. Which of the two is right?")
        return seen


@dataclass(frozen=True)
class SampleTask:
    """What _progress.html is given."""

    title: str
    percent: int | None
    left: str
    steps: list[tuple[str, str]]


def sample_context() -> dict[str, Any]:
    """Both looks, with a form as it comes and a form that asks for something."""
    return {
        "looks": [
            {"name": look, "form": SampleForm(prefix=look), "refused": refused_form(f"{look}-refused")}
            for look in ("light", "dark")
        ],
        "colours": COLOURS,
        "icons": sorted(ICONS),
        "task": SampleTask(
            "Setting the page",
            62,
            "about 5 seconds left",
            [("Gathering what the group wrote", "done"), ("Setting the page", "now"), ("Keeping it", "later")],
        ),
    }


def refused_form(prefix: str) -> SampleForm:
    answers = {"priority": "", "seen": "41", "source": "sheet", "coming": "room"}
    return SampleForm({f"{prefix}-{name}": answer for name, answer in answers.items()}, prefix=prefix)
