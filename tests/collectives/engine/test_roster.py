import io
import tracemalloc

import pytest
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from collectives.engine.roster import (
    CheckedRow,
    Problem,
    RosterValues,
    check_row,
    clean_email,
    clean_text,
    is_email,
)
from collectives.engine.roster_words import guess_mapping
from ilc.tables.reading import MAX_ROWS, TableProblem, TableRow, read_csv
from ilc.tables.seen import RowsSeen

MAPPING = {"name": 0, "email": 1}


def checked(name: str, email: str) -> CheckedRow:
    return check_row(TableRow(2, (name, email), ()), MAPPING, RowsSeen(10))


def codes(row: CheckedRow) -> list[str]:
    return [problem.code for problem in row.problems]


def test_a_whole_french_row_is_read():
    mapping = guess_mapping(
        ["Nom", "Prénom", "Courriel", "École", "Conseil scolaire", "Poste", "Région", "Langue", "Rôle"],
    )
    cells = (
        "Côté",
        "Zoë",
        " Zoe@Exemple.CA ",
        "École  de la Baie",
        "CSAP",
        "Directrice",
        "Côte-Est",
        "français",
        "animatrice, leader",
    )

    row = check_row(TableRow(7, cells, ()), mapping, RowsSeen(10))

    assert row == CheckedRow(
        7,
        RosterValues(
            email="zoe@exemple.ca",
            name="Zoë Côté",
            position="principal",
            school="École de la Baie",
            district="CSAP",
            region="Côte-Est",
            language="fr",
            roles=("leader", "facilitator"),
        ),
        (),
    )


@pytest.mark.parametrize(
    "name",
    [
        "W̱SÁNEĆ Elder",
        "ᐋᓗᒃ ᐃᓄᒃ",
        "نور الدين",
        "Nguyễn Thị Ánh",
        "O'Neil-Büchner",
        "ʻAulani",
        "שרה לוי",
        "नेहा शर्मा",
        "Ana 😀",
    ],
)
def test_names_of_every_script_are_kept(name):
    assert checked(name, "a@b.ca").values.name == name
    assert checked(name, "a@b.ca").problems == ()


def test_a_name_is_composed_and_its_spaces_are_single():
    assert clean_text(" \u202aCo\u0302te\u0301\u00a0 \t Zoe\u0308\ufeff ") == "Côté Zoë"


@pytest.mark.parametrize("text", ["-", " — ", "N/A", "s.o.", "", " "])
def test_a_cell_that_says_that_there_is_nothing_says_nothing(text):
    assert clean_text(text) == ""


@pytest.mark.parametrize(
    ("text", "email"),
    [
        ("ANA@B.CA", "ana@b.ca"),
        ("mailto:Ana@b.ca", "ana@b.ca"),
        ("<ana@b.ca>", "ana@b.ca"),
        ("Ana Roy <ana@b.ca>", "ana@b.ca"),
        ("\u202aana@b.ca\u202c", "ana@b.ca"),
        ("ana@école.ca", "ana@école.ca"),
    ],
)
def test_an_address_is_found_in_what_people_paste(text, email):
    assert checked("Ana", text).values.email == email


ADDRESSES = [
    "ana@b.ca", "ana.roy+ilc@sub.b-c.org", "o'neil@b.ca", "ana@xn--cole-9oa.ca", "ana@école.ca", "ana@школа.рф",
    "ana", "ana@", "@b.ca", "ana@b", "ana..roy@b.ca", ".ana@b.ca", "ana@-b.ca", "ana@b-.ca", "ana@b..ca",
    "ana roy@b.ca",
    "ana@b.ca,leo@b.ca", "ana@b.c", "ana@@b.ca", "ana@b.ca.", "añá@b.ca", "ana@b_c.ca", "ana@" + "b" * 64 + ".ca", "",
]  # fmt: skip


@pytest.mark.parametrize("address", ADDRESSES)
def test_addresses_are_accepted_as_django_accepts_them(address):
    try:
        validate_email(address)
        accepted = True
    except ValidationError:
        accepted = False

    assert is_email(address) == accepted


def test_an_address_with_invisible_marks_inside_is_not_one():
    assert codes(checked("Ana", "ana@b\u200bc.ca")) == ["email_shape"]


def test_an_address_longer_than_mail_carries_is_not_one():
    assert not is_email("a" * 250 + "@b.ca")


