"""Making, editing, closing and reopening collectives."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models.functions import Lower
from django.utils.translation import gettext as _

from collectives.models import Collective, CollectiveChange, Participant, Theme
from collectives.operations.rhythm import resume_rhythm
from ilc.due import schedule, schedule_all
from ilc.errors import Refused

SEAT_FREED = "seat_freed"  # due work: somebody on the waiting list may get it
CALENDARS_DUE = "session_calendars"  # due work of facilitation: calendars may have to learn of it


class CollectiveNameTaken(Refused):
    """Another collective of the program has this name."""


class ThemeSetAside(Refused):
    """The theme is not in use now."""


class AlreadyClosed(Refused):
    """The collective is closed, so this cannot happen to it."""


class NotClosed(Refused):
    """Only a closed collective can be reopened."""


@transaction.atomic
def make_collective(
    name: str, *, theme: Theme, language: str, for_facilitators: bool = False, by: Participant, now: datetime
) -> Collective:
    """A collective without members, of leaders or the facilitators' own. Raises CollectiveNameTaken, ThemeSetAside."""
    return make_collectives([(name, theme, language)], for_facilitators=for_facilitators, by=by, now=now)[0]


@transaction.atomic
def make_collectives(
    wanted: Iterable[tuple[str, Theme, str]], *, for_facilitators: bool = False, by: Participant, now: datetime
) -> list[Collective]:
    """A collective without members for each name, theme and language, or none. Raises as make_collective.

    As many SQL statements for ten as for one.
    """
    about = {"for_facilitators": for_facilitators, "made_by": by, "made_at": now}
    rows = [Collective(name=name, theme=theme, language=said, **about) for name, theme, said in wanted]
    for row in rows:
        _check_theme(row.theme)
    try:
        with transaction.atomic():
            return Collective.objects.bulk_create(rows)
    except IntegrityError as error:
        if "collective_name_once" not in str(error):
            raise
        raise _name_taken(rows) from error


@transaction.atomic
def edit_collective(
    collective: Collective, *, name: str, theme: Theme, language: str, by: Participant, now: datetime
) -> None:
    """Change what a collective is called, its theme, its language. Raises CollectiveNameTaken, or ThemeSetAside."""
    collective = lock_collective(collective)
    if theme != collective.theme:
        _check_theme(theme)
    was = {"name": collective.name, "theme": str(collective.theme_id), "language": collective.language}
    collective.name, collective.theme, collective.language = name, theme, language
    if was == {"name": name, "theme": str(theme.pk), "language": language}:
        return
    _save(collective)
    _note(collective, CollectiveChange.What.EDITED, was=was, reason="", by=by, now=now)


@transaction.atomic
def close_collective(collective: Collective, *, reason: str, by: Participant, now: datetime) -> None:
    """End a collective's work; its seats and its words stay, its rhythm rests. Raises AlreadyClosed."""
    collective = lock_collective(collective)
    if collective.closed_at:
        raise AlreadyClosed(_("%(collective)s is closed already.") % {"collective": collective})
    collective.closed_at = now
    collective.save(update_fields=["closed_at"])
    note_calendars([collective.pk], now=now)
    _note(collective, CollectiveChange.What.CLOSED, was={}, reason=reason, by=by, now=now)


@transaction.atomic
def set_joining(collective: Collective, *, allowed: bool, by: Participant, now: datetime) -> None:
    """Let people join a collective by themselves, where its formation allows it, or no longer. Twice is once."""
    collective = lock_collective(collective)
    if allowed == (collective.joining_closed_at is None):
        return
    collective.joining_closed_at = None if allowed else now
    collective.save(update_fields=["joining_closed_at"])
    what = CollectiveChange.What.JOINING if allowed else CollectiveChange.What.NO_JOINING
    _note(collective, what, was={}, reason="", by=by, now=now)


@transaction.atomic
def show_addresses(collective: Collective, *, shown: bool, by: Participant, now: datetime) -> None:
    """Let the people of a collective see each other's e-mail, or no longer. Twice is once."""
    collective = lock_collective(collective)
    if shown == (collective.addresses_shown_at is not None):
        return
    collective.addresses_shown_at = now if shown else None
    collective.save(update_fields=["addresses_shown_at"])
    what = CollectiveChange.What.ADDRESSES if shown else CollectiveChange.What.NO_ADDRESSES
    _note(collective, what, was={}, reason="", by=by, now=now)


@transaction.atomic
def reopen_collective(collective: Collective, *, reason: str, by: Participant, now: datetime) -> None:
    """Take a closed collective up again; its rhythm goes on from today. Raises NotClosed."""
    collective = lock_collective(collective)
    if collective.closed_at is None:
        raise NotClosed(_("%(collective)s is open already.") % {"collective": collective})
    was = {"closed_at": collective.closed_at.isoformat()}
    collective.closed_at = None
    collective.save(update_fields=["closed_at"])
    resume_rhythm(collective, now=now)
    note_calendars([collective.pk], now=now)
    _note(collective, CollectiveChange.What.REOPENED, was=was, reason=reason, by=by, now=now)


def lock_collective(collective: Collective) -> Collective:
    """The collective as it is now, held until the transaction ends: two people may press at once."""
    return lock_collectives([collective])[0]


def lock_collectives(collectives: Iterable[Collective]) -> list[Collective]:
    """These collectives in their order, as lock_collective. One SQL query."""
    pks = [one.pk for one in collectives]
    rows = Collective.objects.select_related("theme").select_for_update(of=("self",), no_key=True).order_by("pk")
    held = {one.pk: one for one in rows.filter(pk__in=pks)}
    return [held[pk] for pk in pks]


def note_free_seat(collective_pk: UUID, *, now: datetime) -> None:
    """Make it due that the next on the waiting list is asked. Call where a seat ends. One SQL statement."""
    schedule(SEAT_FREED, str(collective_pk), due_at=now)


def note_calendars(collective_pks: Iterable[UUID], *, now: datetime) -> None:
    """Make it due that calendars learn who belongs to these collectives. One SQL statement."""
    schedule_all(CALENDARS_DUE, [str(pk) for pk in collective_pks], due_at=now)


def _check_theme(theme: Theme) -> None:
    if theme.set_aside_at:
        raise ThemeSetAside(
            _("The theme “%(theme)s” is set aside. Bring it back first, or choose another.") % {"theme": theme}
        )


def _save(collective: Collective) -> None:
    try:
        with transaction.atomic():
            collective.save()
    except IntegrityError as error:
        if "collective_name_once" not in str(error):
            raise
        raise _name_taken([collective]) from error


def _name_taken(collectives: Sequence[Collective]) -> CollectiveNameTaken:
    names = [one.name for one in collectives]
    taken = set(Collective.objects.values_list(Lower("name"), flat=True))
    name = next((name for name in names if name.lower() in taken), names[0])
    return CollectiveNameTaken(
        _("There is a collective called “%(name)s” already. What sets this one apart?") % {"name": name}
    )


def _note(
    collective: Collective, what: str, *, was: dict[str, str], reason: str, by: Participant, now: datetime
) -> None:
    CollectiveChange.objects.create(collective=collective, what=what, was=was, reason=reason, by=by, at=now)
