"""What a line says, in words: kind, and no more than the rules of run charts allow."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from evidence.engine.run_chart import FEWEST, Reading, Shift, Trend, read_line
from evidence.queries.figure import Figure, FigureTable
from ilc.zones import date_words
from inquiry.models import Direction


@dataclass(frozen=True)
class LineWords:
    """`headline` and `text` are what the line says; `question` is what it does not say. `summary` is for who cannot see
    the chart. `median` is None where no rule was applied.
    """

    headline: str
    text: str
    question: str
    summary: str
    median: float | None


def line_words(table: FigureTable, *, direction: str, target: str = "") -> LineWords:
    """What the line of all of it says. No SQL."""
    known = [(day, table.whole[day]) for day in table.days if day in table.whole and _drawn(table.whole[day])]
    reading = read_line([one.value or 0.0 for _day, one in known])
    headline, text = _said(reading, [day for day, _one in known], direction)
    shut = sum(one.protected for one in table.whole.values())
    return LineWords(
        headline=headline,
        text=text,
        question=_("What else could explain it? What do you know that the line does not?") if known else "",
        summary=_summary(known, headline, shut=shut, target=target),
        median=None if reading.few else reading.median,
    )


def _drawn(figure: Figure) -> bool:
    return figure.value is not None


def _said(reading: Reading, days: Sequence[date], direction: str) -> tuple[str, str]:
    if reading.few:
        return _few(reading)
    patterns: list[Trend | Shift] = sorted([*reading.shifts, *reading.trends], key=lambda one: one.last)
    if not patterns:
        return (
            _("No pattern beyond what chance alone brings."),
            _("Neither six points in a row on one side of the median nor five that rise or fall."),
        )
    last = patterns[-1]
    span = {"count": last.count, "first": date_words(days[last.first]), "last": date_words(days[last.last])}
    if isinstance(last, Trend):
        rises = last.way == "rising"
        headline = (
            _("%(count)s points in a row rise, from %(first)s to %(last)s.")
            if rises
            else _("%(count)s points in a row fall, from %(first)s to %(last)s.")
        )
    else:
        rises = last.side == "above"
        headline = (
            _("%(count)s points in a row lie above the median, from %(first)s to %(last)s.")
            if rises
            else _("%(count)s points in a row lie below the median, from %(first)s to %(last)s.")
        )
    return headline % span, f"{_rule()} {_welcome(direction, rises=rises)}"


def _rule() -> str:
    return _("By the usual rules of run charts that is unlikely to be chance alone.")


def _few(reading: Reading) -> tuple[str, str]:
    if not reading.points:
        return _("Nothing is shown yet."), ""
    headline = ngettext("%(count)s point: too few to say.", "%(count)s points: too few to say.", reading.points)
    text = _("From %(count)s points on, the rules of run charts can tell a pattern from chance.") % {"count": FEWEST}
    return headline % {"count": reading.points}, text


def _welcome(direction: str, *, rises: bool) -> str:
    """Whether that is hoped for, in kind words. A figure moves; nobody is judged by it."""
    if direction == Direction.HOLD:
        return _("You hoped it would hold. What changed?")
    if rises == (direction == Direction.RISE):
        return _("That is the way you hoped for. What helped, and who should hear of it?")
    return _("That is not the way you hoped for. What stands behind it, and what would help here?")


def _summary(known: Sequence[tuple[date, Figure]], headline: str, *, shut: int, target: str) -> str:
    """One passage with everything that the chart shows at a glance."""
    parts = []
    if known:
        lowest, highest = (choose(known, key=lambda one: one[1].value or 0.0)[1] for choose in (min, max))
        parts.append(
            _("From %(first)s to %(last)s; the latest is %(latest)s, the lowest %(lowest)s, the highest %(highest)s.")
            % {
                "first": date_words(known[0][0]),
                "last": date_words(known[-1][0]),
                "latest": known[-1][1].short,
                "lowest": lowest.short,
                "highest": highest.short,
            }
        )
    if target:
        parts.append(_("The target is %(target)s.") % {"target": target})
    if shut:
        parts.append(ngettext("%(count)s day is protected.", "%(count)s days are protected.", shut) % {"count": shut})
    return " ".join([*parts, headline])
