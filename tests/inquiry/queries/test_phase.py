"""What is still open in each phase."""

from ilc.tenancy.scope import program_scope
from inquiry.models import Phase
from inquiry.queries.phase import Open, open_questions, phase_steps
from inquiry.queries.placemat import placemat_content
from tests.inquiry.setting import Setting, write_if_action

WHOLE = Open(members=9, facilitators=1, has_rhythm=True)


def test_each_phase_asks_for_what_it_leaves_behind(setting: Setting) -> None:
    with program_scope(setting.program.pk):
        write_if_action(setting, "visit")
        content = placemat_content(setting.placemat)

    asked = {phase: len(open_questions(phase, content, WHOLE)) for phase in Phase.values}

    assert asked == {1: 0, 2: 0, 3: 5, 4: 1, 5: 1, 6: 1}
    assert open_questions(Phase.FORMING, None, Open(0, 0, has_rhythm=False)) == [
        "Who sits in this collective?",
        "Who guides it?",
        "When do you meet each month?",
    ]


def test_steps_say_what_is_behind_and_what_is_to_come(setting: Setting) -> None:
    steps = phase_steps(setting.cycle, None, WHOLE)

    assert [step.state for step in steps] == ["done", "done", "now", "later", "later", "later"]
