"""The answer that a link in a mail leads to."""

from django import forms
from django.utils.translation import gettext_lazy as _

from facilitation.models import Coming


class AnswerByLinkForm(forms.Form):
    """One of the ways to come, or that one cannot."""

    coming = forms.ChoiceField(
        choices=Coming.choices,
        error_messages={
            "required": _("Please press one of the answers."),
            "invalid_choice": _("Please press one of the answers."),
        },
    )
