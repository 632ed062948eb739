"""Offering new texts to the themes that people have made by now."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from collectives.engine.grouping.clustering import centres_of, closeness
from collectives.engine.grouping.embedding import embed
from collectives.engine.grouping.grouping import ALONE
from collectives.engine.grouping.languages import UNKNOWN, tell_languages
from collectives.engine.grouping.texts import Key, Text, readable
from ilc.vectors import WordVectors


@dataclass(frozen=True, slots=True)
class Offer[Theme: Hashable]:
    """The theme a text is offered to, None when it is close to none; `nearest` is the closest one all the same."""

    key: Key
    theme: Theme | None
    nearest: Theme | None
    closeness: float


def offer_texts[Theme: Hashable](
    texts: Sequence[Text], *, themes: Mapping[Theme, Sequence[Text]], vectors: WordVectors
) -> list[Offer[Theme]]:
    """For each text the theme whose texts it is most like, among those with a text in its language.

    A theme is what people put into it: its middle is taken from the texts it holds now.
    """
    standing = [(theme, text) for theme, members in themes.items() for text in members]
    everything = [text for _, text in standing] + list(texts)
    said = [readable(text.words) for text in everything]
    langs = tell_languages([(words, text.lang) for words, text in zip(said, everything, strict=True)])
    offers = {number: Offer[Theme](text.key, None, None, 0.0) for number, text in enumerate(texts)}
    for lang in sorted(set(langs) - {UNKNOWN}) if not vectors.across_languages else [None]:
        here = [number for number, one in enumerate(langs) if one != UNKNOWN and lang in {None, one}]
        known = [number for number in here if number < len(standing)]
        new = [number for number in here if number >= len(standing)]
        if not known or not new:
            continue
        both = known + new
        points = embed([said[number] for number in both], [langs[number] for number in both], vectors)
        names = list(dict.fromkeys(standing[number][0] for number in known))
        labels = np.array([names.index(standing[number][0]) for number in known], dtype=np.int64)
        near = closeness(points[len(known) :], centres_of(points[: len(known)], labels, len(names)))
        for number, row in zip(new, near, strict=True):
            best, how_near = names[int(row.argmax())], round(float(row.max()), 4)
            text = everything[number]
            offers[number - len(standing)] = Offer(text.key, best if how_near >= ALONE else None, best, how_near)
    return [offers[number] for number in range(len(texts))]
