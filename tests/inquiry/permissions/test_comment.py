"""Who reads which comments, and who may write and settle them."""

from django.utils import timezone

from collectives.models import Participant
from ilc.tenancy.scope import program_scope
from inquiry.models import Placemat
from inquiry.permissions.comment import (
    belongs_to_placemat,
    can_change_comment,
    can_comment_placemat,
    can_resolve_comment,
    visible_comments,
)
from tests.inquiry.setting import Setting, person_named
from tests.make import make_placemat
from tests.make_comment import make_comment, make_feedback, make_readers

PEOPLE = ["member", "other_member", "facilitator", "admin", "coordinator", "stranger"]


def read_by(person: Participant) -> list[str]:
    return sorted(visible_comments(person).values_list("text", flat=True))


def test_comments_are_for_those_at_work_and_not_for_staff(setting: Setting) -> None:
    with program_scope(setting.program.pk):
        private = make_placemat(setting.cycle, leader=setting.member)
        shown = make_placemat(setting.cycle, leader=setting.other_member, shown_at=timezone.now())
        make_comment(setting.placemat, setting.member, "collective")
        make_comment(private, setting.member, "private")
        make_comment(shown, setting.other_member, "shown")

        assert {who: read_by(person_named(setting, who)) for who in PEOPLE} == {
            "member": ["collective", "private", "shown"],
            "other_member": ["collective", "shown"],
            "facilitator": ["collective", "shown"],
            "admin": [],
            "coordinator": [],
            "stranger": [],
        }


def test_those_asked_read_what_is_said_in_their_round_only(setting: Setting) -> None:
    with program_scope(setting.program.pk):
        collective, reader, _guide = make_readers()
        make_comment(setting.placemat, setting.member, "among ourselves")
        asked = make_feedback(setting.placemat, setting.member, collective=collective)
        make_comment(setting.placemat, reader, "in the round", feedback_round=asked)

        assert read_by(reader) == ["in the round"]
        assert read_by(setting.other_member) == ["among ourselves", "in the round"]


def test_who_comments(setting: Setting) -> None:
    with program_scope(setting.program.pk):
        shown = make_placemat(setting.cycle, leader=setting.member, shown_at=timezone.now())
        private = make_placemat(setting.cycle, leader=setting.other_member)
        asked = make_feedback(shown, setting.member)

        def commenters(placemat: Placemat) -> list[str]:
            at_work = [(who, belongs_to_placemat(person_named(setting, who), placemat)) for who in PEOPLE]
            return [who for who, belongs in at_work if can_comment_placemat(placemat, belongs=belongs, asked=None)]

        assert commenters(setting.placemat) == PEOPLE[:3]
        assert commenters(shown) == PEOPLE[:3]
        assert commenters(private) == ["other_member"]
        assert can_comment_placemat(shown, belongs=False, asked=asked)
        shown.cycle.closed_at = timezone.now()
        assert not can_comment_placemat(shown, belongs=True, asked=asked)


def test_who_settles_and_who_changes(setting: Setting) -> None:
    with program_scope(setting.program.pk):
        comment = make_comment(setting.placemat, setting.member)
        answer = make_comment(setting.placemat, setting.member, in_reply_to=comment)

        assert can_resolve_comment(setting.facilitator, comment, writes=True)
        assert can_resolve_comment(setting.member, comment, writes=False)
        assert not can_resolve_comment(setting.stranger, comment, writes=False)
        assert not can_resolve_comment(setting.member, answer, writes=True)
        assert can_change_comment(setting.member, comment)
        assert not can_change_comment(setting.facilitator, comment)
