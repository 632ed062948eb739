from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone
from django.utils.translation import override

from collectives.models import (
    Ballot,
    Collective,
    FormationRule,
    FormationRulePerson,
    Notice,
    Participant,
    Program,
    Proposal,
    ProposalState,
    ProposedSeat,
    Theme,
    User,
)
from collectives.operations.proposal import FORM, start_run, stop_run
from collectives.operations.proposal_accept import ACCEPT, start_accepting
from collectives.operations.proposal_move import move_person
from collectives.queries.formation_problem import formation_facts
from collectives.queries.proposal import seating_of
from collectives.queries.proposal_progress import Step, told_progress
from collectives.queries.proposal_words import trouble_words
from collectives.tasks import proposal as tasks
from collectives.tasks.proposal import accept_formed_proposal, form_proposal
from ilc.due import claim, waiting
from ilc.tenancy.scope import program_scope
from tests.make_proposal import Answered, make_answered


@pytest.fixture
def answered(program: Program) -> Answered:
    """A formation that 24 people and three facilitators answered."""
    with program_scope(program.pk):
        return make_answered()


def asked(answered: Answered, **fields) -> Proposal:
    """A run that is due, with a budget that is enough for so few."""
    with program_scope(answered.admin.program_id):
        return start_run(answered.formation, iterations=30_000, by=answered.admin, now=timezone.now(), **fields)


def formed(answered: Answered, proposal: Proposal) -> Proposal:
    form_proposal(program_id=answered.admin.program_id, proposal_pk=str(proposal.pk))
    with program_scope(answered.admin.program_id):
        return Proposal.objects.get(pk=proposal.pk)


def companions(proposal: Proposal) -> set[tuple[str, frozenset[str]]]:
    """Who sits with whom, and what it is called."""
    return {
        (row.name, frozenset(row.seats.values_list("participant__name", flat=True)))
        for row in proposal.collectives.all()
    }


def test_a_run_seats_people_and_keeps_what_it_was_made_from(answered: Answered):
    found = formed(answered, asked(answered))

    with program_scope(answered.admin.program_id):
        seating = seating_of(found)
        assert (seating.verdict.violations, seating.overtaken) == ((), False)
        assert ProposedSeat.objects.filter(proposal=found).count() == 24
        assert len(seating.places) >= 18
        assert found.score == seating.verdict.score
        assert found.digest == formation_facts(answered.formation).digest
    assert (found.state, found.trouble) == (ProposalState.READY, [])
    assert 0 < found.score <= found.bound


def test_the_same_answers_give_the_same_proposal(answered: Answered):
    first, second = formed(answered, asked(answered)), formed(answered, asked(answered))

    with program_scope(answered.admin.program_id):
        assert companions(first) == companions(second)


def test_a_formed_proposal_is_not_formed_again(answered: Answered):
    found = formed(answered, asked(answered))

    again = formed(answered, found)

    with program_scope(answered.admin.program_id):
        assert (again.done_at, again.collectives.count()) == (found.done_at, found.collectives.count())


def test_pins_are_kept_and_as_few_as_possible_move(answered: Answered):
    former = formed(answered, asked(answered))
    with program_scope(answered.admin.program_id):
        rows = list(former.collectives.all())
        seat = former.seats.filter(collective=rows[0]).first()
        room = next(row for row in rows[1:] if row.seats.count() < 10)
        move_person(former, seat.participant, to=room, by=answered.admin, now=timezone.now())

    again = formed(answered, asked(answered, based_on=former, stay=True))

    if again.state == ProposalState.READY:
        with program_scope(answered.admin.program_id):
            kept = ProposedSeat.objects.select_related("collective").get(proposal=again, participant=seat.participant)
            assert (kept.collective.name, kept.pinned) == (room.name, True)
            assert again.moved <= 6


def test_a_run_that_was_stopped_leaves_nothing_behind(answered: Answered, monkeypatch: pytest.MonkeyPatch):
    proposal = asked(answered)
    look = tasks._Watch._look

    def stopped_while_it_looks(watch) -> None:
        with program_scope(answered.admin.program_id):
            found = Proposal.objects.get(pk=proposal.pk)
            if found.state == ProposalState.WORKING:
                stop_run(found, by=answered.admin, now=timezone.now())
        look(watch)

    monkeypatch.setattr(tasks._Watch, "_look", stopped_while_it_looks)
    found = formed(answered, proposal)

    with program_scope(answered.admin.program_id):
        assert (found.state, found.collectives.count(), found.seats.count()) == (ProposalState.STOPPED, 0, 0)
    assert list(waiting(FORM, now=timezone.now() + timedelta(hours=1))) == []


def test_two_workers_do_not_form_one_proposal(answered: Answered):
    proposal = asked(answered)
    claim(answered.admin.program_id, FORM, str(proposal.pk), now=timezone.now(), lease=timedelta(minutes=1))

    found = formed(answered, proposal)

    assert found.state == ProposalState.WAITING


def test_a_worker_that_lost_its_lease_stores_nothing(answered: Answered, monkeypatch: pytest.MonkeyPatch):
    proposal = asked(answered)
    work_out = tasks.work_out

    def loses(run, **callbacks):
        later = timezone.now() + timedelta(hours=1)
        claim(answered.admin.program_id, FORM, str(proposal.pk), now=later, lease=timedelta(hours=1))
        return work_out(run, **callbacks)

    monkeypatch.setattr(tasks, "work_out", loses)
    found = formed(answered, proposal)

    with program_scope(answered.admin.program_id):
        assert (found.state, found.collectives.count()) == (ProposalState.WORKING, 0)


