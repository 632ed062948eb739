from django.test import Client

from collectives.models import Proposal, ProposalState, ProposedCollective, ProposedSeat
from ilc.tenancy.scope import program_scope
from tests.collectives.views.conftest import HTMX, Shore, plain
from tests.collectives.views.proposals import answered, client, path, proposal
from tests.make_proposal import Answered, make_proposal

__all__ = ["answered", "client", "proposal"]


def rows(shore: Shore, proposal: Proposal) -> list[ProposedCollective]:
    with program_scope(shore.program_pk):
        return list(proposal.collectives.order_by("number"))


def where(shore: Shore, proposal: Proposal, person: object) -> object:
    with program_scope(shore.program_pk):
        return ProposedSeat.objects.get(proposal=proposal, participant=person).collective_id


def test_every_place_says_what_it_would_do(client: Client, shore: Shore, proposal: Proposal, answered: Answered):
    with program_scope(shore.program_pk):
        ProposedCollective.objects.filter(number=2).update(half_hour=3)

    words = plain(client.get(shore.url(path(proposal, f"people/{answered.leaders[0].pk}/"))))

    assert "Move Leader 00" in words
    assert "cannot make Monday 1:30" in words or "cannot make Monday 01:30" in words
    assert "Move even so" in words


def test_a_move_is_told_with_its_undo(client: Client, shore: Shore, proposal: Proposal, answered: Answered):
    person, to = answered.leaders[0], rows(shore, proposal)[1]

    answer = client.post(shore.url(path(proposal, f"people/{person.pk}/")), {"to": str(to.pk)}, follow=True)

    assert "Leader 00 now sits in Equity and belonging 2, pinned." in plain(answer)
    assert where(shore, proposal, person) == to.pk
    client.post(shore.url(path(proposal, "undo/")))
    assert where(shore, proposal, person) == rows(shore, proposal)[0].pk


def test_a_drop_gets_the_proposal_as_a_piece(client: Client, shore: Shore, proposal: Proposal, answered: Answered):
    person, to = answered.leaders[0], rows(shore, proposal)[1]
    url = shore.url(path(proposal, f"people/{person.pk}/"))

    answer = client.post(url, {"to": str(to.pk)}, headers=HTMX, follow=True)

    assert plain(answer).strip().startswith('<div id="proposal"')


def test_a_seat_is_taken_away(client: Client, shore: Shore, proposal: Proposal, answered: Answered):
    client.post(shore.url(path(proposal, f"people/{answered.leaders[0].pk}/")), {"to": "nowhere"})

    assert where(shore, proposal, answered.leaders[0]) is None


def test_a_place_of_another_proposal_is_refused(client: Client, shore: Shore, proposal: Proposal, answered: Answered):
    with program_scope(shore.program_pk):
        other = make_proposal(answered)
    to = rows(shore, other)[0]

    answer = client.post(shore.url(path(proposal, f"people/{answered.leaders[0].pk}/")), {"to": str(to.pk)})

    assert answer.status_code == 422
    assert "Choose a collective that is in this proposal now." in plain(answer)


def test_an_eleventh_place_is_refused(client: Client, shore: Shore, proposal: Proposal, answered: Answered):
    to = rows(shore, proposal)[0]
    url = [shore.url(path(proposal, f"people/{person.pk}/")) for person in answered.leaders[16:19]]
    client.post(url[0], {"to": str(to.pk)})
    client.post(url[1], {"to": str(to.pk)})

    answer = client.post(url[2], {"to": str(to.pk)})

    assert answer.status_code == 422
    assert "All 10 seats of Grading practices 1 are taken." in plain(answer)


def test_somebody_who_has_not_answered_is_found_and_seated(client: Client, shore: Shore, proposal: Proposal):
    found = client.get(shore.url(path(proposal, "people/?q=amara")))
    assert "Amara Okafor" in plain(found)

    client.post(shore.url(path(proposal, f"people/{shore.member.pk}/")), {"to": str(rows(shore, proposal)[0].pk)})
    words = plain(client.get(shore.url(path(proposal, f"?person={shore.member.pk}"))))

    assert "Amara Okafor has not answered, or does not take part." in words
    assert "They have not answered; somebody gave them this seat by hand." in words


