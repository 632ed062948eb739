"""From points to groups of points."""

import warnings
from typing import Final

import numpy as np
import numpy.typing as npt
from scipy import linalg
from sklearn.cluster import KMeans
from sklearn.exceptions import ConvergenceWarning
from threadpoolctl import threadpool_limits

from collectives.engine.grouping.embedding import Points, of_length_one

type Labels = npt.NDArray[np.int64]
type Nearness = npt.NDArray[np.float32]

USUAL_THEMES: Final = 10

_STARTS = 10
_TEXTS_OF_A_THEME = 8
_LANDMARKS = 1_000
_SHARPNESS = 1.5  # likeness to this power: what is a little alike counts less


def proposed_themes(texts: int) -> int:
    """How many groups to propose for so many texts when nobody said: about ten, fewer for few texts."""
    return max(1, min(USUAL_THEMES, round(texts / _TEXTS_OF_A_THEME)))


def cluster(points: Points, *, themes: int, seed: int) -> Labels:
    """The group of each point, counted from 0; fewer groups than `themes` where points coincide.

    Spectral clustering (Ng, Jordan and Weiss 2001): k-means on how the points hang together, which finds groups that
    are loose and of unlike sizes better than k-means on the points. Beyond _LANDMARKS points each is described by its
    likeness to that many of them, drawn by the seed (Chen and Cai 2011), so that time grows with their number only.
    One thread, so that sums are added in one order everywhere.
    """
    themes = min(themes, len(points))
    if themes <= 1:
        return np.zeros(len(points), dtype=np.int64)
    with threadpool_limits(limits=1), warnings.catch_warnings(action="ignore", category=ConvergenceWarning):
        means = KMeans(n_clusters=themes, n_init=_STARTS, random_state=seed)
        return np.asarray(means.fit(_hanging_together(points, themes, seed)).labels_, dtype=np.int64)


def centres_of(points: Points, labels: Labels, themes: int) -> Points:
    """The direction of the middle of each group; 0 for a group without points."""
    sums = np.zeros((themes, points.shape[1]), dtype=np.float32)
    np.add.at(sums, labels, points)
    return of_length_one(sums)


def closeness(points: Points, centres: Points) -> Nearness:
    """How alike each point and each centre are, 0 to 1."""
    with threadpool_limits(limits=1):
        return np.asarray(np.clip(points @ centres.T, 0, 1), dtype=np.float32)


def _hanging_together(points: Points, dimensions: int, seed: int) -> Points:
    """Each point by the strongest patterns of who is like whom."""
    landmarks = np.arange(len(points))
    if len(points) > _LANDMARKS:
        landmarks = np.sort(np.random.default_rng(seed).choice(len(points), _LANDMARKS, replace=False))
    alike = points @ points[landmarks].T
    np.clip(alike, 0, 1, out=alike)  # in place: this is the largest thing we hold
    np.power(alike, _SHARPNESS, out=alike)
    alike[landmarks, np.arange(len(landmarks))] = 0  # everything is like itself
    alike /= np.sqrt(alike.sum(axis=1, keepdims=True) + 1e-6)
    alike /= np.sqrt(alike.sum(axis=0, keepdims=True) + 1e-6)
    last = len(landmarks) - 1
    _, patterns = linalg.eigh(alike.T @ alike, subset_by_index=(max(0, last + 1 - dimensions), last))
    return of_length_one(alike @ patterns)
