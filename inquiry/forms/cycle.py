"""A new cycle."""

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

DAY_ASKED = {"required": _("Which day?"), "invalid": _("Write the day as year-month-day, such as 2026-09-01.")}
EARLIEST, LATEST = date(2000, 1, 1), date(2100, 1, 1)


class CycleForm(forms.Form):
    """A name people use, and the days between which the cycle runs."""

    name = forms.CharField(
        label=_("What you call it"),
        max_length=60,
        help_text=_("For example 2026–27."),
        error_messages={"required": _("Give it a short name.")},
    )
    starts_on = forms.DateField(
        label=_("First day"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages=DAY_ASKED,
    )
    ends_on = forms.DateField(
        label=_("Last day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), error_messages=DAY_ASKED
    )

    def clean_starts_on(self) -> date:
        """A day of our time."""
        return within(self.cleaned_data["starts_on"])

    def clean_ends_on(self) -> date:
        """A day of our time."""
        return within(self.cleaned_data["ends_on"])


def usual_cycle(today: date) -> dict[str, object]:
    """The school year that a collective would start now: from August to the end of June."""
    august, december = 8, 12
    year = today.year if today.month >= august or today.month == december else today.year - 1
    return {"name": f"{year}–{(year + 1) % 100:02}", "starts_on": date(year, 9, 1), "ends_on": date(year + 1, 6, 30)}


def within(day: date) -> date:
    """The day, if it is of our time. Raises ValidationError."""
    if not EARLIEST <= day <= LATEST:
        raise forms.ValidationError(_("Please look at the year again."))
    return day
