"""People's words on their way to paper."""

import pytest

from inquiry.engine.texts import Part, cut, cut_parts, direction, length, no_break_spaces, parts


def test_parts_tells_bullets_from_paragraphs():
    text = "First.\n\n- one\n• two\n  * three\nLast – really."

    assert parts(text) == [
        Part("First."),
        Part("one", bullet=True),
        Part("two", bullet=True),
        Part("three", bullet=True),
        Part("Last – really."),
    ]


@pytest.mark.parametrize(
    ("typed", "spaced"),
    [
        ("Pourquoi ? Parce que : « oui » !", "Pourquoi\u00a0? Parce que\u00a0: «\u00a0oui\u00a0»\u00a0!"),
        ("41 % ; et puis", "41\u00a0%\u00a0; et puis"),
        ("déjà\u202f: serré", "déjà\u00a0: serré"),
        ("sans espace: rien", "sans espace: rien"),
    ],
)
def test_no_break_spaces_binds_what_is_there_and_adds_nothing(typed: str, spaced: str):
    assert no_break_spaces(typed) == spaced


@pytest.mark.parametrize(
    ("text", "way"), [("reading", "ltr"), ("41% القراءة", "rtl"), ("שלום", "rtl"), ("12:30", "ltr"), ("", "ltr")]
)
def test_direction_follows_the_first_letter(text: str, way: str):
    assert direction(text) == way


def test_cut_stops_where_a_sentence_ends():
    kept, rest = cut("One is short. Two is longer than that. Three.", 40)

    assert (kept, rest) == ("One is short. Two is longer than that.", "Three.")


def test_cut_stops_between_words_when_no_sentence_ends_near():
    kept, rest = cut("One. Then a very long sentence follows that goes on", 40)

    assert (kept, rest) == ("One. Then a very long sentence follows", "that goes on")


def test_cut_moves_everything_when_not_even_a_word_fits():
    assert cut("Comprehension first", 5) == ("", "Comprehension first")


def test_cut_may_cut_anywhere_in_a_script_without_spaces():
    kept, rest = cut("読" * 100, 40)

    assert (len(kept), len(rest)) == (40, 60)


@pytest.mark.parametrize("room", range(0, 260, 7))
def test_cut_parts_loses_no_word_and_keeps_the_order(room: int):
    texts = ["First we look. Then we talk about it.", "Second, we decide!", "Third: nothing more than this " * 4]

    pieces = cut_parts(texts, room)

    kept = [stays for stays, _ in pieces if stays]
    rest = [goes for _, goes in pieces if goes]
    assert " ".join([*kept, *rest]).split() == " ".join(texts).split()


def test_all_parts_stay_when_their_length_is_granted():
    texts = ["First.", "Second."]

    assert cut_parts(texts, length(texts)) == [("First.", ""), ("Second.", "")]
