"""One formation: where it starts, which searches it makes, and what comes out."""

from collections.abc import Iterator
from decimal import Context, Decimal
from functools import cached_property, lru_cache
from itertools import count
from typing import Final, NamedTuple

from collectives.engine.formation.problem import Assignment, Collective, Pins, Problem
from collectives.engine.formation.score import total_score
from collectives.engine.formation.search.annealing import anneal, seat_waiting, tidy
from collectives.engine.formation.search.arrays import TOTAL, Array
from collectives.engine.formation.search.dice import HEAT
from collectives.engine.formation.search.keeping import keep
from collectives.engine.formation.search.mixing import Chance, Found, Table, mix, set_up, write_down
from collectives.engine.formation.search.openings import find_openings
from collectives.engine.formation.search.prices import find_prices
from collectives.engine.formation.search.tables import Names, build_given, new_seating


class Schedule(NamedTuple):
    """How formations up to so many people are searched: heats in tenths, large moves of 1000, moves of one search."""

    people: int
    hot: int  # where a search begins
    warm: int  # where a mixture begins
    cool: int
    large: int
    moves_each: int  # for each person; 0: one search has the whole budget


SCHEDULES: Final = (  # what did best in trials with several seeds, see tests/bench/bench_formation.py
    Schedule(150, hot=40, warm=15, cool=3, large=100, moves_each=5_000),
    Schedule(600, hot=25, warm=12, cool=3, large=60, moves_each=10_000),
    Schedule(3_000, hot=20, warm=12, cool=2, large=60, moves_each=0),
    Schedule(1 << 60, hot=5, warm=5, cool=3, large=120, moves_each=0),
)
COLD: Final = HEAT // 2  # for the last moves of each search
STAYING: Final = 15  # large moves of 1000, where people should stay
PARTS: Final = 60  # of a search, each at its own heat
POPULATION: Final = 10
PRICE_ROUNDS: Final = 200
EXPECTED_SIZE: Final = 8


@lru_cache(maxsize=16)
def cooling(first: int, last: int, parts: int) -> tuple[int, ...]:
    """Heats that fall evenly in proportion. `decimal` rounds alike everywhere."""
    context = Context(prec=20)
    ratio = context.power(context.divide(Decimal(last), Decimal(first)), context.divide(Decimal(1), Decimal(parts)))
    return tuple(int(context.multiply(Decimal(first), context.power(ratio, part))) for part in range(parts))


