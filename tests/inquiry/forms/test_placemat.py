"""Reading the one big form."""

from uuid import UUID

import pytest
from django.http import QueryDict

from inquiry.engine.saving import Edit
from inquiry.forms.placemat import NO_VERSION, read_act, read_edits

KEY = UUID("01a200c4-b234-7541-91bb-ad00c656a65d")


@pytest.mark.parametrize(
    ("sent", "edits"),
    [
        ("text-priority=a&version-priority=3", [Edit("priority", "a", 3)]),
        ("text-priority=a", [Edit("priority", "a", NO_VERSION)]),
        ("text-priority=a&version-priority=" + "9" * 5000, [Edit("priority", "a", NO_VERSION)]),
        ("text-priority=a&version-priority=-1", [Edit("priority", "a", NO_VERSION)]),
        (f"text-if-{KEY}=a&version-if-{KEY}=1", [Edit(f"if:{KEY}", "a", 1)]),
        ("text-priority=a&version-priority=1&conflict-priority=yes", [Edit("priority", "a", 1, "open")]),
        (
            "text-priority=a&version-priority=1&conflict-priority=yes&choice-priority=both",
            [Edit("priority", "a", 1, "both")],
        ),
        (
            "text-priority=a&version-priority=1&conflict-priority=yes&choice-priority=nonsense",
            [Edit("priority", "a", 1, "open")],
        ),
        ("text-nonsense=a&csrfmiddlewaretoken=b", []),
    ],
)
def test_every_text_carries_its_version(sent: str, edits: list[Edit]) -> None:
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
