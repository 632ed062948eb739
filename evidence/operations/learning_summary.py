"""A collective writes what it learned, asks its members, publishes it, and may withdraw it."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any, Final

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from collectives.models import Collective, District, Participant, Region, School, Theme
from evidence.engine.learning_summary import keep_frozen
from evidence.engine.personal import Finding, find_personal
from evidence.models import LearningChange, LearningConsent, LearningState, LearningSummary
from evidence.operations.data_point import refuse_personal
from evidence.operations.learning_word import forget_words, index_words
from evidence.operations.library_copy import schedule_copies
from evidence.queries.learning_summary import consents_of, freeze, summary_of
from ilc.errors import Meanwhile, Refused
from inquiry.models import Placemat

What = LearningChange.What
WORDS_NEEDED: Final = ("tried", "learned")


class SummaryMeanwhile(Meanwhile[LearningSummary]):
    """Somebody else wrote it meanwhile. `theirs` is how it stands now."""


class SummaryStands(Refused):
    """The members are asked about these very words, or others read them: they are not changed under them."""


class SummaryUnfinished(Refused):
    """What others would look for first is still open."""


class PlacematNamesSomebody(Refused):
    """The placemat would show somebody's personal data to others."""


class NobodyAsks(Refused):
    """The members are not asked now."""


class NotAgreed(Refused):
    """Somebody said no, or too few said yes yet."""


class ObjectionNeeded(Refused):
    """Who does not agree, or withdraws, has not said why."""


@dataclass(frozen=True)
class SummaryWords:
    """What the people of a collective say, in the language they say it in."""

    title: str
    tried: str = ""
    learned: str = ""
    helped: str = ""
    hindered: str = ""
    for_others: str = ""
    language: str = "en"


@transaction.atomic
def write_summary(
    placemat: Placemat, *, words: SummaryWords, version: int, by: Participant, now: datetime
) -> LearningSummary:
    """Write it, or write it anew upon the version one has read, 0 for none; one that was withdrawn is a draft again.

    Raises SummaryMeanwhile, SummaryStands, and PersonalData with the field that names somebody.
    """
    Placemat.objects.select_for_update().get(pk=placemat.pk)  # two people may begin at once
    fields: dict[str, Any] = asdict(words)
    held = summary_of(placemat)
    if held and held.state in {LearningState.ASKED, LearningState.PUBLISHED}:
        raise SummaryStands(_("The members are asked about these words, or others read them. Take it back first."))
    if held and all(getattr(held, name) == value for name, value in fields.items()):
        return held
    if held and held.version != version:
        reason = _("%(name)s wrote here while you did. Both are here: look, and save what you want to keep.")
        raise SummaryMeanwhile(reason % {"name": held.changed_by.name}, held)
    refuse_personal({name: value for name, value in fields.items() if name != "language"}, known_names())
    was = {name: getattr(held, name) for name in fields} if held else {}
    if held is None:
        held = LearningSummary(placemat=placemat, version=0)
    for name, value in fields.items():
        setattr(held, name, value)
    held.version, held.state, held.changed_by, held.changed_at = held.version + 1, LearningState.DRAFT, by, now
    held.save()
    held.refresh_from_db(fields=["pk"])
    _note(held, What.WRITTEN, was=was, by=by, now=now)
    return held


@transaction.atomic
def ask_members(summary: LearningSummary, *, by: Participant, now: datetime) -> None:
    """Put it to every member as it stands, with the placemat and the shared figures of now. A second time: nothing.

    Raises SummaryUnfinished, and PlacematNamesSomebody.
    """
    held = _lock(summary)
    if held.state != LearningState.DRAFT:
        return
    if not all(getattr(held, name).strip() for name in WORDS_NEEDED):
        raise SummaryUnfinished(_("Say first what you tried and what you learned: the rest may stay open."))
    _freeze(held, by=by, today=localdate(now))
    held.state, held.round = LearningState.ASKED, held.round + 1
    held.save()
    _note(held, What.ASKED, by=by, now=now)


