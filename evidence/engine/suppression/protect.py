"""Protecting small groups: what of a table everybody may see, so that nothing hidden can be worked out from it.

First what the rule hides or coarsens by itself. Then, until nothing is left to do: every hidden figure needs other
worlds (see `worlds`) in which each of its numbers is different over a span of at least the rule's smallest group.
Where there are none, what loses least is hidden or told as a range as well. What was released before is taken as
known for good.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from evidence.engine.suppression.rule import Counts, Rule, Shown, Told, bounds_of, ranges_of, told_of, width_at_first
from evidence.engine.suppression.safety import Safety
from evidence.engine.suppression.table import Cell, Figures, Frame, Key, Layout, Release, Table, make_table


@dataclass(frozen=True)
class Protection:
    """What may be shown of each cell, all of it decided together: any view of it is a part of the same decisions.

    When `held` is set, showing this would let a reader work out a hidden figure whatever else were hidden (a correction
    beside sums that are known already): keep showing the release before, and try again with the next change.
    """

    shown: Mapping[Key, Shown]
    release: Release
    held: bool


def protect(
    figures: Figures,
    layout: Layout,
    rule: Rule,
    *,
    about_people: bool = True,
    earlier: Sequence[Release] = (),
    elsewhere: Sequence[Release] = (),
) -> Protection:
    """Decide about every cell of one indicator and one day.

    `figures` are the people by level of each (place, group), group None for all; None where nobody knows how many
    people stand behind a figure. `earlier` are the releases made before of the same indicator and day, the oldest
    first, held ones left out. `elsewhere` are those of other days or indicators in which the same people may be
    counted: where a group has as many people there, they are taken to be the same. What was ever shown counts as
    known: it cannot be unshown, also when the rule has become stricter since. Figures about things (`about_people`
    false) are shown as they are.
    """
    if not about_people:
        shown = {key: _as_it_is(figure, rule) for key, figure in figures.items()}
        return Protection(shown, Release(figures, shown, rule.smallest), held=False)
    past = [*elsewhere, *earlier, *earlier]
    frame = Frame(layout, list(dict.fromkeys(key for one in [*past, Release(figures, {}, 0)] for key in one.figures)))
    # Other answers of as many people: what is known of their number is known of both, so each release counts twice.
    tables = [make_table(frame, one.figures, one.shown, only_people=True) for one in [*elsewhere, *earlier]]
    tables += [make_table(frame, one.figures, one.shown) for one in earlier]
    table = make_table(frame, figures)
    widths: dict[Cell, int] = {}
    for key, figure in figures.items():
        if figure is not None:
            cell = frame.cell[key]
            width = _first_width(cell, tables, table, rule)
            for before, release in zip(tables, past, strict=True):
                if width is not None and before.same(table, cell) and not before.only_people and cell in before.bounds:
                    width = max(width, release.shown[key].width)
            _decide(table, cell, width, widths)

    def coded(counts: Counts) -> bool:
        return bool(width_at_first(counts, rule))

    safety = Safety([*tables, table], widths, rule.smallest, [one.smallest for one in past], coded=coded)
    held = not safety.finish()
    shown = {}
    for key, figure in figures.items():
        cell = frame.cell[key]
        if figure is None or cell in table.shut:
            shown[key] = Shown(Told.PROTECTED)
        else:
            shown[key] = told_of(tuple(figure), widths[cell], rule) if any(figure) else Shown(Told.NOBODY, 0)
    return Protection(shown, Release(figures, shown, rule.smallest), held)


def _first_width(cell: Cell, tables: Sequence[Table], table: Table, rule: Rule) -> int | None:
    """The width by the rule, None to protect. What was hidden before and did not change stays hidden."""
    alike = [one for one in tables if one.same(table, cell) and cell not in one.quiet]
    told = any(cell in one.bounds for one in alike)
    if any(cell in one.shut and not (told and one.only_people) for one in alike):
        return None
    counts = table.counts[cell]
    return width_at_first(counts, rule) if any(counts) else 0


def _decide(table: Table, cell: Cell, width: int | None, widths: dict[Cell, int]) -> None:
    if width is None:
        table.shut.add(cell)
        return
    counts = table.counts[cell]
    widths[cell] = width
    table.bounds[cell] = bounds_of(counts, ranges_of(counts, width)) if any(counts) else []


def _as_it_is(figure: Counts | None, rule: Rule) -> Shown:
    if figure is None:
        return Shown(Told.FIGURE)
    return told_of(tuple(figure), 0, rule) if any(figure) else Shown(Told.NOBODY, 0)
