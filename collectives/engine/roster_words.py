"""The words people use in rosters: headers, positions, roles and languages, in English, French and Spanish."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from ilc.tables.folding import fold

FIELDS: Final = (
    "email",
    "first_name",
    "last_name",
    "name",
    "position",
    "school",
    "district",
    "region",
    "language",
    "roles",
)
"""What a column of a roster can hold. A name stands in one column (`name`) or in two."""

# For each field, the headers that say exactly this, the surest first.
_HEADERS: Final[Mapping[str, Sequence[str]]] = {
    "email": (
        "email", "e-mail", "e-mail address", "work email", "email 1", "courriel", "adresse courriel",
        "adresse électronique",
        "adresse de courriel", "adresse e-mail", "mél", "correo electrónico", "correo", "mail",
    ),
    "first_name": (
        "givenName", "first name", "first", "forename", "preferredFirstName", "prénom", "prénoms", "primer nombre",
        "nombre de pila", "nombres",
    ),
    "last_name": (
        "familyName", "last name", "last", "surname", "nom de famille", "apellidos", "apellido", "primer apellido",
    ),
    "name": (
        "full name", "name", "display name", "participant", "nom complet", "prénom et nom", "nom et prénom",
        "nom, prénom",
        "nom", "nombre completo", "nombre y apellidos", "nombre",
    ),
    "position": (
        "position", "job title", "job", "title", "poste", "fonction", "titre", "titre du poste", "emploi",
        "poste/fonction",
        "puesto", "cargo", "función",
    ),
    "school": (
        "school", "school name", "building", "campus", "école", "nom de l'école", "établissement", "escuela",
        "colegio",
        "nombre de la escuela", "centro escolar",
    ),
    "district": (
        "district", "school district", "district name", "school board", "board", "division", "school division",
        "conseil scolaire", "centre de services scolaire", "conseil/centre de services scolaire",
        "conseil ou centre de services scolaire", "commission scolaire", "css", "conseil", "distrito",
        "distrito escolar",
    ),
    "region": ("region", "région", "region name", "nom de la région", "región", "zone", "zona"),
    "language": (
        "language", "preferred language", "langue", "langue de préférence", "langue préférée",
        "langue de correspondance",
        "idioma", "idioma preferido", "lengua", "lang", "locale",
    ),
    "roles": (
        "roles", "role", "program role", "rôles", "rôle", "rôle dans le programme", "papel", "rol",
        "función en el programa",
    ),
}  # fmt: skip

# What a longer header must hold to be taken for a field ("Courriel professionnel"), tried after the exact ones.
_STEMS: Final[Mapping[str, Sequence[str]]] = {
    "email": ("email", "courriel", "correo"),
    "first_name": ("prénom", "first name", "given name"),
    "last_name": ("nom de famille", "last name", "family name", "apellido"),
    "district": (
        "district",
        "conseil scolaire",
        "centre de services",
        "commission scolaire",
        "distrito",
        "school board",
    ),
    "school": ("school", "école", "escuela", "établissement"),
    "region": ("region",),
    "position": ("position", "poste", "fonction", "job title", "puesto"),
    "language": ("language", "langue", "idioma"),
    "roles": ("role", "rol en"),
    "name": ("full name", "nom complet", "nombre completo"),
}

# Words that mean the whole name when they stand alone and one half of it beside the other half.
_NAME_OR_LAST_NAME: Final = frozenset(map(fold, ("name", "nom")))
_NAME_OR_FIRST_NAME: Final = frozenset(map(fold, ("nombre",)))

_POSITIONS: Final[Mapping[str, Sequence[str]]] = {
    "teacher_leader": (
        "teacher leader", "lead teacher", "teacher", "department head", "department chair", "enseignant",
        "enseignante",
        "enseignant leader", "enseignante leader", "enseignant responsable", "enseignante responsable",
        "enseignant ressource",
        "enseignante ressource", "chef de département", "cheffe de département", "docente", "docente líder",
        "maestro", "maestra",
        "maestro líder", "maestra líder", "profesor", "profesora", "jefe de departamento", "jefa de departamento",
        "leader pédagogique",
    ),
    "coach": (
        "coach", "instructional coach", "literacy coach", "math coach", "numeracy coach", "conseiller pédagogique",
        "conseillère pédagogique", "accompagnateur", "accompagnatrice", "accompagnateur pédagogique",
        "accompagnatrice pédagogique", "asesor pedagógico", "asesora pedagógica", "entrenador pedagógico",
        "entrenadora pedagógica", "asesoría pedagógica", "conseillère ou conseiller pédagogique",
    ),
    "middle_leader": (
        "middle leader", "mid-level leader", "coordinator of instruction", "curriculum coordinator",
        "cadre intermédiaire",
        "leader intermédiaire", "responsable de cycle", "líder intermedio", "líder intermedia", "mando intermedio",
        "liderazgo intermedio",
    ),
    "assistant_principal": (
        "assistant principal", "vice principal", "vice-principal", "deputy principal", "associate principal", "ap",
        "vp",
        "direction adjointe", "directeur adjoint", "directrice adjointe", "directeur adjoint d'école",
        "directrice adjointe d'école", "subdirector", "subdirectora", "vicedirector", "vicedirectora",
        "subdirección", "subdirección de escuela",
    ),
    "principal": (
        "principal", "head teacher", "headteacher", "school principal", "direction", "direction d'école",
        "direction d'établissement", "directeur", "directrice", "directeur d'école", "directrice d'école",
        "director", "directora", "director de escuela", "directora de escuela", "director escolar",
        "directora escolar", "dirección", "dirección de escuela",
    ),
    "central_office": (
        "central office", "central office leader", "district office", "district leader", "central administration",
        "bureau central", "services éducatifs", "direction des services éducatifs", "cadre", "oficina central",
        "leader des services centraux", "liderazgo de oficina central",
    ),
    "superintendent": (
        "superintendent", "assistant superintendent", "supervisory officer", "director of education", "surintendant",
        "surintendante", "surintendance", "direction générale", "directeur général", "directrice générale",
        "directeur de l'éducation", "directrice de l'éducation", "superintendente", "superintendenta",
        "superintendencia",
    ),
    "psychologist": (
        "psychologist", "school psychologist", "psychologue", "psychologue scolaire", "psicólogo", "psicóloga",
        "psicólogo escolar", "psicóloga escolar", "psicología escolar",
    ),
}  # fmt: skip

_ROLES: Final[Mapping[str, Sequence[str]]] = {
    "leader": ("leader", "leaders", "member", "membre", "líder", "participant", "participante"),
    "facilitator": (
        "facilitator", "facilitateur", "facilitatrice", "animateur", "animatrice", "facilitador", "facilitadora",
        "facilitateur/trice", "facilitateur-rice", "facilitador/a", "animation", "facilitación",
    ),
    "coordinator": (
        "coordinator", "regional coordinator", "coordonnateur", "coordonnatrice", "coordonnateur régional",
        "coordonnatrice régionale", "coordonnateur/trice", "coordinateur", "coordinatrice", "coordinador",
        "coordinadora",
        "coordinador regional", "coordinadora regional", "coordinador/a",
        "coordination régionale", "coordinación regional",
    ),
    "admin": (
        "admin", "administrator", "program admin", "program administrator", "administrateur", "administratrice",
        "administrateur/trice", "administrador", "administradora", "administrador/a",
        "administration du programme", "administración del programa",
    ),
}  # fmt: skip

_LANGUAGES: Final[Mapping[str, Sequence[str]]] = {
    "en": ("en", "eng", "english", "anglais", "inglés"),
    "fr": ("fr", "fra", "fre", "french", "français", "francés"),
    "es": ("es", "spa", "spanish", "espagnol", "español", "castellano"),
}


def _codes_by_word(words: Mapping[str, Sequence[str]]) -> Mapping[str, str]:
    """Each word, folded, with its code. A code written as itself ("teacher_leader") is a word too."""
    return {fold(word): code for code, its_words in words.items() for word in (code, *its_words)}


_POSITION_BY_WORD: Final = _codes_by_word(_POSITIONS)
_ROLE_BY_WORD: Final = _codes_by_word(_ROLES)
_LANGUAGE_BY_WORD: Final = _codes_by_word(_LANGUAGES)
_ROLE_SEPARATORS: Final = re.compile(r"[,;/|+&\n]|\s(?:and|et|y)\s", re.IGNORECASE)

POSITION_CODES: Final = tuple(_POSITIONS)
ROLE_CODES: Final = tuple(_ROLES)
LANGUAGE_CODES: Final = tuple(_LANGUAGES)


def _map_first(
    mapping: dict[str, int],
    field: str,
    headers: Sequence[str],
    fits: Callable[[str, str], bool],
    words: Sequence[str],
) -> None:
    """Map the field to the free column that fits its earliest word."""
    for word in map(fold, words):
        for column, header in enumerate(headers):
            if fits(header, word) and column not in mapping.values():
                mapping[field] = column
                return


def _share_out_names(mapping: dict[str, int], headers: Sequence[str]) -> None:
    """A column taken for the whole name is one half of it when the other half has a column of its own."""
    if "name" not in mapping:
        return
    header = headers[mapping["name"]]
    if "first_name" in mapping and "last_name" not in mapping and header in _NAME_OR_LAST_NAME:
        mapping["last_name"] = mapping.pop("name")
    elif "last_name" in mapping and "first_name" not in mapping and header in _NAME_OR_FIRST_NAME:
        mapping["first_name"] = mapping.pop("name")


def guess_mapping(headers: Sequence[str]) -> dict[str, int]:
    """Which column holds which field, as far as the headers tell. No column is taken twice.

    Exact headers come before headers that only hold a known word, and among exact ones the surest word wins, then the
    column that stands further left. `name` is left out where first and last names have columns of their own.
    """
    folded = [fold(header) for header in headers]
    mapping: dict[str, int] = {}
    for field in FIELDS:
        _map_first(mapping, field, folded, lambda header, word: header == word, _HEADERS[field])
    _share_out_names(mapping, folded)
    for field, stems in _STEMS.items():
        if field not in mapping:
            _map_first(mapping, field, folded, lambda header, word: word in header, stems)
    _share_out_names(mapping, folded)
    if "first_name" in mapping and "last_name" in mapping:
        mapping.pop("name", None)
    return mapping


def parse_position(text: str) -> str | None:
    """The code of a position, or None when the word is not known."""
    return _POSITION_BY_WORD.get(fold(text))


def parse_roles(text: str) -> tuple[frozenset[str], tuple[str, ...]]:
    """The codes of the roles in this cell (between commas, slashes or "and"), and the words that name none."""
    whole = _ROLE_BY_WORD.get(fold(text))
    if whole:
        return frozenset((whole,)), ()
    words = [word.strip() for word in _ROLE_SEPARATORS.split(text)]
    known = {word: _ROLE_BY_WORD.get(fold(word)) for word in words if word}
    return frozenset(filter(None, known.values())), tuple(word for word, code in known.items() if code is None)


def parse_language(text: str) -> str | None:
    """The code of a language we speak, from its name or a code like fr-CA; None when it is another."""
    return _LANGUAGE_BY_WORD.get(fold(text)) or _LANGUAGE_BY_WORD.get(fold(re.split(r"[-_(]", text)[0]))
