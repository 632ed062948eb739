"""What help was given."""

import datetime as dt
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from collectives.models import Participant
from facilitation.models import HelpKind, SupportFlag
from facilitation.operations.help import Given
from facilitation.queries.support_flag import FlagRow

FURTHEST = timedelta(days=366)


class HelpForm(forms.Form):
    """One entry of the log; the choices are the collective's own."""

    text = forms.CharField(
        label=_("What did you give or offer?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("What did you do or offer? A sentence is plenty.")},
    )
    kind = forms.ChoiceField(label=_("What kind of help it is"), choices=HelpKind.choices)
    given_on = forms.DateField(label=_("Day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    addressed_to = forms.ModelChoiceField(
        Participant.objects.none(),
        label=_("Who reads it beside program staff"),
        required=False,
        empty_label=_("Nobody: a note among staff"),
        help_text=_("A facilitator finds it under “How it is going”; no reason stands beside it."),
    )
    flag = forms.ChoiceField(label=_("Which reason it answers"), required=False)
    next_step = forms.CharField(label=_("Next step"), required=False, max_length=300)

    def __init__(self, *args: Any, people: Any, flags: Sequence[FlagRow], **options: Any) -> None:
        super().__init__(*args, **options)
        to, flag = self.fields["addressed_to"], self.fields["flag"]
        assert isinstance(to, forms.ModelChoiceField)
        assert isinstance(flag, forms.ChoiceField)
        to.queryset = people
        wished = flags[0].could_help if flags else ()
        self.fields["kind"].initial = next((kind for kind, words in HelpKind.choices if str(words) in wished), None)
        flag.choices = [*((str(one.pk), one.reason or one.words) for one in flags), ("", _("None of these"))]

    def clean_given_on(self) -> dt.date:
        """Within a year of today, so that a mistyped year does not send it away."""
        day: dt.date = self.cleaned_data["given_on"]
        if abs(day - localdate()) > FURTHEST:
            raise forms.ValidationError(_("That day is more than a year away. Which year is it?"))
        return day

    def given(self) -> Given:
        """What was said; only after the form was found valid."""
        said = self.cleaned_data
        flag = SupportFlag.objects.get(pk=said["flag"]) if said["flag"] else None
        return Given(said["kind"], said["text"], said["given_on"], said["next_step"], said["addressed_to"], flag)
