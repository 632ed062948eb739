"""The parts of a report in words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from evidence.engine import report as parts

type Words = str | Promise

NAMES: dict[str, Words] = {
    parts.FOREWORD: _("Foreword"),
    parts.PEOPLE: _("Who we are"),
    parts.THEORY: _("Our theory of action"),
    parts.ADJUSTMENTS: _("How the theory changed"),
    parts.CHAIN: _("The evidence chain"),
    parts.CHARTS: _("What the lines say"),
    parts.ANALYSES: _("What we made of it"),
    parts.JUDGEMENT: _("How well did our theory hold?"),
    parts.SESSIONS: _("When we met"),
    parts.REFLECTION: _("What went well, and what did not"),
    parts.OTHERS: _("What others can use"),
    parts.SAW: _("What we saw"),
    parts.DID: _("What we did"),
    parts.CAME: _("What came of it"),
    parts.CHART: _("One line through time"),
    parts.THEMES: _("The themes and their collectives"),
    parts.COLLECTIVES: _("What each collective found"),
    parts.INDEX: _("Where to find what"),
}
ABOUT: dict[str, Words] = {
    parts.FOREWORD: _("Your own words at the beginning."),
    parts.PEOPLE: _("Names, positions and districts; who left is named as having been there."),
    parts.THEORY: _("Problem of practice, priority, and the theory clause by clause."),
    parts.ADJUSTMENTS: _("Each adjustment and each phase on its day, with what led to it."),
    parts.CHAIN: _("Each clause with what was to show it and what it has shown."),
    parts.CHARTS: _("A chart of each indicator with its sentence and its table, in the shared view."),
    parts.ANALYSES: _("The analyses that you choose."),
    parts.JUDGEMENT: _("The settled judgement. A draft of it is in no report."),
    parts.SESSIONS: _("A calendar of the sessions and how many came, without names."),
    parts.REFLECTION: _("The reflection on the placemat."),
    parts.OTHERS: _("Your own words for the next group."),
    parts.SAW: _("One or two sentences in plain words."),
    parts.DID: _("One or two sentences in plain words."),
    parts.CAME: _("One or two sentences in plain words."),
    parts.CHART: _("The one indicator that you choose."),
    parts.THEMES: _("Which collectives work on what."),
    parts.COLLECTIVES: _("Theory, evidence, judgement, and what each has published for others, on a page or two."),
    parts.INDEX: _("Themes, positions and districts with their pages."),
}


@dataclass(frozen=True)
class ReportPart:
    """One part. `number` is its place in the report, or the place it would have."""

    key: str
    name: Words
    about: Words
    chosen: bool
    number: int


def named_sections(keys: Iterable[str]) -> list[tuple[str, Words, str]]:
    """Each with its name and the template that shows it."""
    return [(key, NAMES[key], f"evidence/report/_{key}.html") for key in keys]


def parts_to_choose(kind: str, chosen: Sequence[str]) -> list[ReportPart]:
    """All parts of a kind: the chosen ones in their order, then the others."""
    rest = [name for name in parts.parts_of(kind) if name not in chosen]
    listed = [name for name in chosen if name in parts.parts_of(kind)]
    return [
        ReportPart(name, NAMES[name], ABOUT[name], name in listed, number)
        for number, name in enumerate([*listed, *rest], start=1)
    ]
