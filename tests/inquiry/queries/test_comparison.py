"""Two moments beside each other for the page, and what putting one back would do."""

from uuid import UUID

from inquiry.engine.comparison import compare
from inquiry.engine.past import IfWords, Standing
from inquiry.queries.comparison import FIELDS, consequences, narrowed, narrowed_to, placemat_difference

A, B, C, D, E = (UUID(int=number) for number in range(1, 6))
WAS = Standing(
    {"priority": "routines", "then": "teachers plan"},
    (IfWords(A, "visit"), IfWords(B, "plan"), IfWords(C, "read")),
    {D: {"text": "Rooms", "clause": "if", "if_action": str(A), "if_action_text": "visit", "target": "20"}},
)
NOW = Standing(
    {"priority": "routines", "then": "teachers plan together"},
    (IfWords(C, "read"), IfWords(A, "visit in pairs")),
    {E: {"text": "Talks", "clause": "so_that"}},
)


def test_parts_that_differ_and_parts_that_are_the_same_stand_in_reading_order() -> None:
    difference = placemat_difference(WAS, NOW)

    assert [(part.part, str(part.label)) for part in difference.changed] == [
        ("if", "If we"),
        ("then", "Then"),
        ("indicators", "Evidence plan"),
    ]
    assert [part.part for part in difference.same] == ["priority"]


def test_indicators_are_told_in_words() -> None:
    changed = Standing(indicators={D: {**WAS.indicators[D], "target": "32", "data_types": "perceptions"}})

    came, went = placemat_difference(WAS, NOW).changed[2].indicators
    (other,) = placemat_difference(WAS, changed).changed[-1].indicators

    assert [(one.pair.title, one.facts, one.changed) for one in (came, went)] == [
        ("Talks", "So that", ()),
        ("Rooms", "If 2 · 20", ()),
    ]
    assert [(str(value.name), "".join(piece.text for piece in value.pieces)) for value in other.changed] == [
        ("Where you want to be", "2032"),
        ("Type of data", "Perceptions"),
    ]


def test_putting_back_is_told_before_it_is_done() -> None:
    back = compare(NOW, WAS, fields=FIELDS)

    assert consequences(back) == [
        "These get their former words: Then.",
        "One if-action gets its former words.",
        "One if-action that was taken away comes back.",
        "The if-actions stand in their former order again.",
        "One indicator that was taken away comes back.",
        "One indicator that was added later is taken away.",
    ]
    assert consequences(narrowed(back, "then")) == ["These get their former words: Then."]
    assert consequences(narrowed(back, f"if:{B}")) == ["One if-action that was taken away comes back."]
    assert consequences(narrowed(back, f"indicator:{E}")) == ["One indicator that was added later is taken away."]
    assert consequences(narrowed(back, "priority")) == []
    assert consequences(narrowed(back, "nonsense")) == []


def test_only_the_parts_that_an_adjustment_names_are_shown() -> None:
    parts = narrowed_to(placemat_difference(WAS, NOW), [f"if:{A}", "so_that"])

    assert [(part.part, [one.pk for one in part.if_actions]) for part in parts] == [("if", [A])]
