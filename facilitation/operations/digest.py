"""Writing the weekly mail: Monday at seven on each reader's clocks, once, and only if there is something to say."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef

from collectives.models import Notice, Participant, Program
from collectives.operations.door import lasting_door
from collectives.operations.gathering_open import links_of
from collectives.operations.notice import Message, door_url, write_notices
from collectives.queries.notice import WEEKLY
from evidence.operations.bringing import bringing_doors
from facilitation.engine.mail_clock import WEEK
from facilitation.models import DigestChoice, DigestWeek
from facilitation.operations.session_invitation import COMING
from facilitation.queries.digest import Digest, digest_of, digest_readers, doors_to_answer, wants_digest, zone_of
from ilc.due import lock_batch
from ilc.tenancy.scope import bound_program_id

DUE_KIND = "digests"
STOPS = "digest"  # the purpose of the door that stops the mail
BATCH = 50


@transaction.atomic
def write_digests(*, now: datetime) -> list[Notice] | None:
    """Write the mail of up to 50 readers of the bound program whose Monday has come; the mails come back.

    None when nobody is left for now, or somebody else is at it. One transaction: that a week was looked at and its
    mail are both kept or neither, and a person's week is looked at once, so that it may run twice or at once.
    """
    due = lock_batch(DUE_KIND, now=now, limit=1)
    if not due:
        return None
    program = Program.objects.get(pk=bound_program_id())
    zones = set(digest_readers().order_by().values_list("user__time_zone", flat=True).distinct())
    readers = _readers(zones, now)
    notices = [_write(person, program, now) for person in readers]
    if len(readers) < BATCH:
        due[0].due_at = WEEK.next_look(zones, now=now)
        due[0].save(update_fields=["due_at"])
    return [notice for notice in notices if notice] if readers else None


def _readers(zones: Iterable[str], now: datetime) -> list[Participant]:
    """Up to 50 whose Monday has come and whose week nobody has looked at."""
    begun = WEEK.begun(zones, now=now)
    if not begun:
        return []
    monday = WEEK.first_day(begun[0], now=now)
    looked_at = DigestWeek.objects.filter(participant=OuterRef("pk"), monday=monday)
    people = digest_readers().filter(~Exists(looked_at), user__time_zone__in=begun)
    return list(people.order_by("pk")[:BATCH])


def _write(person: Participant, program: Program, now: datetime) -> Notice | None:
    digest = digest_of(person, program, now=now)
    monday = WEEK.first_day(zone_of(person, program), now=now)
    notice = None
    if digest.things:
        stop = door_url(lasting_door(STOPS, str(person.pk), now=now))
        context = {"digest": digest, "stop_url": stop, **_links(digest, person, program, now)}
        message = Message(person, f"{person.pk}:{monday}", context, tells=digest.things, unsubscribe=stop)
        [notice] = write_notices([message], kind=WEEKLY, template="digest", now=now)
    DigestWeek.objects.create(participant=person, monday=monday, notice=notice, at=now)
    return notice


def _links(digest: Digest, person: Participant, program: Program, now: datetime) -> dict[str, Any]:
    """What opens without signing in: one's own link to each gathering, to what one brings, to the session's answer."""
    gatherings = []
    for one in digest.gatherings:
        door = links_of(one.asked.gathering, [person], now=now)[person.pk]
        gatherings.append({"title": one.title, "gathering": one.asked.gathering, "url": door_url(door)})
    to_bring = bringing_doors([row.line for row in digest.evidence], now=now)
    evidence = [{"row": row, "url": door_url(to_bring[row.line])} for row in digest.evidence]
    coming_url = ""
    if digest.session and digest.session.open:
        key = f"{digest.session.session.pk}:{person.pk}"
        doors = doors_to_answer(COMING, [key], program=program)
        coming_url = door_url(doors[key]) if key in doors else ""
    return {"gatherings": gatherings, "evidence": evidence, "coming_url": coming_url}


@transaction.atomic
def choose_digest(participant: Participant, *, wanted: bool, by_link: bool = False, now: datetime) -> None:
    """Stop the weekly mail, or ask for it again. The same again changes nothing."""
    Participant.objects.select_for_update(of=("self",), no_key=True).get(pk=participant.pk)
    if wants_digest(participant) != wanted:
        DigestChoice.objects.create(participant=participant, wanted=wanted, by_link=by_link, at=now)
