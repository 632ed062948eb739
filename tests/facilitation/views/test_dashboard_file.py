"""The page across collectives as tables to take along."""

import csv
import io
from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone
from openpyxl import load_workbook

from evidence.operations.release import release_days
from facilitation.models import Attendance
from facilitation.operations.support_flag import raise_flag
from ilc.tenancy.scope import program_scope
from inquiry.models import Cycle
from tests.facilitation.views.conftest import Scene
from tests.make import make_collective, make_participant, make_placemat, make_school, make_session, seat
from tests.make_evidence import make_data_point, make_measure
from tests.make_history import promise

YESTERDAY = timezone.localdate() - timedelta(days=1)


def base(scene: Scene) -> str:
    return f"/p/{scene.program.slug}/across/collectives"


@pytest.fixture
def work(scene: Scene) -> None:
    """A session, a shared and a protected indicator, a flag, and another collective far away."""
    with program_scope(scene.program.pk):
        scene.collective.seats.update(seated_at=timezone.now() - timedelta(days=100))
        held = make_session(scene.collective, on=YESTERDAY)
        Attendance.objects.create(session=held, participant=scene.member, came="room")
        placemat = make_placemat(Cycle.objects.get(collective=scene.collective))
        for text, of in (("=1+1", 400), ("Missed Mondays", 9)):
            indicator = promise(placemat, text, by=scene.member, at=timezone.now())
            make_measure(indicator, by=scene.member)
            on, school = date(2026, 3, 2), scene.member.school
            make_data_point(indicator, by=scene.member, on=on, school=school, numerator=of // 2, denominator=of)
            release_days(indicator.pk, [on], now=timezone.now())
        raise_flag(scene.collective, words="=HYPERLINK(1)", kinds=[], by=scene.admin, now=timezone.now())
        far = make_collective("Mondays matter")
        seat(far, make_participant(school=make_school("Far", district="Valley", region="Inland")))


@pytest.mark.usefixtures("work")
def test_the_workbook_has_types_and_tells_no_more_than_the_page(scene: Scene) -> None:
    answer = scene.client("coordinator").get(f"{base(scene)}.xlsx")

    book = load_workbook(io.BytesIO(answer.content))
    sheets = {sheet.title: [tuple(cell.value for cell in row) for row in sheet.iter_rows(min_row=2)] for sheet in book}
    assert list(sheets) == ["Collectives", "Sessions", "Indicators", "Help", "About"]
    [collective] = sheets["Collectives"]
    assert collective[:5] == ("Reading with meaning", "Tier 1 instruction", "Renée Thériault", 3, "Designing")
    assert isinstance(collective[5], datetime)
    assert sheets["Sessions"][-1] == ("Reading with meaning", datetime.fromisoformat(str(YESTERDAY)), "yes", 1, 2)
    figures = {row[1]: row[4:] for row in sheets["Indicators"]}
    assert figures == {"'=1+1": ("50 % of 400", 50), "Missed Mondays": ("protected", None)}
    assert [row[1] for row in sheets["Help"]] == ["'=HYPERLINK(1)"]
    assert {(row[0], row[1]) for row in sheets["About"]} >= {("Indicators", "Figure"), ("Collectives", "Who came")}
    assert b"Mondays matter" not in answer.content
    assert [cell.data_type for row in book["Indicators"].iter_rows() for cell in row if cell.data_type == "f"] == []


@pytest.mark.usefixtures("work")
def test_the_csv_holds_the_collectives_that_fit(scene: Scene) -> None:
    text = scene.client("admin").get(f"{base(scene)}.csv?q=Mondays").content.decode("utf-8-sig")

    [head, row] = list(csv.reader(io.StringIO(text)))
    assert (head[0], head[5]) == ("Collective", "Since")
    assert (row[0], row[3]) == ("Mondays matter", "")


@pytest.mark.parametrize("who", ["member", "facilitator", "stranger"])
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_it_is_for_program_staff(scene: Scene, who: str, kind: str) -> None:
    assert scene.client(who).get(f"{base(scene)}.{kind}").status_code == 403
