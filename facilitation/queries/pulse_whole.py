"""The pulse of a program as a whole: every answer of the collectives' newest pulses together, none of them apart."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.db.models import Count, Exists, OuterRef, QuerySet

from collectives.models import QuestionKind
from collectives.permissions.gathering import FEWEST, shown_responses
from facilitation.engine.pulse import Spread, spread_of
from facilitation.models import Pulse
from facilitation.queries.pulse import STEPS, parts_of
from facilitation.queries.pulse_words import step_words
from ilc.content import in_language, read_content

FEWEST_COLLECTIVES: Final = 3  # fewer together would be read as this one and that one


@dataclass(frozen=True)
class PulseWhole:
    """Without `parts` too few have closed a pulse. `collectives` and `open`: how many have, and are asked now."""

    collectives: int
    open: int
    steps: Sequence[str]
    parts: Sequence[tuple[str, Sequence[tuple[str, Spread]]]]


def newest_pulses() -> QuerySet[Pulse]:
    """The newest pulse of each open cycle that may be shown: closed, and answered by enough."""
    shown = Pulse.objects.filter(
        cycle__closed_at=None,
        cycle__collective__closed_at=None,
        gathering__shuffled_at__isnull=False,
        gathering__answers__gte=FEWEST,
    )
    newer = shown.filter(cycle=OuterRef("cycle"), pk__gt=OuterRef("pk"))  # ids tell the order in which they were asked
    return shown.filter(~Exists(newer))


def open_pulses() -> QuerySet[Pulse]:
    """Those that take answers now."""
    return Pulse.objects.filter(gathering__shuffled_at=None, cycle__collective__closed_at=None)


def pulse_whole(*, collectives: int, asked: int) -> PulseWhole:
    """How often each step was chosen in all of newest_pulses(), which are `collectives`; open ones are `asked`.

    One SQL query. For those who see each collective's own pulse anyway: the whole of four collectives less the whole
    of three is the fourth.
    """
    content = read_content("facilitation", "pulse")
    answers = shown_responses().filter(gathering__in=newest_pulses().values("gathering"))
    by_key: dict[str, list[int]] = defaultdict(lambda: [0] * STEPS)
    for keys, number, step, times in (
        answers.filter(question__kind=QuestionKind.SCALE)
        .order_by()
        .values_list("gathering__pulses__keys", "question__number", "value")
        .annotate(times=Count("pk"))
    ):
        by_key[keys[number - 1]][step - 1] += times
    together = {key: spread_of(steps, asked=sum(steps)) for key, steps in by_key.items()}
    enough = collectives >= FEWEST_COLLECTIVES
    return PulseWhole(
        collectives,
        asked,
        step_words(),
        [
            (
                in_language(content["about"][about]),
                [(in_language(one["words"]), together[one["key"]]) for one in inside if one["key"] in together],
            )
            for about, inside in parts_of(content)
        ]
        if enough
        else [],
    )
