"""A group judges its theory of action, clause by clause, settles it, and may take it up again."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from collectives.models import Participant
from evidence.engine.judgement import keep_said
from evidence.engine.reference import Reference
from evidence.models import Judgement, JudgementChange, JudgementPart, Settlement
from evidence.operations.citation import cite, cited
from evidence.queries.clause import ClauseLine
from evidence.queries.judgement import said_so_far
from ilc.errors import Meanwhile, Refused
from inquiry.models import Placemat


class JudgedMeanwhile(Meanwhile[JudgementPart]):
    """Somebody else wrote there meanwhile. `theirs` is how it stands now."""


class SettledMeanwhile(Refused):
    """The judgement is settled; it is written again once somebody takes it up."""


class NothingJudged(Refused):
    """There is no answer yet that could be settled."""


class ReasonNeeded(Refused):
    """Nobody said why it is taken up again."""


@dataclass(frozen=True)
class PartWords:
    """What a group says of one clause or of the whole theory."""

    answer: str = ""
    speaks_for: str = ""
    speaks_against: str = ""
    sure: str = ""
    sure_why: str = ""
    successes: str = ""
    challenges: str = ""


@transaction.atomic
def judge_part(
    placemat: Placemat,
    *,
    part: str,
    words: PartWords,
    cites_for: Sequence[Reference],
    cites_against: Sequence[Reference],
    version: int,
    by: Participant,
    now: datetime,
) -> JudgementPart | None:
    """Say it, or say it anew upon the version one has read, 0 for none; what stood there is kept.

    None when nothing is said where nothing was.

    Raises JudgedMeanwhile when that version is no longer the one, and SettledMeanwhile.
    """
    judgement = _begin(placemat, by=by, now=now)
    if judgement.on is not None:
        raise SettledMeanwhile(
            _("The judgement is settled. Take it up again first; your words are still in the fields.")
        )
    fields: dict[str, Any] = asdict(words)
    held = judgement.parts.select_related("changed_by").filter(part=part).first()
    pointed = (cited(held), cited(held, against=True)) if held else ([], [])
    same = held and all(getattr(held, name) == value for name, value in fields.items())
    if held and same and [set(one) for one in pointed] == [set(cites_for), set(cites_against)]:
        return held
    if held and held.version != version:
        reason = _("%(name)s wrote here while you did. Both are here: look, and save what you want to keep.")
        raise JudgedMeanwhile(reason % {"name": held.changed_by.name}, held)
    if held is None and not any((*fields.values(), cites_for, cites_against)):
        return None
    if held is None:
        held = JudgementPart(judgement=judgement, part=part, version=0)
    else:
        _keep(held, pointed, by=by, now=now)
    for name, value in fields.items():
        setattr(held, name, value)
    held.version, held.lang, held.changed_by, held.changed_at = held.version + 1, by.reads, by, now
    held.save()
    cite(held, cites_for)
    cite(held, cites_against, against=True)
    return held


@transaction.atomic
def settle_judgement(
    placemat: Placemat, *, clauses: Mapping[str, ClauseLine], on: date, by: Participant, now: datetime
) -> Settlement:
    """Keep what was said, with the clauses as they read, as the group's judgement of that day.

    Raises NothingJudged, SettledMeanwhile.
    """
    judgement = _begin(placemat, by=by, now=now)
    if judgement.on is not None:
        raise SettledMeanwhile(_("The judgement is settled already."))
    said = said_so_far(placemat, clauses)
    if all(one.open for one in said.parts):
        raise NothingJudged(_("Answer for at least one clause first: “we cannot tell” is an answer, too."))
    judgement.on = on
    judgement.save(update_fields=["on"])
    return Settlement.objects.create(judgement=judgement, on=on, said=keep_said(said), by=by, at=now)


@transaction.atomic
def take_up_judgement(judgement: Judgement, *, why: str, by: Participant, now: datetime) -> None:
    """Open it again, for a reason; what was settled stays to be read. A second time changes nothing.

    Raises ReasonNeeded.
    """
    if not why.strip():
        raise ReasonNeeded(_("Say in a sentence why you take it up again: others have read it."))
    held = Judgement.objects.select_for_update().get(pk=judgement.pk)
    standing = held.settlements.filter(taken_up_at=None).first()
    if standing is None:
        return
    standing.taken_up_by, standing.taken_up_at, standing.why = by, now, why.strip()
    standing.save(update_fields=["taken_up_by", "taken_up_at", "why"])
    held.on = None
    held.save(update_fields=["on"])


def _begin(placemat: Placemat, *, by: Participant, now: datetime) -> Judgement:
    Placemat.objects.select_for_update().get(pk=placemat.pk)  # two people may begin at once
    judgement, _made = Judgement.objects.get_or_create(placemat=placemat, defaults={"begun_by": by, "begun_at": now})
    return judgement


def _keep(
    held: JudgementPart, pointed: tuple[Sequence[Reference], Sequence[Reference]], *, by: Participant, now: datetime
) -> None:
    was: dict[str, Any] = {name: getattr(held, name) for name in PartWords.__dataclass_fields__}
    was |= {name: [one.key for one in rows] for name, rows in zip(("cites_for", "cites_against"), pointed, strict=True)}
    JudgementChange.objects.create(
        judgement_id=held.judgement_id, part=held.part, version=held.version, was=was, by=by, at=now
    )
