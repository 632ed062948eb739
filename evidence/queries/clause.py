"""The clauses of a theory of action, as analyses and judgements name them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.text import Truncator
from django.utils.translation import gettext, pgettext

from inquiry.models import IfAction, Indicator, Placemat, PlacematField, PlacematText

THEN, SO_THAT = PlacematField.THEN.value, PlacematField.SO_THAT.value
LONGEST = 90


@dataclass(frozen=True)
class ClauseLine:
    """One clause. `part` is `if:<id>`, "then" or "so_that"; `gone`: an if-action that was taken away."""

    part: str
    number: int | None
    words: str
    gone: bool = False

    @property
    def key(self) -> str:
        """Its colour and word: "if", "then" or "so"."""
        return "if" if self.part.startswith("if:") else "then" if self.part == THEN else "so"

    @property
    def slug(self) -> str:
        """The part as an id in HTML and a word in an address."""
        return self.part.replace(":", "-")

    @property
    def name(self) -> str:
        """How people call it."""
        if self.key == "if":
            return gettext("If-action %(number)d") % {"number": self.number} if self.number else gettext("An if-action")
        return pgettext("clause", "Then") if self.key == "then" else pgettext("clause", "So that")

    @property
    def label(self) -> str:
        """Its name and the beginning of its words, to choose it by."""
        short = Truncator(" ".join(self.words.split())).chars(LONGEST)
        return gettext("%(clause)s: %(words)s") % {"clause": self.name, "words": short} if short else self.name


def theory_clauses(placemat: Placemat) -> dict[str, ClauseLine]:
    """Every clause by its part, in reading order; if-actions that were taken away come last. Two SQL queries."""
    actions = list(IfAction.objects.filter(placemat=placemat).order_by("position", "pk"))
    texts = PlacematText.objects.filter(placemat=placemat, field__in=[THEN, SO_THAT])
    return clause_lines(actions, dict(texts.values_list("field", "text")))


def clause_lines(actions: Iterable[IfAction], texts: Mapping[str, str]) -> dict[str, ClauseLine]:
    """The same from rows in their order. No SQL."""
    rows = list(actions)
    standing = [one for one in rows if one.removed_at is None]
    lines = [ClauseLine(f"if:{one.pk}", number, one.text) for number, one in enumerate(standing, start=1)]
    lines += [ClauseLine(field, None, texts.get(field, "")) for field in (THEN, SO_THAT)]
    lines += [ClauseLine(f"if:{one.pk}", None, one.text, gone=True) for one in rows if one.removed_at]
    return {line.part: line for line in lines}


def clause_of(indicator: Indicator) -> ClauseLine:
    """The clause that an indicator shows. Two SQL queries."""
    part = f"if:{indicator.if_action_id}" if indicator.if_action_id else indicator.clause
    return theory_clauses(indicator.placemat)[part]


def clauses_named(parts: Iterable[str], clauses: Mapping[str, ClauseLine]) -> list[ClauseLine]:
    """Those of a theory that are named, in its order. No SQL."""
    named = set(parts)
    return [line for part, line in clauses.items() if part in named]
