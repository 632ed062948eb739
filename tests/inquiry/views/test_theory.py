"""The theory of action as a piece for other pages."""

from django.test import Client
from django.utils import timezone

from collectives.models import Program
from ilc.tenancy.scope import program_scope
from inquiry.models import IfAction, PlacematField, PlacematText
from tests.make import make_collective, make_cycle, make_participant, make_placemat, seat


def test_a_member_reads_it_and_a_stranger_finds_nothing(program: Program, browser_client: Client) -> None:
    with program_scope(program.pk):
        collective, member, stranger = make_collective(), make_participant(), make_participant()
        seat(collective, member)
        placemat = make_placemat(make_cycle(collective))
        IfAction.objects.create(placemat=placemat, position="a0", text="visit each other")
        PlacematText.objects.create(
            placemat=placemat, field=PlacematField.THEN, text="teachers plan together", changed_at=timezone.now()
        )
    address = f"/p/{program.slug}/collectives/{collective.pk}/theory/"

    browser_client.force_login(member.user)
    piece = browser_client.get(address, headers={"HX-Request": "true"})
    browser_client.force_login(stranger.user)
    nothing = browser_client.get(address)

    assert "<html" not in piece.text
    assert "visit each other" in piece.text
    assert "teachers plan together" in piece.text
    assert nothing.status_code == 404


def test_before_the_first_cycle_it_says_what_comes_first(program: Program, browser_client: Client) -> None:
    with program_scope(program.pk):
        collective, member = make_collective(), make_participant()
        seat(collective, member)
    browser_client.force_login(member.user)

    page = browser_client.get(f"/p/{program.slug}/collectives/{collective.pk}/theory/")

    assert "first cycle" in page.text
