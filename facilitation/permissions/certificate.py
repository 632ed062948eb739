"""A certificate belongs to who it is about. Whoever holds its code may check it, and sees nothing else."""

from django.db.models import QuerySet

from collectives.models import Participant
from facilitation.models import Certificate


def visible_certificates(participant: Participant) -> QuerySet[Certificate]:
    """One's own, those taken back too."""
    return Certificate.objects.filter(participant=participant)
