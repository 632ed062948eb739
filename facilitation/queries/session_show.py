"""What may stand on the screens of a session beside its step."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from collectives.models import Collective
from evidence.models import Release
from evidence.queries.prediction import standing_round
from evidence.queries.shared_line import SharedLine, shared_line
from facilitation.models import ItemKind, SessionRun
from inquiry.models import IfAction, Indicator, Placemat, PlacematField, PlacematText


@dataclass(frozen=True)
class Shown:
    """One thing on the screens: `clause` is if, then or so where it is one, for its colour.

    Of an indicator `line` is its chart, the shared view; while the group still predicts there is none, and `indicator`
    says what it predicts.
    """

    kind: str
    title: str
    clause: str = ""
    number: int = 0
    text: str = ""
    language: str = ""
    line: SharedLine | None = None
    indicator: UUID | None = None


@dataclass(frozen=True)
class Choice:
    """Something that could stand on the screens: the value of a button, and its words."""

    what: str
    title: str
    text: str = ""


_BY_ITSELF: Final[Mapping[str, str]] = {ItemKind.PLACEMAT: "theory", ItemKind.COMMITMENTS: "commitments"}


def what_to_show(collective: Collective) -> list[Choice]:
    """What a facilitator may put on the screens, besides prompts. Four SQL queries."""
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
    choices += [
        Choice(f"indicator:{one.pk}", _("Chart: %(indicator)s") % {"indicator": one.text}) for one in _drawn(placemat)
    ]
    return choices


def shown_words(run: SessionRun, collective: Collective, item: str = "") -> Shown | None:
    """What the screens show; None for the step itself. Five SQL queries at most, for a chart; none for the step.

    `item` is the kind of the item where the group is: the placemat and the commitments are shown without being asked.
    """
    kind, key = run.shows.get("kind", _BY_ITSELF.get(item, "")), run.shows.get("pk", "")
    whole = {"theory": _("Theory of action"), "commitments": _("What we promised")}
    if kind in whole:
        return Shown(kind, whole[kind])
    if kind == "indicator":
        return _indicator(collective, key)
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


def _drawn(placemat: Placemat) -> QuerySet[Indicator]:
    """Its indicators of which something may be drawn."""
    released = Release.objects.filter(indicator=OuterRef("pk"))
    return placemat.indicators.filter(Exists(released), removed_at=None).order_by("kind", "position")


def _indicator(collective: Collective, pk: str) -> Shown | None:
    rows = Indicator.objects.filter(placemat__in=_placemats(collective), removed_at=None)
    found = rows.select_related("placemat__cycle").filter(pk=pk).first() if pk else None
    if found is None:
        return None
    clause = {"if": "if", "then": "then"}.get(found.clause, "so")
    line = None if standing_round(found) else shared_line(found)
    return Shown("indicator", found.text, clause, language=collective.language, line=line, indicator=found.pk)


def _clauses() -> list[tuple[str, str, str]]:
    return [
        ("problem", PlacematField.PROBLEM_OF_PRACTICE, _("Problem of practice")),
        ("then", PlacematField.THEN, _("Then")),
        ("so_that", PlacematField.SO_THAT, _("So that")),
    ]
