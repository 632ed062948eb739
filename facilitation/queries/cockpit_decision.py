"""What waits for a decision of those who run the program, and how its mail is doing."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Value
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from collectives.models import (
    Collective,
    Invitation,
    InvitationState,
    Notice,
    NoticeState,
    Participant,
    WaitingPlace,
    WaitingState,
)
from evidence.models import Report, ReportComment, ReportKind
from evidence.permissions.report import visible_reports
from evidence.queries.confirmation import measures_to_confirm
from facilitation.queries.home_step import Step
from facilitation.queries.support_flag import unanswered_flags

LATELY: Final = timedelta(days=30)
AN_HOUR: Final = timedelta(hours=1)  # mail goes out within seconds; what waits longer is stuck
SHOWN_NAMES: Final = 3


@dataclass(frozen=True)
class MailHealth:
    """The program's mail. `late`: it has waited longer than an hour. `sent` and `failed`: in the last 30 days."""

    waiting: int
    late: int
    sent: int
    failed: int

    @property
    def well(self) -> bool:
        """Whether there is nothing to be done about it."""
        return not self.late and not self.failed


def decision_rows(participant: Participant, *, now: datetime) -> dict[str, QuerySet[Any, Any]]:
    """What is counted for decision_steps() and mail_health(), by name. To be counted in one go."""
    open_ones = Invitation.objects.filter(collective__closed_at=None, seat__isnull=False, seat__left_at=None)
    notices, since = Notice.objects.all(), now - LATELY
    remarks = ReportComment.objects.filter(report=OuterRef("pk"), resolved_at=None)
    knowledge = visible_reports(participant).filter(kind=ReportKind.KNOWLEDGE, removed_at=None)
    waiting = notices.filter(state=NoticeState.WAITING)
    return {
        "wishes": open_ones.filter(state=InvitationState.ASKED_OTHER),
        "unanswered": open_ones.filter(state=InvitationState.SENT),
        "waiting": Participant.objects.filter(Exists(_waiting_places().filter(participant=OuterRef("pk")))),
        "hands": Collective.objects.filter(Exists(unanswered_flags(participant).filter(collective=OuterRef("pk")))),
        "things": measures_to_confirm(participant),
        "remarks": Report.objects.filter(pk__in=knowledge.filter(Exists(remarks)).values("pk")),
        "mail_waiting": waiting,
        "mail_late": waiting.filter(written_at__lt=now - AN_HOUR),
        "mail_sent": notices.filter(state=NoticeState.SENT, sent_at__gte=since),
        "mail_failed": notices.filter(state=NoticeState.FAILED, written_at__gte=since),
    }


def mail_health(counted: Mapping[str, int]) -> MailHealth:
    """How the mail is doing, from what was counted. No SQL."""
    return MailHealth(*(counted[f"mail_{name}"] for name in ("waiting", "late", "sent", "failed")))


def names_to_help(*, now: datetime) -> dict[str, Sequence[str]]:
    """Who waits longest for a seat, and whom the latest mail did not reach: a few names of each. One SQL query."""
    waiting = _waiting_places().values_list("participant__name", Value("waiting"), F("since")).order_by("since")
    failed = Notice.objects.filter(state=NoticeState.FAILED, written_at__gte=now - LATELY)
    unsent = failed.values_list("recipient__name", Value("failed"), F("written_at")).order_by("-written_at")
    rows = list(waiting[: SHOWN_NAMES + 1].union(unsent[: SHOWN_NAMES + 1], all=True))
    return {
        "waiting": _names(row for row in sorted(rows, key=lambda row: row[2]) if row[1] == "waiting"),
        "failed": _names(row for row in sorted(rows, key=lambda row: row[2], reverse=True) if row[1] == "failed"),
    }


def _names(rows: Iterable[Any]) -> list[str]:
    return list(dict.fromkeys(row[0] for row in rows))


