"""The theory of action: is each if ours, does then speak of adults and so that of students, is it one sentence?"""

import re
from collections.abc import Iterator, Mapping
from itertools import combinations

from inquiry.engine.guide.draft import Draft, DraftAction, Finding
from inquiry.engine.guide.lexicon import Found, Lexicon, readable, stems, words_in

PLACE = "theory"
MOST_ACTIONS = 5  # that a group keeps in view
SHORT = 9  # words: a longer if-action says by itself what one would see
FEWEST_WORDS = 2
ALIKE = 0.5  # of the words of two if-actions together
REPEATED = 0.7  # of the words of the then
FEWEST_SHARED = 2
CUTS = re.compile(r"[,;:.(\n]")
SENTENCE_ENDS = re.compile(r"[.!?…]\s+(?=\S)")

type Lexicons = Mapping[str, Lexicon | None]


def read_theory(draft: Draft, lexicons: Lexicons) -> Iterator[Finding]:
    """What to ask about the theory of action. `lexicons` has one for each part, or None where no rule may read."""
    actions = draft.written_actions
    if not actions:
        yield Finding("open-if", PLACE, open=True)
    if not draft.then.strip():
        yield Finding("open-then", PLACE, "then", open=True)
    if not draft.so_that.strip():
        yield Finding("open-so", PLACE, "so_that", open=True)
    for action in actions:
        yield from _action(action, lexicons.get(action.part))
    yield from _then(draft.then.strip(), lexicons.get("then"))
    yield from _so_that(draft.so_that.strip(), lexicons.get("so_that"))
    yield from _repeats(draft, lexicons.get("then"))
    yield from _alike(actions, lexicons)
    if len(actions) > MOST_ACTIONS:
        yield Finding("if-many", PLACE, spoken=str(len(actions)), values={"count": len(actions)})
    yield from _sentences(draft, lexicons)


def _action(action: DraftAction, lexicon: Lexicon | None) -> Iterator[Finding]:
    text = readable(action.text.strip())
    if lexicon is None or len(words_in(text)) < FEWEST_WORDS:
        return
    values = {"number": action.number}
    other = _not_ours(text, lexicon)
    if other:
        yield Finding("if-ours", PLACE, action.part, quote=other, spoken=action.text, values=values)
        return
    start = lexicon.body(text)
    mine = lexicon.begins("ours", text, start=start, exactly=True)
    vague = lexicon.begins("vague", text, start=mine.end + 1 if mine else start, exactly=True)
    if vague and len(words_in(text)) <= SHORT and not _to_be_seen(text, vague, lexicon):
        yield Finding("if-seen", PLACE, action.part, quote=vague.words.strip(), spoken=action.text, values=values)


def _not_ours(text: str, lexicon: Lexicon) -> str:
    """The words by which an if-action is somebody else's, or happens by itself; empty when it may well be ours."""
    start = lexicon.body(text)
    if lexicon.begins("ours", text, start=start, exactly=True) or lexicon.begins(
        "acts", text, start=start, exactly=True
    ):
        return ""
    other = lexicon.begins("others", text, start=start)
    if other:
        return other.words
    state = lexicon.find("states", text, start=start, end=_head_end(text, start, lexicon))
    if state and not lexicon.find("ours", text, start=start, end=state.start):
        return state.words
    return ""


def _head_end(text: str, start: int, lexicon: Lexicon) -> int:
    """Where the main sentence ends and something else begins: a comma, a "that", a "when"."""
    stops = [
        match.start()
        for match in [CUTS.search(text, start + 1), *[lexicon.lists["breaks"].search(text.lower(), start + 1)]]
        if match
    ]
    return min(stops, default=len(text))


def _to_be_seen(text: str, vague: Found, lexicon: Lexicon) -> bool:
    """Whether something in it could be counted or watched: a figure, a rhythm, an activity, what a colon explains."""
    rest = text[vague.end :]
    return (
        ":" in rest
        or any(letter.isdigit() for letter in rest)
        or any(lexicon.has(name, rest) for name in ("amounts", "rhythms", "activities", "dates"))
    )


