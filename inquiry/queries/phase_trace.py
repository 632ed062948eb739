"""What each phase left behind for one collective: real things, with the pages on which they stand."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from collectives.models import Collective, Participant
from collectives.queries.open_theme import OpenTheme, find_open_theme
from collectives.queries.rhythm import describe_rhythm, open_rhythm
from inquiry.models import IndicatorKind, Phase, Placemat, PlacematField
from inquiry.queries.adjustment import AdjustmentRow, adjustment_row
from inquiry.queries.guide import theory_aloud
from inquiry.queries.moment import MomentRow, named_moments
from inquiry.queries.placemat import Content, People, collective_people

type Words = str | Promise

PLACEMAT = "inquiry:placemat"
MOST_LISTED = 5
REFLECTION = (PlacematField.WENT_WELL, PlacematField.WENT_LESS_WELL, PlacematField.WILL_ADJUST)


@dataclass(frozen=True)
class Trace:
    """One thing that is there, and the page on which it stands. `words`: people's own, in their `language`."""

    label: Words
    text: str
    words: bool = False
    language: str = ""
    url_name: str = ""
    pk: UUID | None = None
    anchor: str = ""


@dataclass(frozen=True)
class Traces:
    """What a collective has beside the words on its placemat."""

    collective: Collective
    people: People
    rhythm: str
    theme: OpenTheme | None
    moments: Sequence[MomentRow] = ()
    adjustments: Sequence[AdjustmentRow] = ()


def read_traces(participant: Participant, collective: Collective, placemat: Placemat | None) -> Traces:
    """Eight SQL queries at most."""
    rhythm = open_rhythm(collective)
    adjusted = placemat.adjustments.filter(removed_at=None).order_by("-on", "-at")[:MOST_LISTED] if placemat else []
    return Traces(
        collective,
        collective_people(collective),
        describe_rhythm(rhythm) if rhythm else "",
        find_open_theme(participant, collective.theme_id),
        named_moments(placemat, since=None)[:MOST_LISTED] if placemat else (),
        [adjustment_row(row) for row in adjusted],
    )


def traces_of(phase: int, content: Content | None, traces: Traces) -> list[Trace]:
    """What is there of one phase. No SQL."""
    found: Iterator[Trace]
    if phase == Phase.GATHERING:
        found = _gathering(traces)
    elif phase == Phase.FORMING:
        found = _forming(traces)
    elif content is None:
        found = iter(())
    elif phase == Phase.DESIGNING:
        found = _designing(content, traces)
    elif phase == Phase.ACTING:
        found = _acting(content, traces)
    else:
        found = _reviewing(content) if phase == Phase.REVIEWING else _reflection(content)
    return list(found)


def _gathering(traces: Traces) -> Iterator[Trace]:
    theme = traces.theme
    if theme is None:
        yield Trace(_("Theme"), traces.collective.theme.name)
        return
    yield Trace(_("Theme"), theme.name, url_name="collectives:open-theme", pk=theme.pk)
    if theme.texts:
        words = ngettext("%(count)d text of leaders", "%(count)d texts of leaders", theme.texts)
        yield Trace(_("It came from"), words % {"count": theme.texts})
    for quote in theme.quotes:
        yield Trace(_("A voice"), quote.text, words=True, language=quote.language)


def _forming(traces: Traces) -> Iterator[Trace]:
    people, pk = traces.people, traces.collective.pk
    if people.members:
        yield Trace(_("Members"), ", ".join(people.members), url_name="collectives:collective-seats", pk=pk)
    if people.facilitators:
        label = ngettext("Facilitator", "Facilitators", len(people.facilitators))
        yield Trace(label, ", ".join(people.facilitators), url_name="collectives:collective", pk=pk)
    if traces.rhythm:
        yield Trace(_("Rhythm"), traces.rhythm, url_name="facilitation:collective-sessions", pk=pk)


def _designing(content: Content, traces: Traces) -> Iterator[Trace]:
    language, pk = traces.collective.language, content.placemat.pk
    for field, label in (
        (PlacematField.PROBLEM_OF_PRACTICE, _("Problem of practice")),
        (PlacematField.PRIORITY, _("Priority")),
    ):
        if text := content.text(field).strip():
            yield Trace(label, text, True, language, PLACEMAT, pk, "part1")
    if theory := theory_aloud(content):
        yield Trace(_("Theory of action"), theory, True, language, PLACEMAT, pk, "part2")
    if content.indicators:
        kinds = [one.kind for one in content.indicators]
        words = _("%(leading)d leading, %(lagging)d lagging") % {
            "leading": kinds.count(IndicatorKind.LEADING),
            "lagging": kinds.count(IndicatorKind.LAGGING),
        }
        yield Trace(_("Indicators"), words, url_name=PLACEMAT, pk=pk, anchor="part3")
    for row in traces.moments:
        yield Trace(_("A named moment"), row.moment.name, url_name="inquiry:placemat-history", pk=pk)


def _acting(content: Content, traces: Traces) -> Iterator[Trace]:
    for row in traces.adjustments:
        text = _("%(day)s: %(what)s") % {"day": row.day, "what": row.summary}
        yield Trace(_("An adjustment"), text, url_name="inquiry:adjustment", pk=row.adjustment.pk)
    leading = [one.text for one in content.indicators if one.kind == IndicatorKind.LEADING]
    if leading:
        yield _promised(content, leading, _("What you look at together"))


def _reviewing(content: Content) -> Iterator[Trace]:
    lagging = [one.text for one in content.indicators if one.kind == IndicatorKind.LAGGING]
    if lagging:
        yield _promised(content, lagging, _("What was promised to move"))


def _promised(content: Content, texts: Sequence[str], label: str) -> Trace:
    language = content.placemat.cycle.collective.language
    return Trace(label, "; ".join(texts), True, language, PLACEMAT, content.placemat.pk, "part3")


def _reflection(content: Content) -> Iterator[Trace]:
    language = content.placemat.cycle.collective.language
    for field in REFLECTION:
        if text := content.text(field).strip():
            yield Trace(field.label, text, True, language, PLACEMAT, content.placemat.pk, "part4")
