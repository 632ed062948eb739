"""An indicator with all that stands for one row beside it."""

from evidence.models import PredictionLook, PredictionRound
from evidence.queries.indicator import indicators_to_read
from evidence.queries.measure import measure_beside, measure_of
from ilc.tenancy.scope import program_scope
from tests.evidence.setting import Shared
from tests.make_evidence import make_measure
from tests.make_history import act, day, promise


def test_it_bears_the_number_of_its_if_action_as_people_count_them(shared: Shared) -> None:
    with program_scope(shared.program.pk):
        second = act(shared.placemat, "meet weekly", by=shared.member, at=day(2))
        later = promise(shared.placemat, "Meetings", by=shared.member, at=day(3), if_action=second)
        outcome = promise(shared.placemat, "Scores", by=shared.member, at=day(3), clause="then")

        def numbers() -> list[int | None]:
            rows = {one.pk: one.number for one in indicators_to_read(shared.member)}
            return [rows[one.pk] for one in (shared.indicator, later, outcome)]

        before = numbers()
        shared.action.removed_at = day(4)
        shared.action.save()

        assert (before, numbers()) == ([1, 2, None], [None, 1, None])


def test_its_measure_comes_along_as_it_is_kept(shared: Shared) -> None:
    with program_scope(shared.program.pk):
        without = measure_beside(indicators_to_read(shared.member).get())
        make_measure(shared.indicator, "scale", by=shared.member, scale=["never", "often"], target=1.5)

        beside = measure_beside(indicators_to_read(shared.member).get())

        kept = measure_of(shared.indicator)
        assert without is None
        assert beside is not None
        assert kept is not None
        assert {name: value for name, value in vars(beside).items() if name != "_state"} == {
            name: value for name, value in vars(kept).items() if name != "_state"
        }


def test_it_is_to_be_predicted_until_one_has_looked_or_it_is_laid_open(shared: Shared) -> None:
    def predicts() -> list[bool]:
        return [indicators_to_read(who).get().predicts for who in (shared.member, shared.colleague)]

    with program_scope(shared.program.pk):
        before = predicts()
        asked = PredictionRound.objects.create(indicator=shared.indicator, opened_by=shared.member, opened_at=day(3))
        PredictionLook.objects.create(round=asked, by=shared.member, at=day(3))
        during = predicts()
        PredictionRound.objects.update(revealed_at=day(4), revealed_by=shared.member)

        assert (before, during, predicts()) == ([False, False], [False, True], [False, False])
