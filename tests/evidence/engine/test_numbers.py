import pytest

from evidence.engine.numbers import (
    Figure,
    part_of_percent,
    read_count,
    read_counts,
    read_figure,
    read_seen,
    tells_decimal_comma,
)


@pytest.mark.parametrize("text", ["", " ", "-", "–", "n/a", "N/A", "NA", "n. a.", "s.o.", "s/o", "#N/A", "sin datos"])
def test_nothing_is_nothing(text: str):
    assert read_figure(text).kind == "nothing"


@pytest.mark.parametrize(
    "text",
    ["<5", "< 5", "≤10", "<5 %", ">95%", "less than 10", "moins de 10", "menos de 5", "*", "**", "~", "†", "s", "S",
     "x", "1-4", "5–9", "0 to 5", "Suppressed", "masqué", "(s)", "10 % - 20 %"],
)  # fmt: skip
def test_what_the_source_hides_is_never_a_number(text: str):
    assert read_figure(text).kind == "hidden"


@pytest.mark.parametrize(
    ("text", "value", "step"),
    [
        ("8", 8, 1),
        ("41.5", 41.5, 0.1),
        ("41,5", 41.5, 0.1),
        ("0,125", 0.125, 0.001),
        ("1 200", 1200, 1),
        ("1\u202f200,25", 1200.25, 0.01),
        ("1,234.5", 1234.5, 0.1),
        ("1.234,5", 1234.5, 0.1),
        ("1,234,567", 1234567, 1),
        ("1'234'567", 1234567, 1),
        ("-3.5", -3.5, 0.1),
        ("−3,5", -3.5, 0.1),
        (".5", 0.5, 0.1),
        ("\uff14\uff12", 42, 1),
    ],
)
def test_numbers_are_read_as_both_sides_of_the_border_write_them(text: str, value: float, step: float):
    figure = read_figure(text, decimal_comma=True if text == "0,125" else None)

    assert (figure.kind, figure.value, round(figure.step, 6)) == ("number", value, step)


def test_a_number_that_reads_in_two_ways_is_unclear_until_it_is_settled():
    assert read_figure("1,234").kind == "unclear"
    assert [read_figure("1,234", decimal_comma=comma).value for comma in (True, False)] == [1.234, 1234]
    assert [read_figure("1.234", decimal_comma=comma).value for comma in (True, False)] == [1234, 1.234]


@pytest.mark.parametrize(
    ("text", "value", "step"),
    [
        ("41%", 41, 1),
        ("41,5 %", 41.5, 0.1),
        ("41\u00a0%", 41, 1),
        ("12.25 per cent", 12.25, 0.01),
        ("8 pour cent", 8, 1),
    ],
)
def test_percentages_are_in_percent(text: str, value: float, step: float):
    figure = read_figure(text)

    assert (figure.kind, figure.value, round(figure.step, 6)) == ("percent", value, step)


@pytest.mark.parametrize(
    "text", ["8 of 36", "8/36", "8 / 36", "8 out of 36", "8 sur 36", "8 de 36", "8 of 36 (22 %)", "8 (of 36)", "08/36"]
)
def test_so_many_of_so_many(text: str):
    assert read_figure(text) == Figure("part", numerator=8, denominator=36)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("=8/36", "formula"),
        ("@SUM(A1)", "formula"),
        ("~36", "about"),
        ("about 36", "about"),
        ("environ 36", "about"),
        ("eight", "unreadable"),
        ("#DIV/0!", "unreadable"),
        ("8 of many", "unreadable"),
        ("1e9", "unreadable"),
        ("12 34", "unreadable"),
        ("1,23,4", "unreadable"),
        ("1" * 16, "unreadable"),
        ("9" * 41, "unreadable"),
        ("3/4/2026", "unreadable"),
        ("8 of 3.5", "unreadable"),
        ("?", "unreadable"),
    ],
)
def test_what_is_no_figure_says_why(text: str, kind: str):
    assert read_figure(text).kind == kind


@pytest.mark.parametrize(
    ("text", "count"),
    [("36", 36), ("36.0", 36), ("1,200", 1200), ("1.200", 1200), ("1 200", 1200), ("3.5", None), ("-1", None),
     ("<5", None), ("3000000000", None), ("", None)],
)  # fmt: skip
def test_counts_are_whole(text: str, count: int | None):
    assert read_count(text) == count


@pytest.mark.parametrize(
    ("text", "counts"),
    [("3, 5, 8, 2", [3, 5, 8, 2]), ("3/5/8/2", [3, 5, 8, 2]), ("3 5 8 2", [3, 5, 8, 2]), ("3, 5, 8", None),
     ("3, 5, <5, 2", None), ("", None)],
)  # fmt: skip
def test_one_count_for_each_level(text: str, counts: list[int] | None):
    assert read_counts(text, levels=4) == counts


@pytest.mark.parametrize(
    ("text", "seen"),
    [("Yes", True), ("oui", True), ("Sí", True), ("x", True), ("✓", True), ("1", True), ("no", False), ("Non", False),
     ("0", False), ("not seen", False), ("", None), ("maybe", None)],
)  # fmt: skip
def test_seen_or_not_seen(text: str, seen: bool | None):
    assert read_seen(text) is seen


@pytest.mark.parametrize(
    ("percent", "denominator", "numerator"),
    [("22 %", 36, 8), ("22,2 %", 36, 8), ("41 %", 360, None), ("41.11 %", 360, 148), ("0 %", 36, 0), ("100 %", 36, 36),
     ("101 %", 36, None), ("50 %", 0, None), ("23 %", 36, None)],
)  # fmt: skip
def test_a_percentage_is_so_many_of_so_many_where_one_number_fits(
    percent: str, denominator: int, numerator: int | None
):
    assert part_of_percent(read_figure(percent), denominator=denominator) == numerator


@pytest.mark.parametrize(
    ("texts", "comma"),
    [(["8", "1,234", "41,5"], True), (["8", "41.5 %"], False), (["1.234,5"], True), (["1,234.5"], False),
     (["1,234", "8"], None), ([], None)],
)  # fmt: skip
def test_a_column_tells_how_decimals_are_written(texts: list[str], comma: bool | None):
    assert tells_decimal_comma(texts) is comma
