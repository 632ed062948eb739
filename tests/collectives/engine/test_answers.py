"""What the columns of other tools' files hold."""

import pytest

from collectives.engine.answers import Answer, answers_in, are_addresses, guess_uses, language_code, tool_of

SAID = "Late work tells me about the bus"


@pytest.mark.parametrize(
    ("headers", "row", "tool", "uses"),
    [
        (
            ["Timestamp", "Email Address", "What troubles you?", "Your school type"],
            ["8/24/2026 9:12:33", "a@example.org", SAID, "Rural"],
            "google_forms",
            [("leave", "time"), ("leave", "email"), ("text", ""), ("leave", "choice")],
        ),
        (
            ["ID", "Start time", "Completion time", "Email", "Name", "What troubles you?"],
            ["1", "8/24/26 9:12", "8/24/26 9:14", "anonymous", "", SAID],
            "microsoft_forms",
            [
                ("leave", "id"),
                ("leave", "time"),
                ("leave", "time"),
                ("leave", "email"),
                ("leave", "name"),
                ("text", ""),
            ],
        ),
        (
            ["ID", "Heure de début", "Heure de fin", "Adresse de messagerie", "Nom", "Qu’est-ce qui vous préoccupe ?"],
            ["1", "2026-08-24", "2026-08-24", "anonymous", "", SAID],
            "microsoft_forms",
            [
                ("leave", "id"),
                ("leave", "time"),
                ("leave", "time"),
                ("leave", "email"),
                ("leave", "name"),
                ("text", ""),
            ],
        ),
        (
            ["Session", "Date", "Voter", "What troubles you?", "How sure are you?"],
            ["1", "2026-08-24", "7", SAID, "4"],
            "mentimeter",
            [("leave", "id"), ("leave", "time"), ("leave", "id"), ("text", ""), ("leave", "number")],
        ),
        (
            ["Marca temporal", "Idioma", "¿Podemos citarle?", "Puntuación", "Comentario"],
            ["24/08/2026", "es", "Sí", "3", SAID],
            "google_forms",
            [("leave", "time"), ("language", ""), ("quotable", ""), ("leave", "score"), ("text", "")],
        ),
        (
            ["Comment", "May we quote you?", "Contact"],
            [SAID, "yes", "a@example.org"],
            "",
            [("text", ""), ("quotable", ""), ("leave", "email")],
        ),
        (["A", "B"], ["", ""], "", [("leave", "empty"), ("leave", "empty")]),
    ],
)
def test_columns_are_recognised(headers, row, tool, uses):
    assert (tool_of(headers), [tuple(guess) for guess in guess_uses(headers, [row])]) == (tool, uses)


def test_every_cell_with_a_word_is_an_answer():
    rows = [["fr", "Oui, bien sûr", "La note", "—"], ["English", "no", "  ", "The bus"], ["?", "", "n/a", ""]]

    found = list(answers_in(rows, texts=[2, 3], language=0, quotable=1))

    assert found == [
        Answer("La note", 2, "fr", True),
        Answer("The bus", 3, "en", False),
        Answer("n/a", 2, "", False),
    ]


@pytest.mark.parametrize(
    ("cell", "may"), [("Yes", True), ("Sí, claro", True), ("x", True), ("Since you ask, no", False), ("", False)]
)
def test_only_a_plain_yes_lets_words_be_quoted(cell, may):
    (answer,) = answers_in([["The bus", cell]], texts=[0], language=None, quotable=1)

    assert answer.quotable is may


def test_languages_are_known_by_name_and_code():
    assert [language_code(said) for said in ("Français", "en", "español", "Klingon", "")] == ["fr", "en", "es", "", ""]


def test_addresses_are_told_from_answers():
    assert are_addresses(["a@example.org", "b@example.org", ""])
    assert not are_addresses(["write to a@example.org", "the bus"])
    assert not are_addresses([])
