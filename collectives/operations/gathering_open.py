"""Opening a gathering, and writing to those who are asked."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db import transaction
from django.db.models import CharField, Exists, OuterRef, QuerySet
from django.db.models.functions import Cast
from django.utils.translation import gettext as _

from collectives.models import (
    Asked,
    Door,
    Gathering,
    GatheringState,
    Notice,
    Participant,
    Program,
    QuestionKind,
    ThingTold,
)
from collectives.operations.door import make_doors
from collectives.operations.gathering import lock_draft
from collectives.operations.notice import Message, door_url, write_notices
from collectives.permissions.gathering import FEWEST
from collectives.queries.gathering_words import words_in
from collectives.queries.notice import SAME_WEEK, WEEKLY, Thing
from ilc.due import schedule
from ilc.errors import Refused
from ilc.tenancy.scope import bound_program_id

LINK: Final = "gathering"  # the purpose of the door to one person's answer
LETTERS: Final = "gathering_letters"  # due: writing to those who are asked
CLOSING: Final = "gathering_closing"  # due: its time is over
REMINDING: Final = "gathering_reminding"  # due: the reminder that goes out by itself
REMIND_BEFORE: Final = timedelta(days=2)
A_DAY: Final = timedelta(days=1)
_WITH_OPTIONS: Final = {QuestionKind.CHOICE, QuestionKind.RANKING, QuestionKind.DOTS}
_FEWEST_OPTIONS: Final = 2


class NotReady(Refused):
    """Something that people would read is not written yet."""


class NobodyToAsk(Refused):
    """Nobody, or too few to stay anonymous."""


class RemindedToday(Refused):
    """Nobody is reminded twice within a day."""


class NobodyLeftToRemind(Refused):
    """Everybody has answered."""


@transaction.atomic
def open_gathering(gathering: Gathering, *, by: Participant, now: datetime, letters: bool = True) -> Gathering:
    """Put a draft to the people. From now on nothing about it changes but its closing time.

    What follows in the background is due: a letter to each, a reminder, the closing. Without `letters` nobody is
    written to: those asked are there.
    Raises NotBeingWritten, NotReady, NobodyToAsk.
    """
    held = lock_draft(gathering)
    if problem := next(not_ready(held, now=now), None):
        raise NotReady(problem)
    if problem := too_few(held):
        raise NobodyToAsk(problem)
    if held.asks == "everyone":
        everyone = Participant.objects.filter(left_at=None)
        Asked.objects.bulk_create(
            [Asked(gathering=held, participant=person) for person in everyone], ignore_conflicts=True, batch_size=1000
        )
    held.asked.exclude(participant__left_at=None).delete()
    if held.asks == "code":
        held.asked.all().delete()
    elif letters:
        schedule(LETTERS, f"{held.pk}:asked", due_at=now)
    held.state, held.opened_by, held.opened_at = GatheringState.OPEN, by, now
    held.save(update_fields=["state", "opened_by", "opened_at"])
    plan_closing(held, now=now, reminds=letters)
    return held


def plan_closing(gathering: Gathering, *, now: datetime, reminds: bool = True) -> None:
    """Make the closing due, and before it the reminder, when there is a day between opening and reminding."""
    if gathering.closes_at is None:
        return
    schedule(CLOSING, str(gathering.pk), due_at=gathering.closes_at)
    remind_at = gathering.closes_at - REMIND_BEFORE
    if (
        reminds
        and gathering.asks != "code"
        and gathering.opened_at
        and remind_at >= max(now, gathering.opened_at + A_DAY)
    ):
        schedule(REMINDING, str(gathering.pk), due_at=remind_at)


def not_ready(gathering: Gathering, *, now: datetime) -> Iterator[str]:
    """What is still to be written before it can be opened, in words. One SQL query."""
    if not any(gathering.title.values()):
        yield _("It has no title yet. What shall people read first?")
    questions = list(gathering.questions.order_by("number"))
    if not questions:
        yield _("It asks nothing yet. Add a question first.")
    for question in questions:
        if not any(question.words.values()):
            yield _("Question %(number)d has no words yet.") % {"number": question.number}
        if question.kind in _WITH_OPTIONS and len(question.options) < _FEWEST_OPTIONS:
            yield _("Question %(number)d needs at least two options.") % {"number": question.number}
    if gathering.closes_at is not None and gathering.closes_at <= now:
        yield _("It would close in the past. Choose a later time, or none.")


def too_few(gathering: Gathering) -> str:
    """Why too few would be asked, in words; empty when there are enough, or a code asks. One SQL query."""
    people = count_letters(gathering)
    if gathering.asks == "code":
        return ""
    if not people:
        return _("Nobody is asked yet. Choose the people, or let everyone with the code answer.")
    if gathering.anonymous and people < FEWEST:
        words = _("Anonymous answers are shown from %(fewest)d on, and only %(people)d would be asked.")
        return words % {"fewest": FEWEST, "people": people}
    return ""


@transaction.atomic
def remind(gathering: Gathering, *, by: Participant | None, now: datetime) -> int:
    """Write again to those who have not answered; how many they are. `by` is None when it happens by itself.

    Raises RemindedToday, NobodyLeftToRemind.
    """
    held = Gathering.objects.select_for_update().get(pk=gathering.pk)
    spoken = max(at for at in (held.opened_at, held.reminded_at, datetime.min.replace(tzinfo=now.tzinfo)) if at)
    if now - spoken < A_DAY:
        raise RemindedToday(_("They heard from you less than a day ago. Tomorrow you can remind them."))
    waiting = to_remind(held, now=now) if held.takes_answers(now) else 0
    if not waiting:
        raise NobodyLeftToRemind(_("Nobody is left to be reminded."))
    held.reminded_at = now
    held.save(update_fields=["reminded_at"])
    schedule(LETTERS, f"{held.pk}:{now:%Y%m%d%H%M}", due_at=now)
    return waiting


def count_letters(gathering: Gathering) -> int:
    """How many mails would go out if it were opened now. One SQL query, none for a code."""
    if gathering.asks == "code":
        return 0
    people = Participant.objects.filter(left_at=None)
    if gathering.asks == "chosen":
        people = people.filter(pk__in=gathering.asked.values("participant"))
    return people.count()


def to_remind(gathering: Gathering, *, now: datetime) -> int:
    """How many are asked, have not answered, are still in the program, and were not told this week. One SQL query."""
    return _not_told(gathering.asked.filter(participant__left_at=None, participant__isnull=False), now).count()


def _not_told(asked: QuerySet[Asked], now: datetime) -> QuerySet[Asked]:
    """Those who have not answered, without those whom the week's own mail told that it waits."""
    told = ThingTold.objects.filter(
        recipient=OuterRef("participant"),
        what="gathering",
        about=Cast(OuterRef("gathering"), CharField()),
        at__gte=now - SAME_WEEK,
        notice__kind=WEEKLY,
    )
    return asked.filter(~Exists(told), answered=False)


