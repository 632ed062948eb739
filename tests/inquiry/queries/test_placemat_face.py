"""The face of a placemat: fixed words in the reader's language, people's words as they wrote them."""

from dataclasses import replace

import pytest
from django.utils import translation

from inquiry.queries.placemat_face import placemat_face
from inquiry.queries.placemat_overflow import shortened
from inquiry.queries.placemat_sheet import SheetIndicator
from tests.reading import texts, words
from tests.samples.placemat import ENGLISH, FRENCH, LEADER, SHORT


def indicator(**changes) -> SheetIndicator:
    """A leading indicator of if-action 1."""
    plain = SheetIndicator(
        kind="leading", name="Rooms visited", data_types=("processes",), aligned_to="if", if_number=1
    )
    return replace(plain, **changes)


def figures(one: SheetIndicator) -> str:
    """What the face says an indicator should do."""
    face = placemat_face(replace(SHORT, indicators=(one,)))
    return face.rows[2].leading.blocks[0].figures


@pytest.mark.parametrize(
    ("one", "words_of_it"),
    [
        (indicator(), "should rise"),
        (indicator(direction="hold"), "should hold"),
        (indicator(baseline="8 of 36"), "now 8 of 36"),
        (indicator(target="60%"), "at least <b>60%</b>"),
        (indicator(target="5", unit="points", direction="fall"), "at most <b>5\u00a0points</b>"),
        (indicator(target="90%", direction="hold"), "stay at <b>90%</b>"),
        (indicator(baseline="38%", target="60%", unit="%"), "from 38% to <b>60%</b>"),
        (indicator(baseline="<i>", target="&"), "from &lt;i&gt; to <b>&amp;</b>"),
        (indicator(target="60%", how_often="monthly"), "at least <b>60%</b>, monthly"),
    ],
)
def test_figures_say_from_where_to_where(one: SheetIndicator, words_of_it: str):
    assert figures(one) == words_of_it


def test_an_indicator_of_two_types_stands_where_less_is_shown():
    both = indicator(name="Both", data_types=("demographic", "processes"))

    face = placemat_face(replace(SHORT, indicators=(both, indicator())))

    shown = {row.id: [block.text for block in row.leading.blocks] for row in face.rows}
    assert shown == {"learning": [], "perceptions": [], "processes": ["Rooms visited"], "demographic": ["Both"]}
    assert face.rows[3].leading.blocks[0].also == "also School processes"


def test_an_empty_cell_says_where_its_type_of_data_is_shown_too():
    both = indicator(name="Both", data_types=("learning", "demographic"))

    face = placemat_face(replace(SHORT, indicators=(both,)))

    said = {row.id: (row.leading.elsewhere, row.lagging.elsewhere) for row in face.rows}
    nothing = ("", "")
    assert said == {
        "learning": nothing,
        "perceptions": nothing,
        "processes": nothing,
        "demographic": ("see Student learning", ""),
    }


def test_a_leaders_placemat_bears_their_name_position_and_school():
    face = placemat_face(LEADER)

    assert (face.name, face.owner) == ("Siobhán Ó Dálaigh", "assistant principal · Pictou Road School")
    assert face.facts[0].label == "Collective"
    assert face.facts[0].values == ("Reading with meaning, grades 3–5",)


def test_the_date_is_that_of_the_zone_in_words_of_the_language():
    with translation.override("fr"):
        face = placemat_face(FRENCH)

    assert ("14 février 2027",) in [fact.values for fact in face.facts]
    assert face.language == "fr"


def test_french_words_keep_their_punctuation_on_the_line():
    face = placemat_face(FRENCH)

    assert "«\u00a0attendre que quelqu’un explique le texte\u00a0»" in face.side[0].blocks[0].text
    assert "seulement 41\u00a0%" in face.side[0].blocks[0].text


def test_english_words_are_left_alone():
    sheet = replace(ENGLISH, problem="What now ? « This »")

    assert placemat_face(sheet).side[0].blocks[0].text == "What now ? « This »"


def test_control_characters_and_lone_surrogates_do_not_reach_the_page():
    face = placemat_face(replace(ENGLISH, problem="one\x00 two \ud83d three", members=("A\x07mara",)))

    assert face.side[0].blocks[0].text == "one two three"
    assert ("Amara",) in [fact.values for fact in face.facts]


@pytest.mark.parametrize("room", [0, 20, 60, 150, 400])
@pytest.mark.parametrize("spread", [False, True])
def test_a_shortened_face_loses_no_word(room: int, spread: bool):
    face = placemat_face(ENGLISH)

    short = shortened(face, dict.fromkeys(face.lengths, room), spread=spread)

    before = words(" ".join(texts(tuple(block for box in face.boxes for block in box.blocks))))
    after = words(" ".join(texts(tuple(block for box in (*short.boxes, *short.later) for block in box.blocks))))
    assert before - after == words("")


def test_what_goes_on_is_numbered_on_both_pages():
    face = placemat_face(ENGLISH)

    short = shortened(face, {"problem": 120, "leading-learning": 30}, spread=False)

    assert [(box.id, box.more) for box in short.boxes if box.more] == [("problem", 1), ("leading-learning", 2)]
    assert [(box.title, box.more) for box in short.later] == [
        ("Problem of practice", 1),
        ("Leading indicators · Student learning", 2),
    ]


def test_a_spread_keeps_theory_and_evidence_and_moves_the_rest():
    short = shortened(placemat_face(ENGLISH), {}, spread=True)

    assert (short.side, short.base) == ((), ())
    assert [box.id for box in short.later] == ["problem", "priority", "goal", "well", "not", "adjust"]
