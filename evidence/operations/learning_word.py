"""The words by which a published summary is found."""

from collections import Counter
from typing import Final

from evidence.engine.learning_summary import read_frozen
from evidence.engine.learning_word import spelled_both_ways
from evidence.models import LearningSummary, LearningWord
from evidence.queries.learning_word import stems_of

HEAVIEST: Final = 100
WEIGHTS: Final = {"title": 12, "learned": 4, "tried": 3, "for_others": 3, "helped": 2, "hindered": 2}


def index_words(summary: LearningSummary) -> None:
    """Note every word of what others see of it. Ten SQL statements at most."""
    forget_words(summary)
    weights: Counter[str] = Counter()
    for name, weight in WEIGHTS.items():
        for word in stems_of(summary.language, spelled_both_ways(getattr(summary, name))):
            weights[word] += weight
    frozen = read_frozen(summary.snapshot)
    theory = "\n".join([frozen.theme, frozen.problem, frozen.priority, *(one.words for one in frozen.clauses)])
    indicators = "\n".join(one.text for one in frozen.indicators)
    for word in stems_of(summary.language, spelled_both_ways(f"{theory}\n{indicators}")):
        weights[word] += 1
    LearningWord.objects.bulk_create(
        LearningWord(word=word, summary=summary, weight=min(weight, HEAVIEST)) for word, weight in weights.items()
    )


def forget_words(summary: LearningSummary) -> None:
    """It is found no more. One SQL statement."""
    LearningWord.objects.filter(summary=summary).delete()
