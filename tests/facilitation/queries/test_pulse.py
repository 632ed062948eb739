"""What a pulse tells: to its collective, to staff, of the program as a whole, and for an agenda."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from collectives.models import Participant, Program
from facilitation.models import Pulse
from facilitation.queries.agenda_draft import draft_for
from facilitation.queries.agenda_why import reasons_of
from facilitation.queries.pulse import PulseSheet, pulse_sheet
from facilitation.queries.pulse_whole import PulseWhole, newest_pulses, open_pulses, pulse_whole
from ilc.tenancy.scope import program_scope
from inquiry.models import Cycle, Phase, PhaseMove
from inquiry.operations.phase import move_phase
from tests.make import make_session
from tests.make_pulse import ask_pulse, make_group, make_pulse


@pytest.fixture(autouse=True)
def scope(program: Program) -> Iterator[None]:
    with program_scope(program.pk):
        yield


def read(cycle: Cycle, *, words: bool = True) -> PulseSheet:
    return pulse_sheet(cycle.collective, language="en", otherwise="en", words=words)


def whole() -> PulseWhole:
    return pulse_whole(collectives=newest_pulses().count(), asked=open_pulses().count())


def move(cycle: Cycle, by: Participant, phase: int) -> None:
    move_phase(cycle, to_phase=phase, reason="On", by=by, now=timezone.now())
    cycle.refresh_from_db()


def steps_in_sql(keys: str) -> Any:
    """How often each step was chosen in a question, counted without the code that shows it."""
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT count(*) FILTER (WHERE r.value = to_jsonb(step)) FROM generate_series(1, 5) AS step
            LEFT JOIN response r ON r.value IS NOT NULL
            LEFT JOIN gathering_question q ON q.id = r.question_id LEFT JOIN pulse p ON p.gathering_id = r.gathering_id
            WHERE p.keys[q.number] = %s GROUP BY step ORDER BY step""",
            [keys],
        )
        return tuple(row[0] for row in cursor.fetchall())


def test_a_group_reads_its_answers_beside_its_own_former_phase() -> None:
    cycle, guide, members = make_group(people=8)
    make_pulse(cycle, guide, members, [2, 2, 2, 3, 3, 2, 2, 2])
    move(cycle, guide, Phase.ACTING)
    make_pulse(cycle, guide, members, [4, 4, 4, 4, 5, 5, 4])

    sheet = read(cycle)

    assert [(row.phase, row.state, row.answers, row.asked) for row in sheet.rows] == [
        (4, "shown", 7, 8),
        (3, "shown", 8, 8),
    ]
    assert [(about, len(questions)) for about, questions in sheet.parts] == [
        ("What we understand alike", 2),
        ("What we do together", 2),
        ("What we see of it", 2),
    ]
    first = sheet.parts[0][1][0]
    assert first.key == "shared-problem"
    assert [one.spread.counts for one in first.said] == [(0, 0, 0, 5, 2), (0, 6, 2, 0, 0)]
    now, before = first.said
    assert now.words.endswith("the middle of all 8 stays there.")
    assert now.change.startswith("Higher than the time before")
    assert before.words == (
        "At least the middle half chose “a little”. All who were asked have answered, so nothing is estimated."
    )
    assert before.change == ""
    assert sorted(text for text, _language in sheet.texts) == [f"Words {number}" for number in range(7)]


def test_staff_read_what_was_chosen_and_not_what_was_written() -> None:
    cycle, guide, members = make_group()
    make_pulse(cycle, guide, members, [3] * 6)

    sheet = read(cycle, words=False)

    assert (sheet.asks, list(sheet.texts)) == ("", [])
    assert sheet.parts[0][1][0].said[0].spread.counts == (0, 0, 6, 0, 0)


@pytest.mark.parametrize("close", [False, True])
def test_nothing_is_told_while_it_is_open_and_nothing_of_four(close: bool) -> None:
    cycle, guide, members = make_group()
    if close:
        make_pulse(cycle, guide, members, [3] * 4)
    else:
        ask_pulse(cycle, guide)

    sheet = read(cycle)

    assert (sheet.parts, list(sheet.texts)) == ([], [])
    assert [(row.state, row.answers) for row in sheet.rows] == [("few" if close else "open", 0)]


def test_the_program_as_a_whole_is_told_once_three_collectives_closed_theirs() -> None:
    groups = [make_group() for _number in range(4)]
    for cycle, guide, members in groups[:2]:
        make_pulse(cycle, guide, members, [3, 3, 4, 4, 4, 5])
    two = whole()
    make_pulse(*groups[2], [1, 2, 2, 2, 5])
    make_pulse(*groups[3], [5] * 4)

    three = whole()

    assert (two.collectives, two.parts) == (2, [])
    assert three.collectives == 3
    assert three.parts[0][1][0][1].counts == (1, 3, 4, 6, 3)
    move(groups[0][0], groups[0][1], Phase.ACTING)
    ask_pulse(groups[0][0], groups[0][1])
    assert (whole().open, whole().parts[0][1][0][1].counts) == (1, (1, 3, 4, 6, 3))


def test_the_whole_is_what_an_independent_count_says_and_counts_each_group_once() -> None:
    for _number in range(3):
        cycle, guide, members = make_group()
        make_pulse(cycle, guide, members, [2] * 6)
        move(cycle, guide, Phase.ACTING)
        make_pulse(cycle, guide, members, [1, 3, 4, 4, 5])
    closed, guide, members = make_group()
    make_pulse(closed, guide, members, [1] * 6)
    Cycle.objects.filter(pk=closed.pk).update(closed_at=timezone.now())

    found = {words: spread.counts for _about, questions in whole().parts for words, spread in questions}

    shown = list(newest_pulses().values_list("pk", flat=True))
    Pulse.objects.exclude(pk__in=shown).update(keys=["other"] * 7)
    assert (
        found["What we look at together changes what we do next."] == steps_in_sql("evidence-used") == (3, 0, 3, 6, 3)
    )


def reasons(session: Any, guide: Participant) -> list[tuple[str, str]]:
    wanted = ("pulse", "pulse_due")
    return [(one.title, one.why[0]["because"]) for one in draft_for(session, guide) if one.why[0]["because"] in wanted]


def test_the_first_session_of_a_phase_offers_to_ask_and_the_next_one_does_not() -> None:
    cycle, guide, _members = make_group()
    first = make_session(cycle.collective, on=date(2026, 9, 15))
    move(cycle, guide, Phase.ACTING)
    PhaseMove.objects.update(at=first.starts_at + timedelta(days=2))
    second = make_session(cycle.collective, on=date(2026, 10, 20))
    third = make_session(cycle.collective, on=date(2026, 11, 17))

    assert reasons(second, guide) == [("Say how we see ourselves as a group", "pulse_due")]
    assert reasons(third, guide) == []
    ask_pulse(cycle, guide)
    assert reasons(second, guide) == []


def test_a_session_takes_up_what_the_group_said_since_it_met() -> None:
    cycle, guide, members = make_group()
    make_pulse(cycle, guide, members, [3] * 5)
    session = make_session(cycle.collective, on=timezone.localdate() + timedelta(days=9))

    assert reasons(session, guide) == [("What we said of ourselves as a group", "pulse")]
    item = session.agenda.model(session=session, why=[{"because": "pulse", "phase": 3, "count": 5}])
    [[reason]] = reasons_of([item], guide).values()
    assert reason.text == "5 members answered the pulse of phase 3"
