"""Naming a group of answers, and putting an answer into one."""

from django import forms
from django.utils.translation import gettext_lazy as _


class GroupForm(forms.Form):
    """What a group is called."""

    name = forms.CharField(
        label=_("What these answers have in common"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={
            "required": _("What do these answers have in common? A few words are plenty."),
            "max_length": _("That is long for a screen: %(limit_value)d characters fit, and these are %(show_value)d."),
        },
    )


class PlaceForm(forms.Form):
    """An answer, and the group it goes into; without one it stands alone."""

    answer = forms.UUIDField()
    into = forms.UUIDField(required=False)
