"""Places: the outline, adding, moving, removing."""

import re

from django.db import connection
from django.test.utils import CaptureQueriesContext

from collectives.models import District, Region, School
from ilc.tenancy.scope import program_scope
from tests.collectives.views.conftest import HTMX, plain
from tests.make import make_school

PLACES = "setup/places/"
ADMIN_ONLY = {
    "admin": 200,
    "coordinator": 403,
    "other_coordinator": 404,
    "facilitator": 404,
    "member": 404,
    "outsider": 404,
    "stranger": 404,
}


def chosen(body: str) -> str:
    """What is ticked of rural and large."""
    [ticked] = [one for one in re.findall(r"<input[^>]*>", body) if 'name="surroundings"' in one and "checked" in one]
    [value] = re.findall(r'value="(\w*)"', ticked)
    return str(value)


def test_staff_see_the_places_of_their_regions(shore):
    assert shore.answers(PLACES) == {
        "admin": 200,
        "coordinator": 200,
        "other_coordinator": 200,
        "facilitator": 403,
        "member": 403,
        "outsider": 403,
        "stranger": 404,
    }
    body = plain(shore.sign_in("coordinator").get(shore.url(PLACES)))
    assert "Pictou Road School" in body
    assert "Basin View High School" not in body
    assert "Add schools" not in body


def test_the_outline_comes_as_a_piece(shore):
    response = shore.sign_in("admin").get(shore.url(PLACES), headers=HTMX)

    assert response.content.decode().strip().startswith('<div id="places">')


def test_the_outline_costs_the_same_for_few_and_for_many(shore):
    client = shore.sign_in("admin")
    client.get(shore.url(PLACES))
    with CaptureQueriesContext(connection) as few:
        client.get(shore.url(PLACES))
    with program_scope(shore.program_pk):
        for number in range(3):
            make_school(f"School {number}", district=f"District {number}", region=f"Region {number}")

    with CaptureQueriesContext(connection) as many:
        client.get(shore.url(PLACES))

    assert len(many) == len(few)


def test_a_list_of_schools_is_pasted(shore):
    district = shore.school.district
    pasted = "Elm\r\n\r\n  W̱SÁNEĆ   School \r\nelm\r\n"

    response = shore.sign_in("admin").post(shore.url(f"{PLACES}{district.pk}/new/school/"), {"names": pasted})

    assert response.status_code == 302
    with program_scope(shore.program_pk):
        names = set(School.objects.filter(district=district).values_list("name", flat=True))
        assert names == {"Pictou Road School", "Elm", "W̱SÁNEĆ School"}


def test_districts_and_regions_are_added(shore):
    client, region = shore.sign_in("admin"), shore.school.district.region

    client.post(shore.url(f"{PLACES}new/region/"), {"names": "Northern Reach"})
    client.post(shore.url(f"{PLACES}{region.pk}/new/district/"), {"names": "Oakfield"})

    with program_scope(shore.program_pk):
        assert Region.objects.filter(name="Northern Reach").exists()
        assert District.objects.get(name="Oakfield").region == region


def test_a_name_that_is_taken_keeps_everything_typed(shore):
    response = shore.sign_in("admin").post(shore.url(f"{PLACES}new/region/"), {"names": "North\nShore"})

    assert response.status_code == 422
    assert "There is a place called “Shore” here already." in plain(response)
    assert "North Shore" in plain(response)


def test_a_name_that_is_too_long_is_refused(shore):
    response = shore.sign_in("admin").post(shore.url(f"{PLACES}new/region/"), {"names": "x" * 201})

    assert response.status_code == 422


def test_a_school_moves_to_another_district(shore):
    with program_scope(shore.program_pk):
        other = District.objects.get(name="Minas Basin")

    shore.sign_in("admin").post(
        shore.url(f"{PLACES}school/{shore.school.pk}/"), {"name": "Pictou Road School", "district": other.pk}
    )

    with program_scope(shore.program_pk):
        assert School.objects.get(pk=shore.school.pk).district == other


