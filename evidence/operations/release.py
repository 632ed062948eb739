"""Making releases: what everybody may see of an indicator's day, decided anew whenever its figures change."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef

from evidence.engine.suppression import Release as Published
from evidence.engine.suppression import Rule, protect
from evidence.models import Measure, MeasureKind, Release
from evidence.queries.confirmation import protects_people
from evidence.queries.protection import standing_rule
from evidence.queries.release import day_table, is_whole, kept_cells, layout_of, published
from ilc.due import lock_batch, schedule_all

RELEASE: Final = "release"
AGAIN: Final = ""  # the key under which all days are released anew, by a new rule
DAYS_AT_ONCE: Final = 20
DAYS_BESIDE: Final = 12  # the nearest days in which the same people may have been counted


def release_days(indicator: UUID, days: Iterable[date], *, now: datetime) -> None:
    """Decide anew what everybody may see of these days. Call it in the transaction that changed their figures.

    Nothing is kept where nothing changed. Two at once wait for each other.
    """
    measure = Measure.objects.select_for_update().filter(indicator=indicator).first()
    if measure is None or measure.kind == MeasureKind.WORDS:
        return
    rule = standing_rule()
    for on in sorted(set(days)):
        _release_day(measure, on, rule=rule, now=now)


def schedule_releases(days: Iterable[tuple[UUID, date]], *, now: datetime) -> None:
    """Have these days of indicators released soon: after an import. One SQL statement."""
    schedule_all(RELEASE, [f"{indicator}:{on.isoformat()}" for indicator, on in days], due_at=now)


def release_due(*, now: datetime) -> int:
    """Release what is due, some of it; how many days were looked at. Safe to run twice, or at once."""
    with transaction.atomic():
        rows = lock_batch(RELEASE, now=now, limit=DAYS_AT_ONCE)
        done = 0
        for row in rows:
            if row.key == AGAIN:
                left = _release_again(now=now)
                done += left
            else:
                indicator, _, on = row.key.partition(":")
                release_days(UUID(indicator), [date.fromisoformat(on)], now=now)
                left, done = 0, done + 1
            if not left:
                row.done_at = now
                row.save(update_fields=["done_at"])
    return done


def _release_again(*, now: datetime) -> int:
    """Release some of the days whose newest release was made by another rule; 0 when there were none."""
    rule = standing_rule()
    newer = Release.objects.filter(indicator=OuterRef("indicator"), on=OuterRef("on"), number__gt=OuterRef("number"))
    stale = (
        Release.objects.filter(~Exists(newer))
        .exclude(smallest=rule.smallest, coarsen=rule.coarsen, round_to=rule.round_to, show_counts=rule.show_counts)
        .filter(waiting=False)
        .values_list("indicator", "on")[:DAYS_AT_ONCE]
    )
    days = list(stale)
    for indicator, on in days:
        release_days(indicator, [on], now=now)
    return len(days)


def _release_day(measure: Measure, on: date, *, rule: Rule, now: datetime) -> None:
    table = day_table(measure.indicator_id, on)
    figures: dict[Any, Any] = dict(table.figures)
    past = list(Release.objects.filter(indicator=measure.indicator_id, on=on).order_by("number"))
    if any(not is_whole(one) for one in past):
        Release.objects.filter(pk=past[-1].pk).update(waiting=True)
        return
    people = protects_people(measure)
    before = [published(one) for one in past]
    beside = _beside(measure.indicator_id, on) if people else []
    keys: set[Any] = {key for one in [*before, *beside] for key in one.figures} | set(figures)
    made = protect(figures, layout_of(keys), rule, about_people=people, earlier=before, elsewhere=beside)
    last = past[-1] if past else None
    if made.held and last is not None and last.protects:
        Release.objects.filter(pk=last.pk).update(waiting=True)
        return
    if made.held:
        figures = {}  # nothing of this day is shown yet, or any more: what was shown as it is does not go on
    cells = kept_cells(figures, dict(made.shown), table.values)
    settings = {
        "protects": people,
        "smallest": rule.smallest,
        "coarsen": rule.coarsen,
        "round_to": rule.round_to,
        "show_counts": rule.show_counts,
    }
    fresh = Release(
        indicator_id=measure.indicator_id,
        on=on,
        number=last.number + 1 if last else 1,
        cells=cells,
        behind=list(figures.values()),
        waiting=made.held,
        made_at=now,
        **settings,
    )
    if last is None or _differ(last, fresh, settings):
        fresh.save(force_insert=True)
    elif last.waiting:
        Release.objects.filter(pk=last.pk).update(waiting=False)


def _differ(last: Release, fresh: Release, settings: dict[str, Any]) -> bool:
    if any(getattr(last, name) != value for name, value in settings.items()):
        return True
    one, other = published(last), published(fresh)
    values = ({str(c["place"]) + str(c["group"]): c.get("value") for c in release.cells} for release in (last, fresh))
    return one != other or next(values) != next(values)


def _beside(indicator: UUID, on: date) -> list[Published]:
    """Releases of the nearest other days; those that hide the same of as many people but once. Two SQL queries."""
    days = sorted(
        set(Release.objects.filter(indicator=indicator, protects=True).exclude(on=on).values_list("on", flat=True)),
        key=lambda day: abs(day - on),
    )
    found: dict[Any, Published] = {}
    for release in Release.objects.filter(indicator=indicator, on__in=days[:DAYS_BESIDE]).order_by("on", "number"):
        if not is_whole(release):
            continue
        one = published(release)
        alike = frozenset(
            (key, sum(counts), one.shown[key].protected) for key, counts in one.figures.items() if counts is not None
        )
        found.setdefault(alike, one)
    return list(found.values())