def write_letters(gathering_pk: UUID, occasion: str, *, after: UUID | None, now: datetime) -> list[Notice]:
    """The next letters of an occasion ("asked", or the minute of a reminder), to people whose id comes after `after`.

    Each with the person's own link. An empty list when all are written, or when it takes no answers any more.
    Twice writes nothing twice.
    """
    gathering = Gathering.objects.filter(pk=gathering_pk).first()
    if gathering is None or not gathering.takes_answers(now):
        return []
    asked = gathering.asked.filter(participant__isnull=False, participant__left_at=None)
    if occasion != "asked":
        asked = _not_told(asked, now)
    if after is not None:
        asked = asked.filter(participant__gt=after)
    people = [row.participant for row in asked.select_related("participant__user").order_by("participant")[:50]]
    program = Program.objects.get(pk=bound_program_id())
    links = links_of(gathering, [person for person in people if person], now=now)
    messages = [
        _letter(gathering, person, occasion, link=links[person.pk], program=program) for person in people if person
    ]
    kind = "gathering_asked" if occasion == "asked" else "gathering_reminder"
    return write_notices(messages, kind=kind, template=kind, now=now)


def link_key(gathering: Gathering, participant: Participant) -> str:
    """What a link's door names: the gathering and the person. Never the mark, whose id changes when it closes."""
    return f"{gathering.pk}:{participant.pk}"


def links_of(gathering: Gathering, people: list[Participant], *, now: datetime) -> dict[UUID, Door]:
    """The door of each person to their answers, made where there is none yet."""
    keys = {link_key(gathering, person): person.pk for person in people}
    known = Door.objects.filter(program=bound_program_id(), purpose=LINK, closed_at=None, object_key__in=keys)
    links = {keys[door.object_key]: door for door in known}
    missing = [key for key, pk in keys.items() if pk not in links]
    return links | {keys[door.object_key]: door for door in make_doors(LINK, missing, expires_at=None, now=now)}


def _letter(gathering: Gathering, person: Participant, occasion: str, *, link: Door, program: Program) -> Message:
    context = {
        "gathering": gathering,
        "title": words_in(gathering.title, person.reads, otherwise=program.language),
        "intro": words_in(gathering.intro, person.reads, otherwise=program.language),
        "by": gathering.opened_by or gathering.made_by,
        "door_url": door_url(link),
        "fewest": FEWEST,
    }
    key = f"{gathering.pk}:{person.pk}" + ("" if occasion == "asked" else f":{occasion}")
    return Message(person, key, context, tells=[Thing("gathering", str(gathering.pk))])
