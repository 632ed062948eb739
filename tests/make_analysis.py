"""What people make of evidence, for tests. Call inside a program's scope."""

from datetime import date, datetime
from typing import Any

from django.utils import timezone

from collectives.models import Participant, School
from evidence.engine.reference import Reference
from evidence.models import Analysis, Answer, Expected, JudgementPart, Prediction, StudentGroup
from evidence.operations.analysis import AnalysisWords, add_analysis
from evidence.operations.judgement import PartWords, judge_part
from evidence.operations.prediction import predict
from inquiry.models import Indicator, Placemat


def make_analysis(
    placemat: Placemat,
    seen: str = "The line falls from October to December.",
    *,
    by: Participant,
    parts: tuple[str, ...] = (),
    cites: tuple[Reference, ...] = (),
    now: datetime | None = None,
    **answers: str,
) -> Analysis:
    """An analysis with this first answer."""
    words = AnalysisWords(seen=seen, parts=parts, **answers)
    return add_analysis(placemat, words=words, cites=cites, by=by, now=now or timezone.now())


def point_to(
    indicator: Indicator, on: date, *, school: School | None = None, group: StudentGroup | None = None
) -> Reference:
    """A reference to a school's day, or to all places together."""
    return Reference(
        indicator.pk,
        on,
        school.district_id if school else None,
        school.pk if school else None,
        group.pk if group else None,
    )


def make_prediction(
    indicator: Indicator, words: str = "It will have risen.", *, by: Participant, named: bool = True, **fields: Any
) -> Prediction:
    """What somebody expects, in the round that is open or in a new one."""
    fields = {"expected": Expected.UP, "number": None, "now": timezone.now()} | fields
    return predict(indicator, words=words, named=named, by=by, **fields)


def make_judged(
    placemat: Placemat,
    part: str,
    answer: str = Answer.PARTLY,
    *,
    by: Participant,
    version: int = 0,
    cites_for: tuple[Reference, ...] = (),
    cites_against: tuple[Reference, ...] = (),
    **words: str,
) -> JudgementPart:
    """What a group says of one clause, upon a version."""
    said = judge_part(
        placemat,
        part=part,
        words=PartWords(answer=answer, **words),
        cites_for=cites_for,
        cites_against=cites_against,
        version=version,
        by=by,
        now=timezone.now(),
    )
    assert said
    return said
