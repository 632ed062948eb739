"""The parts of a placemat that a comment can stand beside, by the names and words people know them by."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from inquiry.models import MAX_QUOTED, WHOLE, PlacematField
from inquiry.queries.placemat import Content

BEFORE = (PlacematField.PROBLEM_OF_PRACTICE, PlacematField.PRIORITY, PlacematField.SYSTEM_GOAL)
CLAUSES = (PlacematField.THEN, PlacematField.SO_THAT)


@dataclass(frozen=True)
class Part:
    """One part. `words` stand there now; `gone`: it was taken off the placemat."""

    part: str
    label: str | Promise
    words: str = ""
    gone: bool = False

    @property
    def key(self) -> str:
        """The part as an id in HTML."""
        return self.part.replace(":", "-")

    @property
    def passage(self) -> str:
        """The beginning of its words, to be kept with a comment."""
        return Truncator(" ".join(self.words.split())).chars(MAX_QUOTED)


def placemat_parts(content: Content) -> Mapping[str, Part]:
    """Every part by name, in reading order: the whole first, what was taken away last. No SQL."""
    numbers = content.numbers
    after = [field for field in PlacematField if field not in (*BEFORE, *CLAUSES)]
    actions = [
        Part(f"if:{one.pk}", _("If-action %(number)d") % {"number": numbers[one.pk]}, one.text)
        for one in content.if_actions
    ]
    gone = [Part(f"if:{one.pk}", _("An if-action"), one.text, gone=True) for one in content.removed_if_actions]
    gone += [Part(f"indicator:{one.pk}", _("An indicator"), one.text, gone=True) for one in content.removed_indicators]
    parts = [
        Part(WHOLE, _("The whole placemat")),
        *(_text(content, field) for field in BEFORE),
        *actions,
        *(_text(content, field) for field in CLAUSES),
        *(Part(f"indicator:{one.pk}", _("Indicator"), one.text) for one in content.indicators),
        *(_text(content, field) for field in after),
        *gone,
    ]
    return {one.part: one for one in parts}


def _text(content: Content, field: PlacematField) -> Part:
    return Part(field.value, field.label, content.text(field))
