import itertools

import pytest

from collectives.engine import roster_places
from collectives.engine.roster_places import Place, Placed, Places

REGIONS = [Place("r1", "Shore", None), Place("r2", "Valley", None)]
DISTRICTS = [Place("d1", "Tidewater", "r1"), Place("d2", "Vallée", "r2")]
SCHOOLS = [Place("s1", "Gull Rock", "d1"), Place("s2", "École Centrale", "d1"), Place("s3", "Ecole centrale", "d2")]


def places(*, adding: bool = False) -> Places:
    ids = (f"new{number}" for number in itertools.count(1))
    return Places(REGIONS, DISTRICTS, SCHOOLS, new_id=ids.__next__ if adding else None)


def find(here: Places, school: str = "", district: str = "", region: str = "", *, coordinator: bool = False) -> Placed:
    return here.find(school, district, region, adding=True, coordinator=coordinator)


def test_a_school_brings_its_district_and_region():
    assert find(places(), "GULL ROCK") == Placed("s1", "d1", "r1")


def test_case_and_accents_do_not_matter_and_the_exact_name_wins():
    assert find(places(), district="vallee") == Placed(None, "d2", "r2")
    assert find(places(), "école centrale") == Placed("s2", "d1", "r1")


def test_a_school_in_two_districts_is_told_apart_by_its_district():
    assert find(places(), "ecole   Centrale", "Vallée").school == "s3"
    assert find(places(), "ÉCOLE-CENTRALE").problem == ("school_ambiguous", "ÉCOLE-CENTRALE")


@pytest.mark.parametrize(
    ("names", "problem"),
    [
        (("Nowhere", "", ""), ("school_unknown", "Nowhere")),
        (("Gull Rock", "Vallée", ""), ("school_unknown", "Gull Rock")),
        (("", "Nowhere", ""), ("district_unknown", "Nowhere")),
        (("", "", "Nowhere"), ("region_unknown", "Nowhere")),
        (("", "Tidewater", "Valley"), ("district_elsewhere", "Shore")),
    ],
)
def test_what_is_not_there_is_a_problem(names, problem):
    assert find(places(), *names) == Placed(problem=problem)


def test_what_is_not_there_is_noted_once_when_it_may_be_added():
    here = places(adding=True)

    first = find(here, "Bay School", "Lighthouse", "Coast")
    second = find(here, "bay school", "LIGHTHOUSE")

    assert first == second == Placed("new3", "new2", "new1")
    assert here.new == {
        "region": [Place("new1", "Coast", None)],
        "district": [Place("new2", "Lighthouse", "new1")],
        "school": [Place("new3", "Bay School", "new2")],
    }


@pytest.mark.parametrize(
    ("names", "problem"),
    [
        (("Bay School", "", ""), ("school_needs_district", "Bay School")),
        (("", "Lighthouse", ""), ("district_needs_region", "Lighthouse")),
    ],
)
def test_a_new_place_must_lie_somewhere(names, problem):
    here = places(adding=True)

    assert find(here, *names) == Placed(problem=problem)
    assert here.new == {"region": [], "district": [], "school": []}


def test_a_new_district_lies_in_the_only_region():
    here = Places(REGIONS[:1], [], [], new_id=lambda: "new")

    assert find(here, district="Lighthouse") == Placed(None, "new", "r1")


def test_a_row_that_is_not_brought_in_adds_nothing():
    here = places(adding=True)

    assert here.find("Bay School", "Lighthouse", "Coast", adding=False, coordinator=False).problem is None
    assert here.new == {"region": [], "district": [], "school": []}


def test_a_coordinator_looks_after_another_region_than_they_work_in():
    assert find(places(), "Gull Rock", "", "Valley", coordinator=True) == Placed("s1", "d1", "r2")


def test_a_file_does_not_add_places_without_end(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(roster_places, "MAX_NEW_PLACES", 2)
    here = places(adding=True)

    found = [find(here, region=f"Region {number}").problem for number in range(3)]

    assert found == [None, None, ("too_many_new_places", "2")]


def test_names_without_letters_are_told_apart():
    here = places(adding=True)

    assert find(here, region="???").region != find(here, region="!!!").region
