"""References: what people point to, as one word that may be mangled on its way."""

from datetime import date
from uuid import UUID

import pytest

from evidence.engine.reference import Reference, read_reference, read_references

ONE, TWO, THREE = (UUID(int=number) for number in (1, 2, 3))
ON = date(2026, 11, 3)


@pytest.mark.parametrize(
    "reference",
    [
        Reference(ONE, ON),
        Reference(ONE, ON, TWO),
        Reference(ONE, ON, TWO, THREE),
        Reference(ONE, ON, TWO, THREE, ONE),
        Reference(ONE, ON, group=THREE),
    ],
)
def test_a_reference_comes_back_from_its_key(reference: Reference) -> None:
    assert read_reference(reference.key) == reference


@pytest.mark.parametrize(
    "key",
    ["", "x", f"{ONE}", f"{ONE}~soon~~~", f"~{ON}~~~", f"{ONE}~{ON}~~{TWO}~", f"{ONE}~{ON}~x~~", f"{ONE}~{ON}~~~~"],
)
def test_what_is_no_reference_is_none(key: str) -> None:
    assert read_reference(key) is None


def test_of_many_keys_each_reference_counts_once() -> None:
    one, two = Reference(ONE, ON), Reference(TWO, ON)

    assert read_references([two.key, "x", one.key, two.key]) == [two, one]


def test_only_without_a_place_it_points_to_all_together() -> None:
    assert [Reference(ONE, ON).together, Reference(ONE, ON, TWO).together] == [True, False]
