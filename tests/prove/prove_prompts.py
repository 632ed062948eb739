"""The proof that nobody learns who gave an anonymous answer to a prompt of a session that is on.

Run: python -m tests.prove.prove_prompts. A server of its own serves pages and sockets. Groups of six to nine are
asked over and over, in another order each time, some by half of the group, some with one away, some twice; and those
who watch have every page of the session as each role sees it, before and after each answer, its headers, sizes and
news, the log, Redis, and every table with its system columns. Afterwards the same attack is made on prompts
where something was planted, to show that it finds what is there to be found.
"""

import tests.conftest  # noqa: F401 - sets Django up

# isort: split

import os
import random
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import redis
from django.db import connection
from django.utils.timezone import now

from collectives.models import Response
from facilitation.models import Prompt
from ilc.tenancy.checks import owned_models
from ilc.tenancy.scope import program_scope
from tests.browser import PROJECT, Live, environment_of
from tests.databases import drop_database, use_database
from tests.live import Server, socket_servers
from tests.make import make_program
from tests.prompt_attack import Tally, attack, report
from tests.prompt_rounds import FACES, Group, Round, look_round, make_group, put

GROUPS, ROUNDS, PLANTED = 6, 6, 14
AGAIN = (2, 5)  # which of the rounds are put once more, with one away
SIZES = (6, 7, 8, 9, 6, 7, 9, 9, 9)  # the last three groups are those where something is planted
FEW = 4  # who answer a prompt that must stay protected


def main() -> int:
    name = f"prove_prompts_{os.getpid()}"
    use_database(name)
    try:
        program = make_program("attacked-shore")
        groups = [make_group(program.slug, program.pk, people) for people in SIZES]
        with TemporaryDirectory(prefix="ilc-prompts-") as folder:
            environment = environment_of(Live("http://localhost", Path(folder)), name)
            collect = [sys.executable, "manage.py", "collectstatic", "--no-input", "--verbosity", "0"]
            subprocess.run(collect, cwd=PROJECT, env=environment, check=True)
            with socket_servers(name, 1, environment=environment) as [server]:
                return prove(groups, server, random.Random(7))
    finally:
        drop_database(name)


def prove(groups: Sequence[Group], server: Server, chance: random.Random) -> int:
    """Print what was found; 1 when somebody learns something, or when the attack does not find what was planted."""
    for group in groups:
        for visitor in group.visitors.values():
            visitor.port = server.port
        group.listen()
    rounds, few = [], []
    for group in groups[:GROUPS]:
        for number in range(ROUNDS):
            rounds.append(put(group, chance, closely=number == 0 and chance.random() < 0.5))
            if number in AGAIN:
                rounds.append(put(group, chance, again=rounds[-1]))
        few.append(put(group, chance, only=FEW))
    found = attack(rounds, chance)
    found["an answer that anybody saw while it was open, or of fewer than five"] = _seen(rounds, few)
    found["an answer in the log, in Redis or in another table, mail among them"] = _kept(rounds + few, server)
    print(report(found, "over HTTP, sockets and every table"))
    planted = [put(groups[GROUPS], chance) for _number in range(PLANTED)]
    for one in planted:
        _plant_order(one)
    order = attack(planted, chance)
    print(report(order, "planted: the answers' ids rise as they came"))
    _plant_language(planted)
    language = attack(planted, chance)
    print(report(language, "planted: the language stays beside the answers"))
    twice = _plant_twice(groups[GROUPS + 1 :], chance)
    print(report(twice, "planted: the same question is shown twice, with one away"))
    blind = [
        title
        for title, tallies, strategy in (
            ("the order", order, "who was seen to answer when with wall room/"),
            ("the language", language, "the language beside an answer"),
            ("the difference", twice, "what one of two results lacks, and who was away"),
        )
        if not tallies[strategy].succeeds
    ]
    print(f"prompts: planted and not found: {', '.join(blind) or 'nothing'}")
    return 1 if blind or any(one.succeeds for one in found.values()) else 0


def _seen(rounds: Sequence[Round], few: Sequence[Round]) -> Tally:
    """Pages that show an answer that they must not. To see one is to be right."""
    tally = Tally(found=[face for one in (*rounds, *few) for face in one.early])
    tally.attempts = sum(len(one.pages) * len(one.texts) for one in (*rounds, *few))
    for one in few:
        own = one.texts.get(one.group.watcher, "")
        tally.found += [face for face, page in one.pages.items() for text in one.texts.values() if text in page != own]
    tally.right = len(tally.found)
    return tally


def _kept(rounds: Sequence[Round], server: Server) -> Tally:
    """Where an answer stands that is no answer's row: the log, Redis, all other tables."""
    texts = [text for one in rounds for text in one.texts.values()]
    places = {"the log": server.said()}
    store = redis.Redis.from_url(server.environment["REDIS_URL"])
    for key in store.scan_iter():
        places[f"redis {key!r}"] = repr(_held(store, key))
    with program_scope(rounds[0].group.program_pk), connection.cursor() as cursor:
        for model in owned_models():
            table = model._meta.db_table
            if model is not Response:
                cursor.execute(f'SELECT string_agg(t::text, chr(10)) FROM "{table}" t')
                places[table] = cursor.fetchone()[0] or ""
    found = [place for place, held in places.items() if any(text in held for text in texts)]
    return Tally(len(places), len(found), 0.0, found)


def _held(store: "redis.Redis", key: bytes) -> object:
    read = {b"string": store.get, b"hash": store.hgetall, b"set": store.smembers}
    kind = store.type(key)
    if kind in read:
        return read[kind](key)
    return store.lrange(key, 0, -1) if kind == b"list" else store.zrange(key, 0, -1) if kind == b"zset" else ""


def _plant_order(one: Round) -> None:
    """Give the answers ids that rise in the order in which they came; the pages show them by their ids."""
    with program_scope(one.group.program_pk):
        for number, person in enumerate(one.order):
            row = Response.objects.filter(gathering=one.prompt.gathering_id, text=one.texts[person])
            row.update(id=f"{number:08x}{str(one.prompt.pk)[8:]}")
    one.pages = {"wall room/": _wall_again(one)}


def _wall_again(one: Round) -> str:
    """The wall, when this prompt is put on it once more."""
    run, group = one.group.run, one.group
    with program_scope(group.program_pk):
        run.refresh_from_db()
        run.shows, run.version = {"kind": "prompt", "pk": str(one.prompt.pk)}, run.version + 1
        run.save(update_fields=["shows", "version"])
    return group.look("wall", FACES["wall"])


def _plant_language(rounds: Sequence[Round]) -> None:
    for one in rounds:
        with program_scope(one.group.program_pk):
            for person, text in one.texts.items():
                rows = Response.objects.filter(gathering=one.prompt.gathering_id, text=text)
                rows.update(language=one.group.languages[person])


def _plant_twice(groups: Sequence[Group], chance: random.Random) -> dict[str, Tally]:
    """What was refused is shown all the same."""
    rounds: list[Round] = []
    for group in [one for one in groups for _number in range(ROUNDS)]:
        rounds.append(put(group, chance))
        rounds.append(again := put(group, chance, again=rounds[-1]))
        with program_scope(group.program_pk):
            Prompt.objects.filter(pk=again.prompt.pk).update(shown_at=now(), shown_by=group.guide)
        again.pages = look_round(group) | {"wall room/": _wall_again(again)}
    return attack(rounds, chance)


if __name__ == "__main__":
    sys.exit(main())