@transaction.atomic
def answer_summary(summary: LearningSummary, *, agrees: bool, why: str, by: Participant, now: datetime) -> None:
    """Say yes, or not like this and why; one may say otherwise later. Raises NobodyAsks, ObjectionNeeded."""
    held = _lock(summary)
    if held.state != LearningState.ASKED:
        raise NobodyAsks(_("The members are not asked any more. Look at how it stands now."))
    if not agrees and not why.strip():
        raise ObjectionNeeded(_("Say in a sentence what should be different, so that the others can mend it."))
    why = "" if agrees else why.strip()
    standing = LearningConsent.objects.filter(summary=held, round=held.round, participant=by).first()
    if standing and (standing.agrees, standing.why) == (agrees, why):
        return
    was = {"agrees": standing.agrees, "why": standing.why} if standing else {}
    LearningConsent.objects.update_or_create(
        summary=held, round=held.round, participant=by, defaults={"agrees": agrees, "why": why, "at": now}
    )
    _note(held, What.ANSWERED, was=was, why=why, by=by, now=now)


@transaction.atomic
def take_back_summary(summary: LearningSummary, *, by: Participant, now: datetime) -> None:
    """Make it a draft again while the members are asked; they are asked anew then. A second time changes nothing."""
    held = _lock(summary)
    if held.state != LearningState.ASKED:
        return
    held.state = LearningState.DRAFT
    held.save(update_fields=["state"])
    _note(held, What.TAKEN_BACK, by=by, now=now)


@transaction.atomic
def publish_summary(summary: LearningSummary, *, by: Participant, now: datetime) -> None:
    """Show it to everybody in the program, just as the members were asked; twice: once. NobodyAsks, NotAgreed."""
    held = _lock(summary)
    if held.state == LearningState.PUBLISHED:
        return
    if held.state != LearningState.ASKED:
        raise NobodyAsks(_("Ask the members first: what others see is what they agreed to."))
    consents = consents_of(held, by)
    if consents.no:
        raise NotAgreed(_("Somebody said: not like this. Take it back, mend it, and ask again."))
    if not consents.ready:
        raise NotAgreed(_("At least half of the members have to say yes first."))
    held.state, held.published_at = LearningState.PUBLISHED, now
    held.save(update_fields=["state", "published_at"])
    index_words(held)
    schedule_copies(now=now)
    _note(held, What.PUBLISHED, by=by, now=now)


@transaction.atomic
def withdraw_summary(summary: LearningSummary, *, why: str, by: Participant, now: datetime) -> None:
    """Take it out of the library, for everybody; a second time changes nothing. Raises ObjectionNeeded."""
    if not why.strip():
        raise ObjectionNeeded(_("Say in a sentence why it is withdrawn: its people read that."))
    held = _lock(summary)
    if held.state != LearningState.PUBLISHED:
        return
    held.state = LearningState.WITHDRAWN
    held.save(update_fields=["state"])
    forget_words(held)
    schedule_copies(now=now)
    _note(held, What.WITHDRAWN, why=why.strip(), by=by, now=now)


def known_names() -> set[str]:
    """How the program's places, themes and collectives are called: they name nobody. Five SQL queries."""
    return {name for kind in (School, District, Region, Theme, Collective) for name in _names(kind)}


def _names(kind: Any) -> list[str]:
    return list(kind.objects.values_list("name", flat=True))


def _lock(summary: LearningSummary) -> LearningSummary:
    held = LearningSummary.objects.select_for_update(of=("self",)).select_related("placemat__cycle__collective__theme")
    return held.get(pk=summary.pk)


def _freeze(held: LearningSummary, *, by: Participant, today: date) -> None:
    frozen = freeze(held.placemat, by=by, language=held.language, today=today)
    _refuse_named(frozen.texts)
    held.snapshot = keep_frozen(frozen)
    held.theme_id = held.placemat.cycle.collective.theme_id
    held.phase, held.level = frozen.phase, frozen.level
    held.data_types, held.positions = list(frozen.types), list(frozen.positions)


def _refuse_named(texts: Mapping[str, str]) -> None:
    found: list[tuple[str, Finding]] = []
    known = known_names()
    for text in texts.values():
        found += [(text, one) for one in find_personal(text, known=known)]
    if found:
        text, one = found[0]
        around = " ".join(text[max(one.start - 30, 0) : one.end].split())
        raise PlacematNamesSomebody(
            _("The placemat seems to name somebody (“… %(words)s”), and others would read it. Change it there first.")
            % {"words": around}
        )


def _note(
    summary: LearningSummary,
    what: str,
    *,
    was: Mapping[str, Any] | None = None,
    why: str = "",
    by: Participant,
    now: datetime,
) -> None:
    LearningChange.objects.create(summary=summary, what=what, was=dict(was or {}), why=why, by=by, at=now)
