"""A handful of texts, as one group of people writes them: those that say alike things stand together."""

from collections.abc import Sequence
from typing import Final

import numpy as np
from scipy.cluster.hierarchy import fcluster, linkage

from collectives.engine.grouping.clustering import centres_of, closeness
from collectives.engine.grouping.embedding import embed
from collectives.engine.grouping.grouping import by_language
from collectives.engine.grouping.languages import tell_languages
from collectives.engine.grouping.naming import label_of, name_groups
from collectives.engine.grouping.texts import Group, Text, readable
from ilc.vectors import WordVectors

APART: Final = 0.74
"""Texts whose mean unlikeness (1 less the cosine) is larger do not stand together."""


def group_few(texts: Sequence[Text], *, vectors: WordVectors) -> list[Group]:
    """Groups of two or more alike texts, the largest first; as many as there are, and a text like no other is in none.

    Languages are grouped apart unless the vectors reach across them. Agglomerative, by the mean likeness between
    groups (average linkage, Sokal and Michener 1958): unlike a number of themes, its threshold suits ten texts as
    well as three. Time grows with the square of their number. The same texts and vectors give the same groups.
    """
    said = [readable(text.words) for text in texts]
    langs = tell_languages([(words, text.lang) for words, text in zip(said, texts, strict=True)])
    groups: list[Group] = []
    for lang, numbers in by_language(langs, vectors).items():
        if len(numbers) > 1:
            groups += _groups(texts, said, langs, lang=lang, numbers=numbers, vectors=vectors)
    groups.sort(key=lambda group: -len(group.keys))
    return groups


def _groups(
    texts: Sequence[Text],
    said: Sequence[str],
    langs: Sequence[str],
    *,
    lang: str | None,
    numbers: Sequence[int],
    vectors: WordVectors,
) -> list[Group]:
    here = [said[number] for number in numbers]
    points = embed(here, [langs[number] for number in numbers], vectors, from_the_middle=False)
    unlike = np.clip(1 - points @ points.T, 0, 2)
    tree = linkage(unlike[np.triu_indices(len(here), 1)], "average")
    labels = fcluster(tree, APART, "distance").astype(np.int64) - 1
    count = int(labels.max()) + 1
    near = closeness(points, centres_of(points, labels, count))[np.arange(len(points)), labels]
    names = name_groups(here, labels, near, count, lang=lang)
    groups = []
    for theme in range(count):
        keys = tuple(texts[number].key for number, label in zip(numbers, labels, strict=True) if label == theme)
        if len(keys) > 1:
            groups.append(Group(theme + 1, lang, label_of(names[theme]), names[theme], (), keys))
    return groups
