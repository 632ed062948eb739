"""An attack on anonymous answers: by an admin while they come in, and by a reader of the database afterwards.

Every answer is a text that only the attack's referee can tell from the others. An attack guesses, for each text, who
wrote it, or which two texts one person wrote; the referee counts how many guesses are right. Somebody who shuffles
cards would be right about once in each attack, however many people there are.
"""

import logging
import random
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from uuid import UUID, uuid4
from zipfile import ZipFile

from django.db import connection, transaction
from django.test import Client
from django.utils.timezone import now

from collectives.engine.answer_key import answer_key
from collectives.models import Door, Gathering, GatheringState, Notice, Participant
from collectives.operations.door import door_secret
from collectives.operations.gathering_open import LINK, open_gathering, write_letters
from ilc.tenancy.scope import program_scope
from tests.addresses import addresses_in_program
from tests.make import make_participant
from tests.make_gathering import link_of, make_gathering
from tests.world import World, sign_in

type Guess = tuple[str, str]  # a text, and the person's id or another text


@dataclass
class Asked:
    """The gathering, and what only the referee knows: who wrote what, and in which order they came."""

    world: World
    gathering: Gathering
    people: list[Participant]
    texts: dict[str, tuple[str, str]] = field(default_factory=dict)
    order: list[str] = field(default_factory=list)

    @property
    def right(self) -> set[Guess]:
        """Every guess that is right."""
        by_person = {(text, who) for who, both in self.texts.items() for text in both}
        return by_person | {(first, second) for first, second in self.texts.values()}


class Log(logging.Handler):
    """Everything that anybody logs."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(f"{record.getMessage()} {record.__dict__.get('request', '')}")


def ask_everyone(world: World, count: int) -> Asked:
    """An anonymous gathering of two questions, put to this many people more, with a letter to each."""
    with program_scope(world.program.pk):
        people = [make_participant() for _ in range(count)]
        gathering = make_gathering(people[0], kinds=("open_text", "open_text"), everyone=False)
        for person in people:
            gathering.asked.create(participant=person)
        gathering = open_gathering(gathering, by=people[0], now=now())
        after: UUID | None = None
        while letters := write_letters(gathering.pk, "asked", after=after, now=now()):
            after = letters[-1].recipient_id
    return Asked(world, gathering, people)


def let_everyone_answer(asked: Asked, *, seed: int) -> Iterator[Participant]:
    """One after the other in a random order, most by their link, some signed in; some change their answer."""
    chance = random.Random(seed)
    for person in chance.sample(asked.people, len(asked.people)):
        texts = (uuid4().hex, uuid4().hex)
        client = Client()
        if chance.random() < 0.2 and person.user:
            client.cookies["sessionid"] = sign_in(person.user)
            url = f"/p/{asked.world.program.slug}/gatherings/{asked.gathering.pk}/answer/"
        else:
            with program_scope(asked.world.program.pk):
                url = link_of(asked.gathering, person)
        client.get(url)
        if chance.random() < 0.1:
            client.post(url, {"q1": "Something else first"})
        sent = client.post(url, {"q1": texts[0], "q2": texts[1]})
        assert sent.status_code == 302, sent.content.decode()
        asked.texts[str(person.pk)] = texts
        asked.order.append(str(person.pk))
        yield person


def read_as_admin(asked: Asked) -> dict[str, str]:
    """Every page, list and file that an admin can open, with this gathering where one is asked for."""
    with program_scope(asked.world.program.pk):
        question = asked.gathering.questions.order_by("number")[0]
    things = asked.world.things | {"gathering": asked.gathering.pk, "gathering_question": question.pk}
    client = asked.world.client("admin")
    pages = {}
    for address in addresses_in_program():
        url = address.url(asked.world.program.slug, things)
        answer = client.get(url)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        pages[url] = f"{answer.headers}\n{_unpacked(body).decode(errors='replace')}"
    return pages


def _unpacked(body: bytes) -> bytes:
    """What is in a file; of a packed one, such as a workbook, what is in each of its parts."""
    if not body.startswith(b"PK"):
        return body
    with ZipFile(BytesIO(body)) as packed:
        return b"\n".join(name.encode() + b"\n" + packed.read(name) for name in packed.namelist())


def without_counts(body: str) -> str:
    """A page without what differs each time, and without numbers."""
    body = re.sub(r'name="csrfmiddlewaretoken" value="\w+"|data-news="[^"]+"|\d+', "", body)
    return re.sub(r"person has|people have", "people have", body)


@contextmanager
def logged() -> Iterator[Log]:
    """Everything that is logged inside, however quiet the logger."""
    root, log = logging.getLogger(), Log()
    before = root.level
    root.addHandler(log)
    root.setLevel(logging.DEBUG)
    try:
        yield log
    finally:
        root.removeHandler(log)
        root.setLevel(before)


def attack_database(asked: Asked) -> dict[str, int]:
    """How many guesses of each attack are right. The reader has every table, its system columns, the server's key."""
    with program_scope(asked.world.program.pk), connection.cursor() as cursor:
        cursor.execute(
            "SELECT participant_id::text, ctid::text, xmin::text::bigint, id::text FROM asked "
            "WHERE gathering_id = %s AND answered AND participant_id IS NOT NULL",
            [asked.gathering.pk],
        )
        marks = cursor.fetchall()
        cursor.execute(
            "SELECT r.text, r.ctid::text, r.xmin::text::bigint, r.id::text, q.number FROM response r "
            "JOIN gathering_question q ON q.id = r.question_id WHERE r.gathering_id = %s",
            [asked.gathering.pk],
        )
        answers = cursor.fetchall()
        doors = Door.objects.filter(purpose=LINK, object_key__startswith=str(asked.gathering.pk)).order_by("pk")
        people: dict[str, Sequence[str]] = {
            "the marks' place": _sorted(marks, 1),
            "the marks' age": _sorted(marks, 2),
            "the marks' ids": _sorted(marks, 3),
            "the marks as they come": [row[0] for row in marks],
            "the people's ids": sorted(row[0] for row in marks),
            "the doors' ids": [door.object_key.rpartition(":")[2] for door in doors],
            "the notices' ids": [
                str(pk)
                for pk in Notice.objects.filter(kind="gathering_asked")
                .order_by("pk")
                .values_list("recipient", flat=True)
            ],
            "who was seen to come when": asked.order,
        }
        keys = _attack_keys(asked, list(doors))
    right, found = asked.right, {}
    for number in (1, 2):
        texts = _text_orders([row for row in answers if row[4] == number])
        for said, whose in people.items():
            for order, sorted_texts in texts.items():
                guesses = zip(sorted_texts, whose, strict=False)
                found[f"{said} with {order}, question {number}"] = len(right & set(guesses))
    first, second = (_text_orders([row for row in answers if row[4] == number]) for number in (1, 2))
    for order in first:
        found[f"two answers of one person by {order}"] = len(
            right & set(zip(first[order], second[order], strict=False))
        )
    found["the same transaction"] = len(right & _by_transaction(marks, answers))
    found["keys made anew with the server's key"] = len(right & keys)
    return found


