"""What people type, made fit to keep; and how words written upon an older text come into the one that stands now."""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

NOT_KEPT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
TOKEN = re.compile(r"\s*\w+|\s*[^\w\s]+|\s+")  # a word with the space before it


class Cleaned(NamedTuple):
    """A text as it is kept. `left_out` counts characters that no page can show and no database keeps."""

    text: str
    left_out: int


class Change(NamedTuple):
    """At character `at`, take `delete` characters away and put `insert` there."""

    at: int
    delete: int
    insert: str


def clean(text: str) -> Cleaned:
    """The text with plain line ends, and without control characters and lone surrogates. Nothing else changes."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    kept, left_out = NOT_KEPT.subn("", lines)
    return Cleaned(kept, left_out)


def merge(*, base: str, mine: str, theirs: str) -> str:
    """What turned `base` into `mine`, done to `theirs`.

    Whole words come and go. What both took away is gone once, what both wrote in the same place stands once, and
    nothing that only they wrote is touched. Their words stand before mine where both wrote.
    """
    if mine in (base, theirs):
        return theirs
    if base == theirs:
        return mine
    old, new, now = (_tokens(f" {text}") for text in (base, mine, theirs))  # the first word has a space before it, too
    kept = _kept(old, now)
    gone: set[int] = set()
    put: dict[int, str] = {}
    for begin, end, words in _replaced(old, new):
        before = max((place for place in kept[:begin] if place is not None), default=-1) + 1
        behind = min((place for place in kept[end:] if place is not None), default=len(now))
        mine_gone = {place for place in kept[begin:end] if place is not None}
        gone |= mine_gone
        beside = "".join(token for place, token in enumerate(now[before:behind], before) if place not in mine_gone)
        if words.strip() not in beside:
            here = min(mine_gone, default=behind)
            put[here] = put.get(here, "") + words
    tokens = [put.get(place, "") + ("" if place in gone else token) for place, token in enumerate([*now, ""])]
    return "".join(tokens).removeprefix(" ")


def changes(before: str, after: str) -> list[Change]:
    """What turns one text into another, a word at a time; to be done from the last to the first."""
    old, new = _tokens(before), _tokens(after)
    starts = [0]
    for token in old:
        starts.append(starts[-1] + len(token))
    return [Change(starts[begin], starts[end] - starts[begin], words) for begin, end, words in _replaced(old, new)]


def _kept(old: Sequence[str], now: Sequence[str]) -> list[int | None]:
    """For each token of the base, where it stands now; None when they took it away."""
    kept: list[int | None] = [None] * len(old)
    for block in SequenceMatcher(None, old, now).get_matching_blocks():
        for step in range(block.size):
            kept[block.a + step] = block.b + step
    return kept


def _replaced(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int, str]]:
    codes = SequenceMatcher(None, old, new).get_opcodes()
    return [(i1, i2, "".join(new[j1:j2])) for tag, i1, i2, j1, j2 in codes if tag != "equal"]


def _tokens(text: str) -> list[str]:
    return TOKEN.findall(text)
