"""The page on which a placemat is written: its boxes, what is next, and a few questions for the margin."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from uuid import UUID

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from collectives.models import Participant
from inquiry.engine.saving import Written
from inquiry.models import MAX_IF_ACTIONS, MAX_TEXT, IfAction, Placemat, PlacematField
from inquiry.permissions.placemat import visible_placemats
from inquiry.queries.placemat import Content

type Words = str | Promise

ABOUT: dict[str, Words] = {
    PlacematField.PROBLEM_OF_PRACTICE: gettext_lazy("what, for whom, from which local data"),
    PlacematField.PRIORITY: gettext_lazy("the one thing chosen"),
    PlacematField.SYSTEM_GOAL: gettext_lazy("what of the wider plan it serves; may be left open"),
    PlacematField.THEN: gettext_lazy("what adults will do differently"),
    PlacematField.SO_THAT: gettext_lazy("what students experience"),
}


@dataclass(frozen=True)
class Box:
    """One text to write. `part` names it in changes, `key` in the page; `base` is what stands in the database."""

    part: str
    label: Words
    about: Words = ""
    text: str = ""
    base: str = ""
    number: int | None = None
    pk: UUID | None = None
    error: str = ""

    @property
    def key(self) -> str:
        """The part as an id in HTML."""
        return self.part.replace(":", "-")


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


@dataclass(frozen=True)
class Step:
    """The next useful step on this page, and the place on it where one takes it."""

    title: str
    action: str
    anchor: str


def next_step(content: Content) -> Step | None:
    """The first thing still open, in the order of a placemat. None when every part has words. No SQL."""
    return next(_open_steps(content), None)


def _open_steps(content: Content) -> Iterator[Step]:
    if not content.text(PlacematField.PROBLEM_OF_PRACTICE):
        yield Step(_("Say what the problem is, for whom, and how you know"), _("Write the problem"), "part1")
    if not content.text(PlacematField.PRIORITY):
        yield Step(_("Choose the one thing you will work on"), _("Write the priority"), "part1")
    if not any(action.text for action in content.if_actions):
        yield Step(_("Name the first thing that you, as leaders, will do"), _("Go to the theory"), "part2")
    if not content.text(PlacematField.THEN):
        yield Step(_("Say what adults will then do differently"), _("Go to the theory"), "part2")
    if not content.text(PlacematField.SO_THAT):
        yield Step(_("Say what students will gain by it"), _("Go to the theory"), "part2")
    for number in if_actions_without_indicator(content):
        title = _("Give if-action %(number)d a leading indicator") % {"number": number}
        yield Step(title, _("Go to the evidence plan"), "part3")
    if not any(one.kind == "lagging" for one in content.indicators):
        yield Step(_("Say what would show at the end that it worked"), _("Go to the evidence plan"), "part3")
    if not content.text(PlacematField.WENT_WELL):
        yield Step(_("Write down one thing that went well"), _("Go to the reflection"), "part4")


def if_actions_without_indicator(content: Content) -> list[int]:
    """The numbers of if-actions that have words and no leading indicator."""
    shown = {one.if_action_id for one in content.indicators}
    return [content.numbers[action.pk] for action in content.if_actions if action.text and action.pk not in shown]


@dataclass(frozen=True)
class Hint:
    """A question for the margin, and one reason."""

    question: str
    text: str


def margin_hints(content: Content) -> dict[str, list[Hint]]:
    """One or two questions beside each part, from what stands there. No SQL."""
    return {
        "problem": _problem_hints(content.text(PlacematField.PROBLEM_OF_PRACTICE)),
        "theory": _theory_hints(content),
        "evidence": _evidence_hints(content),
    }


def _problem_hints(problem: str) -> list[Hint]:
    if not problem:
        return [
            Hint(_("Whose learning are you most concerned about?"), _("Begin with what you see, not with a cause."))
        ]
    if not any(letter.isdigit() for letter in problem):
        return [
            Hint(
                _("Which local number shows it?"),
                _("One figure is enough to begin. It lets you see later whether something moved."),
            )
        ]
    return [
        Hint(
            _("For which students is it most true?"),
            _("A number by group would let you see later whether a gap closes."),
        )
    ]


def _theory_hints(content: Content) -> list[Hint]:
    count = len(content.if_actions)
    most = 5
    if count > most:
        words = _("You name %(count)d. A group usually keeps three or four in view.") % {"count": count}
        return [Hint(_("Which of these could be one?"), words)]
    if count:
        return [
            Hint(
                _("Is if-action 1 something you do, or something that happens?"),
                _("The more exactly you can see it, the easier it is to notice it in a month."),
            )
        ]
    return [Hint(_("What is in your hands, as leaders?"), _("Begin each line with a verb: visit, plan, free up time."))]


def _evidence_hints(content: Content) -> list[Hint]:
    hints = []
    for number in if_actions_without_indicator(content)[:1]:
        question = _("If-action %(number)d has no leading indicator yet.") % {"number": number}
        hints.append(Hint(question, _("What would you notice first, in a month, if it really happened?")))
    covered = {name for one in content.indicators for name in one.data_types}
    all_types = 4
    if content.indicators and len(covered) < all_types:
        question = ngettext(
            "One of the four types of data is covered.",
            "%(count)d of the four types of data are covered.",
            len(covered),
        ) % {"count": len(covered)}
        hints.append(Hint(question, _("Another type shows another side of it. One is enough to begin.")))
    return hints


def neighbours(participant: Participant, placemat: Placemat) -> QuerySet[Placemat]:
    """The other placemats of the same cycle that the participant may read: the collective's first. One SQL query."""
    rows = visible_placemats(participant).filter(cycle=placemat.cycle_id).exclude(pk=placemat.pk)
    return rows.select_related("leader").order_by("leader_id", "made_at")


def part_names(boxes: Boxes, parts: Iterable[str]) -> list[str]:
    """Parts as people call them, for a sentence about what was saved."""
    names = {box.part: str(box.label) for box in boxes.all}
    return [names.get(part, "") for part in parts if part in names]
