"""What became of a text: which words were added and which were taken away, put so that people can read it.

Words are matched with Ratcliff and Obershelp's method (difflib), then tidied as in N. Fraser, "Diff Strategies": a few
words that stayed by chance between two changes are shown as part of one change, and a text that has little in common
with the former one is shown as a whole. `was` and `now` give back both texts, letter by letter.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import groupby
from typing import Literal, NamedTuple

type Kind = Literal["same", "gone", "added"]

# A letter stays with its accents, an emoji with what it is joined to, l’ apart from école.
ELISION = r"(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu)['’](?=\w)"
MARKS = r"[\u0300-\u036f\u1ab0-\u1aff\u20d0-\u20ff\ufe00-\ufe0f\U0001f3fb-\U0001f3ff]"
WORD = rf"\w(?:{MARKS}|\w|['’.,\-‑](?=\w))*"
FLAG = r"[\U0001f1e6-\U0001f1ff]{2}"
SIGN = rf"[^\w\s]{MARKS}*(?:\u200d[^\s]{MARKS}*)*"
TOKEN = re.compile(rf"({ELISION}|{WORD}|{FLAG}|{SIGN})(\s*)|^(\s+)", re.IGNORECASE)
SENTENCE = re.compile(r"[^\n.!?…]*(?:[.!?…]+[\s»”’)]*|\n+|$)")

MOST_PAIRS = 2_000_000  # of words compared one by one: above, whole sentences are compared
LITTLE_IN_COMMON = 0.2
FEW_LETTERS = 3


@dataclass(frozen=True)
class Piece:
    """A run of text that stayed, went or came. `fold`: something that stayed was left out here."""

    kind: Kind
    text: str
    fold: bool = False

    @property
    def blank(self) -> bool:
        """Whether nobody would see it: spaces and line ends only."""
        return not self.text.strip()


class Token(NamedTuple):
    """A word or a sign, and the space after it."""

    word: str
    space: str


def difference(was: str, now: str) -> tuple[Piece, ...]:
    """What stayed, went and came, in reading order; what went stands before what came in its place."""
    if was == now:
        return (Piece("same", was),) if was else ()
    return _joined(_as_whole(_tidied(_compared(tokens(was), tokens(now)))))


def was(pieces: Iterable[Piece]) -> str:
    """The former text."""
    return "".join(piece.text for piece in pieces if piece.kind != "added")


def now(pieces: Iterable[Piece]) -> str:
    """The later text."""
    return "".join(piece.text for piece in pieces if piece.kind != "gone")


def only_spaces(pieces: Sequence[Piece]) -> bool:
    """Whether something changed, but only spaces and line ends."""
    changed = [piece for piece in pieces if piece.kind != "same"]
    return bool(changed) and all(piece.blank for piece in changed)


def folded(pieces: Sequence[Piece], *, around: int = 60) -> tuple[Piece, ...]:
    """The changes with about so many letters of what stands around each; the rest of what stayed is left out.

    Where nothing changed nothing is left out.
    """
    if all(piece.kind == "same" for piece in pieces):
        return tuple(pieces)
    last = len(pieces) - 1
    kept: list[Piece] = []
    for place, piece in enumerate(pieces):
        before, after = (around if place else 0), (around if place < last else 0)
        if piece.kind != "same" or len(piece.text) <= before + after + around:
            kept.append(piece)
            continue
        head, tail = _head(piece.text, before), _tail(piece.text, after)
        kept += [Piece("same", head)] if head else []
        kept += [Piece("same", "", fold=True)]
        kept += [Piece("same", tail)] if tail else []
    return tuple(kept)


def tokens(text: str) -> list[Token]:
    """The words of a text, each with the space after it; space at its very beginning is a word without letters."""
    return [Token(found[1] or "", found[2] or found[3] or "") for found in TOKEN.finditer(text)]


def _compared(old: Sequence[Token], new: Sequence[Token]) -> list[Piece]:
    """By words where that is quick enough, by sentences above."""
    begin, end = _ends(old, new)
    pieces = _kept(old[:begin], new[:begin])
    middle_old, middle_new = old[begin : len(old) - end], new[begin : len(new) - end]
    if len(middle_old) * len(middle_new) > MOST_PAIRS:
        pieces += _by_sentences(middle_old, middle_new)
    else:
        pieces += _by_words(middle_old, middle_new)
    return pieces + _kept(old[len(old) - end :], new[len(new) - end :])


def _ends(old: Sequence[Token], new: Sequence[Token]) -> tuple[int, int]:
    """How many words both begin with, and how many both end with."""
    shorter = min(len(old), len(new))
    begin = next((at for at in range(shorter) if old[at].word != new[at].word), shorter)
    rest = shorter - begin
    end = next((at for at in range(rest) if old[-1 - at].word != new[-1 - at].word), rest)
    return begin, end


def _by_words(old: Sequence[Token], new: Sequence[Token]) -> list[Piece]:
    pieces: list[Piece] = []
    matcher = SequenceMatcher(None, [one.word for one in old], [one.word for one in new], autojunk=False)
    for tag, from_old, to_old, from_new, to_new in matcher.get_opcodes():
        if tag == "equal":
            pieces += _kept(old[from_old:to_old], new[from_new:to_new])
        else:
            pieces += _changed(_text(old[from_old:to_old]), _text(new[from_new:to_new]))
    return pieces


def _by_sentences(old: Sequence[Token], new: Sequence[Token]) -> list[Piece]:
    was_sentences, now_sentences = SENTENCE.findall(_text(old)), SENTENCE.findall(_text(new))
    pieces: list[Piece] = []
    matcher = SequenceMatcher(None, was_sentences, now_sentences, autojunk=False)
    for tag, from_old, to_old, from_new, to_new in matcher.get_opcodes():
        before, after = "".join(was_sentences[from_old:to_old]), "".join(now_sentences[from_new:to_new])
        if tag == "equal":
            pieces.append(Piece("same", before))
            continue
        words = tokens(before), tokens(after)
        quick = len(words[0]) * len(words[1]) <= MOST_PAIRS
        pieces += _by_words(*words) if quick else _changed(before, after)
    return pieces


def _kept(old: Sequence[Token], new: Sequence[Token]) -> list[Piece]:
    """Words that stayed; the space after one may have changed."""
    pieces: list[Piece] = []
    for one, other in zip(old, new, strict=True):
        if one.space == other.space:
            pieces.append(Piece("same", one.word + one.space))
        else:
            pieces += [Piece("same", one.word), *_changed(one.space, other.space)]
    return pieces


def _changed(before: str, after: str) -> list[Piece]:
    """What went and what came; spaces that both begin or end with stayed."""
    begin = _common(before, after)
    end = _common(before[begin:][::-1], after[begin:][::-1])
    pieces: list[Piece] = [
        Piece("same", before[:begin]),
        Piece("gone", before[begin : len(before) - end]),
        Piece("added", after[begin : len(after) - end]),
        Piece("same", before[len(before) - end :]),
    ]
    return [piece for piece in pieces if piece.text]


def _common(one: str, other: str) -> int:
    """How many spaces both begin with."""
    pairs = zip(one, other, strict=False)
    shorter = min(len(one), len(other))
    return next((at for at, (a, b) in enumerate(pairs) if a != b or not a.isspace()), shorter)


def _text(some: Iterable[Token]) -> str:
    return "".join(word + space for word, space in some)


def _tidied(pieces: Sequence[Piece]) -> list[Piece]:
    """What stayed by chance between two changes becomes part of one change."""
    runs = _runs(pieces)
    place = 1
    while place < len(runs) - 1:
        if not _by_chance(runs, place):
            place += 1
            continue
        stayed = runs[place][0].text
        before, after = runs[place - 1], runs[place + 1]
        gone, added = was(before) + stayed + was(after), now(before) + stayed + now(after)
        runs[place - 1 : place + 2] = [[piece for piece in (Piece("gone", gone), Piece("added", added)) if piece.text]]
        place = max(place - 2, 1)
    return [piece for run in runs for piece in _trimmed(run)]


def _trimmed(run: Sequence[Piece]) -> Sequence[Piece]:
    """A change without the spaces that stayed at its ends."""
    return run if run[0].kind == "same" else _changed(was(run), now(run))


def _runs(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """What stayed and what changed, by turns: each run is one piece that stayed, or what went and what came."""
    joined = _joined(pieces)
    return [list(run) for _, run in groupby(joined, key=lambda piece: piece.kind == "same")]


def _by_chance(runs: Sequence[Sequence[Piece]], at: int) -> bool:
    """Whether what stayed here is less than what changed on either side of it, and short enough to be by chance."""
    if runs[at][0].kind != "same":
        return False
    stayed = len(runs[at][0].text.strip())
    sides = [runs[at - 1], runs[at + 1]]
    if any(_quiet(side) for side in sides):
        return False
    smaller = min(max(len(piece.text.strip()) for piece in side) for side in sides)
    both = all(len(side) > 1 for side in sides)
    return stayed <= FEW_LETTERS or (both and stayed <= smaller)


def _quiet(run: Sequence[Piece]) -> bool:
    return all(piece.blank for piece in run)


def _as_whole(pieces: Sequence[Piece]) -> Sequence[Piece]:
    """One change of all of it, where hardly anything stayed."""
    before, after = was(pieces), now(pieces)
    stayed = sum(len(piece.text) for piece in pieces if piece.kind == "same")
    longer = max(len(before), len(after))
    changed_both = any(piece.kind == "gone" for piece in pieces) and any(piece.kind == "added" for piece in pieces)
    if before.strip() and after.strip() and changed_both and stayed < LITTLE_IN_COMMON * longer:
        return _changed(before, after)
    return pieces


def _joined(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """Neighbours of one kind as one; between two that stayed, what went before what came."""
    joined: list[Piece] = []
    for _, run in groupby(pieces, key=lambda piece: piece.kind == "same"):
        here = list(run)
        for kind in ("same", "gone", "added"):
            text = "".join(piece.text for piece in here if piece.kind == kind)
            if text:
                joined.append(replace(here[0], kind=kind, text=text))
    return tuple(joined)


def _head(text: str, most: int) -> str:
    """Its first words, of about so many letters."""
    if not most:
        return ""
    cut = text.find(" ", most)
    return text[: cut + 1] if 0 <= cut < 2 * most else text[:most]


def _tail(text: str, most: int) -> str:
    if not most:
        return ""
    cut = text.rfind(" ", 0, len(text) - most)
    return text[cut + 1 :] if cut > len(text) - 2 * most else text[len(text) - most :]
