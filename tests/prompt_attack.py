"""Who gave an anonymous answer to a prompt? Strategies that guess, and how much better than chance they are.

An attempt guesses, for one answer, who gave it. Somebody who shuffles cards is right once in as many attempts as there
are people who answered; a strategy succeeds when it is right more often than shuffling would be in one of a million
attacks. Where a strategy finds nothing to go by it makes no attempt.
"""

import math
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from tests.prompt_rounds import Round

UNLIKELY = 1e-6

type Guess = tuple[str, str]  # an answer, and who is said to have given it


@dataclass
class Tally:
    """How a strategy did: attempts, right ones, and how many shuffling would have right."""

    attempts: int = 0
    right: int = 0
    expected: float = 0.0
    found: list[str] = field(default_factory=list)

    @property
    def succeeds(self) -> bool:
        """Whether it knows something. The tail of a Poisson distribution bounds that of shuffled cards."""
        return self.right > 0 and poisson_tail(self.right, self.expected) < UNLIKELY

    @property
    def successes(self) -> int:
        """Right guesses that shuffling does not explain."""
        return max(0, self.right - round(self.expected)) if self.succeeds else 0


def poisson_tail(count: int, mean: float) -> float:
    """How likely so many or more are where `mean` are to be expected."""
    if mean <= 0 or count == 0:
        return float(count == 0)
    below = sum(math.exp(k * math.log(mean) - mean - math.lgamma(k + 1)) for k in range(count))
    return max(0.0, 1.0 - below)


def attack(rounds: Sequence[Round], chance: random.Random) -> dict[str, Tally]:
    """Every strategy on every round; what each of them found."""
    tallies: dict[str, Tally] = {}
    for one in rounds:
        one.read_tables()
        said = {text: person for person, text in one.texts.items()}
        for strategy, guesses in guesses_of(one, chance):
            tally = tallies.setdefault(strategy, Tally())
            for text, who in guesses:
                tally.attempts += 1
                tally.expected += 1 / len(said)
                tally.right += said.get(text) == who
    for before, after in pairwise(rounds):
        if after.again is before:
            tally = tallies.setdefault("what one of two results lacks, and who was away", Tally())
            _compare(before, after, tally, chance)
    return tallies


def guesses_of(one: Round, chance: random.Random) -> Iterator[tuple[str, list[Guess]]]:
    """What each strategy says of one round."""
    orders = {name: order for name, order in text_orders(one).items() if order}
    for whose, people in people_orders(one).items():
        for place, texts in orders.items():
            yield f"{whose} with {place}", list(zip(texts, people, strict=False))
    shown = [text for _place, text in sorted(_shown(one, "wall room/"))]
    if shown:
        by_length = sorted(shown, key=len)
        for name, said in {"the page grew": one.grew, "news": one.words}.items():
            people = sorted(one.order, key=lambda person: (said[person], chance.random()))
            yield (
                f"how much {name} at each answer, with how long the answers are",
                list(zip(by_length, people, strict=True)),
            )
    yield "the language beside an answer", list(_by_language(one))
    early = [text for text in one.texts.values() if one.early]
    yield "an answer on a page while it was open", list(zip(early, one.order, strict=False))


def people_orders(one: Round) -> dict[str, list[str]]:
    """Those who answered, in orders that somebody may know."""
    people = one.order
    names = {person: one.group.members[person].name for person in people}
    listed = one.group.look("guide", "people/")
    return {
        "who was seen to answer when": people,
        "who changed their answer last": one.changed,
        "who opened the page when": one.opened,
        "the people's ids": sorted(people),
        "the people's names": sorted(people, key=lambda person: names[person]),
        "the list of who is here": sorted(people, key=lambda person: listed.find(names[person])),
        "the seats": [person for person in one.group.members if person in people],
        "the marks' place": _sorted(one.marks, 1),
        "the marks' age": _sorted(one.marks, 2),
        "the marks' ids": _sorted(one.marks, 3),
        "the marks as they come": [row[0] for row in one.marks],
    }


def text_orders(one: Round) -> dict[str, list[str]]:
    """The answers, in orders that somebody may find them in."""
    orders = {f"{face}": [text for _place, text in sorted(_shown(one, face))] for face in one.pages}
    return orders | {
        "the answers by their letters": sorted(row[0] for row in one.answers),
        "the answers' place": _sorted(one.answers, 1),
        "the answers' age": _sorted(one.answers, 2),
        "the answers' ids": _sorted(one.answers, 3),
        "the answers as they come": [row[0] for row in one.answers],
    }


def _shown(one: Round, face: str) -> list[tuple[int, str]]:
    page = one.pages.get(face, "")
    return [(page.find(text), text) for text in one.texts.values() if text in page]


def _by_language(one: Round) -> Iterator[Guess]:
    """Everybody knows who reads what: an answer written in a language that one of them reads is theirs."""
    for row in one.answers:
        readers = [person for person in one.order if one.group.languages[person] == row[4]]
        if len(readers) == 1:
            yield row[0], readers[0]


def _compare(before: Round, after: Round, tally: Tally, chance: random.Random) -> None:
    """One who is away the second time said what is not there any more."""
    first, second = ({text for _place, text in _shown(one, "wall room/")} for one in (before, after))
    away, gone = set(before.order) - set(after.order), first - second
    if len(away) == 1:
        tally.attempts += 1
        tally.expected += 1 / len(before.order)
        if second and gone:
            guess = next(iter(gone)), next(iter(away))
        else:
            guess = chance.choice(list(before.texts.values())), next(iter(away))
        tally.right += before.texts[guess[1]] == guess[0]


def _sorted(rows: Sequence[tuple], column: int) -> list[str]:
    return [row[0] for row in sorted(rows, key=lambda row: _place(row[column]))]


def _place(value: str | int) -> tuple[int, ...] | str | int:
    """A place in the file, "(page,line)", as numbers."""
    if isinstance(value, str) and value.startswith("("):
        return tuple(map(int, value.strip("()").split(",")))
    return value


def report(found: Mapping[str, Tally], title: str) -> str:
    """Attempts and successes, and the strategies that were right most often beside what chance explains."""
    tallies = found.values()
    attempts, right = sum(one.attempts for one in tallies), sum(one.right for one in tallies)
    expected, successes = sum(one.expected for one in tallies), sum(one.successes for one in tallies)
    best = sorted(found.items(), key=lambda one: poisson_tail(one[1].right, one[1].expected))[:5]
    lines = [
        f"prompts: {title}: {attempts:,} attempts by {len(found)} strategies: {successes:,} successes",
        f"prompts:   {right:,} guesses were right, where shuffled cards have {expected:,.0f}",
    ]
    lines += [
        f"prompts:   {one.right:5} of {one.attempts:5} (cards: {one.expected:5.0f}"
        f"{', KNOWS' if one.succeeds else ''}) by {strategy}"
        for strategy, one in best
    ]
    return "\n".join(lines)
