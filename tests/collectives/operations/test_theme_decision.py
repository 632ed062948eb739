"""Opening themes and the record of it; what members then read."""

from collections.abc import Iterator

import pytest
from django.utils.timezone import now

from collectives.models import Board, BoardText, DraftTheme, Participant, Program, Response, Theme, ThemeDecision
from collectives.operations.board_undo import MembersJoined, undo_move
from collectives.operations.draft_theme import ThemeIsOpen, keep_draft, merge_drafts, unkeep_draft
from collectives.operations.theme import make_theme
from collectives.operations.theme_decision import NamedTwice, NoThemeChosen, NotKept, Opening, open_themes
from collectives.queries.board_move import latest_move
from collectives.queries.open_theme import list_open_themes
from collectives.queries.theme_decision import list_decisions
from ilc.tenancy.scope import program_scope
from tests.make import make_participant
from tests.make_board import make_board_of, make_draft_of, texts_of


@pytest.fixture
def ines(program: Program) -> Iterator[Participant]:
    with program_scope(program.pk):
        yield make_participant("Inès", role="admin")


@pytest.fixture
def board(ines: Participant) -> Board:
    return make_board_of([f"The bus {number}" for number in range(9)], by=ines)


def opening(draft: DraftTheme, name: str = "", description: str = "") -> Opening:
    return Opening(draft, name or draft.name, description)


def decide(board: Board, *openings: Opening, by: Participant) -> ThemeDecision:
    return open_themes(board, openings, reason="They spoke of it most", by=by, now=now())


def test_opening_makes_themes_and_a_version_that_stays_as_it_was(ines, board):
    draft = make_draft_of(board, texts_of(board)[:5], name="Buses", kept_by=ines)

    decide(board, opening(draft, "Late buses", "Who waits, and where?"), by=ines)
    DraftTheme.objects.filter(pk=draft.pk).update(name="Otherwise")
    (decision,) = list_decisions(ines, board)

    theme = Theme.objects.get()
    assert (theme.name, theme.description) == ("Late buses", "Who waits, and where?")
    assert (decision.version, decision.by, decision.reason) == (1, "Inès", "They spoke of it most")
    assert [(line.name, line.texts, line.telling) for line in decision.themes] == [("Late buses", 5, "absent, bus")]


def test_a_later_version_adds_and_sets_aside(ines, board):
    buses = make_draft_of(board, texts_of(board)[:5], name="Buses", kept_by=ines)
    ferries = make_draft_of(board, texts_of(board)[5:], name="Ferries", kept_by=ines)
    decide(board, opening(buses), by=ines)

    decide(board, opening(ferries), by=ines)
    second, first = list_decisions(ines, board)

    assert [theme.name for theme in list_open_themes(ines)] == ["Ferries"]
    assert (first.version, second.version) == (1, 2)
    assert (second.themes[0].since, second.left_out) == ("new", ("Buses",))

    decide(board, opening(buses), opening(ferries), by=ines)

    assert [theme.name for theme in list_open_themes(ines)] == ["Buses", "Ferries"]
    assert Theme.objects.count() == 2


def test_a_theme_of_the_same_name_is_joined_and_keeps_its_words(ines, board):
    there = make_theme("buses", description="From last year", by=ines, now=now())
    draft = make_draft_of(board, texts_of(board), name="Buses", kept_by=ines)

    decide(board, opening(draft), by=ines)

    assert Theme.objects.get().pk == there.pk
    assert Theme.objects.get().description == "From last year"


def test_what_cannot_be_opened_is_refused(ines, board):
    one = make_draft_of(board, [], name="Buses", kept_by=ines)
    other = make_draft_of(board, [], name="Ferries", kept_by=ines)
    proposed = make_draft_of(board, [], name="Proposed")

    with pytest.raises(NoThemeChosen):
        decide(board, by=ines)
    with pytest.raises(NamedTwice):
        decide(board, opening(one), opening(other, "BUSES"), by=ines)
    with pytest.raises(NotKept, match="“Proposed” is not kept"):
        decide(board, opening(proposed), by=ines)
    assert Theme.objects.count() == 0


def test_an_open_theme_is_neither_merged_away_nor_taken_back_nor_undone(ines, board):
    draft, other = make_draft_of(board, [], name="Buses"), make_draft_of(board, [], name="Ferries")
    keep_draft(draft, by=ines, now=now())
    decide(board, opening(draft), by=ines)

    with pytest.raises(ThemeIsOpen):
        merge_drafts(draft, into=other, by=ines, now=now())
    with pytest.raises(ThemeIsOpen):
        unkeep_draft(draft, by=ines, now=now())
    with pytest.raises(MembersJoined):
        undo_move(board, number=latest_move(board).number, by=ines, now=now())


@pytest.mark.parametrize(("many", "number", "quotes"), [(4, None, 0), (5, 5, 1)])
def test_numbers_and_quotes_begin_with_five_texts(ines, board, many, number, quotes):
    draft = make_draft_of(board, texts_of(board)[:many], name="Buses", kept_by=ines)
    BoardText.objects.filter(pk=texts_of(board)[0].pk).update(quoted=True)
    decide(board, opening(draft), by=ines)

    (theme,) = list_open_themes(ines)

    assert (theme.texts, len(theme.quotes)) == (number, quotes)


@pytest.mark.parametrize("change", [{"quotable": False}, {"text": "Other words"}])
def test_words_that_their_writer_took_back_or_changed_are_not_shown(ines, board, change):
    draft = make_draft_of(board, texts_of(board), name="Buses", kept_by=ines)
    BoardText.objects.filter(pk=texts_of(board)[0].pk).update(quoted=True)
    decide(board, opening(draft), by=ines)
    before = list_open_themes(ines)[0].quotes

    Response.objects.filter(text="The bus 0").update(**change)

    assert ([quote.text for quote in before], list_open_themes(ines)[0].quotes) == (["The bus 0"], ())


def test_what_nobody_chose_as_a_quote_is_not_shown(ines, board):
    decide(board, opening(make_draft_of(board, texts_of(board), name="Buses", kept_by=ines)), by=ines)

    assert list_open_themes(ines)[0].quotes == ()
