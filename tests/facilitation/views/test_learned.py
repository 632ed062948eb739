"""What was learned in the program: searched in three languages, narrowed by the address."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from collectives.models import Position, Program
from evidence.models import LearningSummary, LearningWord
from evidence.operations.learning_word import index_words
from evidence.queries.learned import Wanted, learned
from facilitation.queries.library import ready_protocols
from ilc.tenancy.scope import program_scope
from tests.evidence.brought import plain
from tests.evidence.setting import Shared, browser
from tests.make import make_collective, make_cycle, make_placemat, make_program
from tests.make_history import day, write
from tests.make_learning import make_copy, make_found, make_published

HTMX = {"HX-Request": "true"}


def publish(shared: Shared, title: str, *, theme: str = "Reading", **fields: Any) -> LearningSummary:
    placemat = make_placemat(make_cycle(make_collective(f"{title} group", theme=theme)))
    summary = make_found(placemat, by=shared.member, title=title, **fields)
    index_words(summary)
    return summary


@pytest.fixture
def library(program: Program) -> Shared:
    """Three published summaries: one English, one French, one Spanish."""
    shared = Shared(program)
    with program_scope(program.pk):
        publish(
            shared,
            "Studying talk",
            learned="Teachers studied how students talk in small groups.",
            data_types=["learning", "processes"],
            positions=["principal"],
            level=6,
        )
        publish(
            shared,
            "Les élèves évalués",
            theme="Évaluation",
            language="fr",
            learned="Les enseignantes ont évalué à deux les travaux des élèves.",
            data_types=["learning"],
            positions=["coach", "principal"],
        )
        publish(shared, "Familias", language="es", learned="Las reuniones con las familias cambiaron la asistencia.")
    return shared


def titles(shared: Shared, words: str = "", **facets: str) -> list[str]:
    with program_scope(shared.program.pk):
        return sorted(row.title for row in learned(Wanted(words, facets)).rows)


def url(shared: Shared) -> str:
    return reverse("facilitation:library-learned", args=[shared.program.slug])


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("study", ["Studying talk"]),
        ("STUDENT groups", ["Studying talk"]),
        ("student absent", []),
        ("what students talk", ["Studying talk"]),
        ("évaluer", ["Les élèves évalués"]),
        ("evaluer", ["Les élèves évalués"]),
        ("eleves", ["Les élèves évalués"]),
        ("l'élève", ["Les élèves évalués"]),
        ("familia reunión", ["Familias"]),
        ("", ["Familias", "Les élèves évalués", "Studying talk"]),
    ],
)
def test_words_are_found_by_the_stems_of_the_summarys_own_language(
    library: Shared, words: str, found: list[str]
) -> None:
    assert titles(library, words) == found


PHRASES = {
    '"students talk"': ["Studying talk"],
    '"talk students"': [],
    '"students in small groups"': [],  # between them stand two words, not one
    '"talk in small groups"': ["Studying talk"],
    '"talk the small groups"': ["Studying talk"],  # a common word stands for any
    "“student talking” teachers": ["Studying talk"],
    "« evalue à deux »": ["Les élèves évalués"],
    "«\u00a0les travaux des eleves\u00a0»": ["Les élèves évalués"],
    '"eleves deux"': [],
    "«las familias cambiaron»": ["Familias"],
    '"reuniones familias"': [],
    '"students talk" "small groups"': ["Studying talk"],
    '"students talk" "groups small"': [],
    '"groups teachers"': [],  # the end of one answer and the beginning of another
    '"talk': ["Studying talk"],
    '"students talk" "groups teachers': ["Studying talk"],  # without an end it is words
    '"talk"': ["Studying talk"],
    '"" talk': ["Studying talk"],
}


def test_words_in_quotation_marks_are_found_where_they_stand_in_a_row(library: Shared) -> None:
    found = {words: titles(library, words) for words in PHRASES}

    assert found == PHRASES


def test_what_was_published_before_places_were_kept_is_found_by_its_words(library: Shared) -> None:
    with program_scope(library.program.pk):
        LearningWord.objects.update(places=None)

    assert titles(library, '"students talk"') == ["Studying talk"]
    assert titles(library, '"students absent"') == []


def test_a_copy_is_found_by_its_phrases_too(library: Shared) -> None:
    with program_scope(library.program.pk):
        snapshot = LearningSummary.objects.filter(language="en")[0].snapshot
        make_copy(snapshot=snapshot, title="Copied talk", learned="They talk in small groups on Fridays.")

    assert titles(library, '"talk in small groups"') == ["Copied talk", "Studying talk"]
    assert titles(library, '"small groups on Friday"') == ["Copied talk"]


def test_an_open_quotation_mark_and_too_many_words_are_told(library: Shared) -> None:
    open_one = browser(library.member).get(url(library), {"q": '"students talk'})
    many = browser(library.member).get(url(library), {"q": "talk a b c d e f g h i j k l m"})

    assert "The last quotation mark has no end" in plain(open_one)
    assert "Only the first twelve words were looked for" in plain(many)


@pytest.mark.parametrize(
    "words", ["& | ! <-> :*", "((((", "%_\\", "\x00", "the of and", "'\"" * 90, '"&" "|"', '"of the']
)
def test_operators_and_common_words_alone_get_a_clear_answer(library: Shared, words: str) -> None:
    answer = browser(library.member).get(url(library), {"q": words})

    assert answer.status_code == 200
    assert "find nothing by themselves" in plain(answer) or answer.context["wanted"].words == ""


def test_ten_thousand_characters_are_a_search_of_their_first_words(library: Shared) -> None:
    answer = browser(library.member).get(url(library), {"q": "talk " * 2_000})

    assert [row.title for row in answer.context["found"].rows] == ["Studying talk"]


def test_facets_narrow_and_count_what_is_found(library: Shared) -> None:
    with program_scope(library.program.pk):
        found = learned(Wanted("", {"position": "principal"}))

    assert {name: [(one.key, one.count) for one in found.facets[name]] for name in ("type", "lang", "position")} == {
        "type": [("learning", 2), ("processes", 1)],
        "lang": [("en", 1), ("fr", 1)],
        "position": [("coach", 1), ("principal", 2)],
    }
    assert titles(library, type="processes") == ["Studying talk"]
    assert titles(library, lang="fr", level="0") == ["Les élèves évalués"]
    assert titles(library, "talk", lang="fr") == []


@pytest.mark.parametrize("name", ["theme", "phase", "type", "position", "level", "lang"])
def test_a_facet_that_says_nonsense_finds_nothing(library: Shared, name: str) -> None:
    answer = browser(library.member).get(url(library), {name: "'; DROP \x00", "page": "99999999999999"})

    assert (answer.status_code, answer.context["found"].count) == (200, 0)


def test_what_was_looked_for_is_marked_where_it_stands(library: Shared) -> None:
    page = browser(library.member).get(url(library), {"q": "evaluer"}).content.decode()

    assert ">évalué</mark>" in page


def test_a_chosen_facet_is_taken_off_by_its_own_link(library: Shared) -> None:
    page = browser(library.member).get(url(library), {"q": "talk", "lang": "en"}).content.decode()

    assert 'href="?q=talk"' in page
    assert ('name="lang"' in page, 'value="en"' in page) == (True, True)


def test_a_long_facet_is_folded_until_something_of_it_is_chosen(library: Shared) -> None:
    with program_scope(library.program.pk):
        publish(library, "Many", positions=Position.values[:7])

    closed = browser(library.member).get(url(library))
    opened = browser(library.member).get(url(library), {"position": "coach", "lang": "en", "show": "placemats"})

    assert [(str(one.label), one.chosen) for one in closed.context["narrowed"] if one.folds] == [
        ("Position of a member", False)
    ]
    assert re.search(r"7<span[^>]*>\s*to choose from", plain(closed))
    assert re.search(r'<details class="sec facet" open ?>', plain(opened))
    assert re.search(
        r'class="chip" href="\?position=coach&amp;show=placemats">.*Take off:</span>English', plain(opened)
    )


def test_placemats_are_found_as_such(library: Shared) -> None:
    with program_scope(library.program.pk):
        write(library.placemat, "problem_of_practice", "Few students explain.", by=library.member, at=day(3))
        make_published(library.placemat, by=library.facilitator, title="Visits", learned="Explain it to each other.")

    page = browser(library.member).get(url(library), {"q": "explain", "show": "placemats"})

    row = page.context["found"].rows[0]
    assert [row.title, row.placemat.problem, row.placemat.clauses] == [
        "Visits",
        [("Few students ", False), ("explain", True), (".", False)],
        [
            ("if", [("If-action 1", "visit classrooms")]),
            ("then", [("Then", "teachers plan together")]),
            ("so", [("So that", "students read with meaning")]),
        ],
    ]
    assert (row.excerpt, "1 placemat" in plain(page), 'name="show" value="placemats"' in plain(page)) == (
        (),
        True,
        True,
    )


def test_a_member_finds_it_and_no_other_part_of_the_library(library: Shared) -> None:
    page = browser(library.member).get(url(library)).content.decode()

    assert reverse("facilitation:library-questions", args=[library.program.slug]) not in page
    assert reverse("facilitation:library-questions", args=[library.program.slug]) in (
        browser(library.facilitator).get(url(library)).content.decode()
    )


def test_a_piece_is_answered_to_htmx(library: Shared) -> None:
    piece = browser(library.member).get(url(library), headers=HTMX)

    assert piece.content.decode().strip().startswith('<div id="learned"')


def test_another_programs_summaries_are_not_found(library: Shared) -> None:
    other = make_program("autre-rive")
    with program_scope(other.pk):
        theirs = Shared.__new__(Shared)
        Shared.__init__(theirs, other)
        publish(theirs, "Talk elsewhere", learned="Talk of theirs.")

    assert titles(library, "talk") == ["Studying talk"]
    assert Client().get(url(library)).status_code == 302


def test_what_is_published_is_found_at_once_and_a_draft_is_not(library: Shared) -> None:
    with program_scope(library.program.pk):
        make_published(library.placemat, by=library.facilitator, title="Walkthroughs")

    assert titles(library, "walkthrough") == ["Walkthroughs"]


def test_protocols_that_speak_of_it_are_found_by_those_who_guide(library: Shared) -> None:
    name = ready_protocols()[0].name
    asked = {"q": f"“{name}”", "show": "protocols"}

    guide, member = (browser(who).get(url(library), asked) for who in (library.facilitator, library.member))

    assert (guide.context["shown"], member.context["shown"]) == ("protocols", "")
    assert (name in [one.name for one in guide.context["protocols"]], member.context["protocols"]) == (True, [])
    assert name in plain(guide)
