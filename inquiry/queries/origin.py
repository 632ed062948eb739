"""Which of a leader's own if-actions come from the collective's, and what has become of those."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from collectives.models import Participant
from ilc.pages import named_key
from inquiry.models import IfActionOrigin, Placemat, PlacematField, PlacematText
from inquiry.queries.placemat import Content


@dataclass(frozen=True)
class Origin:
    """Where an own if-action comes from. `number` is None once the collective took that one away.

    `words` are the collective's as they stand now; `changed`: they are others than those that were carried over.
    """

    pk: UUID
    number: int | None
    words: str
    changed: bool


@dataclass(frozen=True)
class CollectiveAction:
    """One of the collective's if-actions, beside a leader's own. `mine` is the own one that came from it, if any."""

    pk: UUID
    number: int
    text: str
    mine: UUID | None


def origins_on(own: Placemat, theirs: Content) -> dict[UUID, Origin]:
    """Of a leader's own placemat: where each if-action that was carried over comes from. One SQL query."""
    rows = IfActionOrigin.objects.filter(if_action__placemat=own).select_related("origin")
    numbers = theirs.numbers
    return {
        row.if_action_id: Origin(
            row.origin_id, numbers.get(row.origin_id), row.origin.text, row.origin.text.strip() != row.text.strip()
        )
        for row in rows
    }


def carried_over(participant: Participant, placemat: Placemat) -> dict[UUID, UUID]:
    """Of the collective's placemat: by the id of an if-action, that of the participant's own. One SQL query."""
    rows = IfActionOrigin.objects.filter(
        origin__placemat=placemat, if_action__placemat__leader=participant, if_action__removed_at=None
    )
    return dict(rows.order_by("carried_at").values_list("origin_id", "if_action_id"))


def collective_actions(theirs: Content, mine: Mapping[UUID, UUID]) -> list[CollectiveAction]:
    """The collective's if-actions that have words, with one's own that came from each. No SQL."""
    return [
        CollectiveAction(one.pk, theirs.numbers[one.pk], one.text, mine.get(one.pk))
        for one in theirs.if_actions
        if one.text.strip()
    ]


def standing_origins(own: Content, origins: Mapping[UUID, Origin]) -> dict[UUID, UUID]:
    """By the id of the collective's if-action, the own one that came from it and still stands. No SQL."""
    return {origins[one.pk].pk: one.pk for one in own.if_actions if one.pk in origins}


def taken_text(own: Placemat, *, part: str) -> str | None:
    """The collective's words for a part of a leader's own placemat; None where it has none. One SQL query."""
    if part in PlacematField.values:
        rows = PlacematText.objects.filter(placemat__cycle=own.cycle_id, placemat__leader=None, field=part)
        return rows.values_list("text", flat=True).first() or ""
    key = named_key(part.removeprefix("if:"))
    origin = IfActionOrigin.objects.filter(if_action=key, if_action__placemat=own).select_related("origin").first()
    return origin.origin.text if origin else None


def standing_text(own: Placemat, *, part: str) -> str:
    """What stands in a part of a placemat. One SQL query."""
    if part in PlacematField.values:
        return own.texts.filter(field=part).values_list("text", flat=True).first() or ""
    return own.if_actions.filter(pk=part.removeprefix("if:")).values_list("text", flat=True).first() or ""
