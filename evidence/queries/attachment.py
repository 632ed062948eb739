"""What was brought beside an indicator or a data point, as a list shows it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final, NamedTuple
from urllib.parse import urlsplit
from uuid import UUID

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from collectives.models import Participant
from evidence.models import Attachment, DataPoint
from evidence.permissions.attachment import can_bring_attachment, visible_attachments
from evidence.permissions.data_point import own_district
from ilc.uploads.refusals import refusal_of
from inquiry.models import Indicator

WAITS_LONG: Final = timedelta(minutes=2)

_LEFT_OUT: dict[str, str | Promise] = {
    "scripts": _("What would have run or led elsewhere by itself was left out."),
    "files": _("What was put inside it was left out."),
    "tables": _("The table behind a chart was left out: it may hold more than the chart shows."),
    "motion": _("It moved; its first picture was kept."),
}


class Place(NamedTuple):
    """What something is brought beside: an indicator, or one of its data points."""

    indicator: Indicator
    data_point: DataPoint | None = None


@dataclass(frozen=True)
class AttachmentRow:
    """One attachment as somebody sees it. `host`: where a link leads. `left_out`: sentences. `trouble`: why refused."""

    pk: UUID
    caption: str
    lang: str
    is_link: bool
    address: str
    host: str
    name: str
    size: int
    is_picture: bool
    width: int | None
    height: int | None
    left_out: tuple[str, ...]
    beside: date | None
    by: str
    at: datetime
    shared: bool
    ready: bool
    waiting: bool
    waits_long: bool
    trouble: str
    may_change: bool
    may_show: bool


@dataclass(frozen=True)
class AttachmentList:
    """What stands, the newest first, and what was taken away and can still be brought back; whether one may bring."""

    standing: list[AttachmentRow]
    removed: list[AttachmentRow]
    may_bring: bool

    @property
    def is_waiting(self) -> bool:
        """Whether something is still being checked."""
        return any(one.waiting for one in self.standing)


def attachment_list(place: Place, participant: Participant, *, now: datetime) -> AttachmentList:
    """What one sees beside an indicator, that beside its data points too, or beside one data point. Four queries."""
    rows = readable_attachments(participant).filter(indicator=place.indicator)
    if place.data_point:
        rows = rows.filter(data_point=place.data_point)
    may_bring = can_bring_attachment(participant, place.indicator.placemat)
    district = own_district(participant)
    shown = [_row(one, participant, may_bring and one.district_id == district, now) for one in rows]
    gone = {one.pk for one in rows if one.removed_at}
    return AttachmentList(
        standing=[one for one in shown if one.pk not in gone],
        removed=[one for one in shown if one.pk in gone and one.may_change and (one.ready or one.is_link)],
        may_bring=may_bring,
    )


def readable_attachments(participant: Participant) -> QuerySet[Attachment]:
    """Those the participant may see, the newest first, each with its place."""
    rows = visible_attachments(participant)
    related = (
        "brought_by",
        "data_point",
        "indicator__placemat__cycle__collective__theme",
        "indicator__placemat__leader",
    )
    return rows.select_related(*related).order_by("-brought_at", "-pk")


def _row(one: Attachment, participant: Participant, may_change: bool, now: datetime) -> AttachmentRow:
    ready = one.kind == Attachment.Kind.FILE and one.state == Attachment.State.CHECKED and one.file != ""
    waiting = one.state == Attachment.State.WAITING
    return AttachmentRow(
        pk=one.pk,
        caption=one.caption,
        lang=one.lang,
        is_link=one.kind == Attachment.Kind.LINK,
        address=one.address,
        host=urlsplit(one.address).hostname or "",
        name=one.name,
        size=one.size,
        is_picture=bool(one.preview),
        width=one.width,
        height=one.height,
        left_out=tuple(str(_LEFT_OUT[code]) for code in one.left_out),
        beside=one.data_point.on if one.data_point else None,
        by=one.brought_by.name,
        at=one.brought_at,
        shared=one.shared_at is not None,
        ready=ready,
        waiting=waiting,
        waits_long=waiting and now - one.brought_at > WAITS_LONG,
        trouble=str(refusal_of(one.trouble["code"], one.trouble["values"])) if one.trouble else "",
        may_change=may_change,
        may_show=may_change and one.brought_by_id == participant.pk,
    )
