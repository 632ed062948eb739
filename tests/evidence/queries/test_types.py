"""The picture of the four types: from the plan and from what was brought."""

from datetime import date

from evidence.queries.types import QUESTIONS, days_brought, types_picture
from ilc.tenancy.scope import program_scope
from inquiry.engine.guide.levels import TYPES
from inquiry.models import Placemat
from inquiry.queries.placemat import placemat_content
from tests.evidence.setting import Shared
from tests.make_history import day, promise


def test_days_count_once_however_many_brought_something(shared: Shared) -> None:
    with program_scope(shared.program.pk):
        for on in (date(2026, 10, 1), date(2026, 11, 1)):
            shared.bring(on)
            shared.bring(on, far=True)
        gone = shared.bring(date(2026, 12, 1))
        gone.removed_at = day(99)
        gone.save(update_fields=["removed_at"])

        assert days_brought(shared.placemat) == {f"indicator:{shared.indicator.pk}": 2}


def test_the_picture_says_what_is_in_the_data_what_is_promised_and_what_lifts_it(shared: Shared) -> None:
    with program_scope(shared.program.pk):
        promise(
            shared.placemat,
            "What students say",
            by=shared.member,
            at=day(3),
            if_action=shared.action,
            data_types=["perceptions"],
            how_often="each month",
        )
        for month in (9, 10, 11):
            shared.bring(date(2026, month, 1))
        placemat = Placemat.objects.select_related("cycle__collective").get(pk=shared.placemat.pk)

        picture = types_picture(placemat_content(placemat))

    assert {one.cover.type: (one.cover.state, one.count) for one in picture.corners} == {
        "learning": ("brought", "1/1"),
        "perceptions": ("planned", "0/1"),
        "processes": ("open", "0/0"),
        "demographic": ("open", "0/0"),
    }
    assert [(one.state, one.clauses) for one in picture.crossings if one.state != "open"] == [("planned", ["If 1"])]
    assert (picture.level, picture.planned) == (2, 5)
    assert [one.number for one in picture.rungs if one.state == "brought"] == [2, 1]
    assert "Data were brought of: Student learning. Together they reach level 2 of ten" in picture.summary
    assert picture.lift == "One level up: data for another indicator of the same type, Student learning."


def test_every_crossing_has_its_question() -> None:
    assert (len(QUESTIONS), set.union(*map(set, QUESTIONS))) == (11, set(TYPES))
