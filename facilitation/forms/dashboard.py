"""A view that gets a name."""

from django import forms
from django.utils.translation import gettext_lazy as _

from facilitation.models import MAX_VIEW_NAME


class ViewForm(forms.Form):
    """Its name, and whether colleagues see it."""

    name = forms.CharField(
        label=_("What do you call it?"),
        max_length=MAX_VIEW_NAME,
        help_text=_("Such as “Grading practices, still designing”."),
    )
    shared = forms.BooleanField(
        label=_("Program staff may use it, too: each sees as much in it as their regions allow"), required=False
    )
