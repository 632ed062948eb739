"""The page on which a placemat is written: its boxes, and the placemats beside it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from collectives.models import Participant
from inquiry.engine.saving import Written
from inquiry.models import MAX_IF_ACTIONS, MAX_TEXT, IfAction, Placemat, PlacematField
from inquiry.permissions.placemat import visible_placemats
from inquiry.queries.origin import Origin
from inquiry.queries.placemat import Content

type Words = str | Promise

ABOUT: dict[str, Words] = {
    PlacematField.PROBLEM_OF_PRACTICE: gettext_lazy("what, for whom, from which local data"),
    PlacematField.PRIORITY: gettext_lazy("the one thing chosen"),
    PlacematField.SYSTEM_GOAL: gettext_lazy("what of the wider plan it serves; may be left open"),
    PlacematField.THEN: gettext_lazy("what adults will do differently"),
    PlacematField.SO_THAT: gettext_lazy("what students experience"),
}

BESIDE = frozenset(ABOUT)  # what a leader's own placemat has the collective's words beside


@dataclass(frozen=True)
class Box:
    """One text to write. `part` names it in changes, `key` in the page; `base` is what stands in the database.

    On a leader's own placemat `theirs` is what the collective wrote there, and `origin` where an if-action comes from.
    """

    part: str
    label: Words
    about: Words = ""
    text: str = ""
    base: str = ""
    number: int | None = None
    pk: UUID | None = None
    error: str = ""
    theirs: str = ""
    origin: Origin | None = None

    @property
    def key(self) -> str:
        """The part as an id in HTML."""
        return self.part.replace(":", "-")

    @property
    def holds_theirs(self) -> bool:
        """Whether the collective's words stand in one's own already."""
        return self.theirs.strip() in self.text


@dataclass(frozen=True)
class Boxes:
    """Everything to write on a placemat, by name for the template."""

    fields: dict[str, Box]
    if_actions: tuple[Box, ...]

    @property
    def all(self) -> list[Box]:
        """In reading order."""
        return [*self.fields.values(), *self.if_actions]

    @property
    def refused(self) -> list[Box]:
        """Where a text could not be kept."""
        return [box for box in self.all if box.error]

    @property
    def has_room(self) -> bool:
        """Whether one more if-action fits."""
        return len(self.if_actions) < MAX_IF_ACTIONS

    @property
    def mould(self) -> Box:
        """What a script makes one more if-action from: NEW stands for its id."""
        return Box("if:NEW", "")

    @property
    def most(self) -> dict[str, int]:
        """How much fits."""
        return {"if_actions": MAX_IF_ACTIONS, "characters": MAX_TEXT}


def placemat_boxes(content: Content) -> Boxes:
    """The boxes as the database has them. No SQL."""
    return Boxes(
        {
            field.value: Box(
                field.value,
                field.label,
                ABOUT.get(field.value, ""),
                content.text(field.value),
                content.text(field.value),
            )
            for field in PlacematField
        },
        tuple(_if_box(action, number) for number, action in enumerate(content.if_actions, start=1)),
    )


def boxes_beside(boxes: Boxes, theirs: Content, origins: Mapping[UUID, Origin]) -> Boxes:
    """A leader's own boxes with what the collective wrote in the same places. No SQL."""
    return Boxes(
        {name: replace(box, theirs=theirs.text(name)) if name in BESIDE else box for name, box in boxes.fields.items()},
        tuple(replace(box, origin=origins.get(box.pk)) if box.pk else box for box in boxes.if_actions),
    )


def boxes_after(boxes: Boxes, result: Written) -> Boxes:
    """The boxes with what was typed and is not kept yet: texts that are too long, with the reason."""
    too_long = {one.part: one for one in result.too_long}

    def after(box: Box) -> Box:
        one = too_long.get(box.part)
        return replace(box, text=one.text, error=_too_long(one.length)) if one else box

    return Boxes({name: after(box) for name, box in boxes.fields.items()}, tuple(map(after, boxes.if_actions)))


def _if_box(action: IfAction, number: int) -> Box:
    label = _("If-action %(number)d") % {"number": number}
    return Box(f"if:{action.pk}", label, "", action.text, action.text, number, action.pk)


def _too_long(length: int) -> str:
    return _(
        "This text has %(length)s characters, and %(most)s fit here. All of it is still in the box; nothing of it is "
        "saved yet. Could a part of it go into a note or an attachment?"
    ) % {"length": f"{length:,}", "most": f"{MAX_TEXT:,}"}


def neighbours(participant: Participant, placemat: Placemat) -> QuerySet[Placemat]:
    """The other placemats of the same cycle that the participant may read: the collective's first. One SQL query."""
    rows = visible_placemats(participant).filter(cycle=placemat.cycle_id).exclude(pk=placemat.pk)
    return rows.select_related("leader").order_by("leader_id", "made_at")


def part_names(boxes: Boxes, parts: Iterable[str]) -> list[str]:
    """Parts as people call them, for a sentence about what was saved."""
    names = {box.part: str(box.label) for box in boxes.all}
    return [names.get(part, "") for part in parts if part in names]
