"""The session pack: what a session needs on paper, in the reader's language. Nobody's answers, nobody's reasons."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Case, Prefetch, Q, When
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from collectives.models import GatheringQuestion, Program
from collectives.queries.gathering_words import Words, words_in
from collectives.queries.response import AskedQuestion, question_in
from facilitation.models import AgendaItem, ItemKind, Prompt, PromptUse, Session
from facilitation.queries.commitment import commitments_before
from facilitation.queries.library import Protocol, Step, find_protocols, steps_for
from ilc.zones import clock_words, date_words, day_words, local_time, zone_name
from inquiry.models import Placemat
from inquiry.queries.placemat import People, collective_people, placemat_content, placemat_sheet
from inquiry.queries.placemat_sheet import PlacematSheet

SUBJECT = "session:{}"
USES = tuple(PromptUse.values)  # in the order in which they are put


@dataclass(frozen=True)
class PackItem:
    """An item of the agenda. `what`: its protocol, or what the group does; empty when its title says so."""

    begins: str
    minutes: int
    title: str
    what: str
    note: str


@dataclass(frozen=True)
class PackProtocol:
    """A protocol as an item of the agenda goes through it: each step with the time at which it begins."""

    protocol: Protocol
    hours: str
    minutes: int
    steps: tuple[tuple[str, Step], ...]


@dataclass(frozen=True)
class PackPrompt:
    """What is asked, and when. `title` is empty when its one question says it."""

    use: str
    title: Words
    anonymous: bool
    questions: tuple[AskedQuestion, ...]


@dataclass(frozen=True)
class PackCommitment:
    """What somebody took on before this session."""

    text: str
    who: str
    due: str
    done: bool


@dataclass(frozen=True)
class SessionPack:
    """Everything that is printed, in words. The times are those of the session's own clocks, which are named."""

    language: str
    program: str
    collective: str
    theme: str
    day: str
    date: str
    hours: str
    zone: str
    place: str
    facilitators: tuple[str, ...]
    members: tuple[str, ...]
    items: tuple[PackItem, ...]
    protocols: tuple[PackProtocol, ...]
    placemat: PlacematSheet | None
    prompts: tuple[PackPrompt, ...]
    commitments: tuple[PackCommitment, ...]

    @property
    def minutes(self) -> int:
        """How long the items of the agenda are together."""
        return sum(item.minutes for item in self.items)


def read_pack(session: Session, *, program: Program, language: str) -> SessionPack:
    """Everything as it is now, in the active language. The session knows its collective. At most eleven SQL queries."""
    collective, zone = session.collective, session.zone
    people = collective_people(collective)
    items = _timed(session)
    protocols = find_protocols(item.protocol for item, _begins in items if item.protocol)
    return SessionPack(
        language=language,
        program=program.name,
        collective=collective.name,
        theme=collective.theme.name,
        day=capfirst(day_words(session.date)),
        date=date_words(session.date),
        hours=_hours(session.starts_at, session.minutes, zone),
        zone=capfirst(zone_name(zone, session.starts_at)),
        place=" · ".join(part for part in (capfirst(session.get_meeting_display()), session.room) if part),
        facilitators=people.facilitators,
        members=people.members,
        items=tuple(_item(item, begins, zone, protocols) for item, begins in items),
        protocols=tuple(
            _protocol(item, begins, zone, protocols[item.protocol])
            for item, begins in items
            if item.protocol in protocols
        ),
        placemat=_placemat(session, people, program),
        prompts=_prompts(session, language, otherwise=program.language),
        commitments=tuple(
            PackCommitment(row.text, row.who.name, date_words(row.due_on), done=row.done_at is not None)
            for row in commitments_before(session).filter(let_go_at=None)
        ),
    )


def session_placemat(session: Session) -> Placemat | None:
    """The placemat on the table that day: of the cycle that was open then, else of the newest. One SQL query."""
    rows = Placemat.objects.filter(cycle__collective=session.collective_id, leader=None)
    rows = rows.select_related("cycle__collective__theme", "leader__school", "document").defer("document__snapshot")
    before = Q(cycle__closed_at__lt=session.starts_at)
    newest_of_those = Case(When(before, then="cycle__number")).desc(nulls_first=True)
    return rows.order_by(newest_of_those, "cycle__number").first()


def _placemat(session: Session, people: People, program: Program) -> PlacematSheet | None:
    """None while nobody has written on it."""
    placemat = session_placemat(session)
    if placemat is None:
        return None
    content = placemat_content(placemat)
    written = any(text.text for text in content.texts.values()) or content.if_actions or content.indicators
    return placemat_sheet(content, people, program=program) if written else None


def _timed(session: Session) -> list[tuple[AgendaItem, datetime]]:
    """The agenda's items, each with the instant at which it begins as planned."""
    timed, at = [], session.starts_at
    for item in AgendaItem.objects.filter(session=session).order_by("position"):
        timed.append((item, at))
        at += timedelta(minutes=item.minutes)
    return timed


def _clock(at: datetime, zone: str) -> str:
    return clock_words(local_time(at, zone))


def _hours(at: datetime, minutes: int, zone: str) -> str:
    return f"{_clock(at, zone)}–{_clock(at + timedelta(minutes=minutes), zone)}"


def _item(item: AgendaItem, begins: datetime, zone: str, protocols: Mapping[str, Protocol]) -> PackItem:
    protocol = protocols.get(item.protocol)
    if protocol:
        named = protocol.name != item.title
        what = _("Protocol: %(name)s") % {"name": protocol.name} if named else _("Protocol")
    else:
        what = "" if item.kind == ItemKind.FREE else capfirst(item.get_kind_display())
    return PackItem(_clock(begins, zone), item.minutes, item.title, what, item.note)


def _protocol(item: AgendaItem, begins: datetime, zone: str, protocol: Protocol) -> PackProtocol:
    steps, at = [], begins
    for step in steps_for(protocol, item.minutes):
        steps.append((_clock(at, zone), step))
        at += timedelta(minutes=step.minutes)
    return PackProtocol(protocol, _hours(begins, item.minutes, zone), item.minutes, tuple(steps))


def _prompts(session: Session, language: str, *, otherwise: str) -> tuple[PackPrompt, ...]:
    questions = Prefetch("gathering__questions", GatheringQuestion.objects.order_by("number"))
    rows = Prompt.objects.filter(session=session).select_related("gathering", "item").prefetch_related(questions)
    ordered = sorted(rows.order_by("made_at", "pk"), key=_turn)
    return tuple(_prompt(row, language, otherwise=otherwise) for row in ordered)


def _turn(prompt: Prompt) -> tuple[int, int]:
    """When its turn is: by its use, then by the item of the agenda it belongs to."""
    return USES.index(prompt.use), prompt.item.position if prompt.item else 0


def _prompt(prompt: Prompt, language: str, *, otherwise: str) -> PackPrompt:
    gathering = prompt.gathering
    questions = tuple(question_in(one, language, otherwise=otherwise) for one in gathering.questions.all())
    title = words_in(gathering.title if len(questions) > 1 else {}, language, otherwise=otherwise)
    return PackPrompt(capfirst(prompt.get_use_display()), title, gathering.anonymous, questions)
