"""What a leader says when they ask for a certificate."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from facilitation.queries.certificate import Participation


class CertificateForm(forms.Form):
    """Of which collective, and whether it is named."""

    of = forms.ChoiceField(label=_("For taking part in"), widget=forms.RadioSelect)
    names_collective = forms.BooleanField(
        label=_("Name the collective"),
        help_text=_("Its name may say what you worked on. Without it, the certificate names the program alone."),
        required=False,
    )

    def __init__(self, *args: Any, participations: Sequence[Participation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.participations = {one.key: one for one in participations}
        of = self.fields["of"]
        assert isinstance(of, forms.ChoiceField)
        of.choices = [(one.key, f"{one.collective.name} · {one.as_words} · {one.words}") for one in participations]
        if len(participations) == 1:
            of.initial = participations[0].key

    def participation(self) -> Participation:
        """The one that was chosen."""
        return self.participations[self.cleaned_data["of"]]
