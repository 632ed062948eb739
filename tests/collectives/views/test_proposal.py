from django.test import Client

from collectives.models import (
    Ballot,
    District,
    FormationRule,
    FormationRulePerson,
    Participant,
    Proposal,
    ProposalState,
    ProposedSeat,
    School,
)
from ilc.tenancy.scope import program_scope
from tests.collectives.views.conftest import HTMX, Shore, plain
from tests.collectives.views.proposals import answered, client, path, proposal
from tests.make import make_school
from tests.make_proposal import Answered, make_proposal

__all__ = ["answered", "client", "proposal"]


def latest(shore: Shore) -> Proposal:
    with program_scope(shore.program_pk):
        return Proposal.objects.order_by("-number")[0]


def test_a_proposal_says_how_good_it_is_and_who_has_no_seat(client: Client, shore: Shore, proposal: Proposal):
    words = plain(client.get(shore.url(path(proposal))))

    assert "Proposal 1: 2 collectives for 16 leaders" in words
    assert "4 people have no seat yet." in words
    assert "% of the best possible" in words
    assert "Everyone’s first choice." in words


def test_a_proposal_says_where_rural_and_large_meet(client: Client, shore: Shore, proposal: Proposal):
    url, words = shore.url(path(proposal)), "Rural and large places meet in 1 of 2 collectives."
    with program_scope(shore.program_pk):
        District.objects.filter(name="District 0").update(surroundings="large")
    only_large = plain(client.get(url))
    with program_scope(shore.program_pk):
        seated = ProposedSeat.objects.get(participant__name="Leader 07")
        Participant.objects.filter(pk=seated.participant_id).update(
            school=make_school("Small Cove School", district="District 1")
        )
        School.objects.filter(name="Small Cove School").update(surroundings="rural")

    both = plain(client.get(url))

    assert ["Rural and large" in only_large, "Rural with large" in only_large] == [False, False]
    assert (words in both, both.count("Rural and large places meet.")) == (True, 1)
    assert "Rural with large" in both


def test_a_piece_is_the_whole_proposal_without_its_frame(client: Client, shore: Shore, proposal: Proposal):
    answer = client.get(shore.url(path(proposal)), headers=HTMX)

    assert plain(answer).strip().startswith('<div id="proposal"')
    assert "<html" not in plain(answer)


def test_a_person_is_explained_beside_and_below_their_name(
    client: Client, shore: Shore, proposal: Proposal, answered: Answered
):
    words = plain(client.get(shore.url(path(proposal, f"?person={answered.leaders[0].pk}"))))

    assert words.count("Why in Grading practices 1") == 2
    assert words.count("Their first choice. They can make Tuesday 15:00.") == 2
    assert words.count("Equity and belonging 2") >= 3
    assert "Possible. Their choice would drop one step." in words


def test_somebody_kept_apart_is_told_with_the_rule_to_an_admin_only(
    client: Client, shore: Shore, proposal: Proposal, answered: Answered
):
    with program_scope(shore.program_pk):
        rule = FormationRule.objects.create(
            formation=answered.formation,
            kind="apart",
            reason="one evaluates the other",
            set_by=shore.admin,
            set_at=proposal.asked_at,
        )
        for person in (answered.leaders[0], answered.leaders[9]):
            FormationRulePerson.objects.create(rule=rule, participant=person)
        Participant.objects.filter(pk=answered.leaders[1].pk).update(school=shore.school)
    url = shore.url(path(proposal, f"?person={answered.leaders[0].pk}"))

    theirs = plain(client.get(url))
    coordinators = plain(shore.sign_in("coordinator").get(url))

    assert "Kept apart from Leader 09 (rule set by Inès Arsenault" in theirs
    assert "one evaluates the other" in theirs
    assert "one evaluates the other" not in coordinators
    assert "Kept apart from somebody there by a rule" in coordinators


def test_asking_for_a_proposal_leads_to_its_progress(client: Client, shore: Shore, answered: Answered):
    answer = client.post(shore.url(f"formations/{answered.formation.pk}/proposals/"))

    made = latest(shore)
    assert answer["Location"] == shore.url(path(made))
    words = plain(client.get(answer["Location"]))
    assert "Waiting for its turn" in words
    assert "You can leave this page." in words


def test_a_second_run_at_once_leads_to_the_first(client: Client, shore: Shore, answered: Answered):
    url = shore.url(f"formations/{answered.formation.pk}/proposals/")
    client.post(url)

    answer = client.post(url, follow=True)

    assert answer.redirect_chain[-1][0] == shore.url(path(latest(shore)))
    assert "A proposal is being formed already." in plain(answer)


def test_progress_is_told_as_a_piece_until_it_is_over(client: Client, shore: Shore, answered: Answered):
    client.post(shore.url(f"formations/{answered.formation.pk}/proposals/"))
    url = shore.url(path(latest(shore), "?poll=1"))

    under_way = client.get(url, headers=HTMX)
    client.post(shore.url(path(latest(shore), "stop/")))
    over = client.get(url, headers=HTMX)

    assert 'id="task"' in plain(under_way)
    assert over["HX-Refresh"] == "true"


def test_a_stopped_run_says_who_stopped_it(client: Client, shore: Shore, answered: Answered):
    client.post(shore.url(f"formations/{answered.formation.pk}/proposals/"))

    answer = client.post(shore.url(path(latest(shore), "stop/")), follow=True)

    assert "Inès Arsenault stopped it on" in plain(answer)