class Run:
    """A formation under way. `best` is the best seating so far, `spent` how many moves were made."""

    def __init__(
        self, problem: Problem, *, seed: int, budget: int, previous: Assignment, pins: Pins, stay: int
    ) -> None:
        self.problem, self.budget, self.pins, self.stay = problem, budget, pins, stay
        self.names = Names(problem)
        self.given = build_given(self.names, stay=stay)
        self.chance = Chance(seed)
        self.taken = {collective.key for collective in previous.collectives}
        self.kept, self.keys = keep(self.names, self.given, previous=previous, pins=pins, stay=stay)
        self.seating = new_seating(self.names, self.given, seed=seed)
        self.spent = 0
        self.best = Found(-1, [])

    def parts(self) -> Iterator[int]:
        """Work, and say after each part how many moves were made so far."""
        people = len(self.problem.people)
        if not people or not self.given.cells[-1]:  # nobody to seat, or no facilitator can open anything
            return
        plan = self.schedule = next(schedule for schedule in SCHEDULES if people <= schedule.people)
        if self.stay:
            self.schedule = plan._replace(large=STAYING)
            yield from self._search(self.kept, moves=self.budget, heats=(plan.cool * HEAT, COLD))
        elif plan.moves_each:
            yield from self._mixed(plan.moves_each * people)
        else:
            yield from self._search(self._opened(), moves=self.budget, heats=(plan.hot * HEAT, plan.cool * HEAT))

    def _opened(self) -> list[Table]:
        """What is kept, and collectives opened where prices are good; another time, others."""
        most = len(self.problem.people) // (EXPECTED_SIZE - self.chance.throw(2)) + 1
        return [*self.kept, *find_openings(self.given, self.often, kept=self.kept, chance=self.chance, most=most)]

    @cached_property
    def often(self) -> Array:
        """How many collectives each cell has at good prices, on average."""
        return find_prices(self.given, extra=self._most_mix(), rounds=PRICE_ROUNDS).openings

    def _mixed(self, moves: int) -> Iterator[int]:
        """Many short searches: for half of the budget from little or from good prices, then from mixtures."""
        population: list[Found] = []
        hot, warm, cool = (heat * HEAT for heat in self.schedule[1:4])
        while self.spent < self.budget:
            if not population or (len(population) < POPULATION and self.spent < self.budget // 2):
                start = self._opened() if len(population) % 2 else self.kept
                yield from self._search(start, moves=min(moves, self.budget - self.spent), heats=(hot, cool))
                population.append(self.found)
            else:
                one = min(self.chance.throw(len(population)), self.chance.throw(len(population)))
                other = (one + 1 + self.chance.throw(max(1, len(population) - 1))) % len(population)
                mixed = mix(self.given, population[one].tables, population[other].tables, chance=self.chance)
                yield from self._search(mixed, moves=min(moves // 3, self.budget - self.spent), heats=(warm, cool))
                if all(self.found.total != known.total for known in population):
                    population[-1] = max(population[-1], self.found, key=lambda found: found.total)
            population.sort(key=lambda found: -found.total)

    def _search(self, start: list[Table], *, moves: int, heats: tuple[int, int]) -> Iterator[int]:
        """Search from these collectives, cooling; at the end `found` is what it came to."""
        set_up(self.given, self.seating, start)
        seat_waiting(self.given, self.seating, everywhere=False)
        end = moves // 20
        each, rest = divmod(moves - end, PARTS)
        for part, heat in enumerate(cooling(*heats, PARTS)):
            count = each + (part < rest)
            anneal(self.given, self.seating, count, heat, self.schedule.large)
            self.spent += count
            yield self.spent
        anneal(self.given, self.seating, end, COLD, self.schedule.large)
        self.spent += end
        self.finish()

    def finish(self) -> None:
        """Dissolve what is too small, unless it is pinned, and keep the outcome when it is the best."""
        least = self.problem.rules.min_size
        for number, key in enumerate(self.keys):
            table = self.seating.collective[number]
            if table["size"] < least and key not in self.pins.collectives:
                table["kept"] = 0
        tidy(self.given, self.seating)
        self.found = write_down(self.seating, len(self.keys))
        if self.found.total > self.best.total:
            self.best = self.found

    def so_far(self) -> int:
        """The best total until now, or that of the search under way."""
        return max(self.best.total, int(self.seating.counts[TOTAL]))

    def result(self) -> tuple[Assignment, int]:
        """The best seating as collectives, and its score."""
        if self.best.total < 0:
            self.finish()
        names, unused = self.names, (key for number in count(1) if (key := f"C{number:03d}") not in self.taken)
        themes, languages, slots = list(names.themes), list(names.languages), list(names.slots)
        collectives = []
        for table in self.best.tables:
            members = sorted(person for party in table.parties for person in names.parties[party])
            collectives.append(
                Collective(
                    self.keys[table.kept] if table.kept >= 0 else next(unused),
                    themes[table.theme],
                    slots[table.slot],
                    languages[table.language],
                    self.problem.facilitators[table.facilitator].key,
                    tuple(self.problem.people[member].key for member in members),
                )
            )
        assignment = Assignment(tuple(collectives))
        return assignment, total_score(self.problem, assignment)

    def _most_mix(self) -> int:
        """The most tenths a member adds by whom they sit with."""
        weights, rules = self.problem.weights, self.problem.rules
        return weights.positions * min(len(self.names.positions), rules.max_size) + weights.districts + weights.regions
