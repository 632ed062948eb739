"""What one presses at the stations of a rehearsal."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from facilitation.queries.rehearsal import KEYS, Option


class SkipForm(forms.Form):
    """Pass a station by, or take it up again."""

    station = forms.ChoiceField(choices=[(key, key) for key in KEYS])
    again = forms.BooleanField(required=False)


class ChartForm(forms.Form):
    """One answer to the question about the chart."""

    choice = forms.ChoiceField(
        widget=forms.RadioSelect, error_messages={"required": _("Choose the sentence that you would defend.")}
    )

    def __init__(self, *args: Any, question: str, options: list[Option], **more: Any) -> None:
        super().__init__(*args, **more)
        field = self.fields["choice"]
        assert isinstance(field, forms.ChoiceField)
        field.label, field.choices = question, [(one.key, one.words) for one in options]
