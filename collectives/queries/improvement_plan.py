"""Improvement plans as pages show them: their passages with place and reason, or why they cannot be read."""

import json
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from collectives.models import ImprovementPlan, Passage, PlanState
from ilc.documents.refusals import refusal_of

_WHY: Final[dict[str, str | Promise]] = {
    "named": gettext_lazy("it calls itself a goal or a priority"),
    "under_heading": gettext_lazy("it stands under a heading of goals"),
    "aim": gettext_lazy("it says what is aimed for"),
    "measure": gettext_lazy("it names a measure, with a share or a date"),
    "people_will": gettext_lazy("it says what students or staff will do"),
    "we_will": gettext_lazy("it says what the school will do"),
}


@dataclass(frozen=True)
class PassageLine:
    """A passage with its place in the document, why it is proposed, and what a person said of it."""

    pk: UUID
    text: str
    place: str
    why: str | Promise
    language: str
    accepted: bool | None


@dataclass(frozen=True)
class PlanPage:
    """A plan: its passages in the document's order, those nobody looked at yet, and what could not be read."""

    passages: tuple[PassageLine, ...]
    waiting: int
    accepted: int
    trouble: str


@dataclass(frozen=True)
class PlanTask:
    """What a page shows while a plan is read."""

    title: str
    poll_url: str
    percent: int | None = None
    left: str = ""
    steps: tuple[tuple[str, str], ...] = ()
    done: bool = False


def plan_page(plan: ImprovementPlan) -> PlanPage:
    """A plan with its passages. One SQL query."""
    reader = (get_language() or settings.LANGUAGE_CODE)[:2]
    lines = tuple(
        PassageLine(
            pk=one.pk,
            text=one.text,
            place=one.place,
            why=_WHY.get(one.why, ""),
            language="" if one.language[:2] == reader else one.language,
            accepted=one.accepted,
        )
        for one in Passage.objects.filter(plan=plan).order_by("number")
    )
    waiting = sum(line.accepted is None for line in lines)
    return PlanPage(lines, waiting, sum(line.accepted is True for line in lines), _trouble(plan))


def plan_task(poll_url: str) -> PlanTask:
    """The reading of a plan. No SQL."""
    return PlanTask(_("Looking for passages that state a focus"), poll_url, left=_("usually a few seconds"))


def _trouble(plan: ImprovementPlan) -> str:
    if not plan.trouble:
        return ""
    said = json.loads(plan.trouble)
    if plan.state == PlanState.REFUSED:
        return str(refusal_of(said["code"], said["values"]))
    pages = said["silent_pages"]
    words = ngettext(
        "Page %(pages)s is a picture, and we cannot read pictures of text. If a goal stands there, paste it as text.",
        "Pages %(pages)s are pictures, and we cannot read pictures of text. If goals stand there, paste them as text.",
        len(pages),
    )
    return words % {"pages": ", ".join(map(str, pages))}
