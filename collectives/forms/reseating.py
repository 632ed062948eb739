"""Which of the proposed repairs is done."""

from django import forms
from django.utils.translation import gettext_lazy as _


class RepairForm(forms.Form):
    """The repair that was chosen, by the key the page gave it."""

    repair = forms.CharField(
        max_length=20, error_messages={"required": _("Choose one of the ways to go on.")}, widget=forms.HiddenInput
    )
