"""From an exit ticket to the next agenda and to the themes: for who may read it, and nobody else."""

from datetime import timedelta

import pytest
from django.utils import timezone

from collectives.models import Asked, BoardText, Gathering, Response
from collectives.operations.board import make_board
from collectives.operations.gathering_close import close_gathering
from collectives.operations.gathering_within import open_within
from facilitation.models import Prompt
from facilitation.operations.prompt import prepare_exit_ticket
from ilc.tenancy.scope import program_scope
from tests.facilitation.views.conftest import Scene
from tests.make import make_participant, make_session, seat

TEXTS = [f"Try it with class {number}" for number in range(5)]


@pytest.fixture
def ticket(scene: Scene) -> Prompt:
    """The exit ticket of the session a month before, which five have answered; it is closed."""
    now = timezone.now()
    with program_scope(scene.program.pk):
        for _number in range(4):
            seat(scene.collective, make_participant())
        before = make_session(scene.collective, on=(now - timedelta(days=21)).date())
        prompt = prepare_exit_ticket(before, by=scene.facilitator, now=now)
        gathering = open_within(prompt.gathering, by=scene.facilitator, now=now, letters=False)
        first = gathering.questions.order_by("number")[0]
        for text in TEXTS:
            Response.objects.create(gathering=gathering, question=first, text=text, language="en")
        Asked.objects.filter(gathering=gathering).update(answered=True)
        close_gathering(Gathering.objects.get(pk=gathering.pk), by=scene.facilitator, now=now)
        return Prompt.objects.get(pk=prompt.pk)


def answers_url(scene: Scene, prompt: Prompt) -> str:
    return f"/p/{scene.program.slug}/prompts/{prompt.pk}/answers/"


def test_the_next_agenda_leads_to_what_members_wrote_and_members_see_no_link(scene: Scene, ticket: Prompt) -> None:
    scene.client("facilitator").post(scene.url("agenda/draft/"))

    pages = {who: scene.client(who).get(scene.url("agenda/")).text for who in ("facilitator", "member")}
    read = scene.client("facilitator").get(answers_url(scene, ticket)).text
    forbidden = scene.client("member").get(answers_url(scene, ticket))

    assert ["5 members answered the exit ticket" in text for text in pages.values()] == [True, True]
    assert [answers_url(scene, ticket) in text for text in pages.values()] == [True, False]
    assert ([text in read for text in TEXTS], forbidden.status_code) == ([True] * 5, 403)


def test_an_admin_brings_an_exit_ticket_to_the_theme_board_from_its_answers(scene: Scene, ticket: Prompt) -> None:
    admin = scene.client("admin")
    without = admin.get(answers_url(scene, ticket)).text
    with program_scope(scene.program.pk):
        board = make_board("Themes", by=scene.admin, now=timezone.now())
    sources = f"/p/{scene.program.slug}/boards/{board.pk}/sources/"

    leads = admin.get(answers_url(scene, ticket)).text
    choices = admin.get(sources).text
    admin.post(sources, {"gatherings": [str(ticket.gathering_id)]})
    guide = scene.client("facilitator").get(answers_url(scene, ticket)).text

    assert (f"/p/{scene.program.slug}/boards/new/" in without, sources in leads) == (True, True)
    assert "Before you go · Reading with meaning, " in choices
    with program_scope(scene.program.pk):
        assert sorted(BoardText.objects.filter(board=board).values_list("text", flat=True)) == TEXTS
        assert set(BoardText.objects.values_list("source", flat=True)) == {"Before you go"}
    assert ("/boards/" in guide, "admins may put them" in guide) == (False, True)
