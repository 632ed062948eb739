"""The months a demonstration program has behind it: sessions held, who came, what was noted; and those ahead."""

import random
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.utils import translation

from collectives.models import Meeting
from collectives.operations.collective import show_addresses
from facilitation.models import Came, Coming, NotesChange, Session, SessionNotes, SessionState
from facilitation.operations.agenda import Item, draft_agenda
from facilitation.operations.attendance import mark_attendance, say_coming
from facilitation.operations.commitment import NextStep, keep_commitment, make_commitment
from facilitation.operations.demonstration.inquiries import Work
from facilitation.operations.session import extend_rhythms, move_session, slot_of
from facilitation.queries.agenda_draft import draft_for
from facilitation.queries.calendar import ends_at

NOTES = {
    "en": [
        "We read the problem of practice aloud, and took out the two words that were about adults only.",
        "Three of us looked at the same four pieces of student work and did not see the same thing. Good.",
        "Question to carry home: what would a student say we changed?",
        "We agreed to visit in pairs, so that two people see the same lesson.",
        "The chart is flat. Before we explain it: did we do what we said we would do?",
    ],
    "fr": [
        "Nous avons relu la situation-problème à voix haute et retiré deux mots qui ne parlaient que des adultes.",
        "Trois d'entre nous ont regardé les mêmes traces et n'ont pas vu la même chose. Tant mieux.",
        "À rapporter chez soi : qu'est-ce qu'un élève dirait que nous avons changé?",
    ],
}
COMMITMENTS = {
    "en": [
        "Free one person so that two of us can visit together",
        "Send the look-for sheet to everybody",
        "Ask three students what they would say we changed",
        "Bring four pieces of work from one class",
        "Try the routine with one more teacher, and note what happens",
        "Read the exit tickets of two weeks before we meet",
    ],
    "fr": [
        "Libérer une personne pour que deux d'entre nous visitent ensemble",
        "Envoyer la grille d'observation à tout le monde",
        "Demander à trois élèves ce qu'ils diraient que nous avons changé",
        "Apporter quatre traces d'une même classe",
        "Essayer la routine avec une personne de plus et noter ce qui se passe",
    ],
}
MOVED = {
    "en": "The room is taken for the concert rehearsal.",
    "fr": "La salle est prise pour la répétition du concert.",
}


def hold_sessions(works: Sequence[Work], *, now: datetime) -> None:
    """Make the sessions of every rhythm, then fill those that are over and answer for those that are near.

    The people of the first collective decided to see each other's e-mail.
    """
    extend_rhythms(now=now)
    for work in works[:1]:
        show_addresses(work.collective, shown=True, by=work.facilitator, now=now - timedelta(days=40))
    for work in works:
        chance = random.Random(work.collective.name)  # noqa: S311  the same people come each time it is made
        sessions = list(Session.objects.filter(collective=work.collective).order_by("starts_at"))
        over = [session for session in sessions if session.starts_at < now]
        for number, session in enumerate(over):
            if session.state == SessionState.CANCELLED:
                continue
            _hold(session, work, chance, number)
            _take_on(session, work, number, until=(sessions[number + 1 :] or [session])[0], ago=len(over) - number)
        ahead = sessions[len(over) :]
        for session in ahead[:1]:
            _answer(session, work, chance, now)
        if len(ahead) > 1 and work.collective.name.startswith(("Seeing", "Noter")):
            _move(ahead[1], work, now)


def _hold(session: Session, work: Work, chance: random.Random, number: int) -> None:
    language = work.collective.language
    before, after = session.starts_at - timedelta(days=3), ends_at(session)
    with translation.override(language):
        items = [
            Item(one.title, one.minutes, protocol=one.protocol, kind=one.kind, why=one.why)
            for one in draft_for(session, work.facilitator)
        ]
    draft_agenda(session, items, by=work.facilitator, now=before)
    for member in work.members:
        came = chance.choices([_way(session, chance), Came.REGRETS, ""], [86, 9, 5])[0]
        if came:
            mark_attendance(session, participant=member, came=came, by=work.facilitator, now=after)
    _note(session, work, number, language)


def _note(session: Session, work: Work, number: int, language: str) -> None:
    """Two people write in the notes, one after the other."""
    words, text, began = NOTES.get(language, NOTES["en"]), "", session.starts_at + timedelta(minutes=20)
    for offset in range(2):
        writer, at = work.members[(number + offset * 3) % len(work.members)], began + timedelta(minutes=25 * offset)
        text += f"\n{words[(number * 2 + offset) % len(words)]}"
        spell = {"text": text.strip(), "version": offset + 1}
        NotesChange.objects.create(session=session, by=writer, began_at=at, at=at, **spell)
    SessionNotes.objects.create(session=session, changed_by=writer, changed_at=at, **spell)


def _take_on(session: Session, work: Work, number: int, *, until: Session, ago: int) -> None:
    """Two take something on and do it; of what was taken on one or two sessions `ago`, something is still open."""
    words = COMMITMENTS.get(work.collective.language, COMMITMENTS["en"])
    now = ends_at(session)
    for offset in range(2):
        who = work.members[(number * 2 + offset) % len(work.members)]
        step = NextStep(words[(number * 2 + offset) % len(words)], who.pk, until.date)
        made = make_commitment(work.collective, step, session=session, by=who, now=now)
        if ago > 1 + (offset == 0):
            keep_commitment(made, by=who, now=until.starts_at - timedelta(days=2 + offset))


def _answer(session: Session, work: Work, chance: random.Random, now: datetime) -> None:
    for member in work.members[1:]:
        coming = chance.choices([_way(session, chance), Coming.NO, ""], [65, 10, 25])[0]
        if coming:
            say_coming(session, coming=coming, by=member, now=now - timedelta(days=chance.randint(1, 6)))


def _way(session: Session, chance: random.Random) -> str:
    """In the room or online, as the session allows."""
    if session.meeting == Meeting.HYBRID:
        return chance.choice(["room", "room", "online"])
    return "room" if session.meeting == Meeting.ROOM else "online"


def _move(session: Session, work: Work, now: datetime) -> None:
    slot = slot_of(session)
    later = type(slot)(**{**vars(slot), "date": slot.date + timedelta(days=1)})
    move_session(
        session,
        slot=later,
        reason=MOVED.get(work.collective.language, MOVED["en"]),
        version=session.version,
        by=work.facilitator,
        now=now - timedelta(days=2),
    )