def test_a_pin_is_set_and_let_go(client: Client, shore: Shore, proposal: Proposal, answered: Answered):
    url = shore.url(path(proposal, f"people/{answered.leaders[0].pk}/pin/"))

    pinned = client.post(url, {"pinned": "yes"}, follow=True)
    free = client.post(url, {"pinned": "no"}, follow=True)

    assert "Let go" in plain(pinned)
    assert "Pin here" in plain(free)


def test_a_proposal_is_made_by_hand_from_nothing(client: Client, shore: Shore, answered: Answered):
    begun = client.post(shore.url(f"formations/{answered.formation.pk}/proposals/by-hand/"), follow=True)
    assert "Open the first collective" in plain(begun)
    with program_scope(shore.program_pk):
        proposal = Proposal.objects.get(by_hand=True)
    meant = {
        "name": "",
        "theme": str(answered.themes[0].pk),
        "half_hour": 78,
        "language": "en",
        "facilitator": str(answered.guides[0].pk),
    }

    client.post(shore.url(path(proposal, "proposed/new/")), meant)
    row = rows(shore, proposal)[0]
    for person in answered.leaders[:6]:
        client.post(shore.url(path(proposal, f"people/{person.pk}/")), {"to": str(row.pk)})
    words = plain(client.get(shore.url(path(proposal))))

    assert row.name == "Grading practices"
    assert "Proposal 1: 1 collective for 6 leaders" in words
    assert "Made by hand: nothing was proven about it." in words
    assert "14 people have no seat yet." in words


def test_an_unfinished_collective_keeps_what_was_typed(client: Client, shore: Shore, proposal: Proposal):
    answer = client.post(shore.url(path(proposal, "proposed/new/")), {"name": "Ours", "language": "fr"})

    assert answer.status_code == 422
    assert 'value="Ours"' in plain(answer)


def test_a_collective_is_changed_and_closed(client: Client, shore: Shore, proposal: Proposal, answered: Answered):
    first = rows(shore, proposal)[0]
    meant = {
        "name": "Marks that say something",
        "theme": str(first.theme_id),
        "half_hour": 79,
        "language": "en",
        "facilitator": str(answered.guides[2].pk),
    }

    client.post(shore.url(path(proposal, f"proposed/{first.pk}/")), meant)
    assert rows(shore, proposal)[0].name == "Marks that say something"
    taken = client.post(shore.url(path(proposal, f"proposed/{first.pk}/")), meant | {"name": "Equity and belonging 2"})
    assert (taken.status_code, "What sets this one apart?" in plain(taken)) == (422, True)

    client.post(shore.url(path(proposal, f"proposed/{first.pk}/close/")))
    assert [row.name for row in rows(shore, proposal)] == ["Equity and belonging 2"]


def test_accepting_says_what_it_means_and_is_carried_out_in_the_background(
    client: Client, shore: Shore, proposal: Proposal
):
    words = plain(client.get(shore.url(path(proposal, "accept/"))))
    assert "2 collectives are made" in words
    assert "16 people get a mail now" in words
    assert "4 people without a seat go to the waiting list." in words

    answer = client.post(shore.url(path(proposal, "accept/")), follow=True)

    assert "Making the collectives and inviting everybody" in plain(answer)
    with program_scope(shore.program_pk):
        assert Proposal.objects.get().state == ProposalState.ACCEPTING


def test_broken_rules_are_named_and_asked_about(client: Client, shore: Shore, proposal: Proposal, answered: Answered):
    client.post(shore.url(path(proposal, f"people/{answered.leaders[0].pk}/")), {"to": "nowhere"})
    with program_scope(shore.program_pk):
        ProposedSeat.objects.filter(participant__in=answered.leaders[1:4]).update(collective=None)

    refused = client.post(shore.url(path(proposal, "accept/")))
    accepted = client.post(shore.url(path(proposal, "accept/")), {"even_so": "on"})

    assert refused.status_code == 422
    assert "4 people, and a collective has at least 6." in plain(refused)
    assert accepted.status_code == 302
