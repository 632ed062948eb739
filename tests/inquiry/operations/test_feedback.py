"""Feedback rounds: asked for, told by mail, moved from step to step, closed with what came of it."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from collectives.models import Notice
from ilc.tenancy.scope import program_scope
from inquiry.models import FeedbackChange, FeedbackRound, Placemat
from inquiry.operations.feedback import (
    DayIsOver,
    FeedbackStillOpen,
    PlacematKeptPrivate,
    SummaryAsked,
    ask_feedback,
    close_feedback,
    move_feedback,
    write_feedback_notices,
)
from tests.inquiry.setting import Setting
from tests.make import make_participant, make_placemat, seat
from tests.make_comment import make_feedback, make_listening, make_readers


def ask(setting: Setting, placemat: Placemat | None = None, **fields: Any) -> FeedbackRound:
    at = timezone.now()
    wanted = {
        "question": "Is it about students?",
        "tuning": False,
        "asks_members": True,
        "asks_facilitators": False,
        "collective": None,
        "until": at + timedelta(days=7),
    } | fields
    return ask_feedback(placemat or setting.placemat, by=setting.member, now=at, **wanted)


def test_a_tuning_round_begins_with_questions(setting: Setting) -> None:
    with program_scope(setting.program.pk):
        asked = ask(setting, tuning=True)

        assert (asked.step, asked.question, asked.lang, asked.asked_by) == (
            "clarify",
            "Is it about students?",
            "en",
            setting.member,
        )


def test_one_round_at_a_time(setting: Setting) -> None:
    with program_scope(setting.program.pk):
        ask(setting)

        with pytest.raises(FeedbackStillOpen):
            ask(setting)
        with pytest.raises(IntegrityError, match="feedback_round_one_open_per_placemat"), transaction.atomic():
            make_feedback(setting.placemat, setting.member)


def test_a_private_placemat_is_shown_first(setting: Setting) -> None:
    with program_scope(setting.program.pk):
        own = make_placemat(setting.cycle, leader=setting.member)
        with pytest.raises(PlacematKeptPrivate):
            ask(setting, own)
        own.shown_at = timezone.now()
        own.save()

        assert ask(setting, own).placemat == own


def test_a_day_that_has_passed_is_refused(setting: Setting) -> None:
    with program_scope(setting.program.pk), pytest.raises(DayIsOver):
        ask(setting, until=timezone.now() - timedelta(minutes=1))


def test_the_steps_go_forward_and_back_and_are_kept(setting: Setting) -> None:
    with program_scope(setting.program.pk):
        tuning = make_listening(setting.placemat, setting.member)

        for step in ("reflect", "reflect", "listen"):
            move_feedback(tuning, step=step, by=setting.member, now=timezone.now())

        tuning.refresh_from_db()
        was = list(FeedbackChange.objects.order_by("pk").values_list("was", flat=True))
        assert (tuning.step, was) == ("listen", ["listen", "reflect"])


def test_a_round_without_steps_takes_none(setting: Setting) -> None:
    with program_scope(setting.program.pk):
        plain = make_feedback(setting.placemat, setting.member)

        move_feedback(plain, step="listen", by=setting.member, now=timezone.now())

        plain.refresh_from_db()
        assert plain.step == ""


def test_a_tuning_round_ends_with_a_summary_that_stays(setting: Setting) -> None:
    with program_scope(setting.program.pk):
        tuning = make_listening(setting.placemat, setting.member)
        with pytest.raises(SummaryAsked):
            close_feedback(tuning, summary=" \n", by=setting.member, now=timezone.now())

        close_feedback(tuning, summary="We visit in pairs.", by=setting.member, now=timezone.now())
        close_feedback(tuning, summary="Something else", by=setting.facilitator, now=timezone.now())

        tuning.refresh_from_db()
        assert (tuning.summary, tuning.closed_by) == ("We visit in pairs.", setting.member)


def test_those_asked_are_written_to_in_their_language_and_nobody_else(setting: Setting) -> None:
    with program_scope(setting.program.pk):
        collective, reader, guide = make_readers()
        assert reader.user is not None
        reader.user.language = "fr"
        reader.user.save()
        without_account = make_participant("Not yet invited")
        without_account.user = None
        without_account.save()
        seat(collective, without_account)
        asked = ask(setting, collective=collective, tuning=True)

        notices = write_feedback_notices(asked, kind="feedback_asked", by=setting.member, now=timezone.now())
        write_feedback_notices(asked, kind="feedback_asked", by=setting.member, now=timezone.now())

        assert [(one.recipient.name, one.language) for one in notices] == [
            (guide.name, "en"),
            (reader.name, "fr"),
            (setting.other_member.name, "en"),
        ]
        assert Notice.objects.filter(kind="feedback_asked").count() == 3
        letter = notices[0]
        assert letter.subject == "Reading with meaning asks what you think of a draft"
        for words in ("Is it about students?", f"/feedback/{asked.pk}/", "Amara Okafor asks for feedback"):
            assert words in letter.text
            assert words in letter.html
        assert "Amara Okafor demande" in notices[1].text
        assert not any(one.email in letter.text for one in (setting.member, setting.other_member))


def test_those_asked_hear_what_came_of_it(setting: Setting) -> None:
    with program_scope(setting.program.pk):
        own = make_placemat(setting.cycle, leader=setting.member, shown_at=timezone.now())
        asked = ask(setting, own, asks_facilitators=True)
        closed = close_feedback(asked, summary="Pairs <b>it</b> is.", by=setting.member, now=timezone.now())

        notices = write_feedback_notices(closed, kind="feedback_closed", by=setting.member, now=timezone.now())

        assert [one.recipient for one in notices] == [setting.facilitator, setting.other_member]
        assert "Pairs <b>it</b> is." in notices[0].text
        assert "Pairs &lt;b&gt;it&lt;/b&gt; is." in notices[0].html


def test_ten_people_cost_as_many_queries_as_two(setting: Setting) -> None:
    counts = []
    with program_scope(setting.program.pk):
        for more in (0, 8):
            for _ in range(more):
                seat(setting.collective, make_participant())
            FeedbackRound.objects.update(closed_at=timezone.now(), closed_by=setting.member)
            asked = ask(setting)
            with CaptureQueriesContext(connection) as captured:
                write_feedback_notices(asked, kind="feedback_asked", by=setting.facilitator, now=timezone.now())
            counts.append(len(captured))

    assert counts[0] == counts[1]
