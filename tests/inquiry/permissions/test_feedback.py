"""Whom a feedback round lets in, to what, and until when."""

from datetime import timedelta

import pytest
from django.utils import timezone

from collectives.models import Participant
from ilc.tenancy.scope import program_scope
from inquiry.models import FeedbackRound, Placemat
from inquiry.permissions.feedback import (
    askable_collectives,
    asked_feedback,
    can_ask_feedback,
    can_lead_feedback,
    open_placemats,
    visible_feedback,
)
from inquiry.permissions.placemat import visible_placemats
from tests.inquiry.setting import Setting, person_named
from tests.make import make_collective, make_placemat
from tests.make_comment import make_feedback, make_readers

PEOPLE = ["member", "other_member", "facilitator", "admin", "coordinator", "stranger"]


def asked(setting: Setting, readers: tuple[Participant, ...] = ()) -> list[str]:
    people = [person_named(setting, who) for who in PEOPLE]
    return [one.name for one in (*people, *readers) if asked_feedback(one).exists()]


def test_each_way_of_asking_asks_those_it_names(setting: Setting) -> None:
    with program_scope(setting.program.pk):
        collective, reader, guide = make_readers()
        by_way = {}
        for way in ({"asks_members": True}, {"asks_facilitators": True}, {"collective": collective}):
            round_ = make_feedback(setting.placemat, setting.member, **way)
            by_way[next(iter(way))] = asked(setting, (reader, guide))
            round_.delete()

        assert by_way == {
            "asks_members": ["Zoë Lindqvist"],
            "asks_facilitators": ["Renée Thériault"],
            "collective": ["Noor Haddad", "Iain Gillis"],
        }


def test_another_collective_is_let_in_to_that_placemat_and_to_nothing_else(setting: Setting) -> None:
    with program_scope(setting.program.pk):
        collective, reader, _guide = make_readers()
        shown = make_placemat(setting.cycle, leader=setting.member, shown_at=timezone.now())
        before = list(open_placemats(reader))
        round_ = make_feedback(shown, setting.member, collective=collective)

        assert (before, list(open_placemats(reader))) == ([], [shown])
        assert list(visible_feedback(reader)) == [round_]
        assert not visible_placemats(reader).exists()


def end_day(round_: FeedbackRound) -> None:
    round_.until = timezone.now() - timedelta(seconds=1)


def close(round_: FeedbackRound) -> None:
    round_.closed_at, round_.closed_by = timezone.now(), round_.asked_by


def close_cycle(round_: FeedbackRound) -> None:
    round_.placemat.cycle.closed_at = timezone.now()
    round_.placemat.cycle.save()


def close_collective(round_: FeedbackRound) -> None:
    round_.placemat.cycle.collective.closed_at = timezone.now()
    round_.placemat.cycle.collective.save()


def take_back(round_: FeedbackRound) -> None:
    round_.placemat.shown_at = None
    round_.placemat.save()


def leave(round_: FeedbackRound) -> None:
    assert round_.collective
    round_.collective.seats.update(left_at=timezone.now())


@pytest.mark.parametrize("end", [end_day, close, close_cycle, close_collective, take_back, leave])
def test_what_was_lent_ends(setting: Setting, end: object) -> None:
    assert callable(end)
    with program_scope(setting.program.pk):
        collective, reader, _guide = make_readers()
        shown = make_placemat(setting.cycle, leader=setting.member, shown_at=timezone.now())
        round_ = make_feedback(shown, setting.member, collective=collective)
        while_open = open_placemats(reader).exists()

        end(round_)
        round_.save()

        assert (while_open, open_placemats(reader).exists(), visible_feedback(reader).exists()) == (True, False, False)


def test_whoever_asked_is_not_asked(setting: Setting) -> None:
    with program_scope(setting.program.pk):
        make_feedback(setting.placemat, setting.facilitator, asks_members=True, asks_facilitators=True)

        assert asked(setting) == ["Amara Okafor", "Zoë Lindqvist"]


def test_a_leader_is_not_asked_about_their_own(setting: Setting) -> None:
    with program_scope(setting.program.pk):
        shown = make_placemat(setting.cycle, leader=setting.member, shown_at=timezone.now())
        make_feedback(shown, setting.member)

        assert asked(setting) == ["Zoë Lindqvist"]


def test_rounds_are_for_those_at_work_and_those_asked(setting: Setting) -> None:
    with program_scope(setting.program.pk):
        make_feedback(setting.placemat, setting.member)

        assert [who for who in PEOPLE if visible_feedback(person_named(setting, who)).exists()] == PEOPLE[:3]


def test_who_writes_it_asks_and_leads(setting: Setting) -> None:
    with program_scope(setting.program.pk):
        own = make_placemat(setting.cycle, leader=setting.member)

        def able(placemat: Placemat) -> list[list[str]]:
            return [
                [who for who in PEOPLE if may(person_named(setting, who), placemat)]
                for may in (can_ask_feedback, can_lead_feedback)
            ]

        assert able(setting.placemat) == [PEOPLE[:3]] * 2
        assert able(own) == [["member"]] * 2


def test_collectives_at_work_can_be_asked(setting: Setting) -> None:
    with program_scope(setting.program.pk):
        collective, _reader, _guide = make_readers()
        make_collective("Nobody sits here")
        closed, _one, _two = make_readers("Over")
        closed.closed_at = timezone.now()
        closed.save()

        assert list(askable_collectives(setting.placemat)) == [collective]
