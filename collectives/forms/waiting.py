"""Who is put on a waiting list."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from collectives.models import Participant

GONE = _("This person can no longer be chosen. Look at the list again.")


class WaitingForm(forms.Form):
    """The person who is put at the end of the list."""

    participant = forms.ModelChoiceField(
        Participant.objects.none(),
        error_messages={"required": _("Choose the person who waits."), "invalid_choice": GONE},
    )

    def __init__(self, *args: Any, people: QuerySet[Participant], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["participant"].queryset = people  # type: ignore[attr-defined]  # a ModelChoiceField
