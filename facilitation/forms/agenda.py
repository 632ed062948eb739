"""Agenda items."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from facilitation.models import MAX_ITEM_MINUTES, AgendaItem, ItemKind
from facilitation.operations.agenda import Item
from facilitation.queries.library import list_protocols


class ItemForm(forms.Form):
    """One item: what, how long, and a note for those who read it."""

    title = forms.CharField(label=_("What"), max_length=200)
    minutes = forms.IntegerField(label=_("Minutes"), min_value=1, max_value=MAX_ITEM_MINUTES)
    kind = forms.ChoiceField(label=_("What the group does"), choices=ItemKind.choices, required=False)
    note = forms.CharField(label=_("Note"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 1}))

    def __init__(self, *args: Any, protocol: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        kinds = [(key, label) for key, label in ItemKind.choices if protocol or key != ItemKind.PROTOCOL]
        cast("forms.ChoiceField", self.fields["kind"]).choices = kinds

    def item(self, *, like: AgendaItem | None = None) -> Item:
        """What was asked for, with the protocol of the item it changes; only after the form was found valid."""
        given = self.cleaned_data
        protocol = like.protocol if like else ""
        kind = given["kind"] or (like.kind if like else ItemKind.FREE)
        return Item(given["title"], given["minutes"], given["note"].replace("\r\n", "\n"), protocol, kind)


class ChangeItemForm(ItemForm):
    """An item written anew, with what the person saw."""

    was_title = forms.CharField(widget=forms.HiddenInput, strip=False)
    was_minutes = forms.IntegerField(widget=forms.HiddenInput)
    was_note = forms.CharField(widget=forms.HiddenInput, required=False, strip=False)
    was_kind = forms.ChoiceField(widget=forms.HiddenInput, choices=ItemKind.choices, required=False)

    @staticmethod
    def values_of(row: AgendaItem) -> dict[str, Any]:
        """What the form shows at first."""
        shown = {"title": row.title, "minutes": row.minutes, "note": row.note, "kind": row.kind}
        return shown | {f"was_{name}": value for name, value in shown.items()}

    def was(self, *, like: AgendaItem) -> Item:
        """What the person saw."""
        given = self.cleaned_data
        note = given["was_note"].replace("\r\n", "\n")
        return Item(given["was_title"], given["was_minutes"], note, like.protocol, given["was_kind"] or like.kind)


class ProtocolForm(forms.Form):
    """A protocol whose steps go into the agenda."""

    protocol = forms.ChoiceField(choices=lambda: [(one.key, one.name) for one in list_protocols()])
