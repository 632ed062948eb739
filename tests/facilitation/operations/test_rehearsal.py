"""A rehearsal's content: a collective whose whole cycle can be walked at once, in each language."""

from datetime import UTC, datetime

import pytest

from collectives.models import Participant, User
from collectives.operations.rehearsal import begin_rehearsal
from evidence.models import DataPoint, JudgementPart, PlanLine, Settlement
from facilitation.models import Prompt, Session
from facilitation.operations.rehearsal import make_rehearsal
from ilc.tenancy.scope import program_scope
from inquiry.models import IfAction, Indicator, PlacematText

pytestmark = pytest.mark.xdist_group("rehearsal")  # one worker: what they share is made once

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_it_holds_most_of_a_cycle_and_leaves_something_to_do(db: None, language: str) -> None:
    user = User.objects.create_user("renee@example.org", name="Renée Thériault", language=language)
    program = begin_rehearsal(user, now=NOW)

    made = [make_rehearsal(program.pk, now=NOW) for _ in range(2)]

    program.refresh_from_db()
    with program_scope(program.pk):
        guide = Participant.objects.get(user=user)
        shown = Indicator.objects.exclude(if_action=None).values("if_action")
        found = {
            "guides as": [grant.role for grant in guide.grants.all()],
            "people": Participant.objects.exclude(user=user).filter(user=None).count(),
            "texts": PlacematText.objects.exclude(text="").count(),
            "if-actions that nothing shows": IfAction.objects.exclude(pk__in=shown).count(),
            "to be brought today": PlanLine.objects.filter(participant=guide, first_due=NOW.date()).count(),
            "brought for today": DataPoint.objects.filter(on=NOW.date()).count(),
            "settled": Settlement.objects.count(),
            "clauses judged": JudgementPart.objects.count(),
            "sessions to lead": Session.objects.filter(starts_at__date__gte=NOW.date(), agenda=None).count(),
            "prompts": Prompt.objects.count(),
        }
    assert made == [True, False]
    assert found == {
        "guides as": ["facilitator"],
        "people": 8,
        "texts": 5,
        "if-actions that nothing shows": 1,
        "to be brought today": 1,
        "brought for today": 4,
        "settled": 0,
        "clauses judged": 3,
        "sessions to lead": 1,
        "prompts": 2,
    }
