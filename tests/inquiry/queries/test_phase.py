"""What each phase left behind for a collective, and what is still open in it."""

from datetime import timedelta

from django.utils import timezone

from collectives.models import Collective
from ilc.tenancy.scope import program_scope
from inquiry.coediting.writing import write_placemat
from inquiry.engine.saving import Edit
from inquiry.models import Adjustment, Moment, Phase
from inquiry.queries.phase import open_questions, phase_steps
from inquiry.queries.phase_trace import Traces, read_traces, traces_of
from inquiry.queries.placemat import Content, People, placemat_content
from tests.inquiry.setting import Setting, promise_indicator, write_if_action
from tests.make import make_rhythm

NOBODY = People((), (), 0, frozenset())


def write(setting: Setting, **texts: str) -> None:
    edits = [Edit(part, "", text) for part, text in texts.items()]
    with program_scope(setting.program.pk):
        write_placemat(setting.placemat, edits=edits, by=setting.member, now=timezone.now())


def read(setting: Setting) -> tuple[Content, Traces]:
    with program_scope(setting.program.pk):
        placemat = type(setting.placemat).objects.select_related("cycle__collective").get(pk=setting.placemat.pk)
        collective = Collective.objects.select_related("theme").get(pk=setting.collective.pk)
        return placemat_content(placemat), read_traces(setting.member, collective, placemat)


def there(setting: Setting, phase: int) -> list[tuple[str, str]]:
    content, traces = read(setting)
    return [(str(one.label), one.text) for one in traces_of(phase, content, traces)]


def test_each_phase_asks_for_what_it_leaves_behind(setting: Setting) -> None:
    with program_scope(setting.program.pk):
        write_if_action(setting, "visit")
    content, traces = read(setting)

    asked = {phase: len(open_questions(phase, setting.cycle, content, traces)) for phase in Phase.values}

    assert asked == {1: 0, 2: 1, 3: 5, 4: 4, 5: 0, 6: 3}


def test_a_question_leads_to_the_place_where_it_is_settled(setting: Setting) -> None:
    content, traces = read(setting)

    first = open_questions(Phase.DESIGNING, setting.cycle, content, traces)[0]

    assert (first.question, first.url_name, first.pk, first.anchor) == (
        "Whose learning are you most concerned about?",
        "inquiry:placemat",
        setting.placemat.pk,
        "part1",
    )


def test_without_people_and_rhythm_forming_is_open(setting: Setting) -> None:
    traces = Traces(setting.collective, NOBODY, "", None)

    asked = open_questions(Phase.FORMING, setting.cycle, None, traces)

    assert [one.question for one in asked] == [
        "Who sits in this collective?",
        "Who guides it?",
        "When do you meet each month?",
    ]
    assert open_questions(Phase.DESIGNING, setting.cycle, None, traces) == []


def test_of_many_indicators_without_figures_one_question_is_asked(setting: Setting) -> None:
    with program_scope(setting.program.pk):
        for number in range(3):
            action = write_if_action(setting, f"visit {number}")
            promise_indicator(setting, f"seen {number}", if_action=action, baseline="1", target="2")
    content, traces = read(setting)

    asked = [one.question for one in open_questions(Phase.ACTING, setting.cycle, content, traces)]

    assert asked.count("When will you look at it together?") == 1


def test_what_forming_left_behind_are_people_and_a_rhythm(setting: Setting) -> None:
    with program_scope(setting.program.pk):
        make_rhythm(setting.collective)

    found = dict(there(setting, Phase.FORMING))

    assert found["Members"] == "Amara Okafor, Zoë Lindqvist"
    assert found["Facilitator"] == "Renée Thériault"
    assert "Third Tuesday" in found["Rhythm"]


def test_what_designing_left_behind_is_on_the_placemat(setting: Setting) -> None:
    write(setting, problem_of_practice="41 %", priority="Talk", then="teachers plan", so_that="students talk")
    with program_scope(setting.program.pk):
        action = write_if_action(setting, "visit")
        promise_indicator(setting, "seen", if_action=action)
        Moment.objects.create(
            placemat=setting.placemat,
            name="As agreed",
            at=timezone.now(),
            by=setting.member,
            made_at=timezone.now() + timedelta(seconds=1),
        )

    assert there(setting, Phase.DESIGNING) == [
        ("Problem of practice", "41 %"),
        ("Priority", "Talk"),
        ("Theory of action", "If we visit, then teachers plan, so that students talk."),
        ("Indicators", "1 leading, 0 lagging"),
        ("A named moment", "As agreed"),
    ]


def test_what_acting_and_sharing_left_behind_are_adjustments_data_and_a_reflection(setting: Setting) -> None:
    write(setting, went_well="The visits", will_adjust="The calendar")
    with program_scope(setting.program.pk):
        action = write_if_action(setting, "visit")
        promise_indicator(setting, "seen", if_action=action)
        promise_indicator(setting, "moved")
        now = timezone.now()
        Adjustment.objects.create(
            placemat=setting.placemat,
            parts=[{"part": "then", "fate": "changed", "number": None}],
            from_at=now - timedelta(hours=1),
            to_at=now,
            why="We saw it",
            on=now.date(),
            by=setting.member,
            at=now,
        )

    labels = [label for label, _ in there(setting, Phase.ACTING)]

    assert labels == ["An adjustment", "What you look at together"]
    assert there(setting, Phase.REVIEWING) == [("What was promised to move", "moved")]
    assert there(setting, Phase.SHARING) == [("What went well", "The visits"), ("What we will adjust", "The calendar")]


def test_before_a_placemat_there_is_nothing_of_the_later_phases(setting: Setting) -> None:
    traces = Traces(setting.collective, NOBODY, "", None)

    assert [traces_of(phase, None, traces) for phase in (2, 3, 4, 5, 6)] == [[], [], [], [], []]


def test_steps_say_what_is_behind_and_what_is_to_come(setting: Setting) -> None:
    content, traces = read(setting)

    steps = phase_steps(setting.cycle, content, traces)

    assert [step.state for step in steps] == ["done", "done", "now", "later", "later", "later"]
