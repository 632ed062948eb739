"""Reminders that go out by themselves, and seats that are filled though nobody rang."""

from datetime import timedelta

import pytest
from django.utils.timezone import now

from collectives.models import Invitation, Notice, Program
from collectives.operations.invitation import REMINDER, invite_to_collective, remind_invitation
from collectives.operations.invitation_answer import accept_invitation
from collectives.queries.invitation import waiting_invitations
from collectives.tasks.waiting import remind_of_invitation
from ilc.due import Due
from ilc.tenancy.scope import program_scope
from tests.make import make_collective, make_participant


@pytest.fixture
def invited(program: Program) -> Invitation:
    """Somebody who was invited eight days ago and has not answered."""
    with program_scope(program.pk):
        return invite_to_collective(
            make_collective("Ask them"),
            participants=[make_participant("Dana Paul")],
            formation=None,
            by=make_participant("Inès", role="admin"),
            now=now() - timedelta(days=8),
        )[0].invitation


def remind(invitation: Invitation) -> list[str]:
    """Run the reminder that is due; the subjects of everything written so far."""
    remind_of_invitation(program_id=invitation.program_id, invitation_pk=str(invitation.pk))
    with program_scope(invitation.program_id):
        return list(Notice.objects.order_by("written_at").values_list("subject", flat=True))


def test_who_has_not_answered_for_a_week_is_reminded_once(invited: Invitation) -> None:
    subjects = [remind(invited), remind(invited)]

    assert subjects == [["You are invited to Ask them", "Ask them: will you join?"]] * 2
    assert Due.objects.get(kind=REMINDER).done_at is not None


def test_who_was_reminded_today_is_reminded_a_day_later(invited: Invitation) -> None:
    with program_scope(invited.program_id):
        remind_invitation(invited, now=now() - timedelta(hours=3))

    assert len(remind(invited)) == 2
    due = Due.objects.get(kind=REMINDER)
    assert due.done_at is None
    assert due.due_at > now() + timedelta(hours=20)


def test_who_has_answered_is_not_reminded(invited: Invitation) -> None:
    with program_scope(invited.program_id):
        assert waiting_invitations(invited.participant) == [invited]
        accept_invitation(invited, by=invited.participant, now=now())

        assert waiting_invitations(invited.participant) == []
        assert Due.objects.get(kind=REMINDER).done_at is not None
    assert "Ask them: will you join?" not in remind(invited)
