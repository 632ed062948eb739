"""Who predicts, and who lays the predictions open."""

from collectives.models import Participant
from collectives.permissions.collective import is_facilitator
from evidence.models import PredictionRound
from inquiry.models import Placemat
from inquiry.permissions.placemat import can_write_placemat


def can_predict(participant: Participant, placemat: Placemat) -> bool:
    """Ask for predictions, write one's own, look at the chart for oneself: whoever writes the placemat. One query."""
    return can_write_placemat(participant, placemat)


def can_reveal_predictions(participant: Participant, placemat: Placemat, asked: PredictionRound) -> bool:
    """Lay them open: whoever guides the collective, whoever asked for them, a leader on their own. Two queries."""
    if not can_write_placemat(participant, placemat):
        return False
    leads = participant.pk in {asked.opened_by_id, placemat.leader_id}
    return leads or is_facilitator(participant, placemat.cycle.collective)
