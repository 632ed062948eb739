"""The session of a demonstration program that is on: half-way its agenda, with people, a prompt, notes, promises."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Final

from django.utils import translation

from collectives.models import Participant, Program, QuestionKind, Rhythm
from collectives.operations.gathering_within import Ask
from facilitation.models import (
    AgendaItem,
    Coming,
    NotesChange,
    Prompt,
    PromptUse,
    Session,
    SessionNotes,
    SessionRun,
    SessionState,
    SessionStep,
)
from facilitation.operations.agenda import Item, draft_agenda
from facilitation.operations.attendance import join_session, say_coming
from facilitation.operations.commitment import NextStep, make_commitment
from facilitation.operations.demonstration.answering import answer_as
from facilitation.operations.demonstration.inquiries import Work
from facilitation.operations.demonstration.people import People
from facilitation.operations.prompt import open_prompt, prepare_exit_ticket, prepare_prompt, show_answers
from facilitation.operations.question import Asking, ask_question
from facilitation.operations.session import Slot, add_session, extend_rhythms, move_session, slot_of
from facilitation.operations.session_run import start_session
from facilitation.operations.session_step import move_step
from facilitation.queries.agenda import phase_of
from facilitation.queries.commitment import commitments_before
from facilitation.queries.question import find_question
from ilc.tenancy.scope import program_scope
from ilc.zones import local_time
from inquiry.models import Indicator

FIVE: Final = 5  # minutes: sessions begin at such times
NEAR: Final = timedelta(days=1)
PLANNED: Final = timedelta(days=6)


@dataclass(frozen=True)
class _Scene:
    """The session that is on. Minutes of the file are counted from `begun`."""

    session: Session
    run: SessionRun
    work: Work
    people: Mapping[str, Participant]
    begun: datetime

    def at(self, minutes: float) -> datetime:
        """So many minutes after it was begun."""
        return self.begun + timedelta(minutes=minutes)


def make_room(works: Sequence[Work], content: Mapping[str, Any], *, now: datetime) -> None:
    """Before the sessions are filled: one of the rhythm that falls on these days takes place a week later."""
    work = next(work for work in works if work.collective.name == content["collective"])
    extend_rhythms(now=now)
    near = Session.objects.filter(collective=work.collective, starts_at__range=(now - NEAR, now + NEAR))
    for session in near.filter(state=SessionState.PLANNED):
        slot = slot_of(session)
        later = replace(slot, date=slot.date + timedelta(days=7))
        about: dict[str, Any] = {"reason": content["moved"], "version": session.version, "by": work.facilitator}
        move_session(session, slot=later, **about, now=now - PLANNED)


def hold_one_now(people: People, works: Sequence[Work], content: Mapping[str, Any], *, now: datetime) -> None:
    """An extra session of one collective, planned some days ago and begun a while before `now`."""
    work = next(work for work in works if work.collective.name == content["collective"])
    begun = now - timedelta(minutes=content["now"])
    session = _plan(work, content, begun=begun)
    for coming, names in (
        (Coming.ROOM, content["people"]["room"]),
        (Coming.ONLINE, [*content["people"]["online"], *content["people"]["coming"]]),
        (Coming.NO, content["people"]["not_coming"]),
    ):
        for number, name in enumerate(names):
            at = begun - timedelta(days=2, hours=number)
            say_coming(session, coming=coming, by=people.by_name[name], now=at)
    prompts = [_prepare(session, work, entry, begun=begun) for entry in content["prompts"]]
    prepare_exit_ticket(session, by=work.facilitator, now=begun - timedelta(days=1))
    run = start_session(session, by=work.facilitator, now=begun)
    scene = _Scene(session, run, work, people.by_name, begun)
    for came in ("room", "online"):
        for number, name in enumerate(content["people"][came]):
            join_session(session, came=came, by=scene.people[name], now=scene.at(number / 2))
    _go_through(scene, content, prompts)
    _note(scene, content["notes"])
    for entry in content["commitments"]:
        _promise(scene, entry)
    for entry in content["asked"]:
        _ask(scene, entry)


def sessions_on() -> Iterator[str]:
    """In words, for each program: which collective is in session now, and who leads it."""
    for program in Program.objects.filter(rehearsal_of=None).order_by("name"):
        with program_scope(program.pk):
            runs = SessionRun.objects.filter(ended_at=None).select_related("session__collective", "led_by")
            run = runs.order_by("started_at").last()
        if run:
            yield f"{run.session.collective.name} ({program.name}) is in session, led by {run.led_by.name}"


def _plan(work: Work, content: Mapping[str, Any], *, begun: datetime) -> Session:
    usual = Rhythm.objects.get(collective=work.collective, ended_at=None)
    there = local_time(begun - timedelta(minutes=content["late"]), usual.zone)
    wall = there.replace(minute=there.minute - there.minute % FIVE)
    place = (usual.zone, usual.minutes, usual.meeting, usual.room, usual.link)
    slot = Slot(wall.date(), wall.time().replace(second=0, microsecond=0), *place)
    session = add_session(work.collective, slot=slot, by=work.facilitator, now=begun - PLANNED)
    items = [
        Item(
            entry["title"],
            entry["minutes"],
            entry.get("note", ""),
            entry.get("protocol", ""),
            entry["kind"],
            list(_why(session, entry.get("why", []))),
        )
        for entry in content["items"]
    ]
    draft_agenda(session, items, by=work.facilitator, now=begun - timedelta(days=3))
    return session


def _why(session: Session, reasons: Sequence[str]) -> Iterator[dict[str, Any]]:
    """The reasons that are true, as a draft keeps them."""
    indicators = Indicator.objects.filter(placemat__cycle__collective=session.collective_id, placemat__leader=None)
    known: dict[str, dict[str, Any]] = {
        "phase": {"phase": phase_of(session.collective)},
        "promised": {"count": commitments_before(session).count()},
        "indicators": {"count": indicators.filter(kind="leading", removed_at=None).count()},
    }
    for reason in reasons:
        if all(known[reason].values()):
            yield {"because": reason, **known[reason]}


def _prepare(session: Session, work: Work, entry: Mapping[str, Any], *, begun: datetime) -> Prompt:
    return prepare_prompt(
        session,
        Ask(QuestionKind(entry["kind"]), entry["words"]),
        use=PromptUse.LIVE,
        anonymous=entry["anonymous"],
        language=work.collective.language,
        item=AgendaItem.objects.get(session=session, position=entry["item"]),
        by=work.facilitator,
        now=begun - timedelta(days=1),
    )


def _go_through(scene: _Scene, content: Mapping[str, Any], prompts: Sequence[Prompt]) -> None:
    """What whoever leads pressed, in the order of time."""
    steps = [minutes for item in content["items"] for minutes in item.get("steps", [])][1:]
    pressed: list[tuple[float, Prompt | None, Mapping[str, Any]]] = [(minutes, None, {}) for minutes in steps]
    pressed += [(entry["opened"], prompt, entry) for prompt, entry in zip(prompts, content["prompts"], strict=True)]
    for minutes, prompt, entry in sorted(pressed, key=lambda one: one[0]):
        if prompt is None:
            seen = SessionStep.objects.get(run=scene.run, ended_at=None).pk
            move_step(scene.run, "on", seen=seen, by=scene.work.facilitator, now=scene.at(minutes))
        else:
            _put(scene, prompt, entry)


def _put(scene: _Scene, prompt: Prompt, entry: Mapping[str, Any]) -> None:
    """A prompt is opened, some answer, and perhaps the answers are shown."""
    by, language = scene.work.facilitator, scene.work.collective.language
    open_prompt(prompt, scene.run, by=by, now=scene.at(entry["opened"]))
    prompt.gathering.refresh_from_db()
    for number, (name, words) in enumerate(entry["answers"].items()):
        at = scene.at(entry["opened"] + 0.5 * (number + 1))
        answer_as(scene.people[name], prompt.gathering, [words], language=language, now=at)
    if "shown" in entry:
        show_answers(prompt, by=by, now=scene.at(entry["shown"]))


def _note(scene: _Scene, entry: Mapping[str, Any]) -> None:
    """Line after line, in turn; the last one a minute ago."""
    lines = entry["lines"]
    for number in range(len(lines)):
        writer = scene.people[entry["writers"][number % len(entry["writers"])]]
        at = scene.at(5 + 7 * number)
        spell = {"text": "\n".join(lines[: number + 1]), "version": number + 1}
        NotesChange.objects.create(session=scene.session, by=writer, began_at=at, at=at, **spell)
    SessionNotes.objects.create(session=scene.session, changed_by=writer, changed_at=at, **spell)


def _promise(scene: _Scene, entry: Mapping[str, Any]) -> None:
    """Made in this session by the one that follows, or brought along from the one before."""
    who, others = scene.people[entry["who"]], Session.objects.filter(collective=scene.work.collective)
    planned = others.filter(state=SessionState.PLANNED).exclude(pk=scene.session.pk).order_by("starts_at")
    session, at = scene.session, scene.at(entry.get("made", 0))
    after = planned.filter(starts_at__gt=session.starts_at).first()
    due_on = session.date + timedelta(days=entry.get("days", 28))
    if "days" not in entry and after:
        due_on = after.date
    if entry.get("before"):
        before = planned.filter(starts_at__lt=session.starts_at).last()
        session, at = (before, before.starts_at + timedelta(hours=1)) if before else (session, at)
    make_commitment(scene.work.collective, NextStep(entry["text"], who.pk, due_on), session=session, by=who, now=at)


def _ask(scene: _Scene, entry: Mapping[str, Any]) -> None:
    with translation.override(scene.work.collective.language):
        question = find_question(entry["key"], scene.work.facilitator)
    if question is None:
        raise KeyError(entry["key"])
    asking = Asking(question.key, question.job, question.text)
    ask_question(scene.session, asking, by=scene.work.facilitator, now=scene.at(entry["at"]))
