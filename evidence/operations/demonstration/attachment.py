"""What people of a demonstration program bring beside figures: drawn posters, minutes, links."""

import io
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.utils.html import format_html, format_html_join

from collectives.models import Collective, Participant
from evidence.models import Attachment
from evidence.operations.attachment import BroughtFile, bring_files, bring_link
from evidence.operations.attachment_check import begin_check, keep_checked
from evidence.operations.demonstration.drawing import poster
from evidence.queries.attachment import Place
from ilc.pdf import PdfUnavailable, lay_out, write
from ilc.uploads.cleaning import cleaned
from inquiry.models import Indicator


def make_attachments(
    collectives: Mapping[str, Collective],
    people: Mapping[str, Participant],
    entries: Sequence[Mapping[str, Any]],
    *,
    now: datetime,
) -> None:
    """Everything in the file, made anew as any file is; the minutes are passed over where no PDF can be made."""
    for entry in entries:
        indicators = Indicator.objects.filter(placemat__cycle__collective=collectives[entry["collective"]])
        promised = indicators.select_related("placemat").filter(placemat__leader=None, removed_at=None)
        place = Place(promised.get(text__startswith=entry["indicator"]))
        said = {"caption": entry["caption"], "shared": entry["shared"], "by": people[entry["by"]]}
        at = max(now - timedelta(days=entry["days"]), place.indicator.placemat.made_at + timedelta(days=1))
        if "address" in entry:
            bring_link(place, entry["address"], **said, now=at)
            continue
        try:
            data = poster(entry["word"], entry["around"]) if "word" in entry else _minutes(entry)
        except PdfUnavailable:
            continue
        (made,) = bring_files(place, [BroughtFile(io.BytesIO(data), entry["name"])], **said, now=at)
        _check(made, data)


def _check(made: Attachment, data: bytes) -> None:
    work = begin_check(made.pk)
    if work is not None:
        with cleaned(io.BytesIO(data)) as anew:
            keep_checked(work, anew)


def _minutes(entry: Mapping[str, Any]) -> bytes:
    points = format_html_join("", "<li>{}</li>", ((point,) for point in entry["points"]))
    page = format_html(
        '<html lang="{}"><title>{}</title><h1>{}</h1><p>{}</p><ul>{}</ul></html>',
        entry["lang"],
        entry["title"],
        entry["title"],
        entry["text"],
        points,
    )
    return write(lay_out(page, stylesheets=("src/print/fonts.css",))).data
