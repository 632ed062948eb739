"""Grouping answers: agreement with the people who wrote them against TF-IDF with NMF, and 10,000 texts on one core.

Run with `python -m tests.bench.bench_grouping`. Agreement is normalised mutual information, the mean over all themes
of a file and over four draws of most of its themes and texts, each with three seeds; both sides get the same texts and
the right number of groups. The second figure of ours leaves out the concerns of schools (`concepts`), so that one sees
what the word vectors do by themselves. Time and memory are those of a whole process of `manage.py suggest_themes`,
its start included; time is CPU time, which is what one core would need.
"""

import csv
import os
import random
import resource
import subprocess
import sys
import tempfile
import tomllib
import warnings
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import mean

from sklearn.decomposition import NMF
from sklearn.exceptions import ConvergenceWarning
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.metrics import normalized_mutual_info_score

from collectives.engine.grouping import embedding
from collectives.engine.grouping.grouping import group_texts
from collectives.engine.grouping.stop_words import stop_words_of
from collectives.engine.grouping.texts import Text
from ilc.vectors import built_in_vectors

PROJECT = Path(__file__).resolve().parents[2]
ANSWERS = PROJECT / "tests" / "samples" / "answers"
FILES = ("en", "en_full", "en_held", "fr", "es")
SEEDS = range(3)
TEXTS = 10_000
BOUND = {"ratio": 1.2, "seconds": 10, "megabytes": 500}
ASIDE = [
    "really",
    "most days",
    "again",
    "honestly",
    "here",
    "this year",
    "for us",
    "I think",
    "lately",
    "in our school",
]

type Answers = list[tuple[str, str]]  # words and theme


def main() -> None:
    """Print the agreements, then time and memory; end with 1 when a bound is not kept."""
    print(f"{'':10}{'NMF':>8}{'ours':>8}{'ratio':>8}{'without concerns':>18}{'ratio':>8}")
    ratios = [measure_agreement(name) for name in FILES]
    seconds, megabytes = measure_process()
    print(f"{TEXTS:,} texts: {seconds:.1f} s CPU (bound {BOUND['seconds']})")
    print(f"{TEXTS:,} texts: {megabytes:.0f} MB (bound {BOUND['megabytes']})")
    kept = min(ratios) >= BOUND["ratio"] and seconds <= BOUND["seconds"] and megabytes <= BOUND["megabytes"]
    sys.exit(0 if kept else 1)


def measure_agreement(name: str) -> float:
    """Print a line for a file; ours in multiples of TF-IDF with NMF."""
    draws = list(drawn(read_answers(name)))
    lang = name[:2]
    theirs = mean(agreement(draw, by_nmf(draw, lang, seed)) for draw in draws for seed in SEEDS)
    ours = mean(agreement(draw, by_grouping(draw, seed)) for draw in draws for seed in SEEDS)
    weight, embedding._CONCEPTS = embedding._CONCEPTS, 0.0
    bare = mean(agreement(draw, by_grouping(draw, seed)) for draw in draws for seed in SEEDS)
    embedding._CONCEPTS = weight
    print(f"{name:10}{theirs:8.3f}{ours:8.3f}{ours / theirs:8.2f}{bare:18.3f}{bare / theirs:8.2f}", flush=True)
    return ours / theirs


def read_answers(name: str) -> Answers:
    by_theme = tomllib.loads((ANSWERS / f"{name}.toml").read_text(encoding="utf-8"))
    return [(words, theme) for theme, all_of_it in by_theme.items() for words in all_of_it]


def drawn(answers: Answers) -> Iterator[Answers]:
    """All answers, then four times some of the themes with some of their texts."""
    yield answers
    chance = random.Random(5)
    themes = sorted({theme for _, theme in answers})
    for _ in range(4):
        some = set(chance.sample(themes, len(themes) - 2))
        yield [answer for answer in answers if answer[1] in some and chance.random() < 0.8]


def agreement(answers: Answers, groups: Sequence[int]) -> float:
    return float(normalized_mutual_info_score([theme for _, theme in answers], groups))


def by_nmf(answers: Answers, lang: str, seed: int) -> list[int]:
    with warnings.catch_warnings(action="ignore", category=ConvergenceWarning):
        weights = TfidfVectorizer(stop_words=sorted(stop_words_of(lang))).fit_transform([words for words, _ in answers])
        themes = len({theme for _, theme in answers})
        return list(NMF(themes, random_state=seed, max_iter=400).fit_transform(weights).argmax(axis=1))


def by_grouping(answers: Answers, seed: int) -> list[int]:
    texts = [Text(number, words) for number, (words, _) in enumerate(answers)]
    themes = len({theme for _, theme in answers})
    grouping = group_texts(texts, vectors=built_in_vectors(), themes=themes, seed=seed)
    return [place.nearest or 0 for place in grouping.placed]


def measure_process() -> tuple[float, float]:
    """CPU seconds and the most megabytes of a process that groups TEXTS different answers, on one core."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "answers.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([("text",), *((words,) for words in many_answers())])
        command = [sys.executable, "manage.py", "suggest_themes", str(path), "--column", "text", "--themes", "10"]
        subprocess.run(
            [*command, "--out", str(path.with_name("groups.csv"))],
            cwd=PROJECT,
            check=True,
            preexec_fn=lambda: os.sched_setaffinity(0, {0}),
        )
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def many_answers() -> list[str]:
    """Different answers made of one or two of our own about one theme, with a few words that people put in."""
    chance = random.Random(1)
    by_theme: dict[str, list[str]] = {}
    for name in ("en", "en_full", "en_held"):
        for words, theme in read_answers(name):
            by_theme.setdefault(theme, []).append(words)
    found: dict[str, None] = {}
    while len(found) < TEXTS:
        words = " ".join(chance.sample(by_theme[chance.choice(sorted(by_theme))], chance.choice([1, 1, 2]))).split()
        for _ in range(chance.randint(1, 3)):
            words.insert(chance.randrange(len(words) + 1), chance.choice(ASIDE))
        found[" ".join(words)] = None
    return list(found)


if __name__ == "__main__":
    main()
