"""Who brings in tables of data points, and who sees them. They hold full figures: the boundary is the district."""

from django.db.models import QuerySet

from collectives.models import Participant
from evidence.models import EvidenceImport
from evidence.permissions.data_point import can_bring_data_point, own_district
from inquiry.models import Placemat
from inquiry.permissions.placemat import visible_placemats


def can_bring_in_table(participant: Participant, placemat: Placemat) -> bool:
    """Bring in a table, look at what it would do, undo it: whoever brings data points there. Two queries at most."""
    return can_bring_data_point(participant, placemat)


def visible_evidence_imports(participant: Participant) -> QuerySet[EvidenceImport]:
    """The tables of one's own district, on placemats one sees."""
    district = own_district(participant)
    if district is None:
        return EvidenceImport.objects.none()
    return EvidenceImport.objects.filter(district=district, placemat__in=visible_placemats(participant).values("pk"))
