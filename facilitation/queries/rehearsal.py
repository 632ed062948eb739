"""The stations of a rehearsal: what one does at each, whether it was done, as the rows tell it, and what it trains."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.db.models import Exists, OuterRef, Subquery
from django.utils.functional import cached_property

from collectives.models import Participant, Program
from evidence.models import Analysis, DataPoint, PlanLine, Settlement
from facilitation.models import AgendaItem, RehearsalMark, Session, SessionRun
from ilc.content import in_language, read_content
from ilc.pages import seen_digest
from inquiry.models import Adjustment, IfAction, Indicator, Placemat

CHART: Final = "chart"
KEYS: Final = ("placemat", "agenda", "session", "evidence", CHART, "analysis", "judgement", "closing")


@dataclass(frozen=True)
class Station:
    """One station. `state` is done, skipped or open. `url_name` and `pk`: where one does it.

    `job` or `protocol`: the questions of the guide, or the protocol, where one may read on.
    """

    number: int
    key: str
    title: str
    do: str
    trains: str
    state: str
    url_name: str
    pk: UUID | None
    job: str
    protocol: str


@dataclass(frozen=True)
class Rehearsal:
    """All of it. `indicator`: whose figure is brought at the evidence station, to be looked at afterwards."""

    stations: tuple[Station, ...]
    indicator: UUID | None

    @cached_property
    def current(self) -> Station | None:
        """The first one that is open; None once every one is done or passed by."""
        return next((one for one in self.stations if one.state == "open"), None)

    @cached_property
    def before(self) -> Station | None:
        """The one done last before it."""
        done = self.stations[: self.current.number - 1] if self.current else self.stations
        return done[-1] if done else None

    def after(self, key: str) -> Station | None:
        """The first open one that follows a station."""
        rest = self.stations[KEYS.index(key) + 1 :]
        return next((one for one in rest if one.state == "open"), self.current)


@dataclass(frozen=True)
class Option:
    """One answer to the question about the chart. `right`: the one the rules of run charts allow."""

    key: str
    words: str
    why: str
    right: bool


def read_rehearsal(participant: Participant, program: Program) -> Rehearsal:
    """Where one's rehearsal stands. Three SQL queries."""
    found = _facts(participant, program)
    marks = set(RehearsalMark.objects.values_list("station", "what"))
    line = PlanLine.objects.filter(participant=participant).order_by("made_at").values("pk", "indicator").first()
    places: dict[str, tuple[str, UUID | None]] = {
        "placemat": ("inquiry:placemat", found.pk),
        "agenda": ("facilitation:session-agenda", found.session),
        "session": ("facilitation:session-run", found.session),
        "evidence": ("evidence:plan-line-bring", line["pk"] if line else None),
        CHART: ("facilitation:rehearsal-chart", None),
        "analysis": ("evidence:analysis-new", found.pk),
        "judgement": ("evidence:judgement", found.pk),
        "closing": ("facilitation:renewal", found.cycle_id),
    }
    if found.analysis:
        places["analysis"] = ("evidence:analysis", found.analysis)
    done = {
        "placemat": found.all_shown,
        "agenda": found.planned,
        "session": found.ended,
        "evidence": found.brought,
        CHART: (CHART, RehearsalMark.What.ANSWERED) in marks,
        "analysis": bool(found.analysis) and found.adjusted,
        "judgement": found.settled,
        "closing": found.cycle.closed_at is not None,
    }
    entries = {entry["key"]: entry for entry in read_content("facilitation", "rehearsal")["station"]}
    skipped = {station for station, what in marks if what == RehearsalMark.What.SKIPPED}
    stations = [
        _station(number, entries[key], places[key], "done" if done[key] else "skipped" if key in skipped else "open")
        for number, key in enumerate(KEYS, start=1)
    ]
    return Rehearsal(tuple(stations), line["indicator"] if line else None)


def chart_question() -> tuple[str, list[Option]]:
    """The question about the chart and its answers, in the reader's language. No SQL."""
    asked = read_content("facilitation", "rehearsal")["question"]
    options = [
        Option(one["key"], in_language(one["words"]), in_language(one["why"]), one.get("right", False))
        for one in asked["option"]
    ]
    return in_language(asked["words"]), options


def answered_last() -> str:
    """The key of what was answered last; "" before the first. One SQL query."""
    rows = RehearsalMark.objects.filter(station=CHART, what=RehearsalMark.What.ANSWERED).order_by("-at")
    return rows.values_list("choice", flat=True).first() or ""


def chart_indicator() -> UUID | None:
    """The indicator whose line is read: the first one that was promised. One SQL query."""
    rows = Indicator.objects.filter(placemat__leader=None).order_by("placemat__cycle__number", "changed_at", "pk")
    return rows.exclude(if_action=None).values_list("pk", flat=True).first()


def _facts(participant: Participant, program: Program) -> Any:
    """The collective's first placemat, and what the rows tell of it and of the session to lead. One SQL query."""
    here = {"placemat": OuterRef("pk"), "removed_at": None}
    own = {"by": participant}
    shown = Indicator.objects.filter(if_action=OuterRef("pk"), removed_at=None)
    sessions = Session.objects.filter(collective=OuterRef("cycle__collective")).order_by("made_at")
    of_sessions = {"session__collective": OuterRef("cycle__collective")}
    analyses = Analysis.objects.filter(**here, **own).order_by("at")
    brought = DataPoint.objects.filter(brought_by=participant, brought_at__gte=program.created_at, removed_at=None)
    rows = Placemat.objects.filter(leader=None).select_related("cycle").order_by("cycle__number")
    return rows.annotate(
        session=Subquery(sessions.values("pk")[1:2]),
        all_shown=~Exists(IfAction.objects.filter(**here).exclude(Exists(shown))),
        planned=Exists(AgendaItem.objects.filter(**of_sessions)),
        ended=Exists(SessionRun.objects.filter(**of_sessions, ended_at__isnull=False)),
        brought=Exists(brought),
        analysis=Subquery(analyses.values("pk")[:1]),
        adjusted=Exists(Adjustment.objects.filter(**here, **own)),
        settled=Exists(Settlement.objects.filter(judgement__placemat=OuterRef("pk"), taken_up_at=None)),
    )[0]


def _station(number: int, entry: Mapping[str, Any], place: tuple[str, UUID | None], state: str) -> Station:
    url_name, pk = place
    return Station(
        number=number,
        key=entry["key"],
        title=in_language(entry["title"]),
        do=in_language(entry["do"]),
        trains=in_language(entry["trains"]),
        state=state,
        url_name=url_name,
        pk=pk,
        job=entry.get("job", ""),
        protocol=entry.get("protocol", ""),
    )


def bar_context(participant: Participant, program: Program, *, path: str) -> dict[str, Any]:
    """What the bar shows on the page at `path`; `seen` names it, so that it asks for news. Three SQL queries."""
    rehearsal = read_rehearsal(participant, program)
    return {
        "program": program,
        "rehearsal": rehearsal,
        "station": rehearsal.current,
        "path": path,
        "seen": seen_digest([one.state for one in rehearsal.stations]),
    }
