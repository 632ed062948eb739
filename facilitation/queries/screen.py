"""What the group of a session looks at now, as the question guide asks for it."""

from dataclasses import dataclass, replace
from uuid import UUID

from django.db.models import Exists, OuterRef
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from facilitation.engine.guide import Screen, Shown
from facilitation.models import AgendaItem, ItemKind, Prompt, Session, SessionRun, SessionStep
from ilc.pages import named_key
from inquiry.models import IfAction, Indicator, IndicatorKind, PlacematField

NAMED: dict[str, tuple[Shown, Promise]] = {
    "problem": ("problem", _("the problem of practice")),
    PlacematField.PROBLEM_OF_PRACTICE.value: ("problem", _("the problem of practice")),
    "theory": ("theory", _("the theory of action")),
    "then": ("then", _("the then")),
    "so_that": ("so_that", _("the so-that")),
    "commitments": ("commitments", _("your commitments")),
    "prompt_answers": ("prompt_answers", _("the answers to a prompt")),
    "silence": ("silence", _("it is quiet")),
    "start": ("start", _("the beginning")),
    "end": ("end", _("the end")),
}
OF_ITEM = {ItemKind.PLACEMAT.value: "theory", ItemKind.COMMITMENTS.value: "commitments"}


@dataclass(frozen=True)
class ScreenNow:
    """The screen as the guide weighs it, and what it is in words, empty when nothing is known."""

    screen: Screen
    words: str = ""


def screen_of(session: Session, asked: str = "") -> ScreenNow:
    """What an address names (`if:<id>`, `then`, `silence`), else what the running session shows.

    Four SQL queries at most.

    Charts of evidence do not exist yet, so nothing is said of one that moved or stayed flat.
    """
    named = _screen_named(session, asked) if asked else None
    return named or _screen_of_run(session)


def _screen_of_run(session: Session) -> ScreenNow:
    run = SessionRun.objects.filter(session=session, ended_at=None).first()
    if run is None:
        return ScreenNow(Screen())
    kind, pk = str(run.shows.get("kind", "")), str(run.shows.get("pk", ""))
    if kind == "prompt":
        return _screen_of_prompt(session, pk)
    return _screen_named(session, f"{kind}:{pk}" if pk else kind) or _screen_of_step(run)


def _screen_of_prompt(session: Session, pk: str) -> ScreenNow:
    """Answers are something to ask about once they are shown. One SQL query."""
    named = named_key(pk)
    if named is None or not Prompt.objects.filter(session=session, pk=named, shown_at__isnull=False).exists():
        return ScreenNow(Screen())
    return ScreenNow(Screen("prompt_answers"), str(NAMED["prompt_answers"][1]))


def _screen_of_step(run: SessionRun) -> ScreenNow:
    """What the item is about; the first and the last of an agenda have questions of their own. One SQL query."""
    later = AgendaItem.objects.filter(session=OuterRef("run__session"), position__gt=OuterRef("item__position"))
    step = (
        SessionStep.objects.filter(run=run, ended_at=None)
        .select_related("item")
        .annotate(goes_on=Exists(later))
        .first()
    )
    if step is None:
        return ScreenNow(Screen())
    if step.item.kind in OF_ITEM:
        kind, words = NAMED[OF_ITEM[step.item.kind]]
        return ScreenNow(Screen(kind), str(words))
    if step.item.position == 1:
        return ScreenNow(Screen("start"), str(NAMED["start"][1]))
    return ScreenNow(Screen()) if step.goes_on else ScreenNow(Screen("end"), str(NAMED["end"][1]))


def _screen_named(session: Session, name: str) -> ScreenNow | None:
    word, _colon, key = name.partition(":")
    pk = named_key(key)
    if word == "if" and pk:
        return _screen_of_if(session, pk, name)
    if word == "indicator" and pk:
        return _screen_of_indicator(session, pk, name)
    if name not in NAMED:
        return None
    kind, words = NAMED[name]
    return ScreenNow(Screen(kind), str(words))


def _screen_of_if(session: Session, pk: UUID, name: str) -> ScreenNow | None:
    """An if-action of the collective's placemat, and whether it has an indicator. Two SQL queries."""
    indicators = Indicator.objects.filter(if_action=OuterRef("pk"), removed_at=None)
    row = (
        IfAction.objects.filter(
            pk=pk, removed_at=None, placemat__leader=None, placemat__cycle__collective=session.collective_id
        )
        .annotate(has_indicator=Exists(indicators))
        .first()
    )
    if row is None:
        return None
    before = IfAction.objects.filter(placemat=row.placemat_id, removed_at=None, position__lt=row.position).count()
    screen = Screen("if", name, has_indicator=row.has_indicator)
    return ScreenNow(screen, gettext("if-action %(number)d") % {"number": before + 1})


def _screen_of_indicator(session: Session, pk: UUID, name: str) -> ScreenNow | None:
    """An indicator of the collective's placemat. One SQL query."""
    row = Indicator.objects.filter(
        pk=pk, removed_at=None, placemat__leader=None, placemat__cycle__collective=session.collective_id
    ).first()
    if row is None:
        return None
    screen = Screen("indicator_leading", name)
    if row.kind == IndicatorKind.LAGGING:
        screen = replace(screen, kind="indicator_lagging")
    return ScreenNow(screen, gettext("the indicator “%(text)s”") % {"text": row.text})
