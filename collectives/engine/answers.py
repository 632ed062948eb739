"""Answers from other tools: what the columns of their files hold, and the answers in their rows.

Google Forms begins with a time and perhaps an e-mail address; Microsoft Forms with a number, two times, an address and
a name; Mentimeter names the session and the voter. None of these is an answer, so none of them becomes a text unless a
person says so.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from ilc.tables.folding import fold

TEXT, LANGUAGE, QUOTABLE, LEAVE = "text", "language", "quotable", "leave"
USES: Final = (TEXT, LANGUAGE, QUOTABLE, LEAVE)

# What a column says about a person or a form rather than what somebody thinks: code, and the headers that say so.
_ABOUT: Final[Mapping[str, Sequence[str]]] = {
    "time": (
        "timestamp", "start time", "completion time", "last modified time", "submitted at", "submission date", "date",
        "date/time", "time", "horodateur", "heure de début", "heure de fin", "heure de la dernière modification",
        "date de soumission", "marca temporal", "hora de inicio", "hora de finalización",
        "hora de la última modificación", "fecha", "hora",
    ),
    "email": (
        "email", "email address", "e-mail", "username", "user name", "adresse e-mail", "adresse de messagerie",
        "adresse courriel", "courriel", "nom d'utilisateur", "dirección de correo electrónico", "correo electrónico",
        "correo", "nombre de usuario",
    ),
    "name": (
        "name", "full name", "your name", "first name", "last name", "surname", "nickname", "player", "nom", "prénom",
        "nom complet", "votre nom", "nom de famille", "nombre", "apellido", "apellidos", "nombre completo", "su nombre",
        "participant", "participante", "respondent", "répondant",
    ),
    "id": (
        "id", "response id", "respondent id", "no", "number", "#", "voter", "voter id", "voter name", "session",
        "session id", "votant", "identifiant", "votante", "sesión", "ip", "ip address", "adresse ip", "collector id",
        "phone", "téléphone", "teléfono",
    ),
    "score": ("score", "total points", "quiz feedback", "note totale", "puntuación", "puntos totales"),
}  # fmt: skip
_LANGUAGE: Final = ("language", "preferred language", "langue", "langue préférée", "idioma", "lengua")
_QUOTABLE: Final = (
    "may we quote", "quote", "quotable", "can we quote you", "consent to quote", "permission to quote", "citable",
    "pouvons-nous vous citer", "citation", "peut être cité", "podemos citar", "citar", "se puede citar",
)  # fmt: skip
_TOOLS: Final[Mapping[str, Sequence[frozenset[str]]]] = {
    "microsoft_forms": (
        frozenset({"starttime", "completiontime"}),
        frozenset({"heurededebut", "heuredefin"}),
        frozenset({"horadeinicio", "horadefinalizacion"}),
    ),
    "google_forms": (frozenset({"timestamp"}), frozenset({"horodateur"}), frozenset({"marcatemporal"})),
    "mentimeter": (frozenset({"voter"}), frozenset({"voterid"}), frozenset({"session", "date"})),
}
_KNOWN: Final = {fold(header): what for what, headers in _ABOUT.items() for header in headers}
_EMAIL = re.compile(r"^[^@\s]+@[^@\s]+\.[^@\s]+$")
_DATE = re.compile(r"^\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}([ T].*)?$")
_NUMBER = re.compile(r"^[\d\s.,%+-]+$")
_WORD = re.compile(r"[^\W_]")
_FIRST_WORD = re.compile(r"[^\W_]+")
_YES: Final = ("yes", "oui", "si", "true", "vrai", "verdadero", "1", "x")
_LANGUAGES: Final = {
    "en": ("en", "english", "anglais", "ingles"),
    "fr": ("fr", "french", "francais", "frances"),
    "es": ("es", "spanish", "espagnol", "espanol"),
}
_LONGEST_CONSENT: Final = 60  # characters: a column with longer cells holds quotes rather than a yes or no
_LONG_ENOUGH: Final = 12  # characters, on average: shorter cells are choices from a list rather than sentences


class Guess(NamedTuple):
    """What a column seems to be for. `why` it is left out: time, email, name, id, score, number, choice, empty."""

    use: str
    why: str = ""


class Answer(NamedTuple):
    """One answer in a row. `column` is where it stands; `quotable` what the row says of it, None: nothing."""

    text: str
    column: int
    language: str
    quotable: bool | None


def guess_uses(headers: Sequence[str], rows: Sequence[Sequence[str]]) -> list[Guess]:
    """What each column seems to be for, from its header and its first cells."""
    columns = [[row[index].strip() for row in rows if row[index].strip()] for index in range(len(headers))]
    return [_guess(header, cells) for header, cells in zip(headers, columns, strict=True)]


def tool_of(headers: Sequence[str]) -> str:
    """Which tool wrote a file with these headers: microsoft_forms, google_forms, mentimeter, or ""."""
    said = {fold(header) for header in headers}
    return next((tool for tool, marks in _TOOLS.items() if any(mark <= said for mark in marks)), "")


def answers_in(
    rows: Iterable[Sequence[str]], *, texts: Sequence[int], language: int | None, quotable: int | None
) -> Iterator[Answer]:
    """Every answer of the rows in these columns. Cells without a letter or digit hold none."""
    for row in rows:
        said = language_code(row[language]) if language is not None else ""
        may = _says_yes(row[quotable]) if quotable is not None else None
        for column in texts:
            text = row[column].strip()
            if _WORD.search(text):
                yield Answer(text, column, said, may)


def are_addresses(cells: Sequence[str]) -> bool:
    """Whether most of these cells are e-mail addresses."""
    said = [cell for cell in cells if cell.strip()]
    return bool(said) and 2 * sum(_EMAIL.match(cell.strip()) is not None for cell in said) > len(said)


def language_code(cell: str) -> str:
    """The code of a language that a cell names in a word or a code, "" for one we do not know."""
    said = fold(cell)
    return next((code for code, names in _LANGUAGES.items() if said in names or said[:2] == code == said), "")


def _guess(header: str, cells: Sequence[str]) -> Guess:
    said = fold(header)
    if said in map(fold, _LANGUAGE):
        return Guess(LANGUAGE)
    if any(fold(words) in said for words in _QUOTABLE) and all(len(cell) < _LONGEST_CONSENT for cell in cells):
        return Guess(QUOTABLE)
    why = _KNOWN.get(said) or _why_no_text(cells)
    return Guess(LEAVE, why) if why else Guess(TEXT)


def _why_no_text(cells: Sequence[str]) -> str:
    if not cells:
        return "empty"
    if are_addresses(cells):
        return "email"
    for what, pattern in (("time", _DATE), ("number", _NUMBER)):
        if all(pattern.match(cell) for cell in cells):
            return what
    return "choice" if sum(map(len, cells)) / len(cells) < _LONG_ENOUGH else ""


def _says_yes(cell: str) -> bool:
    first = _FIRST_WORD.search(cell)
    return first is not None and fold(first.group()) in _YES