@pytest.mark.parametrize(
    ("name", "email", "problems"),
    [
        ("", "ana@b.ca", [Problem("name_missing", 0, "")]),
        ("Ana", "", [Problem("email_missing", 1, "")]),
        ("Ana", "ana at b.ca", [Problem("email_shape", 1, "ana at b.ca")]),
        ("=cmd|' /C calc'!A0", "ana@b.ca", [Problem("formula", 0, "=cmd|' /C calc'!A0")]),
        ("Ana", '=HYPERLINK("x")', [Problem("formula", 1, '=HYPERLINK("x")')]),
        ("@SUM(A1)", "+1", [Problem("formula", 1, "+1"), Problem("formula", 0, "@SUM(A1)")]),
        ("C\ufffdt\ufffd", "ana@b.ca", [Problem("lost_letter", 0, "C\ufffdt\ufffd")]),
        ("Ana \u202eyoR", "ana@b.ca", [Problem("direction_override", 0, "Ana \u202eyoR")]),
        ("A" * 201, "ana@b.ca", [Problem("too_long", 0, "A" * 200)]),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_name_or_an_address_is_named_with_its_column(name, email, problems):
    assert list(checked(name, email).problems) == problems


def test_words_we_do_not_know_are_named_each():
    mapping = {"name": 0, "email": 1, "position": 2, "roles": 3, "language": 4}

    row = check_row(
        TableRow(2, ("Ana", "a@b.ca", "Astronaut", "wizard, leader, elf", "Klingon"), ()),
        mapping,
        RowsSeen(10),
    )

    assert row.values == RosterValues(email="a@b.ca", name="Ana", roles=("leader",))
    assert row.problems == (
        Problem("position_unknown", 2, "Astronaut"),
        Problem("language_unknown", 4, "Klingon"),
        Problem("role_unknown", 3, "wizard"),
        Problem("role_unknown", 3, "elf"),
    )


def test_first_and_last_names_are_put_together_and_may_not_be_too_long_together():
    mapping = {"first_name": 0, "last_name": 1, "email": 2}

    row = check_row(TableRow(2, ("A" * 150, "B" * 150, "a@b.ca"), ()), mapping, RowsSeen(10))

    assert codes(row) == ["too_long"]


def test_problems_of_the_table_count_only_in_columns_that_are_brought_in():
    problems = (TableProblem("control_character", 0, "A\ufffdna"), TableProblem("cell_too_long", 2, "20000"))

    row = check_row(TableRow(2, ("A\ufffdna", "a@b.ca", "x"), problems), MAPPING, RowsSeen(10))

    assert row.problems == (Problem("control_character", 0, "A\ufffdna"),)


def test_a_row_that_is_not_whole_says_nothing():
    row = check_row(TableRow(2, ("Ana", ""), (TableProblem("ragged", None, "1"),)), MAPPING, RowsSeen(10))

    assert row == CheckedRow(2, RosterValues(), (Problem("ragged", None, "1"),))


def test_the_second_row_with_an_address_names_the_first_whatever_the_case():
    seen = RowsSeen(10)
    rows = [
        check_row(TableRow(number, ("Ana", email), ()), MAPPING, seen)
        for number, email in ((2, "a@b.ca"), (9, "A@B.ca"))
    ]

    assert [row.problems for row in rows] == [(), (Problem("same_email", 1, "2"),)]


def test_two_hundred_thousand_addresses_are_told_apart():
    seen = RowsSeen(MAX_ROWS)
    emails = [f"person{number}@b.ca" for number in range(MAX_ROWS)]

    assert all(seen.first_row(email, number) is None for number, email in enumerate(emails))
    assert [seen.first_row(emails[number], MAX_ROWS) for number in (0, 77, MAX_ROWS - 1)] == [0, 77, MAX_ROWS - 1]


def test_memory_does_not_grow_with_the_number_of_rows(tmp_path):
    def peak(count: int) -> int:
        path = tmp_path / f"{count}.csv"
        with path.open("w", encoding="utf-8") as lines:
            lines.write("Name,Email,Position,School,Roles\n")
            for number in range(count):
                lines.write(f"Zoë Côté,person{number}@exemple.ca,directrice,Gull Rock,leader\n")
        tracemalloc.start()
        table = read_csv(path)
        mapping, seen = guess_mapping(table.headers), RowsSeen(MAX_ROWS)
        good = sum(not check_row(row, mapping, seen).problems for row in table)
        _, highest = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert good == count
        return highest

    assert peak(100_000) <= 1.25 * peak(10_000)


def test_a_file_with_everything_wrong_still_gives_its_good_rows():
    content = (
        "\ufeffNom;Courriel;Rôle\r\n"
        "Zoë Côté;zoe@exemple.ca;animatrice\r\n"
        "\r\n"
        "=cmd;eve@exemple.ca;leader\r\n"
        "Léo Roy;ZOE@exemple.ca;leader\r\n"
        "Ana;ana@exemple.ca;sorcière\r\n"
        "Max\r\n"
        '"Roy ""Ti-Loup"", Luc";luc@exemple.ca;leader\r\n'
    )
    table = read_csv(io.BytesIO(content.encode()))
    mapping, seen = guess_mapping(table.headers), RowsSeen(10)

    rows = [check_row(row, mapping, seen) for row in table]

    assert [(row.number, row.values.name, codes(row)) for row in rows] == [
        (2, "Zoë Côté", []),
        (4, "", ["formula"]),
        (5, "Léo Roy", ["same_email"]),
        (6, "Ana", ["role_unknown"]),
        (7, "", ["ragged"]),
        (8, 'Roy "Ti-Loup", Luc', []),
    ]


def test_cleaning_an_address_twice_changes_nothing_more():
    assert clean_email(clean_email("mailto:<Ana@B.ca>")) == clean_email("<mailto:Ana@B.ca>") == "ana@b.ca"
