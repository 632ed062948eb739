"""Two moments of a placemat beside each other, as the page shows them, and what putting one back would change."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from inquiry.engine.comparison import Comparison, IfPair, IndicatorPair, TextPair, compare
from inquiry.engine.past import Standing
from inquiry.models import Placemat, PlacematField
from inquiry.queries.change import ValueChange, clause_of, value_words, worded
from inquiry.queries.moment import Point
from inquiry.queries.past import standing_at, standing_now
from inquiry.queries.placemat import placemat_content

type Words = str | Promise

FIELDS = [str(field) for field in PlacematField]
BEFORE_THEORY = (PlacematField.PROBLEM_OF_PRACTICE, PlacematField.SYSTEM_GOAL, PlacematField.PRIORITY)
THEORY = (PlacematField.THEN, PlacematField.SO_THAT)
WHOLE, IF_ACTIONS, EVIDENCE = "all", "if", "indicators"
CONSEQUENCES: Mapping[tuple[str, str], Words] = {
    ("if", "changed"): ngettext_lazy(
        "One if-action gets its former words.", "%(count)d if-actions get their former words.", "count"
    ),
    ("if", "added"): ngettext_lazy(
        "One if-action that was taken away comes back.",
        "%(count)d if-actions that were taken away come back.",
        "count",
    ),
    ("if", "gone"): ngettext_lazy(
        "One if-action that was added later is taken away.",
        "%(count)d if-actions that were added later are taken away.",
        "count",
    ),
    ("indicator", "changed"): ngettext_lazy(
        "One indicator says again what it said.", "%(count)d indicators say again what they said.", "count"
    ),
    ("indicator", "added"): ngettext_lazy(
        "One indicator that was taken away comes back.",
        "%(count)d indicators that were taken away come back.",
        "count",
    ),
    ("indicator", "gone"): ngettext_lazy(
        "One indicator that was added later is taken away.",
        "%(count)d indicators that were added later are taken away.",
        "count",
    ),
}


@dataclass(frozen=True)
class IndicatorDifference:
    """One indicator at both moments: the fields that changed; `facts` says the rest of one that came or went."""

    pair: IndicatorPair
    changed: tuple[ValueChange, ...]
    facts: str


@dataclass(frozen=True)
class PartDifference:
    """One part of the page: a text, the list of if-actions, or the evidence plan. `part` names it for putting back."""

    part: str
    label: Words
    clause: str = ""
    text: TextPair | None = None
    if_actions: tuple[IfPair, ...] = ()
    indicators: tuple[IndicatorDifference, ...] = ()

    @property
    def changed(self) -> bool:
        """Whether the two moments are different here."""
        text = self.text is not None and self.text.fate != "same"
        actions = any(one.changed for one in self.if_actions)
        return text or actions or any(one.pair.fate != "same" for one in self.indicators)


@dataclass(frozen=True)
class PlacematDifference:
    """The parts that are different, and those that are the same, in reading order."""

    comparison: Comparison
    changed: tuple[PartDifference, ...]
    same: tuple[PartDifference, ...]


def standing_of(placemat: Placemat, point: Point) -> Standing:
    """What stood or stands at a moment. Three SQL queries at most."""
    return standing_now(placemat_content(placemat)) if point.at is None else standing_at(placemat, point.at)


def placemat_difference(was: Standing, now: Standing, *, part: str = WHOLE) -> PlacematDifference:
    """Both moments for the page, or one part of them as `narrowed` takes it. No SQL."""
    comparison = narrowed(compare(was, now, fields=FIELDS), part)
    parts = _parts(comparison, was, now)
    return PlacematDifference(
        comparison,
        tuple(part for part in parts if part.changed),
        tuple(part for part in parts if not part.changed and _has_words(part)),
    )


def narrowed(comparison: Comparison, part: str) -> Comparison:
    """The same comparison of one part only: a field, `if`, `if:<id>`, `indicators`, `indicator:<id>`, or `all`."""
    texts = tuple(one for one in comparison.texts if part in {WHOLE, one.field})
    actions = tuple(one for one in comparison.if_actions if part in {WHOLE, IF_ACTIONS, f"if:{one.pk}"})
    indicators = tuple(one for one in comparison.indicators if part in {WHOLE, EVIDENCE, f"indicator:{one.pk}"})
    return Comparison(texts, actions, indicators)


def narrowed_to(difference: PlacematDifference, parts: Collection[str]) -> list[PartDifference]:
    """The parts that are different, of those that are named; of the if-actions only those named as `if:<id>`."""
    found = []
    for part in difference.changed:
        actions = tuple(one for one in part.if_actions if f"if:{one.pk}" in parts)
        if actions or part.part in parts:
            found.append(replace(part, if_actions=actions))
    return found


def consequences(back: Comparison) -> list[str]:
    """What putting it back would do, a sentence to each kind of act. `back` leads from what stands to what stood."""
    texts = [str(PlacematField(one.field).label) for one in back.texts if one.fate != "same"]
    said = [_("These get their former words: %(names)s.") % {"names": ", ".join(texts)}] if texts else []
    said += _counted("if", [one.fate for one in back.if_actions])
    if any(one.moved for one in back.if_actions):
        said.append(_("The if-actions stand in their former order again."))
    return said + _counted("indicator", [one.fate for one in back.indicators])


def _counted(kind: str, fates: Sequence[str]) -> list[str]:
    return [
        str(words % {"count": fates.count(fate)})
        for (about, fate), words in CONSEQUENCES.items()
        if about == kind and fate in fates
    ]


def _parts(comparison: Comparison, was: Standing, now: Standing) -> list[PartDifference]:
    texts = {one.field: one for one in comparison.texts}

    def of(field: str) -> PartDifference:
        return PartDifference(field, PlacematField(field).label, clause_of(field), text=texts.get(field))

    indicators = tuple(_indicator(pair, was, now) for pair in comparison.indicators)
    reflection = [field for field in FIELDS if field not in {*BEFORE_THEORY, *THEORY}]
    return [
        *(of(field) for field in BEFORE_THEORY),
        PartDifference(IF_ACTIONS, gettext_lazy("If we"), "if", if_actions=comparison.if_actions),
        *(of(field) for field in THEORY),
        PartDifference(EVIDENCE, gettext_lazy("Evidence plan"), indicators=indicators),
        *(of(field) for field in reflection),
    ]


def _indicator(pair: IndicatorPair, was: Standing, now: Standing) -> IndicatorDifference:
    before, after = pair.was or {}, pair.now or {}
    numbers = {str(pk): number for moment in (was, now) for pk, number in moment.numbers.items()}
    changed = pair.changes if pair.fate == "changed" else ()
    facts = _facts(after or before, numbers)
    return IndicatorDifference(pair, tuple(worded(field, before, after, numbers) for field in changed), facts)


def _facts(values: Mapping[str, str], numbers: Mapping[str, int]) -> str:
    """An indicator without its words, in one line: what it shows, its data, from where to where, how often."""
    name = "if_action" if values.get("if_action") else "clause"
    figures = " → ".join(filter(None, (values.get("baseline"), values.get("target"))))
    shows, data = (value_words(field, values.get(field, ""), numbers) for field in (name, "data_types"))
    told = (shows, data, figures, values.get("unit"), values.get("how_often"))
    return " · ".join(words for words in told if words)


def _has_words(part: PartDifference) -> bool:
    return bool((part.text and part.text.now) or part.if_actions or part.indicators)
