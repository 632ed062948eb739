"""How an indicator is counted."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from evidence.models import About, Measure, MeasureKind
from evidence.operations.measure import Counting, MeasureInUse, set_measure
from ilc.tenancy.scope import program_scope
from tests.evidence.setting import Shared

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
SHARE = Counting(MeasureKind.SHARE, About.STUDENTS, baseline=22.0, target=60.0)


def test_it_is_said_once_and_changed_while_nothing_was_brought(shared: Shared) -> None:
    with program_scope(shared.program.pk):
        first = set_measure(shared.indicator, SHARE, by=shared.member, now=NOW)
        scale = Counting(MeasureKind.SCALE, About.ADULTS, ["never", "often"])

        second = set_measure(shared.indicator, scale, by=shared.member, now=NOW)

        assert (first.pk, second.kind, second.scale, Measure.objects.count()) == (
            second.pk,
            "scale",
            ["never", "often"],
            1,
        )


@pytest.mark.parametrize("other", [{"kind": MeasureKind.VALUE}, {"about": About.THINGS}])
def test_what_protects_stays_as_long_as_data_points_stand(shared: Shared, other: dict[str, str]) -> None:
    with program_scope(shared.program.pk):
        set_measure(shared.indicator, SHARE, by=shared.member, now=NOW)
        point = shared.bring()

        with pytest.raises(MeasureInUse):
            set_measure(shared.indicator, replace(SHARE, **other), by=shared.member, now=NOW)
        changed = set_measure(shared.indicator, replace(SHARE, target=70.0), by=shared.member, now=NOW)
        point.removed_at, point.removed_by = NOW, shared.member
        point.save()
        set_measure(shared.indicator, replace(SHARE, **other), by=shared.member, now=NOW)

        assert changed.target == 70.0
