import pytest

from evidence.engine.evidence_import_figures import NOTHING, Figures, Unread, read_figures


def read(kind: str, *, levels: int = 0, comma: bool | None = None, **cells: str) -> Figures:
    return read_figures(kind, lambda field: cells.get(field, ""), levels=levels, decimal_comma=comma)


@pytest.mark.parametrize(
    ("kind", "cells", "figures"),
    [
        ("value", {"figure": "41,5"}, Figures(value=41.5)),
        ("value", {"figure": "-3.5"}, Figures(value=-3.5)),
        ("value", {"figure": "41.5 %", "denominator": "36"}, Figures(value=41.5, denominator=36)),
        ("value", {"percent": "12"}, Figures(value=12)),
        ("share", {"figure": "8 of 36"}, Figures(numerator=8, denominator=36)),
        ("share", {"figure": "8", "denominator": "36"}, Figures(numerator=8, denominator=36)),
        ("share", {"numerator": "8", "denominator": "1 200"}, Figures(numerator=8, denominator=1200)),
        ("share", {"figure": "22 %", "denominator": "36"}, Figures(numerator=8, denominator=36)),
        ("share", {"percent": "22", "denominator": "36"}, Figures(numerator=8, denominator=36)),
        ("share", {"numerator": "8", "denominator": "36", "percent": "22"}, Figures(numerator=8, denominator=36)),
        ("yes_no", {"figure": "yes"}, Figures(numerator=1, denominator=1)),
        ("yes_no", {"figure": "Non"}, Figures(numerator=0, denominator=1)),
        ("yes_no", {"figure": "3 of 4"}, Figures(numerator=3, denominator=4)),
        ("scale", {"figure": "3, 5, 8"}, Figures(counts=(3, 5, 8))),
        ("scale", {"level_1": "3", "level_2": "0", "level_3": "8"}, Figures(counts=(3, 0, 8))),
        ("words", {"words": " It was quiet. "}, Figures(words="It was quiet.")),
        ("words", {"figure": "- calm"}, Figures(words="- calm")),
    ],
)
def test_figures_are_read_by_the_way_their_indicator_is_counted(kind: str, cells: dict[str, str], figures: Figures):
    assert read(kind, levels=3, **cells) == figures


@pytest.mark.parametrize("kind", ["value", "share", "yes_no", "scale", "words"])
@pytest.mark.parametrize("text", ["", "n/a", "–"])
def test_nothing_is_never_read_as_none(kind: str, text: str):
    assert read(kind, levels=3, figure=text) == NOTHING


@pytest.mark.parametrize("text", ["<5", "*", "~", "s", "≤ 10", "1-4"])
@pytest.mark.parametrize("kind", ["value", "share", "yes_no", "scale"])
def test_what_the_source_hides_is_refused_whatever_is_counted(kind: str, text: str):
    with pytest.raises(Unread) as refused:
        read(kind, levels=3, figure=text, denominator="36")

    assert refused.value.code == "hidden"


@pytest.mark.parametrize(
    ("kind", "cells", "code", "field"),
    [
        ("share", {"numerator": "<5", "denominator": "36"}, "hidden", "numerator"),
        ("share", {"numerator": "8", "denominator": "<10"}, "hidden", "denominator"),
        ("share", {"figure": "8"}, "whole_missing", "figure"),
        ("share", {"numerator": "8"}, "whole_missing", "numerator"),
        ("share", {"figure": "41 %", "denominator": "360"}, "percent_not_exact", "figure"),
        ("share", {"figure": "40 of 36"}, "part_above_whole", "figure"),
        ("share", {"numerator": "8.5", "denominator": "36"}, "not_whole", "numerator"),
        ("share", {"figure": "8 of 36", "denominator": "40"}, "whole_differs", "denominator"),
        ("share", {"figure": "~8 of 36"}, "about", "figure"),
        ("value", {"figure": "8 of 36"}, "part_for_number", "figure"),
        ("value", {"numerator": "8"}, "number_missing", "numerator"),
        ("value", {"figure": "1,234"}, "unclear", "figure"),
        ("value", {"figure": "=1+1"}, "formula", "figure"),
        ("value", {"figure": "many"}, "unreadable", "figure"),
        ("scale", {"figure": "3, 5"}, "levels_unlike", "figure"),
        ("scale", {"level_1": "3", "level_3": "8"}, "level_missing", "level_2"),
        ("scale", {"level_1": "3", "level_2": "1", "level_3": "8", "level_4": "1"}, "level_beyond", "level_4"),
        ("scale", {"level_1": "<5", "level_2": "1", "level_3": "8"}, "hidden", "level_1"),
        ("scale", {"level_1": "1.5", "level_2": "1", "level_3": "8"}, "not_whole", "level_1"),
        ("words", {"words": "=1+1"}, "formula", "words"),
        ("words", {"words": "x" * 4001}, "too_long", "words"),
        ("words", {"words": "caf\ufffd"}, "lost_letter", "words"),
        ("words", {"words": "a\u202eb"}, "direction_override", "words"),
    ],
)
def test_what_cannot_be_read_says_why_and_where(kind: str, cells: dict[str, str], code: str, field: str):
    with pytest.raises(Unread) as refused:
        read(kind, levels=3, **cells)

    assert (refused.value.code, refused.value.field) == (code, field)
