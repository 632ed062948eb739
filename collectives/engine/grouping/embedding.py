"""From words to points: texts that say alike things get points in alike directions."""

from collections import Counter
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from scipy import sparse

from collectives.engine.grouping.spotting import spot_concepts
from ilc.vectors import WordVectors

type Points = npt.NDArray[np.float32]

_LEAST_WEIGHT = 0.3  # of a piece of a word that every text has; a rare one weighs the logarithm of its rarity more
_CONCEPTS = 0.7  # how long the part of a point is that tells its concepts, when the part that tells its words is 1
_TELLING = 2.0  # the rarity (logarithm) from which on a concept has its whole weight: named in one text of seven
_TEXTS_OF_A_LANGUAGE = 20  # enough to tell what is common to all texts of a language
_ALIKE = 5  # decimals kept, so that the last bits in which machines differ decide nothing


def embed(texts: Sequence[str], langs: Sequence[str], vectors: WordVectors, *, from_the_middle: bool = True) -> Points:
    """A point of length 1 for each text, seen from the middle of all of them; 0 for a text that says nothing we know.

    Of a handful of texts the middle tells nothing: then it is better left out.
    Two parts side by side. The words: the vectors of their pieces, the rarer the heavier. The concepts of schools that
    they name: the rarer the heavier too, so that what everybody speaks of sets nobody apart.
    """
    words = _word_points(texts, vectors)
    if from_the_middle:
        words = _centred(words, langs)
    concepts = spot_concepts(texts, langs)
    concepts = np.asarray((concepts * _rarity(concepts)[None, :]).todense(), dtype=np.float32)
    length = np.linalg.norm(concepts, axis=1, keepdims=True)
    concepts = _CONCEPTS * concepts / np.maximum(length, _TELLING)
    return np.round(of_length_one(np.hstack([words, concepts])), _ALIKE).astype(np.float32)


def of_length_one(points: npt.NDArray[np.floating]) -> Points:
    """The same directions; a zero stays a zero."""
    length = np.linalg.norm(points, axis=1, keepdims=True)
    return np.asarray(points / np.where(length > 0, length, 1), dtype=np.float32)


def _word_points(texts: Sequence[str], vectors: WordVectors) -> Points:
    pieces = vectors.pieces(list(texts))
    ends = np.cumsum([0, *map(len, pieces)])
    columns = np.fromiter((piece for one in pieces for piece in one), dtype=np.int32, count=int(ends[-1]))
    ones = np.ones(len(columns), dtype=np.float32)
    counts = sparse.csr_array((ones, columns, ends), shape=(len(pieces), len(vectors.matrix)))
    counts.sum_duplicates()
    counts.data = np.sqrt(counts.data)
    used = np.flatnonzero(np.bincount(columns, minlength=1))
    counts = counts[:, used]
    return of_length_one((counts * (_rarity(counts) + _LEAST_WEIGHT)[None, :]) @ vectors.rows(used))


def _rarity(counts: sparse.csr_array) -> npt.NDArray[np.float32]:
    """The logarithm of how rare each column is among the rows."""
    having = np.bincount(counts.indices, minlength=counts.shape[1])
    return np.asarray(np.log((1 + counts.shape[0]) / (1 + having)), dtype=np.float32)


def _centred(points: Points, langs: Sequence[str]) -> Points:
    """The points seen from the middle of their language, or of all where a language has few; of length 1."""
    said = np.linalg.norm(points, axis=1) > 0
    if not said.any():
        return points
    moved = points - points[said].mean(axis=0)
    for lang, count in Counter(langs).items():
        here = said & (np.array(langs) == lang)
        if count >= _TEXTS_OF_A_LANGUAGE and here.any():
            moved[here] = points[here] - points[here].mean(axis=0)
    moved[~said] = 0
    return of_length_one(moved)
