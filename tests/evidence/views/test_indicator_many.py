"""An indicator with 5,000 data points: what its page costs and weighs."""

import gzip
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import now

from collectives.models import School
from evidence.models import DataPoint, PredictionLook, PredictionRound, Release
from evidence.queries.figure import MOST_DAYS
from evidence.queries.indicator import TABLE_DAYS, indicators_to_read, read_indicator
from ilc.tenancy.scope import program_scope
from tests.evidence.setting import Shared
from tests.make import make_school
from tests.make_evidence import make_measure

SCHOOLS, DAYS = 50, 100
FIRST = date(2024, 9, 2)
MOST_QUERIES = 14
MOST_BYTES = 60_000


@pytest.fixture
def many(shared: Shared) -> Shared:
    """Fifty schools of one district on a hundred days, and what was released of them; every fifth school protected."""
    with program_scope(shared.program.pk):
        schools = [
            make_school(f"School {number} of the river valley", district="Tidewater") for number in range(SCHOOLS)
        ]
        make_measure(shared.indicator, by=shared.member, target=89)
        days = [FIRST + timedelta(weeks=n) for n in range(DAYS)]
        DataPoint.objects.bulk_create(_point(shared, school, day) for day in days for school in schools)
        Release.objects.bulk_create(
            Release(
                indicator=shared.indicator,
                on=day,
                number=1,
                cells=[_told(["program"], 40), *(_cell(school, n, day) for n, school in enumerate(schools))],
                behind=[[4, 6]] * (SCHOOLS + 1),
                made_at=now(),
            )
            for day in days
        )
    return shared


def _point(shared: Shared, school: School, day: date) -> DataPoint:
    return DataPoint(
        indicator=shared.indicator,
        kind="share",
        on=day,
        school=school,
        district_id=school.district_id,
        numerator=11 + day.toordinal() % 17,
        denominator=40,
        brought_by=shared.member,
        brought_at=now(),
    )


def _cell(school: School, number: int, day: date) -> dict[str, object]:
    place = ["school", str(school.pk), str(school.district_id), str(school.district.region_id)]
    if number % 5 == 0:
        return {"place": place, "group": None, "told": "protected"}
    return _told(place, 20 + (number + day.toordinal()) % 60)


def _told(place: list[str], percent: int) -> dict[str, object]:
    ranges = [[percent - 0.5, percent + 0.5], [99.5 - percent, 100.5 - percent]]
    return {"place": place, "group": None, "told": "figure", "people": 40, "ranges": ranges, "width": 0}


def test_it_shows_the_latest_days_and_knows_of_earlier_ones(many: Shared) -> None:
    with program_scope(many.program.pk):
        found = indicators_to_read(many.member).get(pk=many.indicator.pk)
        for own in (False, True):
            sheet = read_indicator(found, many.member, own=own)
            before = read_indicator(found, many.member, own=own, until=FIRST + timedelta(weeks=3))

            assert (len(sheet.table.days), len(sheet.days), sheet.table.earlier) == (MOST_DAYS, TABLE_DAYS, True)
            assert (sheet.table.days[-1], len(sheet.table.places)) == (FIRST + timedelta(weeks=DAYS - 1), SCHOOLS)
            assert (len(before.table.days), before.table.earlier) == (4, False)


def test_the_whole_request_takes_few_queries(many: Shared, client: Client) -> None:
    with program_scope(many.program.pk):
        asked = PredictionRound.objects.create(indicator=many.indicator, opened_by=many.member, opened_at=now())
        for person in (many.member, many.colleague, many.facilitator):
            PredictionLook.objects.create(round=asked, by=person, at=now())
    urls = [
        reverse(name, args=[many.program.slug, many.indicator.pk])
        for name in ("evidence:indicator", "facilitation:indicator-chart")
    ]
    pages = [url + view for url in urls for view in ("", "?view=mine")]
    counts = {}
    for person in (many.member, many.colleague, many.facilitator, many.admin):
        client.force_login(person.user)
        client.get(many.url("overview"))  # the session comes into the cache, where it stays while somebody works
        counts.update({(person.name, page): _count_queries(client, page) for page in pages})

    assert {key: count for key, count in counts.items() if count > MOST_QUERIES} == {}


def _count_queries(client: Client, url: str) -> int:
    """What a page costs, its transaction and the rows that policies let it see included."""
    with CaptureQueriesContext(connection) as captured:
        page = client.get(url)
    assert page.status_code == 200
    return len(captured)


def test_its_page_weighs_little(many: Shared, client: Client) -> None:
    client.force_login(many.member.user)

    pages = [client.get(f"{many.url('indicator', many.indicator.pk)}{view}") for view in ("", "?view=mine")]

    assert [page.status_code for page in pages] == [200, 200]
    assert max(len(gzip.compress(page.content)) for page in pages) <= MOST_BYTES
