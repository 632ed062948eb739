"""Who works on boards: the texts on them may say more than their writers meant for everyone."""

from django.db.models import Q, QuerySet

from collectives.models import (
    AnswersFile,
    Board,
    BoardText,
    DraftTheme,
    Gathering,
    GatheringKind,
    GatheringState,
    ImprovementPlan,
    Participant,
    ThemeDecision,
)
from collectives.permissions.gathering import FEWEST
from collectives.permissions.program import is_admin, is_staff


def can_work_on_boards(participant: Participant) -> bool:
    """Make a board, bring texts to it, move them, keep themes, open them."""
    return is_admin(participant)


def visible_boards(participant: Participant) -> QuerySet[Board]:
    """All of the program's for an admin, none for anyone else."""
    return Board.objects.all() if is_admin(participant) else Board.objects.none()


def visible_drafts(participant: Participant) -> QuerySet[DraftTheme]:
    """Every theme that is or was on a board, for an admin."""
    return DraftTheme.objects.all() if is_admin(participant) else DraftTheme.objects.none()


def visible_board_texts(participant: Participant) -> QuerySet[BoardText]:
    """Every text on a board, for an admin."""
    return BoardText.objects.all() if is_admin(participant) else BoardText.objects.none()


def visible_answers_files(participant: Participant) -> QuerySet[AnswersFile]:
    """Answers from other tools, for an admin: a file may hold names."""
    return AnswersFile.objects.all() if is_admin(participant) else AnswersFile.objects.none()


def visible_plans(participant: Participant) -> QuerySet[ImprovementPlan]:
    """Improvement plans and their passages, for an admin."""
    return ImprovementPlan.objects.all() if is_admin(participant) else ImprovementPlan.objects.none()


def gatherings_for_boards(participant: Participant) -> QuerySet[Gathering]:
    """Gatherings whose answers may stand on a board: named ones once open, anonymous ones once they may be shown.

    Of what is put to a collective's own people only the exit tickets, and only without names.
    """
    if not is_admin(participant):
        return Gathering.objects.none()
    opened = Gathering.objects.exclude(state=GatheringState.DRAFT)
    of_program = opened.filter(collective=None, anonymous=False)
    tickets = opened.filter(Q(collective=None) | Q(kind=GatheringKind.EXIT_TICKET))
    return of_program | tickets.filter(shuffled_at__isnull=False, answers__gte=FEWEST)


def can_see_decisions(participant: Participant) -> bool:
    """Which themes were opened, why and by whom: for program staff."""
    return is_staff(participant)


def boards_with_decisions(participant: Participant) -> QuerySet[Board]:
    """The boards whose record of decisions one may read, though not their texts: all, for program staff."""
    return Board.objects.all() if is_staff(participant) else Board.objects.none()


def visible_decisions(participant: Participant) -> QuerySet[ThemeDecision]:
    """All of the program's for program staff: a decision names no text."""
    return ThemeDecision.objects.all() if is_staff(participant) else ThemeDecision.objects.none()