def decision_steps(counted: Mapping[str, int], names: Mapping[str, Sequence[str]]) -> Iterator[Step]:
    """Each thing that waits, as one line with its way; what does not wait is not there. No SQL."""
    yield from _seat_steps(counted, names)
    if number := counted["hands"]:
        title = ngettext(
            "See where a hand would help: %(count)d collective",
            "See where a hand would help: %(count)d collectives",
            number,
        )
        text = _("A reason is up, and nobody has written down any help yet.")
        yield _step(title, number, text, _("See what would help"), "facilitation:support")
    if number := counted["things"]:
        title = ngettext(
            "Confirm that %(count)d indicator is about things",
            "Confirm that %(count)d indicators are about things",
            number,
        )
        text = _("Until somebody has looked, small figures stay protected as if they were about people.")
        yield _step(title, number, text, _("Look at them"), "evidence:overview")
    if number := counted["remarks"]:
        title = ngettext(
            "Take up what was said about %(count)d knowledge report",
            "Take up what was said about %(count)d knowledge reports",
            number,
        )
        text = _("Readers of the draft left comments that are still open.")
        yield _step(title, number, text, _("Open the reports"), "facilitation:knowledge-reports")


def _seat_steps(counted: Mapping[str, int], names: Mapping[str, Sequence[str]]) -> Iterator[Step]:
    if number := counted["wishes"]:
        title = ngettext(
            "Find another collective for %(count)d person who asked for one",
            "Find another collective for %(count)d people who asked for one",
            number,
        )
        text = _("Their seat is held until you decide.")
        yield _step(title, number, text, _("Look at the answers"), "collectives:invitations")
    if number := counted["waiting"]:
        title = ngettext(
            "Find a seat for %(count)d person who waits for one",
            "Find seats for %(count)d people who wait for one",
            number,
        )
        text = _("Longest of all: %(names)s.") % {"names": _some(names["waiting"], number)}
        yield _step(title, number, text, _("Look at the seats"), "collectives:invitations")
    if number := counted["unanswered"]:
        title = ngettext(
            "Remind %(count)d person who has not answered an invitation",
            "Remind %(count)d people who have not answered an invitation",
            number,
        )
        text = _("Their seats are held meanwhile. A word helps, or the seat goes to somebody who waits.")
        yield _step(title, number, text, _("Look at the answers"), "collectives:invitations")


def mail_steps(mail: MailHealth, names: Mapping[str, Sequence[str]]) -> Iterator[Step]:
    """What to do about mail that did not go out. No SQL."""
    notices = "collectives:notices"
    if number := mail.late:
        title = ngettext(
            "%(count)d message has waited longer than an hour",
            "%(count)d messages have waited longer than an hour",
            number,
        )
        text = _("Mail goes out within seconds. Ask whoever runs the server whether it can reach the mail server.")
        yield _step(title, number, text, _("See what waits"), notices, query="?state=waiting")
    if number := mail.failed:
        title = ngettext("%(count)d message could not be sent", "%(count)d messages could not be sent", number)
        text = _("Latest: %(names)s. Often an e-mail is misspelled: correct it with the person, then send again.")
        text %= {"names": _some(names["failed"], number)}
        yield _step(title, number, text, _("See what could not be sent"), notices, query="?state=failed")


def _step(title: str, number: int, text: str, action: str, url_name: str, *, query: str = "") -> Step:
    return Step(title % {"count": number}, text, action, url_name, None, None, query=query)


def _some(names: Sequence[str], number: int) -> str:
    return ", ".join(names[:SHOWN_NAMES]) + (" …" if number > SHOWN_NAMES else "")


def _waiting_places() -> QuerySet[WaitingPlace]:
    """Who waits for a seat that may still come: in an open collective, or in any of a formation's."""
    somewhere = Q(collective=None) | Q(collective__closed_at=None)
    return WaitingPlace.objects.filter(somewhere, state=WaitingState.WAITING, participant__left_at=None)
