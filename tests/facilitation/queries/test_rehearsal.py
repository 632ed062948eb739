"""The stations of a rehearsal get their ticks from what is there, and lose them with it."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from django.utils import timezone

from collectives.models import Asked, GatheringState, Participant, Program
from evidence.engine.figures import Figures
from evidence.models import Measure
from evidence.operations.analysis import AnalysisWords, add_analysis
from evidence.operations.data_point import Told, bring_data_points, remove_data_point
from evidence.operations.judgement import settle_judgement, take_up_judgement
from evidence.queries.clause import theory_clauses
from facilitation.models import Attendance, Prompt, PromptUse, Session
from facilitation.operations.agenda import Item, draft_agenda
from facilitation.operations.prompt import open_prompt
from facilitation.operations.rehearsal.answering import PEOPLE, move_people, wake_people
from facilitation.operations.rehearsal.marking import answer_chart, skip_station, take_up_station
from facilitation.operations.renewal_close import renew_cycle
from facilitation.operations.session_end import end_session
from facilitation.operations.session_run import start_session
from facilitation.queries.rehearsal import read_rehearsal
from facilitation.queries.renewal_plan import plan_renewal
from ilc.due import waiting
from ilc.tenancy.scope import program_scope
from inquiry.engine.adjustment import AdjustedPart
from inquiry.models import IndicatorKind, Placemat
from inquiry.operations.adjustment import record_adjustment
from inquiry.operations.indicator import add_indicator
from tests.make_rehearsal import Rehearsed, rehearsed, rehearsed_once

pytestmark = pytest.mark.xdist_group("rehearsal")  # one worker: what they share is made once

__all__ = ["rehearsed", "rehearsed_once"]  # fixtures

NOW = timezone.now()


@pytest.fixture
def rehearsal(rehearsed: Rehearsed) -> Iterator[Program]:
    with program_scope(rehearsed.program.pk):
        yield rehearsed.program


def me(program: Program) -> Participant:
    return Participant.objects.get(user=program.rehearsal_of)


def ticks(program: Program) -> list[str]:
    """The stations that are done."""
    return [one.key for one in read_rehearsal(me(program), program).stations if one.state == "done"]


def theirs() -> Placemat:
    return Placemat.objects.select_related("cycle__collective").order_by("cycle__number")[0]


def session_to_lead() -> Session:
    return Session.objects.order_by("made_at")[1]


def promise(program: Program) -> None:
    action = theirs().if_actions.order_by("position").last()
    words = {
        "text": "Second conversations held within a week", "clause": "if", "if_action": action, "unit": "",
        "data_types": ["processes"], "baseline": "", "target": "", "direction": "rise", "how_often": "",
    }  # fmt: skip
    add_indicator(theirs(), kind=IndicatorKind.LEADING, words=words, by=me(program), now=NOW)


def plan(program: Program) -> None:
    draft_agenda(session_to_lead(), [Item("Arrive", 5)], by=me(program), now=NOW)


def lead(program: Program) -> None:
    run = start_session(session_to_lead(), by=me(program), now=NOW)
    end_session(run, by=me(program), now=NOW)


def bring(program: Program) -> None:
    measure = Measure.objects.get(indicator__clause="so_that")
    told = Told(NOW.date(), Figures(numerator=13, denominator=24), me(program).school)
    bring_data_points(measure, [told], by=me(program), today=NOW.date(), now=timezone.now())


def read(program: Program) -> None:
    answer_chart("chart", "cause", by=me(program), now=NOW)


def analyse(program: Program) -> None:
    add_analysis(theirs(), words=AnalysisWords("It rose."), cites=[], by=me(program), now=NOW)
    parts = [AdjustedPart("then", "changed")]
    about = {"from_at": NOW - timedelta(days=1), "to_at": NOW, "why": "It rose.", "on": NOW.date()}
    record_adjustment(theirs(), parts=parts, by=me(program), now=NOW, **about)


def settle(program: Program) -> None:
    placemat = theirs()
    settle_judgement(placemat, clauses=theory_clauses(placemat), on=NOW.date(), by=me(program), now=NOW)


def close(program: Program) -> None:
    placemat = theirs()
    seen = plan_renewal(placemat, None).digest
    renew_cycle(placemat, following=None, why="", seen=seen, by=me(program), now=NOW)


def test_each_station_is_done_by_what_it_asks_for_and_by_nothing_else(rehearsal: Program) -> None:
    acts: list[tuple[str, Callable[[Program], None]]] = [
        ("placemat", promise), ("agenda", plan), ("session", lead), ("evidence", bring),
        ("chart", read), ("analysis", analyse), ("judgement", settle), ("closing", close),
    ]  # fmt: skip

    assert ticks(rehearsal) == []
    for number, (_key, act) in enumerate(acts, start=1):
        act(rehearsal)
        assert ticks(rehearsal) == [key for key, _act in acts[:number]]
    assert read_rehearsal(me(rehearsal), rehearsal).current is None


def test_what_is_taken_back_takes_its_tick_along(rehearsal: Program) -> None:
    bring(rehearsal)
    settle(rehearsal)
    before = ticks(rehearsal)

    point = Measure.objects.get(indicator__clause="so_that").indicator.data_points.order_by("-brought_at")[0]
    remove_data_point(point, by=me(rehearsal), now=NOW)
    judgement = theirs().judgements.get()
    take_up_judgement(judgement, why="We forgot something.", by=me(rehearsal), now=NOW)

    assert (before, ticks(rehearsal)) == (["evidence", "judgement"], [])


def test_a_station_is_passed_by_and_taken_up_again(rehearsal: Program) -> None:
    for _ in range(2):
        skip_station("placemat", by=me(rehearsal), now=NOW)
    passed = read_rehearsal(me(rehearsal), rehearsal)
    take_up_station("placemat")
    again = read_rehearsal(me(rehearsal), rehearsal)

    assert (passed.stations[0].state, passed.current and passed.current.key) == ("skipped", "agenda")
    assert (again.stations[0].state, again.current and again.current.key) == ("open", "placemat")


def test_a_passed_station_that_is_done_after_all_is_done(rehearsal: Program) -> None:
    skip_station("agenda", by=me(rehearsal), now=NOW)

    plan(rehearsal)

    assert ticks(rehearsal) == ["agenda"]


def test_its_people_come_in_and_answer_by_and_by_all_but_one(rehearsal: Program) -> None:
    plan(rehearsal)
    session = session_to_lead()
    run = start_session(session, by=me(rehearsal), now=NOW)
    prompt = Prompt.objects.get(session=session, use=PromptUse.LIVE)
    open_prompt(prompt, run, by=me(rehearsal), now=NOW)
    wake_people(session.pk, now=NOW)

    at, steps = NOW, 0
    while move_people(rehearsal.pk, str(session.pk), now=at):
        at, steps = at + timedelta(seconds=3), steps + 1

    answered = Asked.objects.filter(gathering=prompt.gathering_id, answered=True)
    assert (Attendance.objects.filter(session=session).exclude(came="").count(), answered.count()) == (8, 7)
    assert steps == 4
    assert list(waiting(PEOPLE, now=at)) == []


def test_they_answer_the_exit_ticket_and_nothing_that_is_closed(rehearsal: Program) -> None:
    plan(rehearsal)
    lead(rehearsal)
    session = session_to_lead()
    wake_people(session.pk, now=NOW)

    for step in range(6):
        move_people(rehearsal.pk, str(session.pk), now=NOW + timedelta(seconds=3 * step))

    ticket = Prompt.objects.select_related("gathering").get(session=session, use=PromptUse.EXIT)
    live = Prompt.objects.get(session=session, use=PromptUse.LIVE)
    counts = [Asked.objects.filter(gathering=one.gathering_id, answered=True).count() for one in (ticket, live)]
    assert (ticket.gathering.state, counts) == (GatheringState.OPEN, [7, 0])
