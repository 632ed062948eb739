"""How those who guide a demonstration program's collectives help each other: reflections, help, their own meeting."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.utils import translation

from collectives.models import Participant, Program
from collectives.operations.collective import make_collective
from collectives.operations.facilitator import name_facilitator
from collectives.operations.seat import seat_participants
from facilitation.models import Came, ReflectionQuestion, Session, SessionState
from facilitation.operations.agenda import Item, draft_agenda
from facilitation.operations.attendance import mark_attendance, say_coming
from facilitation.operations.demonstration.inquiries import Work, give_rhythm
from facilitation.operations.demonstration.people import People
from facilitation.operations.help import Given, give_help
from facilitation.operations.self_reflection import Reflection, write_reflection
from facilitation.operations.session import cancel_session, extend_rhythms
from facilitation.operations.support_flag import lower_flag, raise_flag, review_flags
from facilitation.queries.agenda_draft import draft_for
from facilitation.queries.calendar import ends_at
from facilitation.queries.support_seen import collectives_seen

A_DAY = timedelta(days=1)


def cancel_two(works: Sequence[Work], content: Mapping[str, Any], *, now: datetime) -> None:
    """Before the sessions are filled: the last two of one collective did not take place."""
    extend_rhythms(now=now)
    entry = content.get("cancelled")
    if entry is None:
        return
    work = _work_of(works, entry["collective"])
    for session, reason in zip(_behind(work, now), entry["reasons"], strict=False):
        at = session.starts_at - A_DAY
        cancel_session(session, reason=reason, version=session.version, by=work.facilitator, now=at)


def make_support(
    program: Program, people: People, works: Sequence[Work], content: Mapping[str, Any], *, since: date, now: datetime
) -> None:
    """Reflections, one story of help from its reason to its end, the facilitators' meeting, and what the rules say."""
    for entry in content["reflections"]:
        _reflect(_work_of(works, entry["collective"]), entry, now)
    _help(people, _work_of(works, content["help"]["collective"]), content["help"], since=since)
    _meet(people, content["meeting"], since=since, now=now)
    review_flags(collectives_seen(now=now, zone=program.time_zone), zone=program.time_zone, now=now)


def _reflect(work: Work, entry: Mapping[str, Any], now: datetime) -> None:
    behind = [one for one in _behind(work, now) if one.state == SessionState.PLANNED]
    if len(behind) < entry["ago"]:
        return
    session = behind[entry["ago"] - 1]
    answers = {question: entry[question] for question in ReflectionQuestion.values}
    reflection = Reflection(answers, entry.get("shared", ()), entry.get("wishes", ()))
    write_reflection(session, reflection, by=work.facilitator, now=min(now, ends_at(session) + timedelta(minutes=15)))


def _help(people: People, work: Work, entry: Mapping[str, Any], *, since: date) -> None:
    began = datetime.combine(since, time(14), UTC)
    by, to = people.by_name[entry["by"]], people.by_name[entry["to"]]
    flag = raise_flag(work.collective, words=entry["words"], kinds=entry["kinds"], by=by, now=began)
    given = Given(entry["given"], entry["text"], since + A_DAY, entry["next_step"], to, flag)
    give_help(work.collective, given, by=by, now=began + A_DAY)
    lower_flag(flag, why=entry["settled"], by=by, now=began + timedelta(days=1, hours=2))


def _meet(people: People, entry: Mapping[str, Any], *, since: date, now: datetime) -> None:
    lead = people.by_name[entry["facilitator"]]
    members = [people.by_name[name] for name in entry["members"]]
    start = datetime.combine(since, time(13), UTC)
    collective = make_collective(
        entry["name"],
        theme=people.themes[entry["theme"]],
        language=lead.language,
        for_facilitators=True,
        by=people.admin,
        now=start,
    )
    name_facilitator(collective, participant=lead, giving_role=False, by=people.admin, now=start)
    seat_participants(collective, participants=members, by=people.admin, now=start)
    give_rhythm(collective, entry["rhythm"], by=lead, since=since)
    extend_rhythms(now=now)
    sessions = list(Session.objects.filter(collective=collective).order_by("starts_at"))
    for session in sessions:
        if session.starts_at < now:
            _hold(session, lead, members)
    for session in [one for one in sessions if one.starts_at > now][:1]:
        for member in members[1:]:
            say_coming(session, coming="online", by=member, now=now - A_DAY)


def _hold(session: Session, lead: Participant, members: Sequence[Participant]) -> None:
    with translation.override(lead.language):
        items = [
            Item(one.title, one.minutes, protocol=one.protocol, kind=one.kind, why=one.why)
            for one in draft_for(session, lead)
        ]
    draft_agenda(session, items, by=lead, now=session.starts_at - A_DAY)
    for member in members:
        mark_attendance(session, participant=member, came=Came.ONLINE, by=lead, now=session.starts_at)


def _behind(work: Work, now: datetime) -> list[Session]:
    """Its sessions that are over, the latest first."""
    rows = Session.objects.filter(collective=work.collective, starts_at__lt=now - timedelta(hours=4))
    return list(rows.order_by("-starts_at"))


def _work_of(works: Sequence[Work], name: str) -> Work:
    return next(work for work in works if work.collective.name == name)
