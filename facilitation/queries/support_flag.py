"""Where a hand would be welcome, in words: by collective and its name, never by how much or by whom."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import JSONObject
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from collectives.models import Collective, Facilitator, Participant
from collectives.permissions.collective import overseen_collectives
from facilitation.engine.support import suggested_help
from facilitation.models import FlagRule, Help, HelpKind, SupportFlag
from facilitation.permissions.support_flag import visible_flags
from facilitation.queries.home_step import Step
from ilc.zones import date_words

LATELY = timedelta(days=30)
SHOWN_SETTLED = 20
SHOWN_NAMES = 3
MOST = 60


@dataclass(frozen=True)
class FlagRow:
    """One reason. `words`: said by a person, `reason`: by the product; `answered`: whether help was written down."""

    pk: UUID
    collective_pk: UUID
    collective: str
    reason: str
    words: str
    by: str
    could_help: Sequence[str]
    raised_at: datetime
    answered: bool
    lowered_at: datetime | None
    lowered_by: str
    why: str


@dataclass(frozen=True)
class HandRow:
    """A collective whose facilitators might welcome a hand."""

    pk: UUID
    name: str
    theme: str
    facilitators: Sequence[str]
    flags: Sequence[FlagRow]


def collectives_with_flags(participant: Participant) -> QuerySet[Collective, Any]:
    """Those that one oversees where a flag is up, by name; for a page of a list."""
    up = SupportFlag.objects.filter(collective=OuterRef("pk"), lowered_at=None)
    guides = Facilitator.objects.filter(collective=OuterRef("pk"), left_at=None).order_by("named_at")
    return (
        overseen_collectives(participant)
        .filter(Exists(up), closed_at=None)
        .select_related("theme")
        .annotate(facilitator_names=ArraySubquery(guides.values("participant__name")))
        .order_by("name", "pk")
    )


def hand_rows(collectives: Iterable[Any]) -> list[HandRow]:
    """A page of `collectives_with_flags` with their reasons. One SQL query."""
    found = list(collectives)
    flags = SupportFlag.objects.filter(collective__in=[one.pk for one in found], lowered_at=None)
    rows = _rows(_described(flags).order_by("raised_at", "pk"))
    return [
        HandRow(
            one.pk,
            one.name,
            one.theme.name,
            one.facilitator_names,
            [flag for flag in rows if flag.collective_pk == one.pk],
        )
        for one in found
    ]


def settled_lately(participant: Participant, *, now: datetime) -> list[FlagRow]:
    """What somebody settled in the last 30 days, by collective. One SQL query."""
    flags = visible_flags(participant).filter(lowered_at__gt=now - LATELY, lowered_by__isnull=False)
    return _rows(_described(flags).order_by("collective__name", "-lowered_at", "pk")[:SHOWN_SETTLED])


def flags_across(
    collectives: QuerySet[Collective, Any], *, now: datetime, most: int | None = MOST
) -> tuple[list[FlagRow], list[FlagRow]]:
    """The first that are up there, by collective, and those settled in the last 30 days. One SQL query."""
    lately = Q(lowered_at=None) | Q(lowered_at__gt=now - LATELY, lowered_by__isnull=False)
    flags = _described(SupportFlag.objects.filter(lately, collective__in=collectives.values("pk")))
    rows = _rows(flags.order_by(F("lowered_at").desc(nulls_first=True), "collective__name", "raised_at", "pk")[:most])
    return [row for row in rows if not row.lowered_at], [row for row in rows if row.lowered_at]


def flags_of(collective: Collective) -> tuple[list[FlagRow], list[FlagRow]]:
    """Those that are up in one collective, and the last that are not. One SQL query."""
    flags = _described(SupportFlag.objects.filter(collective=collective))
    rows = _rows(flags.order_by(F("lowered_at").desc(nulls_first=True), "raised_at", "pk")[: 2 * SHOWN_SETTLED])
    return [row for row in rows if not row.lowered_at], [row for row in rows if row.lowered_at][:SHOWN_SETTLED]


def flag_row(flag: SupportFlag) -> FlagRow:
    """One of them. One SQL query."""
    return _rows(_described(SupportFlag.objects.filter(pk=flag.pk)))[0]


def unanswered_flags(participant: Participant) -> QuerySet[SupportFlag]:
    """Those that are up where nobody has written down any help."""
    answers = Help.objects.filter(flag=OuterRef("pk"))
    return visible_flags(participant).filter(~Exists(answers), lowered_at=None, collective__closed_at=None)


def flag_steps(participant: Participant) -> Iterator[Step]:
    """For program staff: where a flag is up and nobody has written down any help. One SQL query."""
    waiting = unanswered_flags(participant)
    names = list(waiting.order_by("collective__name").values_list("collective__name", flat=True).distinct())
    if names:
        yield Step(
            _("See where a hand would help"),
            ngettext(
                "%(names)s: the reason and what could help stand beside it.",
                "%(names)s: the reason and what could help stand beside each.",
                len(names),
            )
            % {"names": ", ".join(names[:SHOWN_NAMES]) + (" …" if len(names) > SHOWN_NAMES else "")},
            _("See what would help"),
            "facilitation:support",
            None,
            None,
        )


def _described(flags: QuerySet[SupportFlag]) -> QuerySet[SupportFlag, Any]:
    answers = Help.objects.filter(flag=OuterRef("pk"))
    guides = Facilitator.objects.filter(collective=OuterRef("collective")).order_by("named_at")
    names = guides.values(one=JSONObject(pk="participant", name="participant__name"))
    return flags.select_related("collective", "raised_by", "lowered_by").annotate(
        answered=Exists(answers), guides=ArraySubquery(names)
    )


def _rows(flags: Iterable[Any]) -> list[FlagRow]:
    return [_row(flag, {one["pk"]: one["name"] for one in flag.guides}) for flag in flags]


def _row(flag: Any, names: Mapping[str, str]) -> FlagRow:
    return FlagRow(
        pk=flag.pk,
        collective_pk=flag.collective_id,
        collective=flag.collective.name,
        reason=_reason(flag.rule, flag.facts, names),
        words=flag.facts.get("words", ""),
        by=flag.raised_by.name if flag.raised_by else "",
        could_help=[str(HelpKind(kind).label) for kind in suggested_help(flag.rule, flag.facts)],
        raised_at=flag.raised_at,
        answered=flag.answered,
        lowered_at=flag.lowered_at,
        lowered_by=flag.lowered_by.name if flag.lowered_by else "",
        why=flag.why,
    )


def _reason(rule: str, facts: Mapping[str, Any], names: Mapping[str, str]) -> str:
    if rule == FlagRule.NOT_HELD:
        return _("Two sessions did not take place, on %(first)s and %(second)s.") % _two_days(facts["days"])
    if rule == FlagRule.FEW_CAME:
        days = _two_days([one["day"] for one in facts["sessions"]])
        return _("On %(first)s and %(second)s fewer than half of the members could be there.") % days
    if rule == FlagRule.UNMOVED:
        since = date_words(date.fromisoformat(facts["since"]))
        return _("The placemat has not moved since %(day)s, though the group has met.") % {"day": since}
    if rule == FlagRule.WISHED:
        said = sorted({names.get(wish["by"], "") for wish in facts["wishes"]})
        return _("%(names)s would welcome a hand, and says so after a session.") % {"names": _(" and ").join(said)}
    return ""


def _two_days(days: Sequence[str]) -> dict[str, str]:
    first, second = (date_words(date.fromisoformat(day)) for day in days)
    return {"first": first, "second": second}
