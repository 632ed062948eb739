"""The page on which somebody begins from what another group learned."""

from typing import Any

import pytest

from collectives.models import Program
from evidence.models import LearningStart
from ilc.tenancy.scope import program_scope
from inquiry.models import Placemat
from tests.evidence.brought import plain
from tests.evidence.setting import Shared, browser
from tests.make import make_collective, make_cycle, make_placemat, seat
from tests.make_history import day, write
from tests.make_learning import make_found

HTMX = {"HX-Request": "true"}


@pytest.fixture
def there(program: Program) -> dict[str, Any]:
    """Darnell's collective has begun; something stands in its “then”."""
    shared = Shared(program)
    with program_scope(program.pk):
        summary = make_found(shared.placemat, by=shared.member)
        mine = make_collective("Talk in every lesson")
        seat(mine, shared.stranger)
        placemat = make_placemat(make_cycle(mine))
        write(placemat, "then", "we ask for reasons", by=shared.stranger, at=day(1))
    return {"shared": shared, "url": shared.url("learning-start", summary.pk), "placemat": placemat}


def then_of(shared: Shared, placemat: Placemat) -> str:
    with program_scope(shared.program.pk):
        return placemat.texts.get(field="then").text


def test_from_the_library_into_a_placemat_and_out_again(there: dict[str, Any]) -> None:
    shared, url, placemat = there["shared"], there["url"], there["placemat"]
    client = browser(shared.stranger)
    chosen = {"to": str(placemat.pk), "part": ["clause:0", "clause:1"]}

    page = client.get(url)
    look = client.get(url, chosen | {"look": "1"})
    sent = client.post(url, chosen | {"seen": look.context["plan"].digest, "below": "clause:1"})
    beside = client.get(shared.url("learning-similar", placemat.pk), headers=HTMX)

    assert ("visit classrooms" in plain(page), "Put it below what stands there" in plain(look)) == (True, True)
    assert (sent.status_code, then_of(shared, placemat)) == (302, "we ask for reasons\n\nteachers plan together")
    assert "Began from what Reading with meaning learned:" in plain(beside)

    with program_scope(shared.program.pk):
        start = LearningStart.objects.get()
    client.post(shared.url("learning-start-undo", start.pk))

    assert then_of(shared, placemat) == "we ask for reasons"


def test_a_placemat_that_others_write_and_nothing_chosen_are_said(there: dict[str, Any]) -> None:
    shared, url = there["shared"], there["url"]

    answer = browser(shared.stranger).get(url, {"to": str(shared.placemat.pk), "look": "1"})

    said = plain(answer)
    assert answer.status_code == 422
    assert ("You do not write that placemat now." in said, "Choose at least one part." in said) == (True, True)


def test_what_changed_meanwhile_is_looked_at_again_and_the_ticks_stay(there: dict[str, Any]) -> None:
    shared, url, placemat = there["shared"], there["url"], there["placemat"]
    sent = {"to": str(placemat.pk), "part": "clause:1", "below": "clause:1", "seen": "other"}

    answer = browser(shared.stranger).post(url, sent)

    assert (answer.status_code, "Something changed while you read" in plain(answer)) == (422, True)
    assert (answer.context["plan"].below, then_of(shared, placemat)) == ({"clause:1"}, "we ask for reasons")


def test_who_writes_no_placemat_is_told_when_they_can(there: dict[str, Any]) -> None:
    shared, url = there["shared"], there["url"]

    page, piece = browser(shared.admin).get(url), browser(shared.stranger).get(url, headers=HTMX)

    assert "You write no placemat in an open cycle" in plain(page)
    assert piece.content.decode().strip().startswith('<div id="choose"')
