"""The proposal: texts that are alike together, within a language or, when the vectors reach so far, across them."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from collectives.engine.grouping.clustering import Labels, Nearness, centres_of, closeness, cluster, proposed_themes
from collectives.engine.grouping.embedding import Points, embed
from collectives.engine.grouping.languages import UNKNOWN, tell_languages
from collectives.engine.grouping.naming import label_of, name_groups, telling_quotes
from collectives.engine.grouping.texts import MIN_TEXTS, Group, Grouping, Placed, Text, readable, sameness
from ilc.vectors import WordVectors

ALONE = 0.22
"""A text less close than this to every group stands alone."""

_FEWEST_OF_A_LANGUAGE = 4  # different texts; fewer stand alone


def group_texts(
    texts: Sequence[Text],
    *,
    vectors: WordVectors,
    themes: int | None = None,
    seed: int = 0,
    even_if_few: bool = False,
) -> Grouping:
    """Propose groups of alike texts: `themes` in each language when given, else about ten or fewer.

    Texts that say the same are one text here and end in one group. Languages are grouped apart unless the vectors
    reach across them. The same texts, vectors and seed give the same groups.
    """
    said = [readable(text.words) for text in texts]
    langs = tell_languages([(words, text.lang) for words, text in zip(said, texts, strict=True)])
    placed = [Placed(text.key, None, None, 0.0, lang) for text, lang in zip(texts, langs, strict=True)]
    if len(texts) < MIN_TEXTS and not even_if_few:
        return Grouping((), tuple(placed), too_few=True)
    groups: list[Group] = []
    for lang, numbers in by_language(langs, vectors).items():
        part = _Part.of(
            [said[number] for number in numbers],
            [langs[number] for number in numbers],
            vectors=vectors,
            themes=themes,
            seed=seed,
        )
        if part is None:
            continue
        for position, number in enumerate(numbers):
            placed[number] = part.place(position, placed[number], before=len(groups))
        keys = [texts[number].key for number in numbers]
        groups += part.groups(keys, lang=lang, before=len(groups))
    return _largest_first(groups, placed)


@dataclass(frozen=True, eq=False)
class _Part:
    """The texts that are grouped with each other. `which` leads from each of them to the one said the same way."""

    different: list[str]
    which: list[int]
    points: Points
    nearest: Labels
    near: Nearness
    themes: int

    @classmethod
    def of(
        cls, said: Sequence[str], langs: Sequence[str], *, vectors: WordVectors, themes: int | None, seed: int
    ) -> "_Part | None":
        """The texts in their groups, or None when they are too few to be grouped at all."""
        first: dict[str, int] = {}
        which = [first.setdefault(sameness(words), len(first)) for words in said]
        if len(first) < _FEWEST_OF_A_LANGUAGE:
            return None
        earliest = [0] * len(first)
        for position in range(len(which) - 1, -1, -1):
            earliest[which[position]] = position
        different = [said[position] for position in earliest]
        points = embed(different, [langs[position] for position in earliest], vectors)
        count = min(themes or proposed_themes(len(different)), len(different))
        labels = cluster(points, themes=count, seed=seed)
        near = closeness(points, centres_of(points, labels, count))[np.arange(len(points)), labels]
        return cls(different, which, points, labels, near, count)

    def place(self, position: int, place: Placed, *, before: int) -> Placed:
        one = self.which[position]
        number = before + int(self.nearest[one]) + 1
        near = round(float(self.near[one]), 4)
        return replace(place, group=number if near >= ALONE else None, nearest=number, closeness=near)

    def groups(self, keys: Sequence[int | str], *, lang: str | None, before: int) -> list[Group]:
        names = name_groups(self.different, self.nearest, self.near, self.themes, lang=lang)
        members: defaultdict[int, list[int]] = defaultdict(list)
        first: dict[int, int] = {}
        for position, one in enumerate(self.which):
            first.setdefault(one, position)
            if self.near[one] >= ALONE:
                members[int(self.nearest[one])].append(position)
        near = [float(self.near[one]) for one in self.which]
        groups = []
        for theme in range(self.themes):
            inside = sorted(members[theme], key=lambda position: (-near[position], position))
            ones = list(dict.fromkeys(self.which[position] for position in inside))
            quotes = telling_quotes(ones, self.different, self.points, self.near) if ones else []
            groups.append(
                Group(
                    number=before + theme + 1,
                    lang=lang,
                    label=label_of(names[theme]),
                    terms=names[theme],
                    quotes=tuple(keys[first[one]] for one in quotes),
                    keys=tuple(keys[position] for position in inside),
                )
            )
        return groups


def by_language(langs: Sequence[str], vectors: WordVectors) -> dict[str | None, list[int]]:
    """Which texts are grouped with each other, the language with the most texts first."""
    if vectors.across_languages:
        return {None: [number for number, lang in enumerate(langs) if lang != UNKNOWN]}
    numbers: defaultdict[str | None, list[int]] = defaultdict(list)
    for number, lang in enumerate(langs):
        if lang != UNKNOWN:
            numbers[lang].append(number)
    return dict(sorted(numbers.items(), key=lambda item: (-len(item[1]), item[0] or "")))


def _largest_first(groups: list[Group], placed: list[Placed]) -> Grouping:
    kept = sorted((group for group in groups if group.keys), key=lambda group: (-len(group.keys), group.number))
    numbers = {group.number: number for number, group in enumerate(kept, 1)}
    return Grouping(
        tuple(replace(group, number=numbers[group.number]) for group in kept),
        tuple(
            replace(place, group=place.group and numbers[place.group], nearest=numbers.get(place.nearest or 0))
            for place in placed
        ),
        too_few=False,
    )
