"""Finding the passages of an improvement plan that state a focus. Rules only: a person accepts, or does not."""

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from collectives.engine.grouping.languages import tell_languages
from collectives.engine.grouping.texts import sameness
from collectives.engine.passage_words import AIM, MEASURE, NAMED, PEOPLE_WILL, TELLS_WHAT_TO_WRITE, WE_WILL
from ilc.documents.paragraphs import Paragraph

WHY: Final = ("named", "under_heading", "aim", "measure", "people_will", "we_will")
"""Why a passage is proposed, the surest first: it calls itself a goal or priority; it stands under a heading that does;
it says what is aimed for; it names a measure and a date or share; what students or staff will do; what we will do."""

MAX_PASSAGES: Final = 300

_FEWEST_WORDS = 4
_LONGEST = 600  # characters; of a longer paragraph only the sentences that say it
_DOTS = re.compile(r"(?:\.\s?){4,}|…{2,}")  # a line of a table of contents
_SENTENCES = re.compile(r"(?<=[.!?;])\s+(?=[\"“«(¿]?[A-ZÀ-Ý¿0-9])")
_LETTER = re.compile(r"[^\W\d_]")


class ProposedPassage(NamedTuple):
    """Words that seem to state a focus. `paragraph` is where they stand; `why` is one of WHY."""

    text: str
    paragraph: Paragraph
    why: str
    lang: str


def propose_passages(paragraphs: Sequence[Paragraph]) -> list[ProposedPassage]:
    """The passages of a document that state a focus, in their order, each of them once."""
    found = list(_found(paragraphs))
    langs = tell_languages([(text, None) for text, _, _ in found])
    seen: set[str] = set()
    proposed = []
    for (text, paragraph, why), lang in zip(found, langs, strict=True):
        same = sameness(text)
        if same not in seen:
            seen.add(same)
            proposed.append(ProposedPassage(text, paragraph, why, lang))
    return proposed[:MAX_PASSAGES]


def _found(paragraphs: Sequence[Paragraph]) -> Iterator[tuple[str, Paragraph, str]]:
    waiting = False  # for the words of a goal that was only numbered so far
    for paragraph in paragraphs:
        text = paragraph.text
        named = NAMED.match(text)
        if named and _words(text[named.end() :]) < _FEWEST_WORDS - 1:
            waiting = waiting or paragraph.is_heading or _words(text) <= _FEWEST_WORDS
            continue
        if _says_too_little(text):
            continue
        if paragraph.is_heading:
            waiting = bool(named)
            if named and not _DOTS.search(text):
                yield text, paragraph, "named"
                waiting = False
            continue
        why = "named" if named else "under_heading" if waiting else _why(text)
        waiting = False
        if why:
            yield _telling_part(text, why), paragraph, why


def _why(text: str) -> str | None:
    if AIM.search(text):
        return "aim"
    if MEASURE.search(text):
        return "measure"
    if PEOPLE_WILL.search(text):
        return "people_will"
    return "we_will" if WE_WILL.search(text) else None


def _telling_part(text: str, why: str) -> str:
    """A paragraph, or of a long one the first sentence that says it and what follows, as long as it is readable."""
    if len(text) <= _LONGEST:
        return text
    sentences = _SENTENCES.split(text)
    first = 0
    if why not in {"named", "under_heading"}:
        first = next((number for number, sentence in enumerate(sentences) if _why(sentence)), 0)
    part = sentences[first]
    for sentence in sentences[first + 1 :]:
        if len(part) + len(sentence) >= _LONGEST:
            break
        part = f"{part} {sentence}"
    return part if len(part) <= _LONGEST else part[: part.rfind(" ", 0, _LONGEST)] + " …"


def _says_too_little(text: str) -> bool:
    return _words(text) < _FEWEST_WORDS or bool(TELLS_WHAT_TO_WRITE.match(text)) or bool(_DOTS.search(text))


def _words(text: str) -> int:
    return sum(1 for word in text.split() if _LETTER.search(word))
