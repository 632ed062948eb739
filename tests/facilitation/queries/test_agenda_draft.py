"""What an agenda is drafted from, and who reads why."""

from datetime import UTC, date, datetime, timedelta

from django.utils import timezone

from collectives.models import Participant, Program
from facilitation.models import AgendaItem, SelfReflection, Session
from facilitation.operations.agenda import Item, draft_agenda
from facilitation.operations.commitment import NextStep, make_commitment
from facilitation.queries.agenda_draft import draft_for
from facilitation.queries.agenda_why import reasons_of
from ilc.tenancy.scope import program_scope
from inquiry.models import Phase
from tests.make import make_cycle, make_participant, make_placemat, make_school, make_session
from tests.make_evidence import make_data_point, make_plan_line
from tests.make_history import act, promise
from tests.make_session import make_full_collective
from tests.world_session import make_prompt

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


def two_sessions(phase: int = Phase.ACTING) -> tuple[Session, Session, Participant]:
    """The session before and the one to plan, of one collective, and its facilitator."""
    collective, guide, _members = make_full_collective()
    make_cycle(collective, phase=phase)
    return make_session(collective, on=date(2026, 11, 17)), make_session(collective, on=date(2026, 12, 15)), guide


def because(session: Session, reader: Participant) -> dict[str, list[str]]:
    return {item.title: [one["because"] for one in item.why] for item in draft_for(session, reader)}


def test_a_draft_takes_as_long_as_the_session_and_says_why_of_every_item(program: Program) -> None:
    with program_scope(program.pk):
        _before, session, guide = two_sessions()

        draft = draft_for(session, guide)

        assert sum(item.minutes for item in draft) == 90
        assert all(item.why for item in draft)
        assert {one["because"] for item in draft for one in item.why} == {"phase"}


def test_promises_answers_and_feedback_come_along(program: Program) -> None:
    with program_scope(program.pk):
        before, session, guide = two_sessions(Phase.DESIGNING)
        step = NextStep("Free one person for paired visits", guide.pk, date(2026, 12, 1))
        make_commitment(session.collective, step, session=before, by=guide, now=before.starts_at)
        prompt = make_prompt(session, guide, "What did you try?", asked=[guide])
        prompt.use = "before"
        prompt.save(update_fields=["use"])

        reasons = because(session, guide)

        assert reasons["Arrive: what we promised each other"] == ["phase", "promised"]
        assert reasons["What we answered beforehand"] == ["prepared"]
        assert list(reasons).index("What we answered beforehand") == 1


def test_what_a_facilitator_noted_is_a_reason_for_them_alone(program: Program) -> None:
    with program_scope(program.pk):
        before, session, guide = two_sessions()
        other = make_participant(role="facilitator")
        reflection = SelfReflection.objects.create(
            session=before,
            facilitator=guide,
            application_at_home="Two members have not tried anything yet",
            at=timezone.now(),
        )

        items = [
            Item(one.title, one.minutes, one.protocol, kind=one.kind, why=one.why) for one in draft_for(session, guide)
        ]
        draft_agenda(session, items, by=guide, now=NOW)

        rows = list(AgendaItem.objects.filter(session=session))
        own = [reason for why in reasons_of(rows, guide).values() for reason in why if reason.own]
        others = [reason for why in reasons_of(rows, other).values() for reason in why]
        assert [(reason.quote, reason.own) for reason in own] == [("Two members have not tried anything yet", True)]
        assert others
        assert not any(reason.own or "Two members" in f"{reason.text}{reason.quote}" for reason in others)
        assert "Two members" not in str([row.why for row in rows])
        assert str(reflection.pk) in str([row.why for row in rows])
        assert "reflection" not in {one["because"] for item in draft_for(session, other) for one in item.why}


def test_a_reason_that_is_not_known_any_more_is_left_out(program: Program) -> None:
    with program_scope(program.pk):
        _before, session, guide = two_sessions()
        draft_agenda(session, [Item("Talk", 10, why=[{"because": "whim"}, {}])], by=guide, now=NOW)

        assert list(reasons_of(AgendaItem.objects.all(), guide).values()) == [[]]


def test_a_session_of_a_quarter_of_an_hour_gets_a_minute_for_everything(program: Program) -> None:
    with program_scope(program.pk):
        _before, session, guide = two_sessions()
        session.minutes = 15

        draft = draft_for(session, guide)

        assert (sum(item.minutes for item in draft), min(item.minutes for item in draft) >= 1) == (15, True)
        assert session.starts_at > NOW + timedelta(days=1)


def test_evidence_that_came_or_is_planned_is_a_reason_to_look(program: Program) -> None:
    with program_scope(program.pk):
        before, session, guide = two_sessions()
        member = make_participant(school=make_school())
        placemat = make_placemat(session.collective.cycles.get())
        action = act(placemat, "visit classrooms", by=member, at=NOW)
        indicator = promise(placemat, "Visits each week", by=member, at=NOW, if_action=action)
        promise(placemat, "Students explain a text", by=member, at=NOW)
        make_plan_line(indicator, member, first_due=session.date)

        def reasons() -> set[tuple[str, int]]:
            why = [one for item in draft_for(session, guide) for one in item.why]
            return {(one["because"], one["count"]) for one in why if one["because"] in {"brought", "due"}}

        planned = reasons()
        point = make_data_point(indicator, by=member, on=session.date, value=3)
        came = reasons()
        point.brought_at = before.starts_at - timedelta(days=1)
        point.save(update_fields=["brought_at"])

        assert (planned, came, reasons()) == ({("due", 1)}, {("due", 1), ("brought", 1)}, {("due", 1)})


def test_where_nothing_looks_at_evidence_what_came_has_an_item_of_its_own(program: Program) -> None:
    with program_scope(program.pk):
        _before, session, guide = two_sessions(Phase.SHARING)
        member = make_participant(school=make_school())
        placemat = make_placemat(session.collective.cycles.get())
        indicator = promise(placemat, "Students explain a text", by=member, at=NOW)
        make_data_point(indicator, by=member, on=session.date, value=3)

        assert because(session, guide).get("What was brought since we met") == ["brought"]
