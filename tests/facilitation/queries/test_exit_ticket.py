"""What was written as a session ended is a reason of the next agenda, as far as it may be read."""

from datetime import UTC, date, datetime

import pytest
from django.utils import translation
from django.utils.crypto import get_random_string

from collectives.models import Participant, Program
from collectives.operations.gathering_close import close_gathering
from collectives.operations.gathering_within import open_within
from collectives.operations.response import Answer, give_answers
from collectives.queries.response import Answerer
from facilitation.models import AgendaItem, Prompt, Session, SessionState
from facilitation.operations.agenda import Item, draft_agenda
from facilitation.operations.prompt import prepare_exit_ticket
from facilitation.queries.agenda_draft import draft_for
from facilitation.queries.agenda_why import reasons_of
from facilitation.queries.exit_ticket import ticket_before
from ilc.tenancy.scope import program_scope
from inquiry.models import Phase
from tests.make import make_cycle, make_session
from tests.make_session import make_full_collective

NOW = datetime(2026, 11, 17, 19, 30, tzinfo=UTC)


def make_left(answers: int, *, named: bool = False, closed: bool = True) -> tuple[Session, Participant, Prompt]:
    """The session to plan, its facilitator, and the exit ticket of the session before it, answered by so many."""
    collective, guide, members = make_full_collective()
    make_cycle(collective, phase=Phase.DESIGNING)
    before = make_session(collective, on=date(2026, 11, 17))
    session = make_session(collective, on=date(2026, 12, 15))
    prompt = prepare_exit_ticket(before, by=guide, now=NOW)
    if named:
        prompt.gathering.anonymous = False
        prompt.gathering.save(update_fields=["anonymous"])
    gathering = open_within(prompt.gathering, by=guide, now=NOW, letters=False)
    first = gathering.questions.order_by("number")[0]
    for member in members[:answers]:
        given = [Answer(first.pk, text="Visit a colleague")]
        who = Answerer(member, get_random_string(43))
        give_answers(gathering, given, asked=[first.pk], answerer=who, language="en", now=NOW)
    if closed:
        close_gathering(gathering, by=guide, now=NOW)
    return session, guide, prompt


def answered(session: Session) -> int | None:
    found = ticket_before(session)
    return found.answered if found else None


@pytest.mark.parametrize(
    ("how", "counted"),
    [
        ({"answers": 5}, 5),
        ({"answers": 4}, None),
        ({"answers": 6, "closed": False}, None),
        ({"answers": 2, "named": True, "closed": False}, 2),
        ({"answers": 0, "named": True}, None),
    ],
)
def test_only_what_may_be_read_is_counted(program: Program, how: dict[str, int], counted: int | None) -> None:
    with program_scope(program.pk):
        session, guide, _prompt = make_left(**how)  # type: ignore[arg-type]

        because = {one["because"] for item in draft_for(session, guide) for one in item.why}

        assert (answered(session), "exit" in because) == (counted, counted is not None)


def test_arriving_says_how_many_wrote_and_leads_to_what_they_wrote(program: Program) -> None:
    with program_scope(program.pk):
        session, guide, prompt = make_left(6)

        draft = draft_for(session, guide)
        items = [Item(one.title, one.minutes, kind=one.kind, why=one.why) for one in draft]
        draft_agenda(session, items, by=guide, now=NOW)
        first = AgendaItem.objects.filter(session=session).order_by("position")[:1]
        [reasons] = reasons_of(first, guide).values()
        with translation.override("fr"):
            [french] = reasons_of(first, guide).values()

        assert [(one.text, one.prompt) for one in reasons][1] == (
            "6 members answered the exit ticket of November 17",
            str(prompt.pk),
        )
        assert "17 novembre" in french[1].text


def test_a_ticket_of_an_earlier_session_or_of_another_collective_is_none(program: Program) -> None:
    with program_scope(program.pk):
        session, _guide, prompt = make_left(6)
        elsewhere = make_left(4)[0]
        later = make_session(session.collective, on=date(2027, 1, 12))

        found = answered(session), answered(later), answered(elsewhere)
        session.state = SessionState.CANCELLED
        session.save(update_fields=["state"])

        assert found == (6, None, None)
        assert ticket_before(later) == ticket_before(session)
        assert prompt.session.date == date(2026, 11, 17)
