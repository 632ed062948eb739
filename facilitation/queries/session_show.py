"""What may stand on the screens of a session beside its step."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from collectives.models import Collective
from facilitation.models import ItemKind, SessionRun
from inquiry.models import IfAction, Placemat, PlacematField, PlacematText


@dataclass(frozen=True)
class Shown:
    """One thing on the screens: `clause` is if, then or so where it is one, for its colour."""

    kind: str
    title: str
    clause: str = ""
    number: int = 0
    text: str = ""
    language: str = ""


@dataclass(frozen=True)
class Choice:
    """Something that could stand on the screens: the value of a button, and its words."""

    what: str
    title: str
    text: str = ""


_BY_ITSELF: Final[Mapping[str, str]] = {ItemKind.PLACEMAT: "theory", ItemKind.COMMITMENTS: "commitments"}


def what_to_show(collective: Collective) -> list[Choice]:
    """What a facilitator may put on the screens, besides prompts. Three SQL queries."""
    choices = [Choice("step", _("The step itself")), Choice("commitments", _("What we promised"))]
    placemat = _placemats(collective).first()
    if placemat is None:
        return choices
    texts = dict(PlacematText.objects.filter(placemat=placemat).values_list("field", "text"))
    actions = IfAction.objects.filter(placemat=placemat, removed_at=None).order_by("position")
    choices.append(Choice("theory", _("The whole theory of action")))
    choices += [Choice(what, title, texts[field]) for what, field, title in _clauses() if texts.get(field)]
    choices += [
        Choice(f"if:{action.pk}", _("If-action %(number)d") % {"number": number}, action.text)
        for number, action in enumerate(actions, 1)
        if action.text
    ]
    return choices


def shown_words(run: SessionRun, collective: Collective, item: str = "") -> Shown | None:
    """What the screens show, in words; None for the step itself. Two SQL queries at most, none for the step.

    `item` is the kind of the item where the group is: the placemat and the commitments are shown without being asked.
    """
    kind, key = run.shows.get("kind", _BY_ITSELF.get(item, "")), run.shows.get("pk", "")
    whole = {"theory": _("Theory of action"), "commitments": _("What we promised")}
    if kind in whole:
        return Shown(kind, whole[kind])
    if kind == "if":
        return _if_action(collective, key)
    for what, field, title in _clauses():
        if what == kind:
            texts = PlacematText.objects.filter(placemat__in=_placemats(collective), field=field)
            clause = {"then": "then", "so_that": "so"}.get(kind, "")
            text = texts.values_list("text", flat=True).first() or ""
            return Shown(kind, title, clause, text=text, language=collective.language)
    return None


def _placemats(collective: Collective) -> QuerySet[Placemat]:
    return Placemat.objects.filter(cycle__collective=collective, cycle__closed_at=None, leader=None)


def _if_action(collective: Collective, pk: str) -> Shown | None:
    actions = IfAction.objects.filter(placemat__in=_placemats(collective), removed_at=None).order_by("position")
    for number, action in enumerate(actions, 1):
        if str(action.pk) == pk:
            title = _("If-action %(number)d") % {"number": number}
            return Shown("if", title, "if", number, action.text, collective.language)
    return None


def _clauses() -> list[tuple[str, str, str]]:
    return [
        ("problem", PlacematField.PROBLEM_OF_PRACTICE, _("Problem of practice")),
        ("then", PlacematField.THEN, _("Then")),
        ("so_that", PlacematField.SO_THAT, _("So that")),
    ]
