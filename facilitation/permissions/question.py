"""Who sees the questions that were written in a program, and those asked in a session."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from collectives.models import Facilitator, Participant
from collectives.permissions.program import is_admin
from facilitation.models import Question, QuestionAsked, QuestionOutcome
from facilitation.permissions.library import can_see_library


def visible_questions(participant: Participant) -> QuerySet[Question]:
    """One's own, and the program's for those who find the library; those taken away too."""
    if not can_see_library(participant):
        return Question.objects.none()
    return Question.objects.filter(Q(by=participant, for_program=False) | Q(for_program=True))


def can_change_question(participant: Participant, question: Question) -> bool:
    """Take it away, bring it back: its writer; an admin, when it is the program's. No SQL."""
    return is_admin(participant) if question.for_program else question.by_id == participant.pk


def visible_questions_asked(participant: Participant) -> QuerySet[QuestionAsked]:
    """Those of the sessions one may run: the guide is for who guides, members do not see it."""
    if is_admin(participant):
        return QuestionAsked.objects.all()
    guides = Facilitator.objects.filter(
        collective=OuterRef("session__collective"), participant=participant, left_at=None
    )
    return QuestionAsked.objects.filter(Exists(guides))


def visible_question_outcomes(participant: Participant) -> QuerySet[QuestionOutcome]:
    """What came of the questions one sees."""
    return QuestionOutcome.objects.filter(asked__in=visible_questions_asked(participant).values("pk"))
