"""Adding, moving and removing regions, districts and schools."""

import pytest
from django.utils.timezone import now

from collectives.models import District, ProgramChange, Region, School
from collectives.operations.region import (
    PlaceInUse,
    PlaceNameTaken,
    add_districts,
    add_regions,
    add_schools,
    edit_district,
    edit_school,
    remove_place,
)
from tests.make import make_collective, make_cycle, make_participant, make_placemat, make_school
from tests.make_evidence import make_data_point
from tests.make_history import promise

pytestmark = pytest.mark.usefixtures("scope")


def test_an_outline_is_added_level_by_level():
    (region,) = add_regions(["Shore"])
    (district,) = add_districts(["Tidewater"], region=region)

    add_schools(["Pictou Road School", "W̱SÁNEĆ School of the Northern Peninsula"], district=district)

    assert [str(school) for school in district.schools.order_by("name")] == [
        "Pictou Road School",
        "W̱SÁNEĆ School of the Northern Peninsula",
    ]


def test_a_name_that_is_taken_keeps_all_of_them_out():
    add_regions(["Shore"])

    with pytest.raises(PlaceNameTaken, match="“shore”"):
        add_regions(["Valley", "shore"])

    assert [region.name for region in Region.objects.all()] == ["Shore"]


def test_schools_of_two_districts_may_share_a_name():
    make_school("Elm", district="North")

    make_school("Elm", district="South")

    assert School.objects.filter(name="Elm").count() == 2


def test_a_district_moves_with_its_schools(admin):
    school = make_school(region="Shore")
    (valley,) = add_regions(["Valley"])

    edit_district(school.district, name="Tidewater", region=valley, surroundings="", by=admin, now=now())

    assert School.objects.get(district__region=valley) == school


def test_history_keeps_what_a_place_was(admin):
    school, at = make_school("Elm", district="Tidewater"), now()
    key = school.pk

    for _twice in range(2):
        edit_school(school, name="Elm Street", district=school.district, surroundings="", by=admin, now=at)
    remove_place(school, by=admin, now=at)

    kept = ProgramChange.objects.order_by("pk").values_list("what", "about", "was__name", "by", "at")
    assert list(kept) == [("school", key, name, admin.pk, at) for name in ("Elm", "Elm Street")]


def test_a_school_moves_with_its_people(admin):
    school = make_school(district="Tidewater")
    person = make_participant(school=school, district=school.district)
    other = District.objects.create(name="Oakfield", region=school.district.region)

    edit_school(school, name=school.name, district=other, surroundings="", by=admin, now=now())

    person.refresh_from_db()
    assert person.district == other


def test_what_a_place_is_like_is_kept_with_what_it_was(admin):
    school = make_school("Elm", district="Tidewater")
    district = school.district

    edit_district(district, name="Tidewater", region=district.region, surroundings="large", by=admin, now=now())
    edit_school(school, name="Elm", district=district, surroundings="rural", by=admin, now=now())
    edit_school(school, name="Elm", district=district, surroundings="", by=admin, now=now())

    kept = ProgramChange.objects.order_by("pk").values_list("what", "was__surroundings")
    assert list(kept) == [("district", ""), ("school", ""), ("school", "rural")]
    assert (District.objects.get().surroundings, School.objects.get().surroundings) == ("large", "")


def test_a_place_where_nothing_stands_is_removed(admin):
    (region,) = add_regions(["Shore"])

    remove_place(region, by=admin, now=now())

    assert not Region.objects.exists()


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("region", r"1 district \(Tidewater\) and 1 coordinator \(Priya Raman\)"),
        ("district", r"1 school \(Elm\) and 1 participant \(Amara Okafor\)"),
        ("school", r"1 participant \(Zoë Lefèvre\)"),
    ],
)
def test_a_place_says_what_stands_there(admin, kind, words):
    school = make_school("Elm", district="Tidewater", region="Shore")
    region = school.district.region
    make_participant("Priya Raman", role="coordinator", region=region)
    make_participant("Amara Okafor", district=school.district)
    make_participant("Zoë Lefèvre", school=school)
    place = {"region": region, "district": school.district, "school": school}[kind]

    with pytest.raises(PlaceInUse, match=words):
        remove_place(place, by=admin, now=now())


def test_a_place_whose_evidence_is_kept_stays():
    school = make_school("Pictou Road School")
    mover = make_participant(school=make_school("Another School", district="Inland"))
    placemat = make_placemat(make_cycle(make_collective()))
    indicator = promise(placemat, "Reading alone", by=mover, at=placemat.made_at)
    make_data_point(indicator, by=mover, on=now().date(), school=school, value=3)

    with pytest.raises(PlaceInUse, match="Pictou Road School stays: evidence was brought"):
        remove_place(school, by=mover, now=now())

    assert School.objects.filter(pk=school.pk).exists()
