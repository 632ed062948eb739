"""Raising a flag by hand, and taking one down."""

from django import forms
from django.utils.translation import gettext_lazy as _

from facilitation.models import HelpKind


class RaiseForm(forms.Form):
    """Why a hand would be welcome, and what could help."""

    words = forms.CharField(
        label=_("What makes you think so?"),
        max_length=500,
        help_text=_("About the work, not about a person. Only program staff reads it."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    kinds = forms.MultipleChoiceField(
        label=_("What could help?"), choices=HelpKind.choices, required=False, widget=forms.CheckboxSelectMultiple
    )


class LowerForm(forms.Form):
    """What became of it."""

    why = forms.CharField(
        label=_("What became of it?"),
        max_length=500,
        help_text=_("One sentence that colleagues can learn from. It stays in the history, with your name."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
