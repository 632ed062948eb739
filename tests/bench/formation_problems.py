"""Programs at random, the same for a seed: regions with their own hours and languages, districts of unlike size."""

import csv
import random
from itertools import accumulate
from pathlib import Path

THEMES, SLOTS = 10, 20
POSITIONS = {"teacher_leader": 35, "coach": 20, "middle_leader": 20, "principal_ap": 17, "central_office": 8}
REGIONS = {  # share of people; how well each quarter of a day suits; share of en, fr, es
    "east": (30, (1, 4, 5, 2), (94, 4, 2)),
    "west": (20, (1, 2, 5, 4), (93, 1, 6)),
    "south": (15, (1, 4, 5, 2), (35, 2, 63)),
    "overseas": (25, (5, 5, 2, 1), (78, 18, 4)),
    "islands": (10, (3, 1, 1, 5), (98, 1, 1)),
}


def write_program(folder: Path, *, people: int, seed: int, tight: bool = False) -> None:
    """Write the files of `form_collectives`. Tight: fewer seats, and facilitators for other themes than are wanted."""
    dice = random.Random(f"{people} {seed}")
    regions = [dice.choices(list(REGIONS), [share for share, _, _ in REGIONS.values()])[0] for _ in range(people)]
    districts = max(8, people // 10)
    place = dict(enumerate(regions[:districts]))
    sizes = list(accumulate(1 / (number + 1) for number in range(districts)))
    liked = [1 / (number + 1) ** 0.8 for number in range(THEMES)]
    dice.shuffle(liked)
    rows, homes = [], []
    for number in range(people):
        district = dice.choices(range(districts), cum_weights=sizes)[0]
        region = place[district]
        position = dice.choices(list(POSITIONS), list(POSITIONS.values()))[0]
        wanted = _draw(dice, range(THEMES), liked, dice.choices((1, 2, 3), (10, 15, 75))[0])
        slots, langs = _slots(dice, region, dice.randint(3, 10)), ";".join(_languages(dice, region))
        homes.append((district, position in {"principal_ap", "central_office"}))
        choices = [*wanted, "", ""][:3]
        rows.append([f"P{number:06}", position, f"D{district}", region, "", slots, langs, *choices])
    _write(folder / "participants.csv", "id role district region tz slots langs pref1 pref2 pref3", rows)
    _write(folder / "conflicts.csv", "a b", [[f"P{a:06}", f"P{b:06}"] for a, b in _evaluated(dice, homes)])
    guides: list[list[object]] = []
    seats = 0
    while seats < (0.85 if tight else 1.2) * people / 8 or len(guides) < 3:
        region, capacity = dice.choice(regions), dice.randint(1, 4)
        themes = sorted(_draw(dice, range(THEMES), [1.0] * THEMES if tight else liked, dice.randint(2, 4)))
        slots = _slots(dice, region, dice.randint(3, 7) if tight else dice.randint(5, 12))
        langs = sorted({*_languages(dice, region), "en"})
        guides.append([f"F{len(guides):05}", ";".join(map(str, themes)), slots, ";".join(langs), capacity])
        seats += capacity
    _write(folder / "facilitators.csv", "id themes slots langs capacity", guides)


def _evaluated(dice: random.Random, homes: list[tuple[int, bool]]) -> list[tuple[int, int]]:
    """Leaders who evaluate, and colleagues of their district whom they do not meet with."""
    staff: dict[int, list[int]] = {}
    for number, (district, evaluates) in enumerate(homes):
        if not evaluates:
            staff.setdefault(district, []).append(number)
    pairs = [(number, dice.choice(staff[d])) for number, (d, evaluates) in enumerate(homes) if evaluates and d in staff]
    return sorted(set(dice.sample(pairs, min(len(pairs), len(homes) * 15 // 100))))


def _draw(dice: random.Random, items: range, weights: list[float], count: int) -> list[int]:
    left, drawn = dict(zip(items, weights, strict=True)), []
    for _ in range(count):
        drawn.append(dice.choices(list(left), list(left.values()))[0])
        del left[drawn[-1]]
    return drawn


def _slots(dice: random.Random, region: str, count: int) -> str:
    hours = REGIONS[region][1]
    return ";".join(map(str, sorted(_draw(dice, range(SLOTS), [float(hours[s % 4]) for s in range(SLOTS)], count))))


def _languages(dice: random.Random, region: str) -> list[str]:
    first = dice.choices(("en", "fr", "es"), REGIONS[region][2])[0]
    return sorted({first, "en"} if first == "en" or dice.random() < 0.5 else {first})


def _write(path: Path, header: str, rows: list[list[object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header.split())
        writer.writerows(rows)
