"""Comparing the words people write in headers and cells, whatever their case, accents and punctuation."""

import unicodedata
from collections.abc import Sequence


def fold(text: str) -> str:
    """Letters and digits only, without case and accents: "Prénom :" and "PRENOM" fold to the same text.

    Words written together or apart fold alike ("givenName", "Given name"). Only for comparing, never for showing.
    """
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    return "".join(character for character in decomposed if character.isalnum())


def column_letter(index: int) -> str:
    """The letter a spreadsheet shows above the column: 0 is A, 26 is AA."""
    letters = ""
    number = index + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def distinct_labels(headers: Sequence[str]) -> tuple[str, ...]:
    """One label for each column, no two alike: the column's letter where it is empty, numbered where it repeats."""
    labels: list[str] = []
    taken: set[str] = set()
    for index, header in enumerate(headers):
        wanted = " ".join(header.split()) or column_letter(index)
        label, count = wanted, 1
        while label.casefold() in taken:
            count += 1
            label = f"{wanted} ({count})"
        taken.add(label.casefold())
        labels.append(label)
    return tuple(labels)
