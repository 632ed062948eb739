"""A moment's name."""

from django import forms
from django.utils.translation import gettext_lazy as _

from inquiry.engine.writing import clean
from inquiry.models import MAX_MOMENT_NAME


class MomentForm(forms.Form):
    """What people call it."""

    name = forms.CharField(
        label=_("What do you call this moment?"),
        max_length=MAX_MOMENT_NAME,
        help_text=_("For example: as agreed on 14 October."),
        error_messages={"required": _("Give it a name that you will know again.")},
    )

    def clean_name(self) -> str:
        """Without what no page can show."""
        return clean(self.cleaned_data["name"]).text
