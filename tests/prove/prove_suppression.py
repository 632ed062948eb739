"""10,000 releases of figures at random, attacked with all that was published: can anybody work out a hidden number?

Run as `python -m tests.prove.prove_suppression`, with another number of stories as its argument; it ends non-zero when
one number could be worked out, or when the attack does not find a weakness that was planted. A story has regions,
districts and schools, small, empty and like-minded groups, corrections, late arrivals and a second day. An attacker has
every page of every release at once, which is more than any view, and in half of the stories is of a district as well.
"""

import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from multiprocessing import Pool
from unittest.mock import patch

from evidence.engine.suppression.safety import Safety
from tests.suppression_attack import Attack
from tests.suppression_stories import make_story, publish

STORIES = 3_400  # about three releases each
PLANTED = 100


@dataclass
class Tally:
    """What was attacked, and what was found."""

    views: int = 0
    cells: int = 0
    hidden: int = 0
    held: int = 0
    attacks: int = 0
    found: list[str] = field(default_factory=list)


def main() -> int:
    stories = int(sys.argv[1]) if len(sys.argv) > 1 else STORIES
    with Pool(2) as pool:
        tally = total(pool.imap_unordered(attack, range(stories), chunksize=50))
        print(f"{stories:,} stories, {tally.views:,} releases, {tally.held:,} of them held back")
        print(f"{tally.cells:,} cells, {tally.hidden:,} of them hidden; {tally.attacks:,} attacks")
        print(f"{len(tally.found):,} successes")
        print(*tally.found[:20], sep="\n")
        planted = {
            "no second cell": total(pool.imap_unordered(without_second_cells, range(PLANTED), chunksize=10)),
            "releases forgotten": total(pool.imap_unordered(without_memory, range(PLANTED), chunksize=10)),
        }
    for weakness, one in planted.items():
        print(f"planted: {weakness}: {len(one.found):,} successes in {PLANTED} stories")
    return 1 if tally.found or not all(one.found for one in planted.values()) else 0


def attack(seed: int, *, forget: bool = False) -> Tally:
    """One story."""
    story = make_story(seed)
    published = publish(story, forget=forget)
    tally = Tally(views=len(published), held=sum(one.held for _, one in published))
    tally.cells = sum(len(one.shown) for _, one in published)
    tally.hidden = sum(cell.protected for _, one in published for cell in one.shown.values())
    for of_district in (None, *(sorted(set(story.layout.owners.values())) if seed % 2 and not forget else ())):
        attacker = Attack(story.layout, story.rule, of_district=of_district)
        for day, protection in published:
            if not protection.held:
                attacker.learn(protection.release, day=day)
        tally.attacks += 1
        tally.found += [
            f"story {seed}, {of_district or 'anybody'}: {one.target.name} lies from {one.least:.2f} to {one.most:.2f}"
            for one in attacker.successes()
        ]
    return tally


def without_second_cells(seed: int) -> Tally:
    """One story, in which only what the rule names is hidden."""
    with patch.object(Safety, "finish", lambda _: True):
        return attack(seed, forget=True)


def without_memory(seed: int) -> Tally:
    """One story, in which each release is made as if it were the first."""
    return attack(seed, forget=True)


def total(tallies: Iterator[Tally]) -> Tally:
    whole = Tally()
    for one in tallies:
        whole.views += one.views
        whole.cells += one.cells
        whole.hidden += one.hidden
        whole.held += one.held
        whole.attacks += one.attacks
        whole.found += one.found
    return whole


if __name__ == "__main__":
    sys.exit(main())
