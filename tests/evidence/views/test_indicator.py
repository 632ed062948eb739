"""The page of an indicator's evidence."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils.html import strip_tags
from django.utils.timezone import localdate, now

from evidence.models import DataPoint, DataPointChange, MeasureKind, Release
from evidence.operations.prediction import ask_predictions, look
from evidence.operations.release import release_days
from ilc.tenancy.scope import program_scope
from ilc.zones import date_words
from tests.evidence.setting import ON, Shared
from tests.make_evidence import make_confirmation, make_group, make_measure, make_plan_line

HTMX = {"HX-Request": "true"}


def plain(content: bytes) -> str:
    return " ".join(content.decode().split())


def read(client: Client, shared: Shared, query: str = "") -> str:
    return plain(client.get(f"{shared.url('indicator', shared.indicator.pk)}{query}").content)


@pytest.fixture
def counted(shared: Shared) -> Shared:
    """Ten months of shares from two districts: Amara's large school, and Zoë's with eight students."""
    with program_scope(shared.program.pk):
        make_measure(shared.indicator, by=shared.member, target=89)
        days = [ON + timedelta(weeks=4 * n) for n in range(10)]
        for number, day in enumerate(days):
            shared.bring(day, numerator=20 + 4 * number, denominator=80)
            shared.bring(day, far=True, numerator=3, denominator=8)
        release_days(shared.indicator.pk, days, now=now())
    return shared


def test_the_shared_view_draws_the_line_and_keeps_small_groups_of_the_other_district(
    counted: Shared, client: Client
) -> None:
    client.force_login(counted.member.user)

    page = read(client, counted)

    assert [
        words in page for words in ("Visits each week", "Target 89", "What the line says", "Inland School", "protected")
    ] == [True] * 5
    assert [words in page for words in ("3 of 8", "20 of 80", "38 %")] == [False] * 3


def test_my_district_shows_full_figures_of_it_and_none_of_another(counted: Shared, client: Client) -> None:
    client.force_login(counted.member.user)

    page = read(client, counted, "?view=mine")

    assert [words in page for words in ("20 of 80", "56 of 80", "10 points in a row rise")] == [True] * 3
    assert [words in page for words in ("3 of 8", "Inland School", "shut-cell")] == [False] * 3


def test_the_small_district_sees_its_own(counted: Shared, client: Client) -> None:
    client.force_login(counted.colleague.user)

    page = read(client, counted, "?view=mine")

    assert ("3 of 8" in page, "20 of 80" in page) == (True, False)


def test_an_admin_without_a_district_sees_the_shared_view_whatever_the_address_asks_for(
    counted: Shared, client: Client
) -> None:
    client.force_login(counted.admin.user)

    page = read(client, counted, "?view=mine")

    assert ("Shared view" in page, "My district" in page, "3 of 8" in page, "20 of 80" in page) == (False,) * 4
    assert "What the line says" in page


def test_htmx_gets_the_piece(counted: Shared, client: Client) -> None:
    client.force_login(counted.member.user)

    piece = client.get(counted.url("indicator", counted.indicator.pk), headers=HTMX).content.decode()

    assert ("<html" in piece, 'id="indicator"' in piece) == (False, True)


def test_a_stranger_finds_nothing(counted: Shared, client: Client) -> None:
    client.force_login(counted.stranger.user)

    assert client.get(counted.url("indicator", counted.indicator.pk)).status_code == 404


def test_without_figures_it_says_how_to_begin(shared: Shared, client: Client) -> None:
    client.force_login(shared.member.user)

    page = read(client, shared)

    assert ("nobody has said how it is counted" in page, "Bring the first figure" in page) == (True, True)


def test_corrections_and_notes_are_seen_by_the_owning_district_alone(counted: Shared, client: Client) -> None:
    with program_scope(counted.program.pk):
        point = counted.bring(ON - timedelta(days=28), numerator=30, denominator=80, note="snow week")
        DataPointChange.objects.create(
            data_point=point, what="corrected", was={"numerator": 34}, why="counted twice", by=counted.member, at=now()
        )
        release_days(counted.indicator.pk, [point.on], now=now())
    client.force_login(counted.member.user)

    own, shown = read(client, counted, "?view=mine"), read(client, counted)

    told = ("snow week", "34 of 80", "corrected by Amara Okafor", "counted twice")
    assert [words in own for words in told] == [True] * 4
    assert [words in shown for words in told] == [False] * 4


def test_the_address_keeps_the_days_and_a_mangled_one_shows_the_latest(counted: Shared, client: Client) -> None:
    client.force_login(counted.member.user)

    early, mangled = read(client, counted, "?until=2026-12-01"), read(client, counted, "?until=yesterday")

    assert ("29 Dec 2026" in early, "The latest days" in early) == (False, True)
    assert "29 Dec 2026" in mangled


def test_groups_stand_beside_each_other_on_one_scale(counted: Shared, client: Client) -> None:
    with program_scope(counted.program.pk):
        for number, name in enumerate(["Grade 3", "Grade 4"]):
            counted.bring(ON, numerator=10 + 8 * number, denominator=40, group=make_group(name))
        release_days(counted.indicator.pk, [ON], now=now())
    client.force_login(counted.member.user)

    page = read(client, counted, "?view=mine")

    assert ("Group by group" in page, "Grade 3" in page, "10 of 40" in page) == (True, True, True)


def test_a_scale_shows_its_mean_and_how_the_answers_are_spread(shared: Shared, client: Client) -> None:
    with program_scope(shared.program.pk):
        make_measure(shared.indicator, MeasureKind.SCALE, by=shared.member, scale=["never", "sometimes", "often"])
        shared.bring(ON, counts=[10, 20, 30])
        release_days(shared.indicator.pk, [ON], now=now())
    client.force_login(shared.member.user)

    page = read(client, shared)

    assert ("How the answers are spread" in page, "2.3 of 60" in page, "1 point: too few to say" in page) == (True,) * 3


def test_numbers_of_two_places_are_not_added_up(shared: Shared, client: Client) -> None:
    with program_scope(shared.program.pk):
        make_measure(shared.indicator, MeasureKind.VALUE, by=shared.member, about="things")
        make_confirmation(shared.indicator, by=shared.facilitator)
        shared.bring(ON, value=40)
        shared.bring(ON, far=True, value=50)
        release_days(shared.indicator.pk, [ON], now=now())
    client.force_login(shared.member.user)

    page = read(client, shared)

    said = strip_tags(page)  # an id in an address may hold any digits
    assert ("45 (mean of 2)" in said, "90" in said) == (True, False)


def test_words_are_read_by_their_district_alone(shared: Shared, client: Client) -> None:
    with program_scope(shared.program.pk):
        make_measure(shared.indicator, MeasureKind.WORDS, by=shared.member)
        shared.bring(ON, words="They ask each other first.")
    client.force_login(shared.member.user)

    own, shown = read(client, shared, "?view=mine"), read(client, shared)

    assert ("They ask each other first." in own, "They ask each other first." in shown) == (True, False)
    assert "Words stay with the district" in shown


def test_while_people_predict_the_chart_is_covered_until_one_looks(counted: Shared, client: Client) -> None:
    with program_scope(counted.program.pk):
        asked = ask_predictions(counted.indicator, by=counted.member, now=now())
    client.force_login(counted.member.user)
    covered = read(client, counted, "?view=mine")
    with program_scope(counted.program.pk):
        look(asked, by=counted.member, now=now())

    looked = read(client, counted)

    assert ("Predict before you look" in covered, "What the line says" in covered, "56 of 80" in covered) == (
        True,
        False,
        False,
    )
    assert "What the line says" in looked


def test_who_is_asked_for_a_figure_sees_that_first(counted: Shared, client: Client) -> None:
    with program_scope(counted.program.pk):
        make_plan_line(counted.indicator, counted.member, first_due=date(2026, 10, 1), school=counted.school)
    client.force_login(counted.member.user)

    page = read(client, counted)

    assert ("Enter the figure" in page, "every month" in page, "brought by Amara Okafor" in page) == (True, True, True)


def test_where_newer_figures_wait_every_shared_page_says_so_and_as_of_when_it_shows_the_day(
    counted: Shared, client: Client
) -> None:
    with program_scope(counted.program.pk):
        Release.objects.filter(on=ON).update(waiting=True)
        point = DataPoint.objects.get(on=ON, district=counted.member.school.district)
    client.force_login(counted.member.user)

    pages = [
        read(client, counted, "?all=1"),
        read(client, counted, "?view=mine"),
        plain(client.get(counted.url("chain", counted.placemat.pk)).content),
        plain(client.get(counted.url("data-point", point.pk)).content),
    ]

    words = f"Until then the shared view shows {date_words(ON)} as it stood on {date_words(localdate())}."
    assert [words in page for page in pages] == [True, False, True, True]
