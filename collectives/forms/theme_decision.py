"""Which kept themes are opened, in which words, and why."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from collectives.operations.theme_decision import Opening
from collectives.queries.theme_decision import KeptTheme


class DecisionForm(forms.Form):
    """For each kept theme a tick, a name, a description; and one reason for all."""

    reason = forms.CharField(
        label=_("Why these?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The record keeps it, with your name and the day. Who was in the room, and what spoke for these?"),
    )

    def __init__(self, *args: Any, kept: Sequence[KeptTheme], first: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        self._kept = kept
        for one in kept:
            key = one.draft.pk
            self.fields[f"open_{key}"] = forms.BooleanField(
                label=_("Open “%(name)s”") % {"name": one.draft.name}, required=False, initial=first or one.open
            )
            self.fields[f"name_{key}"] = forms.CharField(label=_("Name"), max_length=120, initial=one.draft.name)
            self.fields[f"description_{key}"] = forms.CharField(
                label=_("What it is about"),
                max_length=2000,
                required=False,
                initial=one.description,
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    def rows(self) -> list[tuple[KeptTheme, forms.BoundField, forms.BoundField, forms.BoundField]]:
        """Each kept theme beside its fields."""
        return [
            (one, self[f"open_{one.draft.pk}"], self[f"name_{one.draft.pk}"], self[f"description_{one.draft.pk}"])
            for one in self._kept
        ]

    def openings(self) -> list[Opening]:
        """The themes that were ticked, once the form is valid."""
        return [
            Opening(
                one.draft,
                self.cleaned_data[f"name_{one.draft.pk}"],
                self.cleaned_data[f"description_{one.draft.pk}"],
            )
            for one in self._kept
            if self.cleaned_data[f"open_{one.draft.pk}"]
        ]
