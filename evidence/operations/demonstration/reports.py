"""Reports that groups of a demonstration program hand on, and what somebody says of their drafts."""

from collections.abc import Mapping, Sequence
from typing import Any

from collectives.models import Program
from evidence.models import ReportKind
from evidence.operations.demonstration.analyses import AtWork
from evidence.operations.report import ReportWords, begin_report, comment_report, write_report

TEXTS = ("foreword", "others", "saw", "did", "came")


def make_reports(entries: Sequence[Mapping[str, Any]], groups: Mapping[str, AtWork], *, program: Program) -> None:
    """All that the file of a program says, once judgements are settled."""
    for entry in entries:
        _report(groups[entry["collective"]], entry, program)


def _report(group: AtWork, entry: Mapping[str, Any], program: Program) -> None:
    at, by = group.at(entry["at"]), group.facilitator
    begun = begin_report(
        ReportKind(entry["kind"]), placemat=group.placemat, title=entry["title"], program=program, by=by, now=at
    )
    words = ReportWords(
        title=begun.title,
        language=begun.language,
        paper=begun.paper,
        parts=begun.parts,
        indicator=group.indicator(entry["indicator"]) if "indicator" in entry else None,
        **{name: entry[name] for name in TEXTS if name in entry},
    )
    write_report(begun, words=words, version=1, by=by, now=at)
    if "remark" in entry:
        comment_report(begun, part=entry["remark_on"], text=entry["remark"], by=group.members[0], now=at)
