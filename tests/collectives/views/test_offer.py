"""Saying what one can guide."""

from django.test import Client

from ilc.tenancy.scope import program_scope
from tests.collectives.views.conftest import plain
from tests.collectives.views.formations import ANSWER, Asking, asking

__all__ = ["asking"]


def guides(asking: Asking, *names: str, **more) -> dict:
    return ANSWER | {"themes": [asking.themes[name] for name in names], "capacity": "2"} | more


def named(asking: Asking) -> list[str]:
    with program_scope(asking.shore.program_pk):
        return sorted(one.theme.name for one in asking.offer().themes.all())


def test_a_facilitator_says_by_the_link_what_they_can_guide(client: Client, asking: Asking):
    response = client.post(asking.offer_door, guides(asking, "Grading", "Belonging"), follow=True)

    assert "Your answer is saved." in plain(response)
    assert (named(asking), asking.offer().capacity) == (["Belonging", "Grading"], 2)


def test_a_facilitator_says_it_signed_in_and_finds_it_again(asking: Asking):
    client = asking.shore.sign_in("facilitator")

    page = plain(client.post(asking.offer_url, guides(asking, "Walkthroughs"), follow=True))

    assert f'value="{asking.themes["Walkthroughs"]}" checked' in page
    assert '<option value="2" selected' in page


def test_an_offer_names_a_theme(client: Client, asking: Asking):
    response = client.post(asking.offer_door, guides(asking))

    assert response.status_code == 422
    assert "Tick at least one theme." in plain(response)


def test_a_quick_way_keeps_the_themes_that_are_ticked(client: Client, asking: Asking):
    page = plain(client.post(asking.offer_door, guides(asking, "Grading", fill="all")))

    assert f'value="{asking.themes["Grading"]}" checked' in page
    assert named(asking) == []


def test_a_facilitator_who_cannot_says_so(client: Client, asking: Asking):
    client.post(asking.offer_door, {"act": "no"})

    assert (asking.offer().takes_part, bool(asking.offer().answered_at)) == (False, True)


def test_a_ballot_door_opens_no_offer(client: Client, asking: Asking):
    assert "What you can guide" not in plain(client.get(asking.ballot_door))


def test_a_coordinator_of_elsewhere_sees_no_offer(asking: Asking):
    assert asking.shore.sign_in("other_coordinator").get(asking.offer_url).status_code == 404
