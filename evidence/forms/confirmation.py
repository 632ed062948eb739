"""Confirming that figures are about things, and taking that back."""

from django import forms
from django.utils.translation import gettext_lazy as _

from evidence.models.confirmation import MAX_WHY


class ConfirmForm(forms.Form):
    """One has looked."""

    looked = forms.BooleanField(
        label=_("I have looked: no person can be made out behind these figures, however few there are."),
        error_messages={"required": _("Say that you have looked, or leave it as it is: protected.")},
    )


class TakeBackForm(forms.Form):
    """Why it is taken back; needed once something was shown."""

    why = forms.CharField(
        label=_("Why"),
        required=False,
        max_length=MAX_WHY,
        help_text=_("Everybody who sees the indicator can read it."),
    )
