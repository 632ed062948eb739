"""Who reads a report and its draft, who writes it, who takes part in talking it over."""

from django.db.models import Q, QuerySet

from collectives.models import Participant, Region
from collectives.permissions.collective import is_one_of_its_people, oversees, visible_collectives
from collectives.permissions.program import is_admin, regions_coordinated_by
from collectives.permissions.region import visible_regions
from evidence.models import Report, ReportComment
from inquiry.models import Placemat


def visible_reports(participant: Participant) -> QuerySet[Report]:
    """Of a collective's cycle: whoever sees the collective. Of a region or the program: program staff as far as theirs
    goes; of the whole program its admins.
    """
    of_cycle = Q(placemat__leader=None, placemat__cycle__collective__in=visible_collectives(participant).values("pk"))
    of_region = Q(placemat=None, region__in=visible_regions(participant).values("pk"))
    seen = of_cycle | of_region | Q(placemat=None, region=None) if is_admin(participant) else of_cycle | of_region
    return Report.objects.filter(seen)


def visible_report_comments(participant: Participant) -> QuerySet[ReportComment]:
    """What is said of the drafts one sees."""
    return ReportComment.objects.filter(report__in=visible_reports(participant).values("pk"))


def can_write_report(participant: Participant, report: Report) -> bool:
    """The people of the collective and its program staff; of a region its staff. Closed cycles are told of, too.

    Two queries at most.
    """
    if report.placemat is None:
        return can_report_on(participant, report.region)
    return can_report(participant, report.placemat)


def can_report(participant: Participant, placemat: Placemat) -> bool:
    """Begin one about a collective's cycle: its people and its program staff; none is made of a leader's own placemat.

    Two queries at most.
    """
    if placemat.leader_id is not None:
        return False
    collective = placemat.cycle.collective
    return is_one_of_its_people(participant, collective) or oversees(participant, collective)


def can_report_on(participant: Participant, region: Region | None) -> bool:
    """Begin one about a region: its coordinators and admins; about the whole program: admins. No SQL."""
    if is_admin(participant):
        return True
    return region is not None and region.pk in regions_coordinated_by(participant)


def can_resolve_report_comment(participant: Participant, comment: ReportComment) -> bool:
    """Whoever wrote it, and whoever writes the report. Two queries at most."""
    return comment.by_id == participant.pk or can_write_report(participant, comment.report)
