"""Which parts of what another group learned go along, and into which placemat."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from evidence.queries.learning_start import StartChoice
from inquiry.models import Placemat


class StartForm(forms.Form):
    """`placemats`: those one writes; `choices`: all that could go along. `below`: what goes below what stands there."""

    to = forms.TypedChoiceField(
        label=_("Into which placemat?"),
        coerce=UUID,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose a placemat."),
            "invalid_choice": _("You do not write that placemat now. Choose one of these."),
        },
    )
    part = forms.MultipleChoiceField(
        error_messages={
            "required": _("Choose at least one part."),
            "invalid_choice": _("What was chosen is not in it any more. Look again."),
        },
    )
    below = forms.MultipleChoiceField(required=False)
    seen = forms.CharField(required=False, max_length=16)

    def __init__(
        self,
        data: Mapping[str, Any] | None,
        *,
        placemats: Sequence[Placemat],
        choices: Sequence[StartChoice],
        **options: Any,
    ) -> None:
        super().__init__(data, **options)
        self.placemats = {one.pk: one for one in placemats}
        self.fields["to"].choices = [(one.pk, placemat_name(one)) for one in placemats]  # type: ignore[attr-defined]
        for name in ("part", "below"):
            self.fields[name].choices = [(one.part, one.part) for one in choices]  # type: ignore[attr-defined]

    @property
    def placemat(self) -> Placemat:
        """The chosen one; only after the form was found valid."""
        return self.placemats[self.cleaned_data["to"]]


def placemat_name(placemat: Placemat) -> str:
    """How people call a placemat they write."""
    cycle = placemat.cycle
    words = _("My own placemat in %(collective)s, %(cycle)s") if placemat.leader_id else _("%(collective)s, %(cycle)s")
    return str(words) % {"collective": cycle.collective.name, "cycle": cycle.name}
