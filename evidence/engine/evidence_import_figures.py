"""What the cells of one data point come to, by the way its indicator is counted."""

from collections.abc import Callable
from typing import Final, NamedTuple

from evidence.engine.numbers import Figure, part_of_percent, read_count, read_counts, read_figure, read_seen

MAX_WORDS: Final = 4_000
MAX_NOTE: Final = 500
_DIRECTION_OVERRIDES: Final = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_LOST: Final = "\N{REPLACEMENT CHARACTER}"


class Figures(NamedTuple):
    """What a data point will hold; nothing at all where the cells say nothing."""

    value: float | None = None
    numerator: int | None = None
    denominator: int | None = None
    counts: tuple[int, ...] | None = None
    words: str = ""


NOTHING: Final = Figures()


class Unread(Exception):
    """A cell cannot be read: `code` says why, `field` whose cell it is, `value` what was met."""

    def __init__(self, code: str, field: str, value: str) -> None:
        super().__init__(code)
        self.code, self.field, self.value = code, field, value


type Cell = Callable[[str], str]  # field to what its cell says, "" where no column holds it


def read_figures(kind: str, cell: Cell, *, levels: int, decimal_comma: bool | None) -> Figures:
    """The figures of a data point of this kind. Raises Unread for the first cell that keeps them from being known."""
    if kind == "words":
        return _words(cell)
    if kind == "scale":
        return _scale(cell, levels)
    if kind == "yes_no" and (seen := read_seen(cell("figure"))) is not None:
        return Figures(numerator=int(seen), denominator=1)
    read = _Reader(cell, decimal_comma)
    return _value(read) if kind == "value" else _share(read)


def clean_words(text: str, field: str, *, longest: int) -> str:
    """Words as they are kept. Raises Unread for what would be computed, was lost on the way or is too long."""
    said = text.strip()
    if said[:1] in {"=", "@", "\uff1d", "\uff20"}:
        raise Unread("formula", field, said)
    if not said.isascii():
        if _LOST in said:
            raise Unread("lost_letter", field, said)
        if not _DIRECTION_OVERRIDES.isdisjoint(said):
            raise Unread("direction_override", field, said)
    if len(said) > longest:
        raise Unread("too_long", field, str(longest))
    return said


class _Reader:
    """Reads the cells of figures, and refuses what no figure can be read from."""

    def __init__(self, cell: Cell, decimal_comma: bool | None) -> None:
        self.cell, self._comma = cell, decimal_comma

    def figure(self, field: str) -> Figure:
        text = self.cell(field)
        figure = read_figure(text, decimal_comma=self._comma)
        if figure.kind in {"hidden", "formula", "unclear", "about", "unreadable"}:
            raise Unread(figure.kind, field, text)
        return figure

    def count(self, field: str) -> int | None:
        """A whole number, None where the cell says nothing."""
        text = self.cell(field)
        if not text:
            return None
        count = read_count(text)
        if count is None and self.figure(field).kind != "nothing":
            raise Unread("not_whole", field, text)
        return count


def _value(read: _Reader) -> Figures:
    field = "figure" if read.cell("figure") or not read.cell("percent") else "percent"
    figure, people = read.figure(field), read.count("denominator")
    if figure.kind == "part":
        raise Unread("part_for_number", field, read.cell(field))
    if figure.kind == "nothing":
        if read.count("numerator") is not None:
            raise Unread("number_missing", "numerator", read.cell("numerator"))
        return NOTHING
    return Figures(value=figure.value, denominator=people)


def _share(read: _Reader) -> Figures:
    part, whole = read.count("numerator"), read.count("denominator")
    field = "figure" if read.cell("figure") else "percent"
    if part is not None and whole is not None and not read.cell(field):
        return _part_of_whole("numerator", part, whole)
    figure = read.figure(field)
    if field == "percent" and figure.kind == "number":
        figure = figure._replace(kind="percent")
    if figure.kind == "part":
        if whole not in {None, figure.denominator}:
            raise Unread("whole_differs", "denominator", read.cell("denominator"))
        part, whole = figure.numerator, figure.denominator
    elif part is None and figure.kind == "number":
        part = read.count(field)
    if part is None and figure.kind == "nothing":
        return NOTHING
    if whole is None:
        raise Unread("whole_missing", "numerator" if read.cell("numerator") else field, read.cell(field) or str(part))
    if part is None:
        part = part_of_percent(figure, denominator=whole)
        if part is None:
            raise Unread("percent_not_exact", field, read.cell(field))
    return _part_of_whole("numerator" if read.cell("numerator") else field, part, whole)


def _part_of_whole(field: str, part: int, whole: int) -> Figures:
    if part > whole:
        raise Unread("part_above_whole", field, f"{part} / {whole}")
    return Figures(None, part, whole)


def _scale(cell: Cell, levels: int) -> Figures:
    said = {field: cell(field) for number in range(1, 8) if (field := f"level_{number}")}
    if any(said.values()):
        counts = [_level(field, text) for field, text in list(said.items())[:levels]]
        for field, text in list(said.items())[levels:]:
            if text and read_figure(text).kind != "nothing":
                raise Unread("level_beyond", field, str(levels))
        known = [count for count in counts if count is not None]
        if not known:
            return NOTHING
        if len(known) < levels:
            missing = counts.index(None)
            raise Unread("level_missing", f"level_{missing + 1}", said[f"level_{missing + 1}"])
        return Figures(counts=tuple(known))
    text = cell("figure")
    counts_in_cell = read_counts(text, levels=levels)
    if counts_in_cell is not None:
        return Figures(counts=tuple(counts_in_cell))
    kind = read_figure(text).kind
    if kind == "nothing":
        return NOTHING
    raise Unread(kind if kind in {"hidden", "formula"} else "levels_unlike", "figure", text)


def _level(field: str, text: str) -> int | None:
    count = read_count(text)
    if count is None:
        kind = read_figure(text).kind
        if kind != "nothing":
            raise Unread("not_whole" if kind == "number" else kind, field, text)
    return count


def _words(cell: Cell) -> Figures:
    field = "words" if cell("words") else "figure"
    words = clean_words(cell(field), field, longest=MAX_WORDS)
    return NOTHING if read_figure(words).kind == "nothing" else Figures(words=words)
