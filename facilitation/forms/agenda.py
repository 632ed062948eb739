"""Agenda items."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from facilitation.models import AgendaItem
from facilitation.operations.agenda import Item
from facilitation.queries.library import list_protocols

MAX_ITEM_MINUTES = 240


class ItemForm(forms.Form):
    """One item: what, how long, and a note for those who read it."""

    title = forms.CharField(label=_("What"), max_length=200)
    minutes = forms.IntegerField(label=_("Minutes"), min_value=1, max_value=MAX_ITEM_MINUTES)
    note = forms.CharField(label=_("Note"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 1}))

    def item(self, *, protocol: str = "") -> Item:
        """What was asked for; only after the form was found valid."""
        given = self.cleaned_data
        return Item(given["title"], given["minutes"], given["note"].replace("\r\n", "\n"), protocol)


class ChangeItemForm(ItemForm):
    """An item written anew, with what the person saw."""

    was_title = forms.CharField(widget=forms.HiddenInput, strip=False)
    was_minutes = forms.IntegerField(widget=forms.HiddenInput)
    was_note = forms.CharField(widget=forms.HiddenInput, required=False, strip=False)

    @staticmethod
    def values_of(row: AgendaItem) -> dict[str, Any]:
        """What the form shows at first."""
        shown = {"title": row.title, "minutes": row.minutes, "note": row.note}
        return shown | {f"was_{name}": value for name, value in shown.items()}

    def was(self, *, protocol: str) -> Item:
        """What the person saw."""
        given = self.cleaned_data
        return Item(given["was_title"], given["was_minutes"], given["was_note"].replace("\r\n", "\n"), protocol)


class ProtocolForm(forms.Form):
    """A protocol whose steps go into the agenda."""

    protocol = forms.ChoiceField(choices=lambda: [(one.key, one.name) for one in list_protocols()])
