"""The boxes of a placemat's page."""

from ilc.tenancy.scope import program_scope
from inquiry.engine.saving import TooLong, Written
from inquiry.models import PlacematText
from inquiry.queries.placemat import Content, placemat_content
from inquiry.queries.placemat_page import boxes_after, placemat_boxes
from tests.inquiry.setting import Setting, write_if_action


def write(setting: Setting, **texts: str) -> None:
    with program_scope(setting.program.pk):
        for field, text in texts.items():
            PlacematText.objects.create(placemat=setting.placemat, field=field, text=text, version=1)


def content_of(setting: Setting) -> Content:
    with program_scope(setting.program.pk):
        return placemat_content(setting.placemat)


def test_boxes_come_back_with_what_was_typed(setting: Setting) -> None:
    write(setting, priority="theirs")
    with program_scope(setting.program.pk):
        action = write_if_action(setting, "visit")
    result = Written(too_long=(TooLong(f"if:{action.pk}", "x" * 30_000, 30_000),))

    boxes = boxes_after(placemat_boxes(content_of(setting)), result)

    assert [(box.number, box.base, len(box.text)) for box in boxes.refused] == [(1, "visit", 30_000)]
    assert "30,000 characters, and 20,000 fit" in boxes.refused[0].error