def _then(text: str, lexicon: Lexicon | None) -> Iterator[Finding]:
    read = readable(text)
    if lexicon is None or len(words_in(read)) < FEWEST_WORDS:
        return
    if lexicon.has("adults", read) or lexicon.has("practice", read):
        return
    found = lexicon.find("students", read) or lexicon.find("results", read)
    if found:
        yield Finding("then-adults", PLACE, "then", quote=found.words, spoken=text)


def _so_that(text: str, lexicon: Lexicon | None) -> Iterator[Finding]:
    read = readable(text)
    if lexicon is None or len(words_in(read)) < FEWEST_WORDS:
        return
    start = lexicon.body(read)
    adults = lexicon.begins("adults", read, start=start) or lexicon.begins("ours", read, start=start, exactly=True)
    students = [match.start() for match in lexicon.lists["students"].finditer(read.lower())]
    if adults and not any(_begins_anew(read, at, lexicon) for at in students):
        yield Finding("so-students", PLACE, "so_that", quote=adults.words, spoken=text)
    elif not students and not lexicon.has("learning", read):
        yield Finding("so-students", PLACE, "so_that", spoken=text)


def _begins_anew(text: str, at: int, lexicon: Lexicon) -> bool:
    """Whether a new half of the sentence begins with the words at this place: "..., and every student ..."."""
    before = lexicon.lists["determiners"].sub(" ", text[:at].lower()).rstrip()
    if before.endswith((",", ";", ".")):
        return True
    joined = [match.end() for match in lexicon.lists["joins"].finditer(before)]
    return bool(joined) and joined[-1] == len(before)


def _repeats(draft: Draft, lexicon: Lexicon | None) -> Iterator[Finding]:
    if lexicon is None:
        return
    then = stems(readable(draft.then), lexicon)
    for action in draft.written_actions:
        shared = then & stems(readable(action.text), lexicon)
        if len(shared) > FEWEST_SHARED and len(shared) >= REPEATED * len(then):
            values = {"number": action.number}
            yield Finding("then-repeats", PLACE, "then", spoken=f"{draft.then}\n{action.text}", values=values)
            return


def _alike(actions: list[DraftAction], lexicons: Lexicons) -> Iterator[Finding]:
    for one, other in combinations(actions, 2):
        lexicon = lexicons.get(one.part)
        if lexicon is None or lexicons.get(other.part) is not lexicon:
            continue
        mine, theirs = stems(readable(one.text), lexicon), stems(readable(other.text), lexicon)
        shared = mine & theirs
        if len(shared) >= FEWEST_SHARED and len(shared) >= ALIKE * len(mine | theirs):
            yield Finding(
                "if-alike",
                PLACE,
                f"{one.part}+{other.part}",
                spoken=f"{one.text}\n{other.text}",
                values={"number": one.number, "other": other.number},
            )
            return


def _sentences(draft: Draft, lexicons: Lexicons) -> Iterator[Finding]:
    """Whether the chain can be read aloud as one sentence: no second "then", no full stop in the middle."""
    texts = [(action.part, action.text) for action in draft.written_actions]
    for part, text in (*texts, ("then", draft.then), ("so_that", draft.so_that)):
        lexicon, read = lexicons.get(part), readable(text.strip())
        opening = lexicon.lists["openings"].match(read.lower()) if lexicon else None
        if opening:
            yield Finding("chain-opening", PLACE, part, quote=read[: opening.end()], spoken=text)
            return
    for part, text in (("then", draft.then), ("so_that", draft.so_that)):
        if lexicons.get(part) and SENTENCE_ENDS.search(readable(text.strip())):
            yield Finding("chain-sentence", PLACE, part, spoken=text)
            return
