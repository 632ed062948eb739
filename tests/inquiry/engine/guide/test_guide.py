"""Questions about a whole placemat: in which order, with which words, and none about what is whole."""

from dataclasses import replace

from inquiry.engine.guide.draft import Draft, DraftAction, DraftIndicator
from inquiry.engine.guide.guide import ask, first_shown
from tests.samples.guide import all_lexicons

VISIT = DraftAction("if:a", 1, "visit three classrooms a month together, with one look-for sheet")


def indicator(name: str, clause: str = "if", types: tuple[str, ...] = ("processes",), **more: str) -> DraftIndicator:
    figures = {"baseline": "8 of 36", "target": "32 of 36", "how_often": "each month"} | more
    kind = "leading" if clause == "if" else "lagging"
    return DraftIndicator(
        f"indicator:{name}", f"Classrooms with {name}", kind, clause, types, "if:a" if clause == "if" else "", **figures
    )


WHOLE = Draft(
    problem="In grades 3 to 5, 41% of students met the spring standard in reading.",
    priority="Structured literacy routines in every classroom.",
    actions=(VISIT,),
    then="teachers plan vocabulary together and share what they see",
    so_that="every student reads demanding texts on their own",
    indicators=(
        indicator("routine", types=("processes", "learning", "perceptions", "demographic")),
        indicator("adults", "then", ("perceptions", "processes", "learning", "demographic")),
        indicator("readers", "so_that", ("learning", "demographic", "processes", "perceptions")),
    ),
)


def keys(draft: Draft) -> list[str]:
    return [one.key for one in ask(draft, all_lexicons())]


def test_nothing_is_asked_about_a_whole_placemat() -> None:
    assert keys(WHOLE) == []


def test_an_empty_placemat_is_asked_for_its_parts_in_their_order() -> None:
    assert keys(Draft()) == [
        "open-problem:problem_of_practice",
        "open-priority:priority",
        "open-if",
        "open-then:then",
        "open-so:so_that",
    ]


def test_two_lines_that_say_the_same_could_be_one() -> None:
    twin = DraftAction("if:b", 2, "visit classrooms together each month with a look-for sheet")
    shown = replace(indicator("twin"), action="if:b")

    found = ask(replace(WHOLE, actions=(VISIT, twin), indicators=(*WHOLE.indicators, shown)), all_lexicons())

    assert [(one.rule, dict(one.values)) for one in found] == [("if-alike", {"number": 1, "other": 2})]


def test_more_lines_than_a_group_keeps_in_view() -> None:
    verbs = ("visit classrooms", "free two hours", "write sentences", "call families", "plan units", "model lessons")
    actions = tuple(DraftAction(f"if:{number}", number, words) for number, words in enumerate(verbs, 1))
    shown = tuple(
        replace(
            indicator(str(one.number)), action=one.part, types=("processes", "learning", "perceptions", "demographic")
        )
        for one in actions
    )

    assert keys(replace(WHOLE, actions=actions, indicators=(*shown, *WHOLE.indicators[1:]))) == ["if-many"]


def test_a_then_that_repeats_the_if_is_no_step_further() -> None:
    then = "teachers visit three classrooms a month together with a look-for sheet"

    assert keys(replace(WHOLE, then=then)) == ["then-repeats:then"]


def test_the_chain_is_one_sentence() -> None:
    assert keys(replace(WHOLE, then="then teachers plan vocabulary together")) == ["chain-opening:then"]
    assert keys(replace(WHOLE, then="Teachers plan vocabulary. They meet on Fridays.")) == ["chain-sentence:then"]


def test_each_clause_wants_something_that_shows_it() -> None:
    assert keys(replace(WHOLE, indicators=())) == ["if-leading:if:a", "lagging-none"]
    assert keys(replace(WHOLE, indicators=WHOLE.indicators[:2]))[0] == "so-lagging:so_that"
    assert keys(replace(WHOLE, indicators=(WHOLE.indicators[0], WHOLE.indicators[2])))[0] == "then-lagging:then"


def test_of_the_figures_of_an_indicator_one_is_asked_for_at_a_time() -> None:
    bare = replace(WHOLE.indicators[0], baseline="", target="", how_often="")

    found = [
        keys(replace(WHOLE, indicators=(one, *WHOLE.indicators[1:])))
        for one in (bare, replace(bare, baseline="8"), replace(bare, baseline="8", target="9"))
    ]

    assert [one[0] for one in found] == [
        "indicator-baseline:indicator:routine",
        "indicator-target:indicator:routine",
        "indicator-rhythm:indicator:routine",
    ]


def test_types_of_data_that_nobody_looks_at_are_named_by_kind() -> None:
    narrow = tuple(replace(one, types=("processes",)) for one in WHOLE.indicators)

    found = {one.rule: one.values for one in ask(replace(WHOLE, indicators=narrow), all_lexicons())}

    assert found["types-leading"]["types"] == ("learning", "perceptions", "demographic")
    assert set(found) == {"types-leading", "types-lagging", "crossing", "level"}


def test_the_reflection_is_asked_for_from_phase_four_on() -> None:
    assert keys(replace(WHOLE, phase=3)) == []
    assert keys(replace(WHOLE, phase=4)) == [
        "reflect-well:went_well",
        "reflect-less:went_less_well",
        "reflect-adjust:will_adjust",
    ]
    assert keys(replace(WHOLE, phase=5, went_well="The visits", went_less_well="Time", will_adjust="Days")) == []


def test_the_words_that_led_to_a_question_are_quoted_as_they_were_written() -> None:
    draft = replace(WHOLE, actions=(replace(VISIT, text="A viable curriculum Is In Place"),))

    found = [(one.rule, one.quote) for one in ask(draft, all_lexicons())]

    assert found == [("if-ours", "Is In Place")]


def test_a_question_stays_the_same_until_its_words_change() -> None:
    weak = replace(WHOLE, actions=(replace(VISIT, text="parents read at home"),))
    other = replace(WHOLE, actions=(replace(VISIT, text="parents read at home more"),))

    before, after = (ask(draft, all_lexicons())[0] for draft in (weak, other))

    assert before.key == after.key
    assert before.spoken != after.spoken


def test_at_most_two_are_shown_and_no_two_by_the_same_rule() -> None:
    actions = tuple(DraftAction(f"if:{number}", number, "students will read") for number in (1, 2, 3))
    found = ask(replace(WHOLE, actions=actions, then="scores rise"), all_lexicons())
    theory = [one for one in found if one.place == "theory"]

    shown, more = first_shown(theory, most=2)

    assert [one.rule for one in shown] == ["if-ours", "then-adults"]
    assert len(shown) + len(more) == len(theory)


def test_long_texts_and_strange_letters_do_no_harm() -> None:
    text = "İ🧑‍🏫 " * 9000 + "\x00ſ’é́"

    assert isinstance(
        keys(Draft(problem=text, priority=text, actions=(DraftAction("if:1", 1, text),), then=text)), list
    )
