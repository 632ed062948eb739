"""A decision's words."""

from django import forms
from django.utils.translation import gettext_lazy as _


class DecisionForm(forms.Form):
    """A new decision."""

    text = forms.CharField(
        label=_("Write down a decision"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2, "id": "decision-text"}),
        error_messages={"required": _("What did you decide? A sentence is plenty.")},
    )
