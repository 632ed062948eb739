"""What a program agrees to across programs."""

from django import forms
from django.utils.translation import gettext_lazy as _


class SharingForm(forms.Form):
    """Both off at first."""

    shown = forms.BooleanField(
        label=_("Show other programs what we publish"),
        required=False,
        help_text=_(
            "Learning summaries that their members agreed to publish, just as everybody in this program reads them: no"
            " names of people, figures protected. And the protocols that you wrote, for those who find their library."
            " What is withdrawn or retired here goes there, too."
        ),
    )
    seen = forms.BooleanField(
        label=_("See what other programs published"),
        required=False,
        help_text=_(
            "It stands in your library, with the name of its program, and can be begun from. Protocols can be taken"
            " into your own."
        ),
    )
