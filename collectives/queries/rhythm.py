"""A collective's rhythm: its rule, said in words, and the next days it names."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone, translation
from django.utils.dates import MONTHS, WEEKDAYS
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from collectives.engine.rhythm import ONE_DAY, Kind, Rule, instant, nominal_dates, shifted
from collectives.models import Collective, Meeting, Rhythm
from ilc.zones import clock_words, date_words, local_time, zone_name

PREVIEWED = 6
LOOK_AHEAD = timedelta(days=740)  # a rule with long breaks may name few days in one year

NTH_WORDS = {1: _("first"), 2: _("second"), 3: _("third"), 4: _("fourth")}


@dataclass(frozen=True)
class RhythmDay:
    """A day the rule names. `notes` say what the clocks do to it, in the reader's language."""

    day: date
    starts_at: datetime
    shown: datetime
    zone: str
    notes: tuple[str, ...]


@dataclass(frozen=True)
class RhythmRow:
    """A rhythm as history shows it."""

    words: str
    set_by: str
    set_at: datetime
    ended_by: str
    ended_at: datetime | None


def rule_of(rhythm: Rhythm) -> Rule:
    """The engine's rule of a stored rhythm."""
    return Rule(
        kind=Kind(rhythm.kind),
        starts_on=rhythm.starts_on,
        wall=rhythm.wall_time,
        zone=rhythm.zone,
        minutes=rhythm.minutes,
        weekday=rhythm.weekday,
        nth=rhythm.nth,
        weeks=rhythm.weeks,
        ends_on=rhythm.ends_on,
        excluded_months=frozenset(rhythm.excluded_months),
        excluded_days=tuple(
            (date.fromisoformat(first), date.fromisoformat(last)) for first, last in rhythm.excluded_days
        ),
    )


def open_rhythm(collective: Collective) -> Rhythm | None:
    """The rhythm the collective meets by now, if it has one. One SQL query."""
    return Rhythm.objects.filter(collective=collective, ended_at=None).first()


def list_rhythms(collective: Collective) -> list[RhythmRow]:
    """Every rhythm the collective has had, the latest first. One SQL query."""
    rhythms = Rhythm.objects.filter(collective=collective).select_related("set_by", "ended_by").order_by("-set_at")
    return [
        RhythmRow(describe_rhythm(r), str(r.set_by or ""), r.set_at, str(r.ended_by or ""), r.ended_at) for r in rhythms
    ]


def describe_rhythm(rhythm: Rhythm, language: str | None = None) -> str:
    """A rhythm in one or two sentences, in a language or the reader's: "Third Tuesday of the month, 15:30 …"."""
    with _in_language(language):
        return describe_rule(rule_of(rhythm), meeting=rhythm.meeting)


def describe_rule(rule: Rule, *, meeting: str) -> str:
    """The same for a rule that is not stored yet, in the language in force."""
    sentences = [
        gettext("%(days)s at %(clock)s, %(zone)s, %(minutes)d minutes, %(meeting)s.")
        % {
            "days": describe_days(rule),
            "clock": clock_words(rule.wall),
            "zone": zone_name(rule.zone),
            "minutes": rule.minutes,
            "meeting": Meeting(meeting).label,
        }
    ]
    if rule.excluded_months:
        months = _listed([str(MONTHS[month]) for month in sorted(rule.excluded_months)])
        sentences.append(gettext("Not in %(months)s.") % {"months": months})
    for first, last in rule.excluded_days:
        sentences.append(
            gettext("Break from %(first)s to %(last)s.") % {"first": date_words(first), "last": date_words(last)}
        )
    if rule.ends_on:
        sentences.append(gettext("Until %(day)s.") % {"day": date_words(rule.ends_on)})
    return " ".join(sentences)


def describe_days(rule: Rule) -> str:
    """Which days, without the time: "Third Tuesday of the month"."""
    if rule.kind == Kind.LAST_DAY or rule.weekday is None:
        return gettext("Last day of the month")
    weekday = str(WEEKDAYS[rule.weekday])
    match rule.kind:
        case Kind.NTH_WEEKDAY:
            words = gettext("%(nth)s %(weekday)s of the month") % {"nth": NTH_WORDS[rule.nth or 1], "weekday": weekday}
        case Kind.LAST_WEEKDAY:
            words = gettext("last %(weekday)s of the month") % {"weekday": weekday}
        case _:
            weeks = rule.weeks or 1
            words = ngettext("every %(weekday)s", "every %(weeks)d weeks on %(weekday)s", weeks) % {
                "weekday": weekday,
                "weeks": weeks,
            }
    return words[0].upper() + words[1:]


def next_days(rule: Rule, *, after: date, reader: ZoneInfo | None = None) -> list[RhythmDay]:
    """The next six days the rule names after a day, with what the clocks do to them for this reader. No SQL."""
    reader = reader or ZoneInfo(str(timezone.get_current_timezone()))
    start = max(after, rule.starts_on - ONE_DAY)
    days: list[RhythmDay] = []
    for day in nominal_dates(rule, start, start + LOOK_AHEAD)[:PREVIEWED]:
        starts_at = instant(day, rule.wall, rule.zone)
        notes = [*_gap_note(rule, day, starts_at), *_reader_notes(rule, starts_at, days, reader)]
        days.append(RhythmDay(day, starts_at, local_time(starts_at, rule.zone), rule.zone, tuple(notes)))
    return days


def gap_words(day: date, wall: time, starts_at: datetime, zone: str) -> str:
    """What to say of a time that the clocks jump over on that day."""
    return gettext("%(wall)s does not exist on %(day)s: the clocks go forward. It will start at %(clock)s.") % {
        "wall": clock_words(wall),
        "day": date_words(day),
        "clock": clock_words(local_time(starts_at, zone)),
    }


def _gap_note(rule: Rule, day: date, starts_at: datetime) -> Iterator[str]:
    if shifted(day, rule.wall, rule.zone):
        yield gap_words(day, rule.wall, starts_at, rule.zone)


def _reader_notes(rule: Rule, starts_at: datetime, before: list[RhythmDay], reader: ZoneInfo) -> Iterator[str]:
    """What the reader's own clocks show: on the first day, and where it is no longer the same."""
    away = _apart(starts_at, rule.zone, reader)
    told = {
        "clock": clock_words(local_time(starts_at, reader)),
        "zone": zone_name(reader),
    }
    if not before:
        if away:
            yield gettext("That is %(clock)s, %(zone)s.") % told
    elif away != _apart(before[-1].starts_at, rule.zone, reader):
        yield gettext("From here on it is %(clock)s, %(zone)s: the clocks have changed.") % told


def _apart(moment: datetime, zone: str, reader: ZoneInfo) -> timedelta:
    there, here = local_time(moment, zone).utcoffset(), local_time(moment, reader).utcoffset()
    return (here or timedelta()) - (there or timedelta())


def _listed(words: list[str]) -> str:
    if len(words) == 1:
        return words[0]
    return gettext("%(first)s and %(last)s") % {"first": ", ".join(words[:-1]), "last": words[-1]}


@contextmanager
def _in_language(language: str | None) -> Iterator[None]:
    if language is None:
        yield
        return
    with translation.override(language):
        yield
