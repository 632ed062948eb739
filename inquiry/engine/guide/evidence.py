"""The evidence plan and the reflection: what would show each clause, by which figures, in which types of data."""

from collections.abc import Iterator, Mapping

from inquiry.engine.guide.draft import Draft, DraftIndicator, Finding, Value
from inquiry.engine.guide.levels import HIGHEST, TYPES, reach
from inquiry.engine.guide.lexicon import Lexicon, readable

PLACE = "evidence"
ACTING = 4  # the phase from which on there is something to look back on
NEAR = 20  # letters between "number of" and what is counted
FEWEST_TO_CROSS = 3  # indicators, before it makes sense to lay two types together

type Lexicons = Mapping[str, Lexicon | None]


def read_evidence(draft: Draft, lexicons: Lexicons) -> Iterator[Finding]:
    """What to ask about the indicators."""
    yield from _clauses_without(draft)
    for one in draft.indicators:
        yield from _activity(one, lexicons.get(one.part))
    for one in draft.indicators:
        yield from _figures(one)
    yield from _types(draft)
    crossed = any(len(one.types) > 1 for one in draft.indicators)
    if len(draft.indicators) >= FEWEST_TO_CROSS and not crossed:
        yield Finding("crossing", PLACE, spoken=_spoken(draft.indicators))
    here = reach(draft.indicators, lexicons)
    if 0 < here.level < HIGHEST:
        values: dict[str, Value] = {"level": here.level, "lift": here.lift, "needed": here.needed}
        yield Finding("level", PLACE, spoken=f"{here.level} {here.lift} {' '.join(here.needed)}", values=values)


def read_reflection(draft: Draft) -> Iterator[Finding]:
    """What is still to be looked back on, from phase 4 on."""
    if draft.phase < ACTING:
        return
    texts = {"went_well": draft.went_well, "went_less_well": draft.went_less_well, "will_adjust": draft.will_adjust}
    rules = {"went_well": "reflect-well", "went_less_well": "reflect-less", "will_adjust": "reflect-adjust"}
    for part, text in texts.items():
        if not text.strip():
            yield Finding(rules[part], "reflection", part, spoken=str(draft.phase), open=True)


def _clauses_without(draft: Draft) -> Iterator[Finding]:
    """Clauses with words and nothing that would show them."""
    shown = {one.action for one in draft.indicators if one.kind == "leading"}
    for action in draft.written_actions:
        if action.part not in shown:
            values = {"number": action.number}
            yield Finding("if-leading", PLACE, action.part, spoken=action.text, open=True, values=values)
    clauses = {one.clause for one in draft.indicators if one.kind == "lagging"}
    if not clauses:
        if draft.then.strip() or draft.so_that.strip():
            yield Finding("lagging-none", PLACE, spoken=f"{draft.then}\n{draft.so_that}", open=True)
        return
    if "so_that" not in clauses and draft.so_that.strip():
        yield Finding("so-lagging", PLACE, "so_that", spoken=draft.so_that, open=True)
    if "then" not in clauses and draft.then.strip():
        yield Finding("then-lagging", PLACE, "then", spoken=draft.then, open=True)


def _activity(one: DraftIndicator, lexicon: Lexicon | None) -> Iterator[Finding]:
    """Whether it only counts that something took place."""
    text = readable(one.text)
    if lexicon is None or lexicon.has("whether", text):
        return
    counting, activity = lexicon.find("counting", text), lexicon.find("activities", text)
    if counting and activity and max(counting.start - activity.end, activity.start - counting.end) <= NEAR:
        quote = text[min(counting.start, activity.start) : max(counting.end, activity.end)]
        yield Finding("indicator-activity", PLACE, one.part, quote=quote, spoken=one.text)


def _figures(one: DraftIndicator) -> Iterator[Finding]:
    """A figure to begin with, one to reach, and when to look: the first of them that is still open."""
    figures = {"indicator-baseline": one.baseline, "indicator-target": one.target, "indicator-rhythm": one.how_often}
    for rule, figure in figures.items():
        if not figure.strip():
            yield Finding(rule, PLACE, one.part, quote=one.text, spoken=one.text, open=True)
            return


def _types(draft: Draft) -> Iterator[Finding]:
    for kind in ("leading", "lagging"):
        rows = [one for one in draft.indicators if one.kind == kind]
        covered = {name for one in rows for name in one.types}
        missing = tuple(name for name in TYPES if name not in covered)
        if rows and missing:
            values: dict[str, Value] = {"types": missing, "covered": len(covered)}
            yield Finding(f"types-{kind}", PLACE, spoken=" ".join(missing), values=values)


def _spoken(indicators: tuple[DraftIndicator, ...]) -> str:
    return "\n".join(one.text for one in indicators)
