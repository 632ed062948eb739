"""The words by which what was published is found: the program's own summaries, and copies of others'."""

from dataclasses import dataclass, field
from typing import Final

from evidence.engine.learning_summary import read_frozen
from evidence.engine.learning_word import placed_words
from evidence.models import LearningSummary, LearningWord, LibraryCopy, LibraryCopyWord
from evidence.queries.learning_word import word_stems

HEAVIEST: Final = 100
THEORY: Final = 1
WEIGHTS: Final = {"title": 12, "learned": 4, "tried": 3, "for_others": 3, "helped": 2, "hindered": 2}


@dataclass
class Held:
    """How much a word weighs in a summary, and where it stands in it."""

    weight: int = 0
    places: list[int] = field(default_factory=list)


def index_words(summary: LearningSummary) -> None:
    """Note every word of what others see of it. Three SQL statements."""
    forget_words(summary)
    LearningWord.objects.bulk_create(
        LearningWord(word=word, summary=summary, weight=held.weight, places=held.places)
        for word, held in _words(summary).items()
    )


def forget_words(summary: LearningSummary) -> None:
    """It is found no more. One SQL statement."""
    LearningWord.objects.filter(summary=summary).delete()


def index_copy(copy: LibraryCopy) -> None:
    """Note every word of a copy that was just made. Two SQL statements."""
    LibraryCopyWord.objects.bulk_create(
        LibraryCopyWord(word=word, copy=copy, weight=held.weight, places=held.places)
        for word, held in _words(copy).items()
    )


def _words(row: LearningSummary | LibraryCopy) -> dict[str, Held]:
    frozen = read_frozen(row.snapshot)
    clauses, indicators = (one.words for one in frozen.clauses), (one.text for one in frozen.indicators)
    theory = [frozen.theme, frozen.problem, frozen.priority, *clauses, *indicators]
    groups = placed_words([*([getattr(row, name)] for name in WEIGHTS), theory])
    stems = word_stems({(row.language, word) for group in groups for word, _place in group})
    words: dict[str, Held] = {}
    for weight, group in zip([*WEIGHTS.values(), THEORY], groups, strict=True):
        for stem in {stem for word, _place in group for stem in stems.get((row.language, word), ())}:
            held = words.setdefault(stem, Held())
            held.weight = min(held.weight + weight, HEAVIEST)
        for word, place in group:
            for stem in stems.get((row.language, word), ()):
                words[stem].places.append(place)
    return words
