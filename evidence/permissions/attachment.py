"""Who sees what was brought beside figures, and who brings it. The boundary is the district, as for figures."""

from django.db.models import Q, QuerySet

from collectives.models import Participant
from evidence.models import Attachment
from evidence.permissions.data_point import can_bring_data_point, own_district, visible_indicators
from inquiry.models import Placemat
from inquiry.permissions.placemat import can_write_placemat


def visible_attachments(participant: Participant) -> QuerySet[Attachment]:
    """Those of one's own district, and what was checked and is shown to everybody, on placemats one sees.

    A photo of students' work may show who they are: no role opens what another district keeps to itself. Of one's own
    district those that were taken away, or wait to be checked, are among them.
    """
    everybodys = Q(
        shared_at__isnull=False, state=Attachment.State.CHECKED, removed_at=None, data_point__removed_at=None
    )
    district = own_district(participant)
    own = Q(district=district) if district is not None else Q(pk__in=())
    indicators = visible_indicators(participant).values("pk")
    return Attachment.objects.filter(own | everybodys, indicator__in=indicators)


def can_bring_attachment(participant: Participant, placemat: Placemat) -> bool:
    """Bring files and links of one's own district: whoever may bring its data points there. Two queries at most."""
    return can_bring_data_point(participant, placemat)


def can_change_attachment(participant: Participant, attachment: Attachment) -> bool:
    """Change what it says, keep it to the district, take it away, bring it back: as can_bring_attachment there."""
    placemat = attachment.indicator.placemat
    return own_district(participant) == attachment.district_id and can_write_placemat(participant, placemat)


def can_show_attachment(participant: Participant, attachment: Attachment) -> bool:
    """Show it to everybody who sees the indicator: only whoever brought it knows who can be recognised in it."""
    return attachment.brought_by_id == participant.pk and can_change_attachment(participant, attachment)
