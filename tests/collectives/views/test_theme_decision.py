"""Opening themes, the record of it, and the pages members read."""

import pytest

from collectives.models import Board, BoardText, Theme
from ilc.tenancy.scope import program_scope
from tests.collectives.views.conftest import HTMX, Shore, plain
from tests.make_board import make_board_of, make_draft_of, texts_of

EVERYONE = {
    "admin": 200, "coordinator": 200, "other_coordinator": 200, "facilitator": 200, "member": 200, "outsider": 200,
    "stranger": 404,
}  # fmt: skip


@pytest.fixture
def board(shore: Shore) -> Board:
    """Six texts under one kept theme, one of them a quote; two under another."""
    with program_scope(shore.program_pk):
        board = make_board_of([f"The bus {number}" for number in range(8)], by=shore.admin, name="Themes 2026")
        texts = texts_of(board)
        make_draft_of(board, texts[:6], name="Late buses", kept_by=shore.admin)
        make_draft_of(board, texts[6:], name="Ferries", kept_by=shore.admin)
        BoardText.objects.filter(pk__in=[texts[0].pk, texts[6].pk]).update(quoted=True)
        return board


def sent(shore: Shore, board: Board, *names: str, **more: str) -> dict[str, str]:
    """The form as it is sent with these themes ticked."""
    with program_scope(shore.program_pk):
        keys = {draft.name: draft.pk for draft in board.drafts.all()}
    ticked = {f"open_{keys[name]}": "on" for name in names}
    return ticked | {f"name_{pk}": name for name, pk in keys.items()} | {"reason": "They spoke of it most"} | more


def test_kept_themes_are_opened_with_a_reason_and_stand_in_the_record(shore, board):
    client, url = shore.sign_in("admin"), shore.url(f"boards/{board.pk}/decisions/")

    form = client.get(f"{url}new/")
    record = client.post(f"{url}new/", sent(shore, board, "Late buses", "Ferries"), follow=True)

    assert "members see neither number nor quotes below 5 texts" in plain(form)
    assert "Version 1 · now" in plain(record)
    assert "They spoke of it most" in plain(record)
    with program_scope(shore.program_pk):
        assert Theme.objects.filter(set_aside_at=None, name__in=["Late buses", "Ferries"]).count() == 2


@pytest.mark.parametrize("change", [{"reason": ""}, {}])
def test_without_a_reason_or_a_theme_nothing_is_opened_and_nothing_typed_is_lost(shore, board, change):
    names = ["Late buses"] if change else []

    answer = shore.sign_in("admin").post(
        shore.url(f"boards/{board.pk}/decisions/new/"), sent(shore, board, *names, **change), headers=HTMX
    )

    assert answer.status_code == 422
    assert plain(answer).strip().startswith("<form")
    assert 'value="Late buses"' in plain(answer)


def test_staff_read_the_record_and_only_admins_open(shore, board):
    assert shore.answers(f"boards/{board.pk}/decisions/") == EVERYONE | {
        "facilitator": 404, "member": 404, "outsider": 404,
    }  # fmt: skip
    assert shore.sign_in("coordinator").get(shore.url(f"boards/{board.pk}/decisions/new/")).status_code == 404


def test_members_read_themes_with_quotes_from_five_texts_on_and_never_more(shore, board):
    admin, member = shore.sign_in("admin"), shore.sign_in("member")
    admin.post(shore.url(f"boards/{board.pk}/decisions/new/"), sent(shore, board, "Late buses", "Ferries"))
    with program_scope(shore.program_pk):
        buses, ferries = (Theme.objects.get(name=name).pk for name in ("Late buses", "Ferries"))

    listed = plain(member.get(shore.url("themes/")))
    one = plain(member.get(shore.url(f"themes/{buses}/")))
    few = plain(member.get(shore.url(f"themes/{ferries}/")))

    assert ("The bus 0" in listed, "The bus 1" in listed, "The bus 6" in listed) == (True, False, False)
    assert ("The bus 0" in one, "6 texts speak of it" in one) == (True, True)
    assert ("The bus 6" in few, "texts speak of it" in few) == (False, False)
    assert "Survey" not in listed + one + few
    assert "Look at every text" not in one
    assert "Look at every text" in plain(admin.get(shore.url(f"themes/{buses}/")))
    assert shore.answers(f"themes/{buses}/") == EVERYONE


def test_a_theme_set_aside_is_not_there_for_members(shore, board):
    with program_scope(shore.program_pk):
        theme = Theme.objects.get(name="Tier 1 instruction")
        theme.set_aside_at = board.made_at
        theme.save()

    assert shore.sign_in("member").get(shore.url(f"themes/{theme.pk}/")).status_code == 404
    assert "No theme is open yet." in plain(shore.sign_in("member").get(shore.url("themes/")))
