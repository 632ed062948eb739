"""Who reads a judgement, and who writes it."""

from django.db.models import F, Q, QuerySet

from collectives.models import Participant
from evidence.models import JudgementChange, Settlement
from inquiry.models import Placemat
from inquiry.permissions.comment import belongs_to_placemat
from inquiry.permissions.placemat import can_write_placemat, visible_placemats


def visible_settlements(participant: Participant) -> QuerySet[Settlement]:
    """What groups settled, on placemats one sees; of another leader's only since their placemat is shown."""
    seen = visible_placemats(participant).values("pk")
    return Settlement.objects.filter(_since_shown(participant), judgement__placemat__in=seen)


def visible_judgement_changes(participant: Participant) -> QuerySet[JudgementChange]:
    """What stood in a judgement before; of another leader's only since their placemat is shown."""
    seen = visible_placemats(participant).values("pk")
    return JudgementChange.objects.filter(_since_shown(participant), judgement__placemat__in=seen)


def can_read_judgement_draft(participant: Participant, placemat: Placemat) -> bool:
    """The people of the placemat. Program staff read what was settled: a draft that is talked over is no report.

    One query.
    """
    return belongs_to_placemat(participant, placemat)


def can_judge(participant: Participant, placemat: Placemat) -> bool:
    """Write it, settle it, take it up again: whoever writes the placemat. One query at most."""
    return can_write_placemat(participant, placemat)


def _since_shown(participant: Participant) -> Q:
    own = Q(judgement__placemat__leader=None) | Q(judgement__placemat__leader=participant)
    return own | Q(at__gte=F("judgement__placemat__shown_at"))
