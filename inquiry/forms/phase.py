"""Moving on, or back."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from inquiry.models import Phase


class PhaseMoveForm(forms.Form):
    """Where to, and why. The reason is kept with the cycle."""

    to_phase = forms.TypedChoiceField(
        label=_("Which phase are you in now?"), choices=Phase.choices, coerce=int, widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label=_("What made you decide so?"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One sentence. The members read it, and it stays in the history of the cycle."),
        error_messages={"required": _("Say in a sentence why: whoever comes later will want to know.")},
    )

    def __init__(self, *args: Any, now: int, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["to_phase"]
        assert isinstance(field, forms.TypedChoiceField)
        field.choices = [(number, f"{number} · {label}") for number, label in Phase.choices if number != now]