def close_carelessly(asked: Asked) -> dict[str, int]:
    """What the attack finds where closing only empties the keys, and writes nothing anew. It is taken back."""
    with program_scope(asked.world.program.pk), transaction.atomic():
        asked.gathering.responses.update(key=None)
        Gathering.objects.filter(pk=asked.gathering.pk).update(state=GatheringState.CLOSED)
        found = attack_database(asked)
        transaction.set_rollback(True)
    return found


def report(found: Mapping[str, int], people: int, *, title: str) -> str:
    """The attacks that found most, one to a line."""
    best = sorted(found.items(), key=lambda one: -one[1])[:6]
    lines = [f"anonymity: {title}: {len(found)} attacks on {people} people, at most {best[0][1]} right"]
    return "\n".join([*lines, *(f"anonymity:   {right:5} by {attack}" for attack, right in best)])


def _sorted(rows: list[tuple], column: int) -> list[str]:
    return [row[0] for row in sorted(rows, key=lambda row: _place(row[column]))]


def _place(value: str | int) -> tuple[int, ...] | str | int:
    """A place in the file, "(page,line)", as numbers."""
    if isinstance(value, str) and value.startswith("("):
        return tuple(map(int, value.strip("()").split(",")))
    return value


def _text_orders(rows: list[tuple]) -> dict[str, list[str]]:
    return {
        "the answers' place": _sorted(rows, 1),
        "the answers' age": _sorted(rows, 2),
        "the answers' ids": _sorted(rows, 3),
        "the answers as they come": [row[0] for row in rows],
    }


def _by_transaction(marks: list[tuple], answers: list[tuple]) -> set[Guess]:
    """One mark and its answers, alone in one transaction."""
    owners: dict[int, list[str]] = {}
    for who, _at, xmin, _id in marks:
        owners.setdefault(xmin, []).append(who)
    return {(row[0], owners[row[2]][0]) for row in answers if len(owners.get(row[2], [])) == 1}


def _attack_keys(asked: Asked, doors: list[Door]) -> set[Guess]:
    """Make every link's secret anew, and look for the answers that it finds."""
    rows = {bytes(row.key): row.text for row in asked.gathering.responses.exclude(key=None)}
    questions = list(asked.gathering.questions.values_list("pk", flat=True))
    return {
        (rows[key], door.object_key.rpartition(":")[2])
        for door in doors
        for pk in questions
        if (key := answer_key(door_secret(door), pk)) in rows
    }
