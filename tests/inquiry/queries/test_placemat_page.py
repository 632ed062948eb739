"""What is next on a placemat, and the questions in its margin."""

from ilc.tenancy.scope import program_scope
from inquiry.engine.saving import TooLong, Written
from inquiry.models import PlacematText
from inquiry.queries.placemat import Content, placemat_content
from inquiry.queries.placemat_page import boxes_after, margin_hints, next_step, placemat_boxes
from tests.inquiry.setting import Setting, promise_indicator, write_if_action


def write(setting: Setting, **texts: str) -> None:
    with program_scope(setting.program.pk):
        for field, text in texts.items():
            PlacematText.objects.create(placemat=setting.placemat, field=field, text=text, version=1)


def content_of(setting: Setting) -> Content:
    with program_scope(setting.program.pk):
        return placemat_content(setting.placemat)


def title_of_next_step(setting: Setting) -> str:
    step = next_step(content_of(setting))
    return step.title if step else ""


def test_the_next_step_follows_the_order_of_the_placemat(setting: Setting) -> None:
    titles = [title_of_next_step(setting)]
    write(setting, problem_of_practice="41 % met it.")
    titles.append(title_of_next_step(setting))
    write(setting, priority="Routines", then="teachers plan", so_that="students read")
    titles.append(title_of_next_step(setting))
    with program_scope(setting.program.pk):
        action = write_if_action(setting, "visit")
    titles.append(title_of_next_step(setting))
    with program_scope(setting.program.pk):
        promise_indicator(setting, "seen", if_action=action)
    titles.append(title_of_next_step(setting))
    with program_scope(setting.program.pk):
        promise_indicator(setting, "moved")
    titles.append(title_of_next_step(setting))
    write(setting, went_well="The visits")
    titles.append(title_of_next_step(setting))

    assert titles == [
        "Say what the problem is, for whom, and how you know",
        "Choose the one thing you will work on",
        "Name the first thing that you, as leaders, will do",
        "Give if-action 1 a leading indicator",
        "Say what would show at the end that it worked",
        "Write down one thing that went well",
        "",
    ]


def test_hints_ask_about_what_stands_there(setting: Setting) -> None:
    questions = [margin_hints(content_of(setting))["problem"][0].question]
    write(setting, problem_of_practice="Few students meet the standard.")
    questions.append(margin_hints(content_of(setting))["problem"][0].question)
    with program_scope(setting.program.pk):
        write_if_action(setting, "visit")
        promise_indicator(setting, "moved")
    questions += [hint.question for hint in margin_hints(content_of(setting))["evidence"]]

    assert questions == [
        "Whose learning are you most concerned about?",
        "Which local number shows it?",
        "If-action 1 has no leading indicator yet.",
        "One of the four types of data is covered.",
    ]


def test_boxes_come_back_with_what_was_typed(setting: Setting) -> None:
    write(setting, priority="theirs")
    with program_scope(setting.program.pk):
        action = write_if_action(setting, "visit")
    result = Written(too_long=(TooLong(f"if:{action.pk}", "x" * 30_000, 30_000),))

    boxes = boxes_after(placemat_boxes(content_of(setting)), result)

    assert [(box.number, box.base, len(box.text)) for box in boxes.refused] == [(1, "visit", 30_000)]
    assert "30,000 characters, and 20,000 fit" in boxes.refused[0].error
