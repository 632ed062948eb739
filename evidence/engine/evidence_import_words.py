"""The words people use above the columns of evidence, in English, French and Spanish."""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from evidence.engine.days import read_day
from ilc.tables.folding import fold

LEVELS: Final = tuple(f"level_{number}" for number in range(1, 8))
FIELDS: Final = (
    "indicator", "day", "school", "group", "figure", "numerator", "denominator", "percent", *LEVELS, "words", "note",
)  # fmt: skip
"""What one column can hold. `figure` is a number in any form, `level_1` how many chose the lowest level of a scale."""

SPREADS: Final = ("day", "school", "group", "indicator")
"""What each of several columns can be one of, its header saying which: `each_day`, `each_school` and so on."""

_HEADERS: Final[Mapping[str, str]] = {
    "indicator": "indicator|measure|what is counted|indicateur|mesure|indicador|medida",
    "day": "day|date|on|when|month|week of|week|collected on|jour|date de collecte|mois|semaine du|quand|le|día|fecha"
    "|mes|cuándo|semana del",
    "school": "school|school name|building|campus|site|école|nom de l'école|établissement|escuela"
    "|nombre de la escuela|colegio|centro|plantel",
    "group": "student group|group|subgroup|grade|demographic|groupe d'élèves|groupe|sous-groupe|année|niveau"
    "|grupo de estudiantes|grupo|subgrupo|grado",
    "denominator": "of how many|of|out of|denominator|total|total students|number tested|enrolment|enrollment|n"
    "|sur combien|dénominateur|nombre total|effectif|de cuántos|denominador|número total|matrícula",
    "numerator": "how many|seen|numerator|number met|met|count|number of students|nombre|combien|numérateur|atteint"
    "|cuántos|numerador|cantidad|lograron",
    "percent": "percent|percentage|%|per cent|share|rate|pourcentage|pour cent|taux|part|porcentaje|por ciento|tasa",
    "figure": "figure|value|number|score|result|data|amount|average|mean|minutes|chiffre|valeur|résultat|donnée"
    "|moyenne|cifra|valor|número|resultado|dato|promedio|media",
    "words": "words|comment|comments|observation|observations|quote|answer|mots|paroles|commentaire|commentaires"
    "|réponse|palabras|comentario|comentarios|observación|respuesta",
    "note": "note|notes|remark|remarks|remarque|remarques|nota|notas",
}
_FIELD_BY_HEADER: Final = {fold(word) or word: field for field, words in _HEADERS.items() for word in words.split("|")}
_LEVEL: Final = re.compile(r"(?:level|niveau|nivel|rating)?\s*([1-7])(?:\s*[-–:(].*)?", re.IGNORECASE)
_FEWEST_SPREAD: Final = 2


def guess_columns(headers: Sequence[str], *, scale: Sequence[str], schools: set[str], groups: set[str]) -> list[str]:
    """What each column seems to hold: a field, `each_…` of a spread, or nothing ("").

    `scale` are the levels of an indicator on a scale; `schools` and `groups` are folded names. No field is given twice.
    """
    levels = {fold(level): field for level, field in zip(scale, LEVELS, strict=False)}
    guessed: list[str] = []
    for header in headers:
        field = _guess(header, levels, bool(scale), schools, groups)
        guessed.append("" if field in guessed and not field.startswith("each_") else field)
    return _only_one_spread(guessed)


def _guess(header: str, levels: Mapping[str, str], has_scale: bool, schools: set[str], groups: set[str]) -> str:
    folded = fold(header) or header.strip()
    if folded in levels:
        return levels[folded]
    if folded in _FIELD_BY_HEADER:
        return _FIELD_BY_HEADER[folded]
    if has_scale and (level := _LEVEL.fullmatch(header.strip())):
        return f"level_{level[1]}"
    if folded in schools:
        return "each_school"
    if folded in groups:
        return "each_group"
    named = not header.strip().isdigit() and read_day(header)
    return "each_day" if named and named != "unreadable" else ""


def _only_one_spread(guessed: list[str]) -> list[str]:
    """The columns of one spread at most, where there are several of it; then a day or a group is no field as well."""
    counts = {spread: guessed.count(f"each_{spread}") for spread in SPREADS}
    most = max(SPREADS, key=lambda spread: counts[spread])
    if counts[most] < _FEWEST_SPREAD:
        return ["" if field.startswith("each_") else field for field in guessed]
    kept = {*FIELDS, f"each_{most}"} - {most, "figure", "percent", "numerator", *LEVELS}
    return [field if field in kept else "" for field in guessed]
