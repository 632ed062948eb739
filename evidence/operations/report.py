"""Writing a report: begun, written anew, taken away, brought back, talked over."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from collectives.models import Participant, Program, Region
from evidence.engine.report import chosen_parts, parts_of
from evidence.models import Report, ReportChange, ReportComment, ReportKind, ReportPaper
from evidence.operations.data_point import refuse_personal
from evidence.operations.learning_summary import known_names
from evidence.queries.report_people import cycle_people
from ilc.errors import Meanwhile, Refused
from inquiry.models import Indicator, Placemat

OWN_WORDS = ("title", "foreword", "others", "saw", "did", "came")


class WrittenMeanwhile(Meanwhile[Report]):
    """Somebody else wrote there meanwhile. `theirs` is how it stands now."""


class NoParts(Refused):
    """A report without any part is no report."""


class ReportGone(Refused):
    """It was taken away meanwhile."""


@dataclass(frozen=True)
class ReportWords:
    """What people choose and write."""

    title: str
    language: str
    paper: str
    parts: Sequence[str]
    left_out: Sequence[UUID] = ()
    foreword: str = ""
    others: str = ""
    saw: str = ""
    did: str = ""
    came: str = ""
    indicator: Indicator | None = None


def begin_report(
    kind: ReportKind,
    *,
    placemat: Placemat | None = None,
    region: Region | None = None,
    title: str,
    program: Program,
    by: Participant,
    now: datetime,
) -> Report:
    """A draft with every part that the kind has, in the language and for the paper that are usual for whom it is."""
    return Report.objects.create(
        kind=kind,
        placemat=placemat,
        region=region,
        title=title,
        parts=list(parts_of(kind)),
        words_language=by.reads,
        language=placemat.cycle.collective.language if placemat else by.reads,
        paper=ReportPaper.A4 if program.paper == "a4" else ReportPaper.LETTER,
        made_by=by,
        made_at=now,
        changed_by=by,
        changed_at=now,
    )


@transaction.atomic
def write_report(report: Report, *, words: ReportWords, version: int, by: Participant, now: datetime) -> Report:
    """Write it anew upon the version one has read; what stood there is kept.

    Raises WrittenMeanwhile when that version is no longer the one, NoParts, ReportGone, and PersonalData with the field
    that names somebody who is not named in the report anyway.
    """
    held = Report.objects.select_for_update().get(pk=report.pk)
    if held.removed_at is not None:
        raise ReportGone(_("This report was taken away meanwhile. Bring it back first; your words are still here."))
    fields = _fields(held.kind, words)
    if not fields["parts"]:
        raise NoParts(_("Choose at least one part: without any there is nothing to read."))
    was = {name: getattr(held, name) for name in fields}
    if was == fields:
        return held
    if held.version != version:
        reason = _("%(name)s wrote here while you did. Both are here: look, and save what you want to keep.")
        raise WrittenMeanwhile(reason % {"name": held.changed_by.name}, held)
    _refuse_named(held, {name: fields[name] for name in OWN_WORDS if was[name] != fields[name]}, by=by)
    changed = {name: _kept(value) for name, value in was.items() if value != fields[name]}
    ReportChange.objects.create(report=held, what=ReportChange.What.WRITTEN, was=changed, by=by, at=now)
    for name, value in fields.items():
        setattr(held, name, value)
    held.version, held.changed_by, held.changed_at = held.version + 1, by, now
    held.words_language = by.reads
    held.save()
    return held


@transaction.atomic
def remove_report(report: Report, *, by: Participant, now: datetime) -> None:
    """Take it away; a PDF that somebody keeps stays theirs. Taking it away twice is as once."""
    if Report.objects.filter(pk=report.pk, removed_at=None).update(removed_at=now):
        ReportChange.objects.create(report=report, what=ReportChange.What.REMOVED, by=by, at=now)


@transaction.atomic
def restore_report(report: Report, *, by: Participant, now: datetime) -> None:
    """Bring it back as it was."""
    if Report.objects.filter(pk=report.pk, removed_at__isnull=False).update(removed_at=None):
        ReportChange.objects.create(report=report, what=ReportChange.What.RESTORED, by=by, at=now)


def comment_report(report: Report, *, part: str, text: str, by: Participant, now: datetime) -> ReportComment:
    """Say something of a part of the draft, or of all of it. Raises PersonalData when it names somebody."""
    _refuse_named(report, {"text": text}, by=by)
    named = part if part in parts_of(report.kind) else ""
    return ReportComment.objects.create(report=report, part=named, text=text, lang=by.reads, by=by, at=now)


def resolve_report_comment(comment: ReportComment, *, by: Participant, now: datetime) -> None:
    """It was taken up. Who says so first stands there."""
    rows = ReportComment.objects.filter(pk=comment.pk, resolved_at=None)
    rows.update(resolved_by=by, resolved_at=now)


def reopen_report_comment(comment: ReportComment) -> None:
    """It is still to be taken up."""
    ReportComment.objects.filter(pk=comment.pk).update(resolved_by=None, resolved_at=None)


def _refuse_named(report: Report, written: dict[str, str], *, by: Participant) -> None:
    """Places, groups and the program name nobody; who took part in the cycle and who writes are named anyway."""
    people = [one.name for one in cycle_people(report.placemat.cycle)] if report.placemat else []
    people.append(by.name)
    known = {*known_names(), report.program.name, *people}
    refuse_personal(written, known, given={one.split()[0] for one in people if one.strip()})


def _fields(kind: str, words: ReportWords) -> dict[str, Any]:
    fields = {name: getattr(words, name) for name in ReportWords.__dataclass_fields__}
    return fields | {"parts": list(chosen_parts(kind, words.parts)), "left_out": sorted(words.left_out)}


def _kept(value: Any) -> Any:
    """As JSON holds it."""
    if isinstance(value, Indicator):
        return str(value.pk)
    return [str(one) for one in value] if isinstance(value, list) else value