def test_a_run_that_came_to_nothing_says_what_would_help(client: Client, shore: Shore, proposal: Proposal):
    with program_scope(shore.program_pk):
        Proposal.objects.update(
            state=ProposalState.FAILED,
            trouble=[
                {"code": "no_facilitator"},
                {"code": "together_too_many", "people": [str(shore.member.pk)], "limit": 10},
            ],
        )

    words = plain(client.get(shore.url(path(proposal))))

    assert "Ask facilitators what they can guide" in words
    assert "Amara Okafor" in words


def test_what_if_forms_another_one_with_other_weights(client: Client, shore: Shore, proposal: Proposal):
    said = {"choices": 4, "positions": 0, "districts": 2, "regions": 1, "alone": 0, "third_last_cycle": 0}

    answer = client.post(shore.url(path(proposal, "what-if/")), said)

    made = latest(shore)
    assert answer["Location"] == shore.url(path(made))
    assert (made.based_on_id, made.asked["stay"]) == (proposal.pk, False)
    assert made.asked["weights"] == {
        "choices": [120, 80, 40],
        "positions": 0,
        "districts": 20,
        "regions": 5,
        "alone": 0,
        "third_last_cycle": 0,
    }


def test_what_if_brings_rural_and_large_together(client: Client, shore: Shore, proposal: Proposal):
    with program_scope(shore.program_pk):
        District.objects.filter(name="District 0").update(surroundings="large")
        School.objects.filter(name="School 1").update(surroundings="rural")
    said = dict.fromkeys(("choices", "positions", "districts", "regions", "alone", "third_last_cycle"), 2)

    client.post(shore.url(path(proposal, "what-if/")), said | {"rural_with_large": 3})

    assert latest(shore).asked["weights"]["rural_with_large"] == 80


def test_what_if_refuses_what_no_slider_says_and_keeps_the_rest(client: Client, shore: Shore, proposal: Proposal):
    answer = client.post(shore.url(path(proposal, "what-if/")), {"choices": 99, "regions": "²", "positions": 1})

    assert answer.status_code == 422
    assert latest(shore) == proposal


def test_running_again_is_based_on_this_one(client: Client, shore: Shore, proposal: Proposal):
    client.post(shore.url(path(proposal, "again/")))

    made = latest(shore)
    assert (made.based_on_id, made.asked["stay"]) == (proposal.pk, True)


def test_a_discarded_proposal_can_be_taken_back(client: Client, shore: Shore, proposal: Proposal):
    discarded = client.post(shore.url(path(proposal, "discard/")), follow=True)
    restored = client.post(shore.url(path(proposal, "restore/")), follow=True)

    assert "Discarded by Inès Arsenault" in plain(discarded)
    assert "Take it back" in plain(discarded)
    assert "Nothing is sent until you accept." in plain(restored)


def test_what_changed_since_is_the_first_thing_said(
    client: Client, shore: Shore, proposal: Proposal, answered: Answered
):
    with program_scope(shore.program_pk):
        Proposal.objects.update(digest="of other answers")
        Ballot.objects.filter(participant=answered.leaders[0]).update(takes_part=False)

    words = plain(client.get(shore.url(path(proposal))))

    assert "Something changed since this proposal was formed." in words
    assert "Leader 00 takes no part any more." in words
    assert "What people answered has changed since" in words


def test_all_of_it_stands_in_a_table(client: Client, shore: Shore, proposal: Proposal):
    words = plain(client.get(shore.url(path(proposal, "?show=table"))))

    assert words.count('<tr role="row"') == 17


def test_a_name_is_found(client: Client, shore: Shore, proposal: Proposal):
    words = plain(client.get(shore.url(path(proposal, "?q=leader 09"))))

    assert "1 of 1 shown" in words


def test_two_proposals_are_compared_person_by_person(
    client: Client, shore: Shore, proposal: Proposal, answered: Answered
):
    with program_scope(shore.program_pk):
        other = make_proposal(answered)
        row = other.collectives.get(number=2)
        ProposedSeat.objects.filter(proposal=other, participant=answered.leaders[0]).update(collective=row)

    words = plain(client.get(shore.url(path(proposal, f"compare/?with={other.pk}"))))

    assert "1 person sits elsewhere, 15 sit with the same collective." in words
    assert "Leader 00" in words
    assert "Leader 01" not in words


def test_everybody_sits_elsewhere_than_in_an_empty_one(
    client: Client, shore: Shore, proposal: Proposal, answered: Answered
):
    with program_scope(shore.program_pk):
        make_proposal(answered, groups=0)

    words = plain(client.get(shore.url(path(proposal, "compare/"))))

    assert "16 people sit elsewhere, 0 sit with the same collective." in words


def test_without_another_there_is_nothing_to_compare(client: Client, shore: Shore, proposal: Proposal):
    answer = client.get(shore.url(path(proposal, "compare/")))

    assert answer["Location"] == shore.url(path(proposal))


def test_only_staff_of_its_people_see_it_and_only_admins_change_it(shore: Shore, proposal: Proposal):
    assert shore.answers(path(proposal)) == {
        "admin": 200,
        "coordinator": 404,
        "other_coordinator": 404,
        "facilitator": 404,
        "member": 404,
        "outsider": 404,
        "stranger": 404,
    }
