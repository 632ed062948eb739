"""Who sees full figures, and who brings them. The boundary is the district."""

from uuid import UUID

from django.db.models import QuerySet

from collectives.models import Participant
from collectives.permissions.program import is_staff
from evidence.models import DataPoint
from inquiry.models import Indicator, Placemat
from inquiry.permissions.placemat import can_write_placemat, visible_placemats


def own_district(participant: Participant) -> UUID | None:
    """The district whose full figures a participant sees: that of their school, else their own. One query at most."""
    return participant.school.district_id if participant.school else participant.district_id


def visible_indicators(participant: Participant) -> QuerySet[Indicator]:
    """Indicators of the placemats one sees, taken away ones too: of all of these the shared figures may be read."""
    return Indicator.objects.filter(placemat__in=visible_placemats(participant).values("pk"))


def visible_data_points(participant: Participant) -> QuerySet[DataPoint]:
    """Full figures: those of one's own district, on placemats one sees. For everything else there are shared figures.

    No role opens another district's figures: an admin, a coordinator and a facilitator see what their own district
    brought, and what protection leaves of the rest. Those that were taken away are among them.
    """
    district = own_district(participant)
    if district is None:
        return DataPoint.objects.none()
    return DataPoint.objects.filter(district=district, indicator__in=visible_indicators(participant).values("pk"))


def can_bring_data_point(participant: Participant, placemat: Placemat) -> bool:
    """Bring data points of one's own district: whoever writes the placemat and belongs to a district. Two queries."""
    return own_district(participant) is not None and can_write_placemat(participant, placemat)


def can_correct_data_point(participant: Participant, point: DataPoint) -> bool:
    """Correct it, take it away, bring it back: whoever may bring data points of that district there. Two queries."""
    return own_district(participant) == point.district_id and can_write_placemat(participant, point.indicator.placemat)


def can_see_overview(participant: Participant) -> bool:
    """How much evidence came in across collectives: program staff, each as far as their regions go. No SQL."""
    return is_staff(participant)