def test_a_run_that_is_interrupted_again_and_again_is_given_up(answered: Answered, monkeypatch: pytest.MonkeyPatch):
    proposal = asked(answered)

    def dies(run, **callbacks):
        raise KeyboardInterrupt

    monkeypatch.setattr(tasks, "work_out", dies)
    for attempt in range(3):
        monkeypatch.setattr(tasks, "now", lambda attempt=attempt: timezone.now() + timedelta(hours=attempt))
        with pytest.raises(KeyboardInterrupt):
            formed(answered, proposal)
    monkeypatch.setattr(tasks, "now", lambda: timezone.now() + timedelta(hours=9))

    found = formed(answered, proposal)

    assert (found.state, found.trouble) == (ProposalState.FAILED, [{"code": "interrupted"}])


def test_it_says_how_far_it_is(answered: Answered, monkeypatch: pytest.MonkeyPatch):
    proposal, told = asked(answered), []
    store = cache.set

    def watched(key, value, *args, **kwargs) -> None:
        store(key, value, *args, **kwargs)
        told.append(told_progress(answered.admin.program_id, str(proposal.pk)))

    monkeypatch.setattr(cache, "set", watched)
    formed(answered, proposal)

    steps = list(dict.fromkeys(one[0] for one in told if one))
    assert steps == [Step.READING, Step.SEATING, Step.PROVING]


def test_an_empty_formation_says_what_to_do(program: Program):
    with program_scope(program.pk):
        answered = make_answered(0, guides=0)

    found = formed(answered, asked(answered))

    assert found.state == ProposalState.FAILED
    assert [one["code"] for one in found.trouble] == ["nobody_answered", "no_facilitator"]


def test_no_common_time_says_so(answered: Answered):
    with program_scope(answered.admin.program_id):
        Ballot.objects.update(half_hours=[0, 1])

    found = formed(answered, asked(answered))

    assert (found.state, [one["code"] for one in found.trouble]) == (ProposalState.FAILED, ["no_common_time"])


def test_eleven_people_kept_together_cannot_be_formed(answered: Answered):
    with program_scope(answered.admin.program_id):
        rule = FormationRule.objects.create(
            formation=answered.formation, kind="together", set_by=answered.admin, set_at=timezone.now()
        )
        for person in answered.leaders[:11]:
            FormationRulePerson.objects.create(rule=rule, participant=person)

    found = formed(answered, asked(answered))

    assert found.state == ProposalState.FAILED
    assert "together_too_many" in [one["code"] for one in found.trouble]


def test_fewer_facilitators_than_needed_still_gives_a_proposal_with_a_word_about_it(program: Program):
    with program_scope(program.pk):
        answered = make_answered(24, guides=1)

    found = formed(answered, asked(answered))

    with program_scope(program.pk):
        assert found.seats.filter(collective=None).exclude(reason="").count() >= 14
    assert found.state == ProposalState.READY
    assert found.trouble == [{"code": "few_facilitators", "count": 1, "limit": 3}]


def test_an_accepted_proposal_is_carried_out_once(answered: Answered):
    proposal = formed(answered, asked(answered))
    with program_scope(answered.admin.program_id):
        start_accepting(proposal, leave_out=False, even_so=False, by=answered.admin, now=timezone.now())

    for _time in range(2):
        accept_formed_proposal(program_id=answered.admin.program_id, proposal_pk=str(proposal.pk))

    with program_scope(answered.admin.program_id):
        seated = proposal.seats.exclude(collective=None).count()
        assert Proposal.objects.get(pk=proposal.pk).state == ProposalState.ACCEPTED
        assert Collective.objects.count() == proposal.collectives.count()
        assert Notice.objects.filter(kind="seat_invitation").count() == seated


def test_what_else_is_in_the_way_is_told_in_the_language_of_who_pressed(answered: Answered):
    proposal = formed(answered, asked(answered))
    with program_scope(answered.admin.program_id):
        User.objects.filter(pk=answered.admin.user_id).update(language="fr")
        start_accepting(proposal, leave_out=False, even_so=False, by=answered.admin, now=timezone.now())
        Theme.objects.filter(pk=proposal.collectives.first().theme_id).update(set_aside_at=timezone.now())

    accept_formed_proposal(program_id=answered.admin.program_id, proposal_pk=str(proposal.pk))

    with program_scope(answered.admin.program_id):
        found = Proposal.objects.get(pk=proposal.pk)
        assert found.state == ProposalState.READY
        assert "est mis de côté" in trouble_words(found.trouble[-1], name={})[1]
        assert not Collective.objects.exists()


def test_a_leaver_in_the_last_moment_leaves_everything_as_it_was(answered: Answered):
    proposal = formed(answered, asked(answered))
    with program_scope(answered.admin.program_id):
        start_accepting(proposal, leave_out=False, even_so=False, by=answered.admin, now=timezone.now())
        leaver = proposal.seats.exclude(collective=None).first().participant_id
        Participant.objects.filter(pk=leaver).update(left_at=timezone.now())

    accept_formed_proposal(program_id=answered.admin.program_id, proposal_pk=str(proposal.pk))

    with program_scope(answered.admin.program_id):
        found = Proposal.objects.get(pk=proposal.pk)
        assert (found.state, found.trouble[0]["code"]) == (ProposalState.READY, "not_accepted")
        with override("fr"):
            assert trouble_words(found.trouble[0], name={})[1].startswith("Quelque chose a changé")
        assert not Collective.objects.exists()
        start_accepting(found, leave_out=True, even_so=True, by=answered.admin, now=timezone.now())
        assert Proposal.objects.get(pk=proposal.pk).trouble == []
    assert list(waiting(ACCEPT, now=timezone.now())) == [(answered.admin.program_id, str(proposal.pk))]
