"""Who reads what people make of what was brought, and who writes it."""

from django.db.models import F, Q, QuerySet

from collectives.models import Participant
from collectives.permissions.collective import belongs
from evidence.models import Analysis, AnalysisChange
from inquiry.models import Placemat
from inquiry.permissions.placemat import can_write_placemat, visible_placemats


def visible_analyses(participant: Participant) -> QuerySet[Analysis]:
    """Those of the placemats one sees; those taken away only for the people whose placemat it is."""
    ours = Q(placemat__leader=None) & belongs(participant, "placemat__cycle__collective")
    kept = Q(removed_at=None) | Q(placemat__leader=participant) | ours
    return Analysis.objects.filter(kept, placemat__in=visible_placemats(participant).values("pk"))


def visible_analysis_changes(participant: Participant) -> QuerySet[AnalysisChange]:
    """What stood in them before; of another leader's only what became of it since their placemat is shown."""
    rows = AnalysisChange.objects.filter(analysis__in=visible_analyses(participant).values("pk"))
    own = Q(analysis__placemat__leader=None) | Q(analysis__placemat__leader=participant)
    return rows.filter(own | Q(at__gte=F("analysis__placemat__shown_at")))


def can_write_analysis(participant: Participant, placemat: Placemat) -> bool:
    """Write one, change one, decide what follows, take it away: whoever writes the placemat. One query at most."""
    return can_write_placemat(participant, placemat)
