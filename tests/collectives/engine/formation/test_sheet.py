"""A collective at a glance: what is good in it, and what is strained though no rule is broken."""

from collectives.engine.formation.check import Good, GoodCode, Sheet, Strain, StrainCode, check
from collectives.engine.formation.problem import Assignment, Collective, Person, Problem, Rules


def person(key: str, **other) -> Person:
    facts = {
        "choices": ("grading", "belonging"),
        "slots": frozenset({1, 2}),
        "languages": frozenset({"en"}),
        "position": "coach",
        "district": key,
    }
    return Person(key, **(facts | other))


def sheet_of(people: tuple[Person, ...], members: str, rules: Rules) -> Sheet:
    collective = Collective("C1", "grading", 1, "en", "F", tuple(members))
    (sheet,) = check(Problem(people, (), rules=rules), Assignment((collective,))).sheets
    return sheet


def test_a_sheet_says_what_is_good() -> None:
    people = (
        person("a", position="coach", district="n", region="east", rural=True, third_last_cycle=True),
        person("b", position="coach", district="s", region="east", large=True),
        person("c", position="principal", district="n", region="west"),
        person("d", position="principal", district="s", region="west"),
        person("e"),
    )

    sheet = sheet_of(people, "abcd", Rules(min_size=3, max_size=5))

    assert (sheet.size, sheet.choices, sheet.absent) == (4, (4, 0, 0), ())
    assert (sheet.positions, sheet.districts) == ({"coach": 2, "principal": 2}, {"n": 2, "s": 2})
    assert (sheet.regions, sheet.rural, sheet.large) == ({"east": 2, "west": 2}, True, True)
    assert sheet.strained == ()
    assert sheet.good == (
        Good(GoodCode.EVERYONE_FIRST_CHOICE, value=4),
        Good(GoodCode.ALL_CAN_MAKE_IT, value=4),
        Good(GoodCode.POSITIONS_MEET, value=2),
        Good(GoodCode.DISTRICTS_MEET, value=2),
        Good(GoodCode.REGIONS_MEET, value=2),
        Good(GoodCode.NOBODY_ALONE),
        Good(GoodCode.RURAL_WITH_LARGE),
        Good(GoodCode.FIRST_AFTER_THIRD, ("a",), 1),
    )


def test_a_sheet_says_what_is_strained() -> None:
    low = ("x", "y", "grading")
    people = (
        person("a", choices=low, district="n", region="east", third_last_cycle=True),
        person("b", choices=low, district="n", region="east"),
        person("c", choices=low, district="s", region="east", position="principal", slots=frozenset({2})),
        person("d", region="west"),
    )

    sheet = sheet_of(people, "abc", Rules(min_size=3, max_size=3, max_per_district=2))

    assert (sheet.choices, sheet.third_again) == ((0, 0, 3), ("a",))
    assert sheet.strained == (
        Strain(StrainCode.ABSENT, ("c",), 1),
        Strain(StrainCode.SMALLEST, value=3),
        Strain(StrainCode.FULL, value=3),
        Strain(StrainCode.DISTRICT_AT_CAP, ("a", "b"), 2, "n"),
        Strain(StrainCode.ONLY_LOW_CHOICES, value=3),
        Strain(StrainCode.ALONE, ("c",), 1),
        Strain(StrainCode.SINGLE_REGION, value=3, name="east"),
        Strain(StrainCode.THIRD_AGAIN, ("a",), 1),
    )


def test_all_of_one_position_and_district_is_strained_where_there_are_others() -> None:
    people = (*(person(key, district="n") for key in "abc"), person("d", district="s", position="principal"))

    sheet = sheet_of(people, "abc", Rules(min_size=2, max_size=4, max_per_district=None))

    assert sheet.strained == (
        Strain(StrainCode.SINGLE_POSITION, value=3, name="coach"),
        Strain(StrainCode.SINGLE_DISTRICT, value=3, name="n"),
    )


def test_all_but_one_first_choice_names_the_one() -> None:
    people = (person("a"), person("b"), person("c"), person("d", choices=("x", "grading")))

    sheet = sheet_of(people, "abcd", Rules(min_size=3))

    assert sheet.good[0] == Good(GoodCode.ALL_BUT_ONE_FIRST_CHOICE, ("d",), 3)


def test_an_empty_collective_is_neither() -> None:
    sheet = sheet_of((), "", Rules())

    assert (sheet.size, sheet.score, sheet.good, sheet.strained) == (0, 0, (), ())
