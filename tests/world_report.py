"""The world's reports: one on a cycle, talked over, with its PDF."""

from collections.abc import Mapping

from django.utils import timezone

from collectives.models import Participant, Program, Region
from evidence.models import ReportKind
from evidence.operations.report import ReportWords, begin_report, comment_report, write_report
from inquiry.models import Placemat
from tests.world_file import rendering


def make_reports_here(word: str, things: Mapping[str, object], people: Mapping[str, Participant]) -> dict[str, object]:
    """The ids of what an address may ask for. Every text holds `word`."""
    member, now = people["member"], timezone.now()
    placemat = Placemat.objects.get(pk=things["placemat"])
    program = Program.objects.get(pk=placemat.program_id)
    made = begin_report(ReportKind.CYCLE, placemat=placemat, title=f"{word} year", program=program, by=member, now=now)
    words = ReportWords(f"{word} report", "en", "letter", made.parts, foreword=f"{word} foreword", others=f"{word} use")
    write_report(made, words=words, version=1, by=member, now=now)
    comment = comment_report(made, part="people", text=f"{word} comment", by=member, now=now)
    paper = rendering("report", f"report:{made.pk}", word, member)
    about = {"program": program, "by": people["admin"], "now": now}
    region = Region.objects.get(pk=things["region"])
    regional = begin_report(ReportKind.KNOWLEDGE, region=region, title=f"{word} region report", **about)
    whole = begin_report(ReportKind.KNOWLEDGE, title=f"{word} program report", **about)
    told = {"region_report": regional.pk, "program_report": whole.pk}
    return told | {"report": made.pk, "report_comment": comment.pk, "report_rendering": paper.pk}


def more_reports(things: Mapping[str, object], member: Participant, number: int) -> None:
    """One more of everything."""
    placemat, now = Placemat.objects.get(pk=things["placemat"]), timezone.now()
    program = Program.objects.get(pk=placemat.program_id)
    made = begin_report(
        ReportKind.STORY, placemat=placemat, title=f"More {number}", program=program, by=member, now=now
    )
    comment_report(made, part="", text=f"More {number}", by=member, now=now)