def test_a_district_moves_and_a_region_is_renamed(shore):
    client, district = shore.sign_in("admin"), shore.school.district
    with program_scope(shore.program_pk):
        valley = Region.objects.get(name="Valley")

    client.post(shore.url(f"{PLACES}district/{district.pk}/"), {"name": "Tidewater", "region": valley.pk})
    client.post(shore.url(f"{PLACES}region/{valley.pk}/"), {"name": "Valley and Basin"})

    with program_scope(shore.program_pk):
        assert District.objects.get(pk=district.pk).region.name == "Valley and Basin"


def test_a_place_says_that_it_is_rural_or_large(shore):
    client, district = shore.sign_in("admin"), shore.school.district
    at_school, at_district = (
        shore.url(f"{PLACES}school/{shore.school.pk}/"),
        shore.url(f"{PLACES}district/{district.pk}/"),
    )
    before = plain(client.get(at_school))

    client.post(at_school, {"name": "Pictou Road School", "district": district.pk, "surroundings": "rural"})
    client.post(at_district, {"name": "Tidewater", "region": district.region_id, "surroundings": "large"})

    assert chosen(before) == ""
    assert (chosen(plain(client.get(at_school))), chosen(plain(client.get(at_district)))) == ("rural", "large")
    outline = plain(client.get(shore.url(PLACES)))
    assert [outline.count(f'<span class="tag">{words}</span>') for words in ("rural", "large")] == [1, 1]


def test_what_a_place_is_like_is_kept_when_its_name_is_taken(shore):
    district = shore.school.district
    with program_scope(shore.program_pk):
        make_school("Elm", district="Tidewater")

    refused = shore.sign_in("admin").post(
        shore.url(f"{PLACES}school/{shore.school.pk}/"),
        {"name": "Elm", "district": district.pk, "surroundings": "rural"},
        headers=HTMX,
    )
    unknown = shore.sign_in("admin").post(
        shore.url(f"{PLACES}school/{shore.school.pk}/"),
        {"name": "Elm Street", "district": district.pk, "surroundings": "urban"},
    )

    assert (refused.status_code, chosen(plain(refused))) == (422, "rural")
    assert unknown.status_code == 422
    with program_scope(shore.program_pk):
        assert School.objects.get(pk=shore.school.pk).surroundings == ""


def test_a_place_where_somebody_stands_stays(shore):
    response = shore.sign_in("admin").post(shore.url(f"{PLACES}school/{shore.school.pk}/remove/"))

    assert response.status_code == 422
    assert "1 participant (Amara Okafor)" in plain(response)


def test_an_empty_place_is_removed(shore):
    with program_scope(shore.program_pk):
        region = Region.objects.create(name="Mistake")

    response = shore.sign_in("admin").post(shore.url(f"{PLACES}region/{region.pk}/remove/"))

    assert response["Location"] == shore.url(PLACES)
    with program_scope(shore.program_pk):
        assert not Region.objects.filter(name="Mistake").exists()


def test_only_an_admin_changes_places(shore):
    district = shore.school.district

    assert shore.answers(f"{PLACES}school/{shore.school.pk}/") == ADMIN_ONLY
    assert shore.answers(f"{PLACES}{district.pk}/new/school/") == ADMIN_ONLY
    assert shore.sign_in("coordinator").post(shore.url(f"{PLACES}district/{district.pk}/remove/")).status_code == 403
    assert shore.sign_in("stranger").post(shore.url(f"{PLACES}district/{district.pk}/remove/")).status_code == 404


def test_a_kind_of_place_that_does_not_exist_is_not_there(shore):
    client = shore.sign_in("admin")

    assert client.get(shore.url(f"{PLACES}planet/{shore.school.pk}/")).status_code == 404
    assert client.get(shore.url(f"{PLACES}new/school/")).status_code == 404
