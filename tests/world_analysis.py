"""What the world's people make of their evidence."""

from collections.abc import Mapping

from django.utils import timezone

from collectives.models import Participant
from evidence.engine.reference import Reference
from evidence.models import THEORY, Course, DataPoint, JudgementPart
from evidence.operations.analysis import AnalysisWords, change_analysis, decide_course
from evidence.operations.judgement import settle_judgement, take_up_judgement
from evidence.operations.prediction import ask_predictions, reveal
from evidence.queries.clause import theory_clauses
from facilitation.models import Session
from facilitation.operations.analysis import name_analysis
from inquiry.models import Indicator, Placemat
from tests.make_analysis import make_analysis, make_judged, make_prediction, point_to
from tests.world_file import rendering


def make_analysis_here(word: str, things: Mapping[str, object], people: Mapping[str, Participant]) -> dict[str, object]:
    """The ids of what an address may ask for. Every text holds `word`."""
    member, now = people["member"], timezone.now()
    placemat = Placemat.objects.get(pk=things["placemat"])
    point = DataPoint.objects.select_related("indicator", "school", "group").get(pk=things["data_point"])
    cites = (point_to(point.indicator, point.on, school=point.school), point_to(point.indicator, point.on))
    made = make_analysis(
        placemat,
        f"{word} seen first",
        by=member,
        parts=(f"if:{things['if_action']}", "then"),
        cites=cites,
        reading=f"{word} reading",
    )
    words = AnalysisWords(f"{word} seen", f"{word} reading", f"{word} rivals", f"{word} next", ("so_that",))
    change_analysis(made, words=words, cites=cites, version=1, by=member, now=now)
    decide_course(made, course=Course.ADAPT, why=f"{word} why", by=member, now=now)
    name_analysis(Session.objects.get(pk=things["session"]), analysis=made, by=member, now=now)
    own = make_analysis(Placemat.objects.get(pk=things["own_placemat"]), f"{word} own", by=member)
    _make_predictions(word, point.indicator, people)
    settled = _make_judgement(word, placemat, cites, things, member)
    paper = rendering("judgement_pdf", f"judgement:{settled}", word, member)
    return {"settlement": settled, "judgement_rendering": paper.pk, "analysis": made.pk, "own_analysis": own.pk}


def _make_judgement(
    word: str, placemat: Placemat, cites: tuple[Reference, ...], things: Mapping[str, object], member: Participant
) -> object:
    """A judgement that was settled, taken up again, and is a draft now."""
    now = timezone.now()
    part = f"if:{things['if_action']}"
    make_judged(placemat, part, by=member, speaks_for=f"{word} for", cites_for=cites, cites_against=cites[:1])
    make_judged(placemat, part, by=member, version=1, speaks_for=f"{word} for it", cites_for=cites)
    make_judged(placemat, THEORY, by=member, successes=f"{word} went well", challenges=f"{word} was hard")
    settled = settle_judgement(placemat, clauses=theory_clauses(placemat), on=now.date(), by=member, now=now)
    take_up_judgement(settled.judgement, why=f"{word} once more", by=member, now=now)
    return settled.pk


def _make_predictions(word: str, indicator: Indicator, people: Mapping[str, Participant]) -> None:
    """One round that is laid open, and one that is not."""
    now = timezone.now()
    for name in ("member", "facilitator", "colleague"):
        make_prediction(indicator, f"{word} predicted", by=people[name], named=name == "member")
    reveal(ask_predictions(indicator, by=people["member"], now=now), by=people["member"], now=now)
    ask_predictions(indicator, by=people["facilitator"], now=now)
    make_prediction(indicator, f"{word} predicts", by=people["member"])


def more_analyses(things: Mapping[str, object], member: Participant, number: int) -> None:
    """One more of everything."""
    placemat = Placemat.objects.get(pk=things["placemat"])
    point = DataPoint.objects.select_related("indicator", "school").get(pk=things["data_point"])
    cites = (point_to(point.indicator, point.on, school=point.school), point_to(point.indicator, point.on))
    made = make_analysis(placemat, f"More {number}", by=member, parts=("then",), cites=cites)
    session = Session.objects.get(pk=things["session"])
    name_analysis(session, analysis=made, by=member, now=timezone.now())
    make_analysis(placemat, f"Not in a session {number}", by=member)
    decide_course(made, course=Course.GO_ON, why="", by=member, now=timezone.now())
    make_judged(placemat, "then", by=member, version=_version(placemat), speaks_for=f"More {number}", cites_for=cites)
    settled = settle_judgement(
        placemat, clauses=theory_clauses(placemat), on=timezone.now().date(), by=member, now=timezone.now()
    )
    take_up_judgement(settled.judgement, why=f"More {number}", by=member, now=timezone.now())
    standing = make_prediction(point.indicator, f"More {number}", by=member, named=False).round
    reveal(standing, by=member, now=timezone.now())
    make_prediction(point.indicator, f"Yet more {number}", by=member)


def _version(placemat: Placemat) -> int:
    row = JudgementPart.objects.filter(judgement__placemat=placemat, part="then").first()
    return row.version if row else 0
