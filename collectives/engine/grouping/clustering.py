"""From points to groups of points."""

from typing import Final

import numpy as np
import numpy.typing as npt
from sklearn.cluster import KMeans
from threadpoolctl import threadpool_limits

from collectives.engine.grouping.embedding import Points, of_length_one

type Labels = npt.NDArray[np.int64]
type Nearness = npt.NDArray[np.float32]

USUAL_THEMES: Final = 10
_STARTS = 10
_TEXTS_OF_A_THEME = 12


def proposed_themes(texts: int) -> int:
    """How many groups to propose for so many texts when nobody said: about ten, fewer for few texts."""
    return max(1, min(USUAL_THEMES, round(texts / _TEXTS_OF_A_THEME)))


def cluster(points: Points, *, themes: int, seed: int) -> Labels:
    """The group of each point, counted from 0. One thread, so that sums are added in one order everywhere."""
    if themes <= 1 or len(points) <= themes:
        return np.zeros(len(points), dtype=np.int64) if themes <= 1 else np.arange(len(points), dtype=np.int64)
    with threadpool_limits(limits=1):
        means = KMeans(n_clusters=themes, n_init=_STARTS, random_state=seed).fit(points)
    return np.asarray(means.labels_, dtype=np.int64)


def centres_of(points: Points, labels: Labels, themes: int) -> Points:
    """The direction of the middle of each group; 0 for a group without points."""
    sums = np.zeros((themes, points.shape[1]), dtype=np.float32)
    np.add.at(sums, labels, points)
    return of_length_one(sums)


def closeness(points: Points, centres: Points) -> Nearness:
    """How alike each point and each centre are, 0 to 1."""
    with threadpool_limits(limits=1):
        return np.asarray(np.clip(points @ centres.T, 0, 1), dtype=np.float32)
