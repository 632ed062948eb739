"""The proof that anonymous answers stay anonymous: a thousand people answer, and an admin and a reader of the database
try to find out who said what.

Run: python -m tests.prove.prove_anonymity. While the gathering is open the admin opens every page, list and file,
before and after single answers, and reads the whole log; afterwards every table is read with its system columns and
the server's key. The same attack on the open gathering, and on one that is closed without writing rows anew, shows
that it finds what is there to be found.
"""

import tests.conftest  # noqa: F401 - sets Django up

# isort: split

import os
import sys

from django.conf import settings
from django.utils.timezone import now

from collectives.operations.gathering_close import close_gathering
from ilc.tenancy.scope import program_scope
from tests.anonymity import (
    Asked,
    ask_everyone,
    attack_database,
    close_carelessly,
    let_everyone_answer,
    logged,
    read_as_admin,
    report,
    without_counts,
)
from tests.databases import drop_database, use_database
from tests.world import make_world

PEOPLE = 1_000
PAIRS = ((1, 2), (5, 6), (100, 101), (900, 901))  # after so many answers the admin opens everything
CHANCE = 10  # right guesses among a thousand that chance does not reach: one is to be expected in each attack
settings.ALLOWED_HOSTS += ["testserver"]


def main() -> int:
    name = f"prove_anonymity_{os.getpid()}"
    use_database(name)
    try:
        return prove(ask_everyone(make_world("fundy-shore"), PEOPLE))
    finally:
        drop_database(name)


def prove(asked: Asked) -> int:
    """Print what was found; 1 when it is more than chance."""
    looks, lines = {}, []
    with logged() as log:
        for count, _ in enumerate(let_everyone_answer(asked, seed=7), 1):
            lines += [line for line in log.lines if any(text in line for text in asked.texts[asked.order[-1]])]
            log.lines.clear()
            if any(count in pair for pair in PAIRS):
                looks[count] = read_as_admin(asked)
    texts = {text for both in asked.texts.values() for text in both}
    shown = [url for pages in looks.values() for url, page in pages.items() if any(text in page for text in texts)]
    changed = [
        url
        for before, after in PAIRS
        for url in looks[after]
        if without_counts(looks[before][url]) != without_counts(looks[after][url])
    ]
    pages = sum(map(len, looks.values()))
    print(f"anonymity: an admin opened {pages} pages while it was open: {len(shown)} showed an answer,")
    print(
        f"anonymity: {len(changed)} changed in more than numbers by one answer; {len(lines)} lines of the log held one"
    )
    print(report(attack_database(asked), PEOPLE, title="while it is open, as is said on the page"))
    print(report(close_carelessly(asked), PEOPLE, title="closed without writing anew, to try the attack"))
    with program_scope(asked.world.program.pk):
        close_gathering(asked.gathering, by=asked.people[0], now=now())
    closed = attack_database(asked)
    print(report(closed, PEOPLE, title="closed"))
    better = [attack for attack, right in closed.items() if right >= CHANCE]
    print(f"anonymity: {len(better)} attacks were better than chance {better or ''}")
    return 1 if shown or changed or lines or better else 0


if __name__ == "__main__":
    sys.exit(main())
