"""A program whose collectives have come to the end of a cycle: theories, lines, judgements, summaries for others."""

from typing import Any
from uuid import UUID

from django.utils.timezone import now

from collectives.models import Participant
from evidence.engine.judgement import Judged, Said, keep_said
from evidence.models import Judgement, LearningState, LearningSummary, Settlement
from evidence.queries.clause import ClauseLine, clause_lines
from ilc.tenancy.scope import program_scope
from inquiry.models import IfAction, Placemat, PlacematText
from tests.bench.dashboard_rows import made, make_at_work

SAID = (
    "Where two teachers had planned a lesson together, students explained what they had read; where one of them had "
    "been handed the plan, they answered in a word. We cannot tell yet which of the two came first. "
)
FIELDS = {"problem_of_practice": SAID * 2, "then": SAID, "so_that": SAID}


def make_handed_on(slug: str, number: int) -> Participant:
    """An admin of a program of so many collectives, each with a full page to tell of."""
    _slug, readers = make_at_work(slug, number)
    admin = readers["admin"]
    with program_scope(admin.program_id):
        placemats = list(Placemat.objects.select_related("cycle__collective").order_by("pk"))
        _write(placemats, by=admin)
        _judge(placemats, by=admin)
        _hand_on(placemats, by=admin)
    return admin


def _write(placemats: list[Placemat], *, by: Participant) -> None:
    """Every theory in full: four if-actions, and the other clauses."""
    made(
        PlacematText(placemat=one, field=field, text=text, changed_by=by, changed_at=now())
        for one in placemats
        for field, text in FIELDS.items()
    )
    made(IfAction(placemat=one, position=f"b{number}", text=SAID[:150]) for one in placemats for number in range(3))


def _judge(placemats: list[Placemat], *, by: Participant) -> None:
    actions: dict[UUID, list[IfAction]] = {}
    for action in IfAction.objects.order_by("position", "pk"):
        actions.setdefault(action.placemat_id, []).append(action)
    said = [keep_said(_said(clause_lines(actions[one.pk], FIELDS).values())) for one in placemats]
    judgements = made(Judgement(placemat=one, on=now().date(), begun_by=by, begun_at=now()) for one in placemats)
    made(
        Settlement(judgement=one, on=now().date(), said=words, by=by, at=now())
        for one, words in zip(judgements, said, strict=True)
    )


def _said(lines: Any) -> Said:
    clauses = tuple(_judged(line) for line in lines)
    theory = Judged("theory", "theory", answer="partly", successes=SAID * 2, challenges=SAID * 2, lang="en")
    return Said(clauses, theory)


def _judged(line: ClauseLine) -> Judged:
    return Judged(line.part, line.key, line.number, line.words, "partly", SAID, SAID, "fairly", lang="en")


def _hand_on(placemats: list[Placemat], *, by: Participant) -> None:
    made(
        LearningSummary(
            placemat=one,
            state=LearningState.PUBLISHED,
            title="Plan it together",
            tried=SAID,
            learned=SAID * 2,
            for_others=SAID * 2,
            language="en",
            snapshot={"words": SAID},
            theme_id=one.cycle.collective.theme_id,
            changed_by=by,
            changed_at=now(),
            published_at=now(),
        )
        for one in placemats
    )
