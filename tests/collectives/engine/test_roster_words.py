import pytest

from collectives.engine.roster_words import (
    LANGUAGE_CODES,
    POSITION_CODES,
    ROLE_CODES,
    guess_mapping,
    parse_language,
    parse_position,
    parse_roles,
)


@pytest.mark.parametrize(
    ("headers", "mapping"),
    [
        (
            ["Name", "E-mail", "Position", "School", "District", "Region", "Language", "Roles"],
            ["name", "email", "position", "school", "district", "region", "language", "roles"],
        ),
        (
            ["Nom", "Prénom", "Courriel", "École", "Centre de services scolaire", "Poste", "Région", "Langue", "Rôle"],
            ["last_name", "first_name", "email", "school", "district", "position", "region", "language", "roles"],
        ),
        (
            ["NOM", "PRENOM", "ADRESSE COURRIEL", "ECOLE", "Conseil/Centre de services scolaire", "FONCTION"],
            ["last_name", "first_name", "email", "school", "district", "position"],
        ),
        (
            ["Nombre", "Apellidos", "Correo electrónico", "Escuela", "Distrito", "Región", "Cargo", "Idioma", "Rol"],
            ["first_name", "last_name", "email", "school", "district", "region", "position", "language", "roles"],
        ),
        (["Nombre", "Correo"], ["name", "email"]),
        (["Nom", "Courriel"], ["name", "email"]),
        (["First name", "Name", "Email"], ["first_name", "last_name", "email"]),
        (
            ["sourcedId", "status", "role", "username", "givenName", "familyName", "middleName", "email", "phone"],
            [None, None, "roles", None, "first_name", "last_name", None, "email", None],
        ),
        (["Courriel professionnel", "Nom complet de la personne"], ["email", "name"]),
        (["School e-mail", "School name", "School district"], ["email", "school", "district"]),
        (["Email", "Personal email"], ["email", None]),
        (["Full name", "First name", "Last name", "Mail"], [None, "first_name", "last_name", "email"]),
        (["Téléphone", "Notes", ""], [None, None, None]),
    ],
)
def test_headers_are_recognised(headers, mapping):
    expected = {field: column for column, field in enumerate(mapping) if field}

    assert guess_mapping(headers) == expected


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Principal", "principal"),
        ("directrice d’école", "principal"),
        ("Directeur d'école", "principal"),
        ("Vice-Principal", "assistant_principal"),
        ("DIRECTION ADJOINTE", "assistant_principal"),
        ("Conseillère pédagogique", "coach"),
        ("Instructional Coach", "coach"),
        ("surintendante", "superintendent"),
        ("Directora", "principal"),
        ("psicóloga escolar", "psychologist"),
        ("teacher_leader", "teacher_leader"),
        ("Enseignante leader", "teacher_leader"),
        ("Oficina central", "central_office"),
        ("cadre intermédiaire", "middle_leader"),
        ("Astronaut", None),
        ("", None),
    ],
)
def test_positions_are_read_in_three_languages(text, code):
    assert parse_position(text) == code


def test_every_code_is_a_word_of_its_own():
    assert [parse_position(code) for code in POSITION_CODES] == list(POSITION_CODES)
    assert [parse_roles(code) for code in ROLE_CODES] == [({code}, ()) for code in ROLE_CODES]
    assert [parse_language(code) for code in LANGUAGE_CODES] == list(LANGUAGE_CODES)


@pytest.mark.parametrize(
    ("text", "roles", "unknown"),
    [
        ("Leader", {"leader"}, ()),
        ("leader, facilitator", {"leader", "facilitator"}, ()),
        ("Animatrice et coordonnatrice", {"facilitator", "coordinator"}, ()),
        ("facilitadora y admin", {"facilitator", "admin"}, ()),
        ("Facilitateur/trice", {"facilitator"}, ()),
        ("leader; wizard / admin", {"leader", "admin"}, ("wizard",)),
        (" , ", set(), ()),
        ("", set(), ()),
    ],
)
def test_roles_are_read_several_to_a_cell(text, roles, unknown):
    assert parse_roles(text) == (roles, unknown)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("fr-CA", "fr"),
        ("en_US", "en"),
        ("Français", "fr"),
        ("ESPAÑOL", "es"),
        ("Anglais (Canada)", "en"),
        ("Inuktitut", None),
    ],
)
def test_languages_are_read_by_name_or_code(text, code):
    assert parse_language(text) == code
