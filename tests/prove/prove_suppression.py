"""10,000 views at random of what was published, attacked: can anybody work out a hidden number?

Run as `python -m tests.prove.prove_suppression`, with another number of stories as its argument; it ends non-zero when
one number could be worked out, or when the attack does not find a weakness that was planted. A story has regions,
districts and schools, small, empty and like-minded groups, corrections, late arrivals and a second day. A view is all
that one reader may have together: every page of every release, so a region less its schools, a month less the one
before, before and after a correction; of half of the stories also with the full figures of a reader's own district.
"""

import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from multiprocessing import Pool
from unittest.mock import patch

from evidence.engine.suppression.safety import Safety
from tests.suppression_attack import Attack
from tests.suppression_stories import make_story, publish

STORIES = 4_600  # about three releases and two views each
VIEWS = 10_000
PLANTED = 100


@dataclass
class Tally:
    """What was attacked, and what was found."""

    stories: int = 0
    releases: int = 0
    views: int = 0
    of_district: int = 0
    cells: int = 0
    hidden: int = 0
    held: int = 0
    found: list[str] = field(default_factory=list)


def main() -> int:
    stories = int(sys.argv[1]) if len(sys.argv) > 1 else STORIES
    with Pool(2) as pool:
        tally = total(pool.imap_unordered(attack, range(stories), chunksize=50))
        print(f"{tally.stories:,} stories, {tally.releases:,} releases; {tally.held / tally.releases:.1%} must wait")
        print(f"{tally.cells:,} cells, {tally.hidden:,} of them hidden")
        print(f"{tally.views:,} views attacked, {tally.of_district:,} of them with a district's own figures")
        print(f"{len(tally.found):,} successes")
        print(*tally.found[:20], sep="\n")
        planted = {
            "no second cell": total(pool.imap_unordered(without_second_cells, range(PLANTED), chunksize=10)),
            "releases forgotten": total(pool.imap_unordered(without_memory, range(PLANTED), chunksize=10)),
        }
    for weakness, one in planted.items():
        print(f"planted: {weakness}: {len(one.found):,} successes in {PLANTED} stories")
    enough = tally.views >= VIEWS or stories < STORIES
    return 0 if enough and not tally.found and all(one.found for one in planted.values()) else 1


def attack(seed: int, *, forget: bool = False) -> Tally:
    """One story."""
    story = make_story(seed)
    published = publish(story, forget=forget)
    tally = Tally(stories=1, releases=len(published), held=sum(one.held for _, one in published))
    tally.cells = sum(len(one.shown) for _, one in published)
    tally.hidden = sum(cell.protected for _, one in published for cell in one.shown.values())
    for of_district in (None, *(sorted(set(story.layout.owners.values())) if seed % 2 and not forget else ())):
        attacker = Attack(story.layout, story.rule, of_district=of_district)
        for day, protection in published:
            if not protection.held:
                attacker.learn(protection.release, day=day)
        tally.views += 1
        tally.of_district += of_district is not None
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
        whole.stories += one.stories
        whole.releases += one.releases
        whole.views += one.views
        whole.of_district += one.of_district
        whole.cells += one.cells
        whole.hidden += one.hidden
        whole.held += one.held
        whole.found += one.found
    return whole


if __name__ == "__main__":
    sys.exit(main())
