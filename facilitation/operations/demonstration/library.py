"""The library of a demonstration program, and the questions its facilitators asked."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.utils import translation

from collectives.models import Participant
from facilitation.models import Session
from facilitation.operations.demonstration.inquiries import Work
from facilitation.operations.demonstration.people import People
from facilitation.operations.protocol import ProtocolStep, ProtocolText, write_protocol
from facilitation.operations.question import Asking, ask_question, keep_outcome, mark_favourite, write_question
from facilitation.operations.resource import add_resource
from facilitation.queries.library import OWN
from facilitation.queries.question import find_question

BEGAN = timedelta(days=60)  # the library was begun so long ago


def make_library(people: People, works: Sequence[Work], content: Mapping[str, Any], *, now: datetime) -> None:
    """Everything in the file; what was asked belongs to sessions that were held."""
    began = now - BEGAN
    for entry in content["questions"]:
        write_question(
            job=entry["job"],
            text=entry["text"],
            phases=entry.get("phases", []),
            fits=entry["fits"],
            for_program=entry.get("for_program", False),
            by=people.by_name[entry["by"]],
            now=began,
        )
    own = {f"{OWN}{entry['name']}": _write(entry, people.by_name[entry["by"]], began) for entry in content["protocols"]}
    for shelf in content["shelves"]:
        for resource in shelf["resources"]:
            given = {**resource, "protocol": own.get(resource.get("protocol", ""), resource.get("protocol", ""))}
            add_resource(people.themes[shelf["theme"]], by=people.admin, now=began, **given)
    of_name = {work.collective.name: work for work in works}
    for entry in content["asked"]:
        _ask(of_name[entry["collective"]], entry, now=now)


def _write(entry: Mapping[str, Any], by: Participant, now: datetime) -> str:
    steps = [ProtocolStep(**step) for step in entry["steps"]]
    given = {name: value for name, value in entry.items() if name not in {"by", "people", "steps"}}
    fewest, most = entry["people"]
    protocol = write_protocol(ProtocolText(**given, people=(fewest, most), steps=steps), by=by, now=now)
    return f"{OWN}{protocol.pk}"


def _ask(work: Work, entry: Mapping[str, Any], *, now: datetime) -> None:
    held = Session.objects.filter(collective=work.collective, starts_at__lt=now).order_by("-starts_at")
    session = held[entry["session"] - 1 : entry["session"]].first()
    if session is None:  # early in a school year less has taken place
        return
    with translation.override(work.collective.language):
        question = find_question(entry["key"], work.facilitator)
    if question is None:
        raise KeyError(entry["key"])
    at = session.starts_at + timedelta(minutes=session.minutes // 2)
    asked = ask_question(session, Asking(question.key, question.job, question.text), by=work.facilitator, now=at)
    if entry["came_of"]:
        keep_outcome(asked, text=entry["came_of"], by=work.facilitator, now=at + timedelta(minutes=5))
    if entry.get("favourite"):
        mark_favourite(work.facilitator, key=question.key, favourite=True)
