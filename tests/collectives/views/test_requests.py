"""What the head of every page of a program holds."""

import re

import pytest


def current(page: str) -> str:
    """What the navigation says that one is in."""
    [word] = re.findall(r'<nav aria-label="Main">.*?</nav>', page, re.DOTALL)
    return " ".join(re.findall(r'aria-current="page"\s*>([^<]*)<', word))


@pytest.mark.parametrize(
    ("who", "where", "place"),
    [
        ("admin", "", "Home"),
        ("admin", "setup/", "Program"),
        ("admin", "gatherings/", "Program"),
        ("admin", "boards/", "Program"),
        ("admin", "formations/", "Program"),
        ("admin", "collectives/", "Collectives"),
        ("facilitator", "gatherings/", "Gatherings"),
        ("admin", "across/", "Program"),
        ("facilitator", "support/", ""),
        ("member", "collectives/", "Collectives"),
    ],
)
def test_the_navigation_says_where_one_is(shore, who, where, place):
    assert current(shore.sign_in(who).get(shore.url(where)).content.decode()) == place
