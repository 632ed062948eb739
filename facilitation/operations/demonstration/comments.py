"""What people of a demonstration program say about placemats, and the feedback they ask for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from collectives.models import Participant
from facilitation.operations.demonstration.inquiries import Work
from facilitation.operations.demonstration.people import People
from inquiry.models import FeedbackRound, Placemat
from inquiry.operations.comment import add_comment, answer_comment, resolve_comment
from inquiry.operations.feedback import ask_feedback, close_feedback, move_feedback
from inquiry.queries.comment_part import Part, placemat_parts
from inquiry.queries.placemat import placemat_content


@dataclass(frozen=True)
class _Talk:
    """One placemat, its parts and the people who speak of it, as the file names them."""

    placemat: Placemat
    parts: Mapping[str, Part]
    people: Mapping[str, Participant]
    now: datetime

    def at(self, days: float) -> datetime:
        """So many days ago, though not before there was a placemat."""
        return max(self.now - timedelta(days=days), self.placemat.made_at + timedelta(days=1))


def make_comments(people: People, works: Sequence[Work], content: Mapping[str, Any], *, now: datetime) -> None:
    """Everything in the file: comments with their answers, and rounds with what was said in them."""
    of_name = {work.collective.name: work for work in works}
    for entry in content["comments"]:
        _say(_talk(people, of_name[entry["collective"]], None, now), entry)
    for entry in content["rounds"]:
        _ask(people, of_name[entry["collective"]], of_name.get(entry["asks"]), entry, now)


def _talk(people: People, work: Work, readers: Work | None, now: datetime) -> _Talk:
    placemat = Placemat.objects.select_related("cycle__collective").get(
        cycle__collective=work.collective, cycle__closed_at=None, leader=None
    )
    content = placemat_content(placemat)
    numbered = {f"if:{number}": f"if:{pk}" for pk, number in content.numbers.items()}
    parts = placemat_parts(content)
    known = {**people.by_name, "asker": work.members[0]}
    if readers:
        known |= {"facilitator": readers.facilitator}
        known |= {f"reader:{number}": member for number, member in enumerate(readers.members, start=1)}
    return _Talk(placemat, {**parts, **{short: parts[part] for short, part in numbered.items()}}, known, now)


def _say(talk: _Talk, entry: Mapping[str, Any], feedback_round: FeedbackRound | None = None) -> None:
    part = talk.parts[entry["part"]]
    made = add_comment(
        talk.placemat,
        part=replace(part, words=entry.get("words", part.words)),
        text=entry["text"],
        kind=entry["kind"],
        feedback_round=feedback_round,
        by=talk.people[entry["by"]],
        now=talk.at(entry["days"]),
    )
    for answer in entry.get("answers", []):
        by = talk.people[answer["by"]]
        answer_comment(made, text=answer["text"], presents=False, by=by, now=talk.at(answer["days"]))
    if "outcome" in entry:
        by = talk.people[entry["settled_by"]]
        resolve_comment(made, outcome=entry["outcome"], presents=False, by=by, now=talk.at(entry["days"] - 1))


def _ask(people: People, work: Work, readers: Work | None, entry: Mapping[str, Any], now: datetime) -> None:
    talk = _talk(people, work, readers, now)
    by, asked_at = talk.people[entry["by"]], talk.at(entry["days"])
    asked = ask_feedback(
        talk.placemat,
        question=entry["question"],
        tuning=bool(entry["step"]),
        asks_members=readers is None,
        asks_facilitators=False,
        collective=readers.collective if readers else None,
        until=max(now, asked_at) + timedelta(days=entry["for_days"]),
        by=by,
        now=asked_at,
    )
    for said in entry["comments"]:
        _say(talk, said, asked)
    if entry["step"]:
        move_feedback(asked, step=entry["step"], by=by, now=talk.at(3))
    if "summary" in entry:
        close_feedback(asked, summary=entry["summary"], by=by, now=talk.at(entry["days"] - entry["for_days"]))
