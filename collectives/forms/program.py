"""How a program is set up."""

from django import forms
from django.utils.translation import gettext_lazy as _

from collectives.forms.user import time_zone_choices
from collectives.models import LANGUAGES, Paper, Program


class ProgramForm(forms.Form):
    """Name, language, time zone, paper, and whether staff need a second factor."""

    name = forms.CharField(label=_("Name of the program"), max_length=200)
    language = forms.ChoiceField(
        label=_("Language"),
        choices=LANGUAGES,
        help_text=_("What new people and collectives begin with. Each can change it."),
    )
    time_zone = forms.ChoiceField(
        label=_("Time zone"), choices=time_zone_choices, help_text=_("The clocks on which new rhythms are set.")
    )
    paper = forms.ChoiceField(
        label=_("Paper"),
        choices=Paper.choices,
        widget=forms.RadioSelect,
        help_text=_("For the placemat and other PDFs."),
    )
    two_factor_for_staff = forms.BooleanField(
        label=_("Staff sign in with a second factor"),
        required=False,
        help_text=_(
            "Admins and coordinators then need an app code or a passkey to come in. Leaders and facilitators do not."
        ),
    )

    @staticmethod
    def now(program: Program) -> dict[str, object]:
        """What the fields say at first."""
        names = ("name", "language", "time_zone", "paper", "two_factor_for_staff")
        return {name: getattr(program, name) for name in names}
