"""That others tested a clause like one's own is offered beside the theory, and stands in nobody's way."""

import pytest
from django.urls import reverse

from evidence.models import LearningSummary
from ilc.tenancy.scope import program_scope
from tests.evidence.brought import plain
from tests.evidence.setting import Shared, browser
from tests.make import make_collective, make_cycle, make_placemat, seat
from tests.make_history import act, day, write
from tests.make_learning import make_copy, make_published

HTMX = {"HX-Request": "true"}


def other_theory(shared: Shared, action: str, then: str = "") -> None:
    """Another collective's published summary, with this theory."""
    collective = make_collective("Far away group", theme="Another theme")
    seat(collective, shared.stranger)
    placemat = make_placemat(make_cycle(collective))
    act(placemat, action, by=shared.stranger, at=day(1))
    if then:
        write(placemat, "then", then, by=shared.stranger, at=day(1))
    make_published(placemat, by=shared.stranger, title="Theirs", tried="This.", learned="That.")


@pytest.mark.parametrize(
    ("action", "then", "offered"),
    [
        ("we hold walks", "our teachers plan lessons together each week", True),
        ("our teachers plan together", "", False),  # an if-action is no then
        ("walks", "families come to the school", False),
    ],
)
def test_a_clause_of_the_same_place_with_the_same_words_is_offered(
    shared: Shared, action: str, then: str, offered: bool
) -> None:
    with program_scope(shared.program.pk):
        write(shared.placemat, "then", "teachers plan lessons together", by=shared.member, at=day(3))
        other_theory(shared, action, then)

    piece = browser(shared.member).get(shared.url("learning-similar", shared.placemat.pk), headers=HTMX)

    assert ("One collective tested a clause like yours" in plain(piece), "Theirs" in plain(piece)) == (offered, offered)


def test_a_clause_of_another_program_is_offered_with_its_name(shared: Shared) -> None:
    with program_scope(shared.program.pk):
        write(shared.placemat, "then", "teachers plan lessons together", by=shared.member, at=day(3))
        other_theory(shared, "we hold walks", "our teachers plan lessons together each week")
        snapshot = LearningSummary.objects.get().snapshot
        LearningSummary.objects.get().delete()
        copy = make_copy(snapshot=snapshot, title="Theirs", from_name="Inland Network")

    piece = browser(shared.member).get(shared.url("learning-similar", shared.placemat.pk), headers=HTMX)

    assert "<b>Inland Network</b> · Far away group · like your: Then" in plain(piece)
    links = [shared.url(name, copy.pk) in piece.content.decode() for name in ("library-copy", "library-copy-start")]
    assert links == [True, True]


def test_ones_own_summary_is_not_offered_and_without_javascript_the_page_says_so(shared: Shared) -> None:
    with program_scope(shared.program.pk):
        write(shared.placemat, "then", "teachers plan lessons together", by=shared.member, at=day(3))
        make_published(shared.placemat, by=shared.facilitator)

    page = browser(shared.member).get(shared.url("learning-similar", shared.placemat.pk))

    assert (page.status_code, "No published theory says something like yours yet" in plain(page)) == (200, True)


def test_the_placemat_asks_for_it_beside_its_theory_and_a_stranger_finds_nothing(shared: Shared) -> None:
    url = shared.url("learning-similar", shared.placemat.pk)

    page = browser(shared.member).get(reverse("inquiry:placemat", args=[shared.program.slug, shared.placemat.pk]))

    assert f'hx-get="{url}"' in page.content.decode()
    assert browser(shared.stranger).get(url).status_code == 404
