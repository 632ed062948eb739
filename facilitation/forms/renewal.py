"""What becomes of a part, whether a member stays, and the one press."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from facilitation.models import MAX_WHY, RenewalChoice, Staying
from facilitation.operations.renewal import PartChoice
from facilitation.operations.renewal_close import Following
from inquiry.engine.writing import clean
from inquiry.forms.cycle import CycleForm, usual_cycle
from inquiry.models import MAX_TEXT, Cycle

YEARS = re.compile(r"(\d{4})(\D{1,3})(\d{2,4})")  # "2025–26"
BEGIN, NONE = "begin", "none"


class WordsField(forms.CharField):
    """A text without what no page can show."""

    def clean(self, value: Any) -> str:
        """As it is kept."""
        return clean(super().clean(value)).text.strip()


class ChoiceForm(forms.Form):
    """Keep, drop or sharpen one part; the new words for what is sharpened; why, if the group says so."""

    choice = forms.ChoiceField(choices=[("", ""), *RenewalChoice.choices], required=False)
    words = WordsField(label=_("How does it read now?"), required=False, max_length=MAX_TEXT)
    why = WordsField(label=_("Why?"), required=False, max_length=MAX_WHY)
    version = forms.IntegerField(required=False, min_value=0)

    def chosen(self) -> PartChoice:
        """What the operation takes."""
        return PartChoice(*(self.cleaned_data[name] for name in ("choice", "words", "why")))


class StayingForm(forms.Form):
    """Where a member goes from here."""

    participant = forms.UUIDField()
    staying = forms.ChoiceField(choices=Staying.choices)


class CloseForm(CycleForm):
    """Whether another cycle begins, its name and days, and what the group says. `seen`: what the person looked at."""

    following = forms.ChoiceField(
        label=_("What comes next?"),
        choices=[(BEGIN, _("The next cycle begins")), (NONE, _("No other cycle for now"))],
        widget=forms.RadioSelect,
    )
    why = WordsField(
        label=_("What do you say at the end of this cycle?"),
        required=False,
        max_length=MAX_WHY,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("A sentence or two in the words of the group. It stays with the cycle."),
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    field_order = ("following", "name", "starts_on", "ends_on", "why", "seen")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if self.is_bound and self.data.get("following") == NONE:
            for name in ("name", "starts_on", "ends_on"):
                self.fields[name].required = False

    def agree_anew(self, seen: str) -> None:
        """The form is shown again, under what would happen now."""
        data: Mapping[str, Any] = self.data
        self.data = {name: data[name] for name in data} | {"seen": seen}

    def clean_starts_on(self) -> Any:
        """A day of our time, when there is one."""
        return super().clean_starts_on() if self.cleaned_data["starts_on"] else None

    def clean_ends_on(self) -> Any:
        """A day of our time, when there is one."""
        return super().clean_ends_on() if self.cleaned_data["ends_on"] else None

    def next_cycle(self) -> Following | None:
        """The cycle that begins, if one does; only after the form was found valid."""
        said = self.cleaned_data
        if said["following"] == NONE:
            return None
        return Following(said["name"], said["starts_on"], said["ends_on"])


def next_days(cycle: Cycle) -> dict[str, Any]:
    """The name and the days that are proposed for the cycle after one: the same, a year later. No SQL."""
    first, last = _year_later(cycle.starts_on), _year_later(cycle.ends_on)
    first = max(first, cycle.ends_on)
    found = YEARS.search(cycle.name)
    if found is None:
        return {"name": usual_cycle(first)["name"], "starts_on": first, "ends_on": last}
    year, between, second = found.groups()
    following = str(int(second) + 1).zfill(len(second))[-len(second) :]
    name = cycle.name[: found.start()] + f"{int(year) + 1}{between}{following}" + cycle.name[found.end() :]
    return {"name": name, "starts_on": first, "ends_on": last}


def _year_later(day: date) -> date:
    leap = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year + 1, day=28) if leap else day.replace(year=day.year + 1)
