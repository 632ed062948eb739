"""The words by which what was published is found: the program's own summaries, and copies of others'."""

from collections import Counter
from typing import Final

from evidence.engine.learning_summary import read_frozen
from evidence.engine.learning_word import spelled_both_ways
from evidence.models import LearningSummary, LearningWord, LibraryCopy, LibraryCopyWord
from evidence.queries.learning_word import stems_of

HEAVIEST: Final = 100
WEIGHTS: Final = {"title": 12, "learned": 4, "tried": 3, "for_others": 3, "helped": 2, "hindered": 2}


def index_words(summary: LearningSummary) -> None:
    """Note every word of what others see of it. Ten SQL statements at most."""
    forget_words(summary)
    LearningWord.objects.bulk_create(
        LearningWord(word=word, summary=summary, weight=weight) for word, weight in _weights(summary).items()
    )


def forget_words(summary: LearningSummary) -> None:
    """It is found no more. One SQL statement."""
    LearningWord.objects.filter(summary=summary).delete()


def index_copy(copy: LibraryCopy) -> None:
    """Note every word of a copy that was just made. Nine SQL statements at most."""
    LibraryCopyWord.objects.bulk_create(
        LibraryCopyWord(word=word, copy=copy, weight=weight) for word, weight in _weights(copy).items()
    )


def _weights(row: LearningSummary | LibraryCopy) -> dict[str, int]:
    weights: Counter[str] = Counter()
    for name, weight in WEIGHTS.items():
        for word in stems_of(row.language, spelled_both_ways(getattr(row, name))):
            weights[word] += weight
    frozen = read_frozen(row.snapshot)
    theory = "\n".join([frozen.theme, frozen.problem, frozen.priority, *(one.words for one in frozen.clauses)])
    indicators = "\n".join(one.text for one in frozen.indicators)
    for word in stems_of(row.language, spelled_both_ways(f"{theory}\n{indicators}")):
        weights[word] += 1
    return {word: min(weight, HEAVIEST) for word, weight in weights.items()}
