"""From words to points: texts that say alike things get points in alike directions."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from scipy import sparse

from ilc.vectors import WordVectors

type Points = npt.NDArray[np.float32]

_RARE = 0.003  # a piece of a word that makes up this share of all pieces weighs half as much as a rare one
_ALIKE = 6  # decimals kept, so that the last bits in which machines differ decide nothing


def embed(texts: Sequence[str], vectors: WordVectors) -> Points:
    """A point of length 1 for each text, seen from the middle of all of them; 0 for a text without known words."""
    counts = _counts(vectors.pieces(list(texts)), len(vectors.matrix))
    used = np.flatnonzero(np.asarray(counts.sum(axis=0)).ravel())
    counts = counts[:, used]
    share = np.asarray(counts.sum(axis=0)).ravel() / max(counts.sum(), 1)
    weighted = counts.multiply(_RARE / (_RARE + share)[None, :]).tocsr()
    points = weighted @ vectors.matrix[used]
    said = np.asarray(counts.sum(axis=1)).ravel() > 0
    points = of_length_one(points)
    if said.any():
        points[said] -= points[said].mean(axis=0)
    return np.round(of_length_one(points), _ALIKE).astype(np.float32)


def of_length_one(points: Points) -> Points:
    """The same directions; a zero stays a zero."""
    length = np.linalg.norm(points, axis=1, keepdims=True)
    return np.asarray(points / np.where(length > 0, length, 1), dtype=np.float32)


def _counts(pieces: list[list[int]], known: int) -> sparse.csr_array:
    """How often each piece stands in each text, the repetitions of one text damped."""
    ends = np.cumsum([0, *map(len, pieces)])
    columns = np.fromiter((piece for one in pieces for piece in one), dtype=np.int32, count=int(ends[-1]))
    counts = sparse.csr_array((np.ones(len(columns), dtype=np.float32), columns, ends), shape=(len(pieces), known))
    counts.sum_duplicates()
    counts.data = np.sqrt(counts.data)
    return counts
