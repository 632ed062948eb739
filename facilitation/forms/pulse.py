"""Until when a pulse takes answers."""

from datetime import date, datetime, time, timedelta
from typing import Any, Final

from django import forms
from django.utils.timezone import get_current_timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

USUAL_DAYS: Final = 10
MOST_DAYS: Final = 42
LAST_MINUTE: Final = time(23, 59)


class PulseForm(forms.Form):
    """The last day, which counts whole."""

    closes_on = forms.DateField(
        label=gettext_lazy("Answers come in until"),
        help_text=gettext_lazy("Until the end of that day. Then it closes by itself, and the group reads what came."),
        widget=forms.DateInput(attrs={"type": "date", "class": "short"}, format="%Y-%m-%d"),
    )

    def __init__(self, data: Any = None, *, today: date) -> None:
        super().__init__(data, initial={"closes_on": today + timedelta(days=USUAL_DAYS)})
        self.today = today

    def clean_closes_on(self) -> date:
        """A day to come, and not too far: an answer is about how things are now."""
        day: date = self.cleaned_data["closes_on"]
        if day <= self.today:
            raise forms.ValidationError(_("Choose a day after today, so that people have time to answer."))
        if day > self.today + timedelta(days=MOST_DAYS):
            raise forms.ValidationError(
                _("Choose a day within %(days)d days: the answers are about how things are now.") % {"days": MOST_DAYS}
            )
        return day

    def closes_at(self) -> datetime:
        """The last minute of that day on the clocks of whoever asks; midnight would be read as the day after."""
        return datetime.combine(self.cleaned_data["closes_on"], LAST_MINUTE, tzinfo=get_current_timezone())
