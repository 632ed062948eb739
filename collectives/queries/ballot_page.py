"""What the page of a ballot or an offer shows beside its form."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from collectives.models import LANGUAGES, Ballot, BallotChoice, Offer, OfferTheme, ProgramChange, Theme
from collectives.queries.formation import slots_made_by, slots_of
from collectives.queries.weekly_grid import spans_in_words


@dataclass(frozen=True)
class Saying:
    """An answer in words. `themes` have their name and whether they are still open; `slots` of `of_slots` suit."""

    themes: Sequence[tuple[str, bool]]
    times: Sequence[tuple[str, str]]
    languages: str
    meeting: str
    note: str
    slots: int
    of_slots: int


def say_answer(answer: Ballot | Offer, *, open_ones: Sequence[Theme]) -> Saying:
    """What somebody said, in words. One SQL query."""
    still = {theme.pk for theme in open_ones}
    names = dict(LANGUAGES)
    return Saying(
        [(theme.name, theme.pk in still) for theme in themes_of(answer)],
        spans_in_words(answer.half_hours),
        ", ".join(str(names.get(one, one)) for one in answer.languages),
        answer.get_meeting_display(),
        answer.note,
        len(slots_made_by(answer.formation, half_hours=answer.half_hours, zone=answer.zone)),
        len(slots_of(answer.formation)),
    )


def themes_of(answer: Ballot | Offer) -> list[Theme]:
    """Ranked for a ballot, by name for an offer; also those that were withdrawn. One SQL query."""
    if isinstance(answer, Ballot):
        choices = BallotChoice.objects.filter(ballot=answer).select_related("theme").order_by("rank")
        return [choice.theme for choice in choices]
    named = OfferTheme.objects.filter(offer=answer).select_related("theme").order_by("theme__name")
    return [one.theme for one in named]


def former_answer(answer: Ballot | Offer) -> Ballot | Offer | None:
    """What the same person said the last time, in another formation. One SQL query."""
    rows = type(answer).objects.filter(participant=answer.participant_id, takes_part=True)
    found: Ballot | Offer | None = (
        rows.exclude(answered_at=None)
        .exclude(pk=answer.pk)
        .select_related("formation")
        .order_by("-answered_at")
        .first()
    )
    return found


@dataclass(frozen=True)
class Writer:
    """Who wrote an answer down last, when it was not the person."""

    name: str
    at: datetime


def other_writer(answer: Ballot | Offer) -> Writer | None:
    """The admin who wrote it down last, if one did. One SQL query."""
    change = ProgramChange.objects.filter(about=answer.pk).select_related("by").order_by("-at").first()
    if change is None or change.by_id == answer.participant_id:
        return None
    return Writer(change.by.name, change.at)
