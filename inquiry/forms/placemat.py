"""Reading the placemat's one big form. Its rules are the operation's: a socket needs them too."""

from collections.abc import Iterable
from uuid import UUID

from django.http import QueryDict

from inquiry.engine.saving import Edit
from inquiry.models import PlacematField


def read_edits(data: QueryDict) -> list[Edit]:
    """Every text that was sent, with the text it was written upon. Names that mean nothing are passed over."""
    parts = (name.removeprefix("text-") for name in data if name.startswith("text-"))
    return [
        Edit(_part(key), base=str(data.get(f"base-{key}", "")), text=str(data[f"text-{key}"]))
        for key in parts
        if _means_something(key)
    ]


def read_act(data: QueryDict, *, known: Iterable[UUID]) -> tuple[str, UUID | None]:
    """What a button in the form asks for besides saving: `add`, `pdf`, or `up:<id>`, `down:<id>`, `remove:<id>`."""
    act, _, key = data.get("act", "").partition(":")
    if act in {"add", "pdf"}:
        return act, None
    ids = {str(pk): pk for pk in known}
    return (act, ids[key]) if act in {"up", "down", "remove"} and key in ids else ("", None)


def _means_something(key: str) -> bool:
    return key in PlacematField.values or key.startswith("if-")


def _part(key: str) -> str:
    return f"if:{key.removeprefix('if-')}" if key.startswith("if-") else key
