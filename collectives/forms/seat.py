"""Who gets a seat, where one moves, why one ends."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from collectives.models import Collective, Participant


class SeatForm(forms.Form):
    """The participants who get a seat."""

    participants = forms.ModelMultipleChoiceField(
        Participant.objects.none(),
        error_messages={
            "required": _("Tick the people who get a seat."),
            "invalid_choice": _("One of these people can no longer be chosen. Look at the list again."),
            "invalid_pk_value": _("One of these people can no longer be chosen. Look at the list again."),
        },
    )

    def __init__(self, *args: Any, people: QuerySet[Participant], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["participants"].queryset = people  # type: ignore[attr-defined]  # a ModelMultipleChoiceField


class SeatEndForm(forms.Form):
    """Why a seat ends."""

    reason = forms.CharField(
        label=_("Why"),
        max_length=500,
        help_text=_("One sentence. It stays in the collective’s history, for those who run the program."),
    )


class SeatMoveForm(forms.Form):
    """Where a seat moves, and why."""

    to = forms.ModelChoiceField(
        Collective.objects.none(), label=_("To which collective"), empty_label=_("Choose a collective")
    )
    reason = forms.CharField(
        label=_("Why"), max_length=500, help_text=_("One sentence. It stays in the history of both.")
    )

    def __init__(self, *args: Any, collectives: QuerySet[Collective], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["to"].queryset = collectives  # type: ignore[attr-defined]  # a ModelChoiceField
