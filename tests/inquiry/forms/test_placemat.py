"""Reading the one big form."""

from uuid import UUID

import pytest
from django.http import QueryDict

from inquiry.engine.saving import Edit
from inquiry.forms.placemat import read_act, read_edits

KEY = UUID("01a200c4-b234-7541-91bb-ad00c656a65d")


@pytest.mark.parametrize(
    ("sent", "edits"),
    [
        ("text-priority=a&base-priority=b", [Edit("priority", "b", "a")]),
        ("text-priority=a", [Edit("priority", "", "a")]),
        (f"text-if-{KEY}=a&base-if-{KEY}=b", [Edit(f"if:{KEY}", "b", "a")]),
        ("text-nonsense=a&csrfmiddlewaretoken=b", []),
    ],
)
def test_every_text_carries_what_it_was_written_upon(sent: str, edits: list[Edit]) -> None:
    assert read_edits(QueryDict(sent)) == edits


@pytest.mark.parametrize(
    ("sent", "act"),
    [
        ("act=add", ("add", None)),
        ("act=pdf", ("pdf", None)),
        (f"act=up:{KEY}", ("up", KEY)),
        (f"act=remove:{KEY}", ("remove", KEY)),
        ("act=remove:someone-else", ("", None)),
        (f"act=nonsense:{KEY}", ("", None)),
        ("", ("", None)),
    ],
)
def test_a_button_may_ask_for_one_thing_more(sent: str, act: tuple[str, UUID | None]) -> None:
    assert read_act(QueryDict(sent), known=[KEY]) == act
