import pytest

from evidence.engine.evidence_import_names import ALL_STUDENTS, Found, names_of
from evidence.engine.evidence_import_words import guess_columns


@pytest.mark.parametrize(
    ("headers", "columns"),
    [
        (["Indicator", "Day", "School", "Student group", "How many", "Of how many", "Note"],
         ["indicator", "day", "school", "group", "numerator", "denominator", "note"]),
        (["Indicateur", "Jour", "École", "Groupe d’élèves", "Chiffre", "Remarque"],
         ["indicator", "day", "school", "group", "figure", "note"]),
        (["Indicador", "Día", "Escuela", "Grupo de estudiantes", "Cuántos", "De cuántos"],
         ["indicator", "day", "school", "group", "numerator", "denominator"]),
        (["School", "2026-09-15", "2026-10-15", "Total"], ["school", "each_day", "each_day", "denominator"]),
        (["Date", "Gull Rock", "Elm Street"], ["day", "each_school", "each_school"]),
        (["Date", "Grade 3", "Grade 4", "Value"], ["day", "each_group", "each_group", ""]),
        (["Day", "not yet", "sometimes", "often"], ["day", "level_1", "level_2", "level_3"]),
        (["Day", "Level 1", "Level 2", "3 - often"], ["day", "level_1", "level_2", "level_3"]),
        (["Date", "Date", "%", "Colour"], ["day", "", "percent", ""]),
        (["School", "2026-09-15"], ["school", ""]),
    ],
)  # fmt: skip
def test_headers_tell_what_columns_hold(headers: list[str], columns: list[str]):
    guessed = guess_columns(
        headers, scale=["not yet", "sometimes", "often"], schools={"gullrock", "elmstreet"}, groups={"grade3", "grade4"}
    )

    assert guessed == columns


def test_cells_name_things_whatever_their_case_and_accents():
    names = names_of([("a", "École Ré-Or"), ("b", "Gull Rock"), ("c", "Twin"), ("d", "twin")], everything=ALL_STUDENTS)

    found = [names.find(text) for text in ("ecole re or", "Gull Rok", "TWIN", "", "tous", "Nowhere at all")]

    assert found == [
        Found("a"),
        Found(problem="unknown", meant="Gull Rock"),
        Found(problem="ambiguous"),
        Found(),
        Found(),
        Found(problem="unknown"),
    ]
