"""The page that says what it means that figures are about things, and where that is confirmed and taken back."""

import pytest
from django.utils import timezone

from collectives.models import Role
from evidence.models import About, Confirmation, Release
from evidence.operations.release import release_due
from ilc.tenancy.scope import program_scope
from tests.evidence.brought import plain
from tests.evidence.setting import ON, Shared, browser
from tests.make import make_participant, make_placemat, make_school
from tests.make_evidence import make_confirmation, make_measure
from tests.make_history import day, promise

WAITS = "not confirmed yet"


@pytest.fixture
def things(shared: Shared) -> Shared:
    """Amara said that her indicator is about things."""
    with program_scope(shared.program.pk):
        make_measure(shared.indicator, by=shared.member, about=About.THINGS)
        shared.bring(ON, numerator=1, denominator=2)
    return shared


def url(shared: Shared, name: str = "confirmation") -> str:
    return shared.url(name, shared.indicator.pk)


def standing(shared: Shared) -> list[Confirmation]:
    with program_scope(shared.program.pk):
        return list(Confirmation.objects.filter(taken_back_at=None))


def test_who_writes_is_told_and_whoever_guides_confirms_it(things: Shared) -> None:
    writer, guide = browser(things.member), browser(things.facilitator)
    pages = [writer.get(things.url(name, things.indicator.pk)) for name in ("indicator", "measure")]
    seen = writer.get(url(things))

    answer = guide.post(url(things), {"looked": "on"}, follow=True)

    assert [WAITS in plain(page) for page in pages] == [True, True]
    assert ("Confirm that it is about things" in seen.text, "Ask them to have a look" in plain(seen)) == (False, True)
    assert (answer.redirect_chain[0][0], "It is confirmed" in answer.text) == (url(things), True)
    assert [one.by_id for one in standing(things)] == [things.facilitator.pk]
    assert WAITS not in plain(writer.get(things.url("indicator", things.indicator.pk)))
    assert "Renée Thériault confirmed on" in plain(writer.get(url(things)))


@pytest.mark.parametrize(("who", "status"), [("member", 403), ("colleague", 403), ("stranger", 404)])
@pytest.mark.parametrize("name", ["confirmation", "confirmation-take-back"])
def test_others_neither_confirm_nor_take_back(things: Shared, who: str, status: int, name: str) -> None:
    with program_scope(things.program.pk):
        make_confirmation(things.indicator, by=things.admin)

    answer = browser(getattr(things, who)).post(url(things, name), {"looked": "on", "why": "so"})

    assert answer.status_code == status
    assert [one.by_id for one in standing(things)] == [things.admin.pk]


def test_who_has_not_looked_confirms_nothing(things: Shared) -> None:
    answer = browser(things.admin).post(url(things), {})

    assert (answer.status_code, "Say that you have looked" in answer.text) == (422, True)
    assert standing(things) == []


def test_what_is_about_people_is_refused(shared: Shared) -> None:
    with program_scope(shared.program.pk):
        make_measure(shared.indicator, by=shared.member, about=About.ADULTS)

    answer = browser(shared.admin).post(url(shared), {"looked": "on"})

    assert (answer.status_code, "nothing to confirm" in plain(answer)) == (422, True)
    assert standing(shared) == []


def test_before_anything_was_shown_it_is_taken_back_at_once(things: Shared) -> None:
    with program_scope(things.program.pk):
        make_confirmation(things.indicator, by=things.facilitator)
    client = browser(things.facilitator)
    page = client.get(url(things))

    answer = client.post(url(things, "confirmation-take-back"), follow=True)

    assert ("nobody will have seen anything" in page.text, 'name="why"' in page.text) == (True, False)
    assert "It is taken back" in answer.text
    assert standing(things) == []


def test_once_something_was_shown_a_reason_is_asked_for_and_kept_for_all(things: Shared) -> None:
    client = browser(things.facilitator)
    client.post(url(things), {"looked": "on"})
    with program_scope(things.program.pk):
        release_due(now=timezone.now())
        shown = Release.objects.get().protects

    refused = client.post(url(things, "confirmation-take-back"), {"why": ""})
    client.post(url(things, "confirmation-take-back"), {"why": "It was <one> teacher"})

    assert (shown, refused.status_code, "Say why this is taken back" in refused.text) == (False, 422, True)
    read = browser(things.colleague).get(url(things))
    assert "It was &lt;one&gt; teacher" in read.text
    assert standing(things) == []


def test_other_words_are_said_to_be_confirmed_anew(things: Shared) -> None:
    with program_scope(things.program.pk):
        make_confirmation(things.indicator, by=things.facilitator, text="Lessons")

    page = browser(things.admin).get(url(things))

    assert "Its words have changed since Renée Thériault confirmed it" in plain(page)
    assert "Confirm that it is about things" in page.text


def test_who_says_that_it_is_about_things_is_told_what_follows(shared: Shared) -> None:
    answer = browser(shared.member).post(
        shared.url("measure", shared.indicator.pk), {"kind": "share", "about": "things"}, follow=True
    )

    assert "Until then small groups are protected" in plain(answer)


def test_staff_sees_what_waits_in_the_collectives_they_look_after(things: Shared) -> None:
    with program_scope(things.program.pk):
        region = things.school.district.region
        coordinator = make_participant("Noor", role=Role.COORDINATOR, region=region)
        elsewhere = make_participant(
            "Ada", role=Role.COORDINATOR, region=make_school("Far", district="Far", region="Far").district.region
        )
        own = make_placemat(things.cycle, things.member)
        private = promise(own, "Private lessons", by=things.member, at=day(2))
        make_measure(private, by=things.member, about=About.THINGS)
        confirmed = promise(things.placemat, "Units written", by=things.member, at=day(2))
        make_measure(confirmed, by=things.member, about=About.THINGS)
        make_confirmation(confirmed, by=things.facilitator)

    pages = [browser(who).get(things.url("overview")) for who in (things.admin, coordinator, elsewhere)]

    waiting = [[one.text for one in page.context["awaited"]] for page in pages]
    assert waiting == [["Visits each week"], ["Visits each week"], []]
    assert ["Until you" in plain(page) for page in pages] == [True, False, False]
