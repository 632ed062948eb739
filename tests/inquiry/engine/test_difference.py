"""What became of a text, word by word: exact, and fit to read."""

import random
from itertools import pairwise
from time import process_time

import pytest

from inquiry.engine.difference import Piece, difference, folded, now, only_spaces, tokens, was

WORDS = [
    "students",
    "l’école",
    "qu’on",
    "don’t",
    "41",
    "%",
    "«\u00a0lire\u00a0»",
    "élèves",
    "e\u0301te\u0301",
    "👩‍🏫",
    "🇨🇦",
]
WORDS += ["👍🏽", "niño", "¿qué?", ",", ".", "K–5", "قراءة", "读", "2.9", "the", "of", "a"]
SPACES = [" ", " ", " ", "\n", "\n\n", "\u00a0", "\u202f", "  ", ""]


def marked(before: str, after: str) -> str:
    """The difference as one line: [-gone-] and [+added+]."""
    return written(difference(before, after))


def written(pieces: tuple[Piece, ...]) -> str:
    marks = {"same": "{}", "gone": "[-{}-]", "added": "[+{}+]"}
    return "".join("…" if piece.fold else marks[piece.kind].format(piece.text) for piece in pieces)


def some_text(chance: random.Random, length: int) -> str:
    return "".join(chance.choice(WORDS) + chance.choice(SPACES) for _ in range(length))


def changed_text(text: str, chance: random.Random) -> str:
    """The same text after a few changes in random places, not always between words."""
    for _ in range(chance.randrange(6)):
        begin = chance.randrange(len(text) + 1)
        end = min(begin + chance.randrange(12), len(text))
        text = text[:begin] + chance.choice(["", some_text(chance, 3)]) + text[end:]
    return text


@pytest.mark.parametrize("seed", range(40))
def test_the_pieces_give_back_both_texts_letter_by_letter(seed: int) -> None:
    chance = random.Random(seed)
    for length in (0, 1, 3, 20, 80):
        before = some_text(chance, length)
        for after in (changed_text(before, chance), some_text(chance, length), "", before):
            pieces = difference(before, after)

            assert (was(pieces), now(pieces)) == (before, after)
            assert all(piece.text for piece in pieces)
            assert all(one.kind != other.kind for one, other in pairwise(pieces))


@pytest.mark.parametrize("seed", range(20))
def test_folding_keeps_every_change(seed: int) -> None:
    chance = random.Random(seed)
    before = some_text(chance, 120)
    pieces = difference(before, changed_text(before, chance))

    shown = folded(pieces)

    changes = [piece for piece in pieces if piece.kind != "same"]
    assert [piece for piece in shown if piece.kind != "same"] == changes
    assert sum(len(piece.text) for piece in shown) <= sum(len(piece.text) for piece in pieces)


@pytest.mark.parametrize(
    ("before", "after", "difference"),
    [
        ("", "", ""),
        ("", "all new", "[+all new+]"),
        ("all gone", "", "[-all gone-]"),
        ("visit classrooms", "visit three classrooms a month", "visit [+three +]classrooms[+ a month+]"),
        ("41 % met it", "48 % met it", "[-41-][+48+] % met it"),
        ("2.9 of 5", "3.4 of 5", "[-2.9-][+3.4+] of 5"),
        ("We read.", "We read. We talk.", "We read.[+ We talk.+]"),
        ("we don’t stop", "we do stop", "we [-don’t-][+do+] stop"),
        ("l’école change", "l’équipe change", "l’[-école-][+équipe+] change"),
        ("qu’on lise", "qu’elle lise", "qu’[-on-][+elle+] lise"),
        ("¿Qué leen?", "¿Qué escriben?", "¿Qué [-leen-][+escriben+]?"),
        ("los niños leen", "las niñas leen", "[-los niños-][+las niñas+] leen"),
        ("«\u00a0lire\u00a0» bien", "«\u00a0lire\u00a0» mieux", "«\u00a0lire\u00a0» [-bien-][+mieux+]"),
        ("👩‍🏫 reads", "👩🏽‍🏫 reads", "[-👩‍🏫-][+👩🏽‍🏫+] reads"),
        ("e\u0301cole", "ecole", "[-e\u0301cole-][+ecole+]"),
        ("🇨🇦 here", "🇪🇸 here", "[-🇨🇦-][+🇪🇸+] here"),
        ("one\ntwo", "one\n\ntwo", "one\n[+\n+]two"),
        ("K–5 teams", "K–6 teams", "K–[-5-][+6+] teams"),
    ],
)
def test_it_reads_well(before: str, after: str, difference: str) -> None:
    assert marked(before, after) == difference


def test_words_that_stayed_by_chance_are_no_island() -> None:
    before = "so that no one waits for help"
    after = "so that nobody waits longer than one week for help"

    assert marked(before, after) == "so that [-no one waits-][+nobody waits longer than one week+] for help"


def test_a_text_with_hardly_anything_in_common_is_shown_as_a_whole() -> None:
    before = "Goal 2 of the regional plan: every student reads by grade 5."
    after = "What we chose together in November, after the visits to nine schools of our own."

    assert marked(before, after) == f"[-{before}-][+{after}+]"


def test_only_spaces_that_changed_are_known_as_such() -> None:
    found = [
        only_spaces(difference(before, after))
        for before, after in (
            ("a b", "a\u00a0b"),
            ("a b", "a b\n"),
            ("a b", "a c"),
            ("a", "a"),
        )
    ]

    assert found == [True, True, False, False]


def test_what_stayed_is_folded_to_a_few_words_around_each_change() -> None:
    long = " ".join(f"word{number}" for number in range(60))

    shown = folded(difference(f"{long} old {long}", f"{long} new {long}"), around=20)

    assert written(shown) == "…word57 word58 word59 [-old-][+new+] word0 word1 word2 word3 …"


def test_short_texts_and_those_that_are_the_same_are_not_folded() -> None:
    short, same = difference("visit three classrooms", "visit four classrooms"), difference("word " * 99, "word " * 99)

    assert (folded(short), folded(same)) == (short, same)


def test_words_are_cut_where_people_would() -> None:
    cut = [token.word for token in tokens(" l’élève don't 2.9 aujourd’hui 👩🏽‍🏫, fin.")]

    assert cut == ["", "l’", "élève", "don't", "2.9", "aujourd’hui", "👩🏽‍🏫", ",", "fin", "."]


@pytest.mark.parametrize("words", ["a", "ab", ["the", "a", "of", "students", "reading", "class", "visit", "month"]])
def test_the_longest_texts_take_no_long_time(words: str | list[str]) -> None:
    chance = random.Random(7)
    before = " ".join(chance.choice(words) for _ in range(9000))[:20_000]
    after = ". ".join(chance.choice(words) for _ in range(9000))[:20_000]
    began = process_time()

    pieces = difference(before, after)

    assert (was(pieces), now(pieces)) == (before, after)
    assert process_time() - began < 5
