"""The problem of practice (about students, from here, for whom, without an answer inside) and the one priority."""

import re
from collections.abc import Iterator
from itertools import combinations

from inquiry.engine.guide.draft import Draft, Finding
from inquiry.engine.guide.lexicon import Lexicon, readable, words_in

PLACE = "problem"
FEWEST_WORDS = 3  # of a problem that can be read as one
MOST_ITEMS = 2  # that one priority may name
FAR_APART = 4  # words between two subjects that are still named in one breath
DIGITS = re.compile(r"\d+")
LINE = re.compile(r"^\s*(?:[-–•*]|\d+[.)])\s*\S", re.MULTILINE)


def read_problem(draft: Draft, problem: Lexicon | None, priority: Lexicon | None) -> Iterator[Finding]:
    """What to ask about the problem and the priority, each read with the words of its language."""
    yield from _problem(draft.problem.strip(), problem)
    yield from _priority(draft.priority.strip(), priority)


def _problem(text: str, lexicon: Lexicon | None) -> Iterator[Finding]:
    about = "problem_of_practice"
    if not text:
        yield Finding("open-problem", PLACE, about, open=True)
        return
    read = readable(text)
    if lexicon is None or len(words_in(read)) < FEWEST_WORDS:
        return
    students = lexicon.find("students", read)
    if not students and not lexicon.has("groups", read):
        other = lexicon.find("resources", read) or lexicon.find("adults", read)
        yield Finding("problem-students", PLACE, about, quote=other.words if other else "", spoken=text)
    solution = lexicon.find("solutions", read)
    if solution:
        yield Finding("problem-solution", PLACE, about, quote=_with_next_words(read, solution.start), spoken=text)
    if not _grounded(read, lexicon):
        yield Finding("problem-data", PLACE, about, spoken=text)
    if students and not lexicon.has("groups", read) and not _grade(read, lexicon):
        yield Finding("problem-whom", PLACE, about, quote=students.words, spoken=text)


def _priority(text: str, lexicon: Lexicon | None) -> Iterator[Finding]:
    if not text:
        yield Finding("open-priority", PLACE, "priority", open=True)
        return
    several = lexicon and _several(readable(text), lexicon)
    if several:
        yield Finding("priority-one", PLACE, "priority", quote=several, spoken=text)


def _grounded(text: str, lexicon: Lexicon) -> bool:
    """Whether it names a figure, a source or a time. The number of a grade is no figure."""
    without_grades = lexicon.lists["grades"].sub(" ", text.lower())
    return bool(DIGITS.search(without_grades)) or any(
        lexicon.has(name, text) for name in ("sources", "amounts", "dates")
    )


def _grade(text: str, lexicon: Lexicon) -> bool:
    return lexicon.has("grades", text)


def _several(text: str, lexicon: Lexicon) -> str:
    """The words that show more than one thing chosen; empty when there is one."""
    if len(LINE.findall(text)) >= MOST_ITEMS or text.count(";") >= MOST_ITEMS:
        return " ".join(text.split())
    found = []
    for name, words in lexicon.topics.items():
        found += [(match.start(), match.end(), name) for match in words.finditer(text.lower())]
    for (start, end, name), (other_start, other_end, other) in combinations(sorted(found), 2):
        between = text[end:other_start]
        if name != other and len(words_in(between)) <= FAR_APART and _joined(between, lexicon):
            return text[start:other_end]
    return ""


def _joined(between: str, lexicon: Lexicon) -> bool:
    """Whether nothing but a comma, an "and" and small words stands between two subjects."""
    rest = lexicon.lists["joins"].sub(" ", lexicon.lists["determiners"].sub(" ", between.lower()))
    signs = any(sign in between for sign in ",;/+&\n")
    return (signs or lexicon.has("joins", between)) and len(words_in(rest)) <= 1


def _with_next_words(text: str, start: int) -> str:
    """A few words from here on, up to the end of the sentence."""
    sentence = re.split(r"[.;:!?\n]", text[start:], maxsplit=1)[0]
    most = 7
    return " ".join(sentence.split()[:most])
