"""Who guides a collective."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from collectives.models import Participant


class FacilitatorForm(forms.Form):
    """One person, and whether the role is given in the same step."""

    participant = forms.ModelChoiceField(
        Participant.objects.none(),
        error_messages={
            "required": _("Choose who guides this collective."),
            "invalid_choice": _("This person can no longer be chosen. Look at the list again."),
        },
    )
    giving_role = forms.BooleanField(
        label=_("Give the role of facilitator too, if they do not hold it"), required=False
    )

    def __init__(self, *args: Any, people: QuerySet[Participant], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["participant"].queryset = people  # type: ignore[attr-defined]  # a ModelChoiceField
