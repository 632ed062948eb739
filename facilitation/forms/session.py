"""When and where a session takes place, and why that changes."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from collectives.engine.rhythm import MAX_MINUTES, MIN_MINUTES
from collectives.forms.user import time_zone_choices
from collectives.models import Meeting
from facilitation.models import Session
from facilitation.operations.session import Slot
from ilc.forms import near_day


class SlotForm(forms.Form):
    """A day, a wall time in a zone, a length, and how people come together."""

    date = forms.DateField(
        label=_("Day"),
        validators=[near_day],
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    wall_time = forms.TimeField(
        label=_("Starts at"), widget=forms.TimeInput(attrs={"type": "time", "step": 300}, format="%H:%M")
    )
    minutes = forms.IntegerField(label=_("Minutes"), min_value=MIN_MINUTES, max_value=MAX_MINUTES)
    zone = forms.ChoiceField(label=_("On the clocks of"), choices=time_zone_choices)
    meeting = forms.ChoiceField(label=_("How you meet"), choices=Meeting)
    room = forms.CharField(label=_("Room"), required=False, max_length=200)
    link = forms.URLField(
        label=_("Link"), required=False, max_length=500, help_text=_("Only members and facilitators see it.")
    )

    @staticmethod
    def values_of(session: Session) -> dict[str, Any]:
        """What the form shows at first."""
        return {
            "date": session.date,
            "wall_time": session.wall_time,
            "minutes": session.minutes,
            "zone": session.zone,
            "meeting": session.meeting,
            "room": session.room,
            "link": session.link,
        }

    def slot(self) -> Slot:
        """What was asked for; only after the form was found valid."""
        given = self.cleaned_data
        return Slot(**{name: given[name] for name in SlotForm.base_fields})


class MoveForm(SlotForm):
    """A new time or place for a session, with the reason that its members read."""

    reason = forms.CharField(
        label=_("Why it changes"), max_length=500, help_text=_("The members read this in their mail.")
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    @staticmethod
    def values_of(session: Session) -> dict[str, Any]:
        return SlotForm.values_of(session) | {"version": session.version}


class ReasonForm(forms.Form):
    """Why a session is cancelled or taken up again."""

    reason = forms.CharField(label=_("Why"), max_length=500, help_text=_("The members read this in their mail."))
    version = forms.IntegerField(widget=forms.HiddenInput)
