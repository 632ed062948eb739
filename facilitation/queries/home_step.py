"""What waits for a person's answer beside sessions: invitations, gatherings, ballots and offers."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from collectives.models import Participant
from collectives.queries.ballot import waiting_ballots
from collectives.queries.board import waiting_boards
from collectives.queries.gathering import WaitingGathering, waiting_gatherings
from collectives.queries.invitation import waiting_invitations
from collectives.queries.joining import joinable_collectives
from collectives.queries.proposal_choices import waiting_proposals
from inquiry.queries.feedback import feedback_to_close, waiting_feedback


@dataclass(frozen=True)
class Step:
    """One thing to do: the address is named by `url_name` and, where it takes one, `pk`. `on`: it takes place now.

    `query`: what is added to the address.
    """

    title: str
    text: str
    action: str
    url_name: str
    pk: UUID | None
    at: datetime | None
    on: bool = False
    query: str = ""


def joining_steps(participant: Participant) -> Iterator[Step]:
    """For somebody who sits nowhere: that they may join by themselves. One SQL query or two."""
    if joinable_collectives(participant).exists():
        yield Step(
            _("Look at the collectives you could join"),
            _("They have a free seat, or a list of those who wait for one."),
            _("Look at them"),
            "collectives:collectives-open",
            None,
            None,
        )


def board_steps(participant: Participant) -> Iterator[Step]:
    """For who decides on themes: boards with proposals nobody decided on. One SQL query."""
    for board in waiting_boards(participant):
        yield Step(
            _("Decide on the themes of %(board)s") % {"board": board.name},
            ngettext("%(count)d proposed theme waits.", "%(count)d proposed themes wait.", board.proposed)
            % {"count": board.proposed},
            _("Open the theme studio"),
            "collectives:board",
            board.pk,
            None,
        )


def proposal_steps(participant: Participant) -> Iterator[Step]:
    """For who decides on collectives: proposals that are ready. One SQL query."""
    for proposal in waiting_proposals(participant):
        yield Step(
            _("Look at proposal %(number)d for %(formation)s")
            % {"number": proposal.number, "formation": proposal.formation},
            _("Who could sit with whom, and why. Nothing is sent until you accept."),
            _("Look at it"),
            "collectives:proposals",
            proposal.formation_pk,
            None,
        )


def asked_steps(participant: Participant, *, otherwise: str, now: datetime) -> list[Step]:
    """What others asked this person, the most pressing first. Six SQL queries.

    Words that people wrote are in the reader's language, else in `otherwise`, the program's.
    """
    return [
        *_invitations(participant),
        *_ballots(participant),
        *_gatherings(participant, otherwise, now),
        *_feedback(participant, now),
    ]


def _invitations(participant: Participant) -> Iterator[Step]:
    for invitation in waiting_invitations(participant):
        yield Step(
            _("You are invited to %(collective)s") % {"collective": invitation.collective.name},
            _("A seat is held for you. Say yes, say no, or say what would suit you better."),
            _("Answer"),
            "collectives:invitation",
            invitation.pk,
            None,
        )


def _ballots(participant: Participant) -> Iterator[Step]:
    for ballot in waiting_ballots(participant):
        if ballot.offer:
            title, url_name = _("Say what you can guide"), "collectives:offer"
            text = _("Themes, times, languages, and how many collectives: three minutes.")
        else:
            title, url_name = _("Say what you want to work on, and when you can meet"), "collectives:ballot"
            text = _("Up to three themes and your times of the week: three minutes.")
        yield Step(title, text, _("Answer"), url_name, ballot.pk, ballot.answers_by)


def _gatherings(participant: Participant, otherwise: str, now: datetime) -> Iterator[Step]:
    for gathering in waiting_gatherings(participant, otherwise=otherwise, now=now):
        yield Step(
            str(gathering.title),
            _asked_how(gathering),
            _("Answer"),
            "collectives:gathering-answer",
            gathering.pk,
            gathering.closes_at,
        )


def _asked_how(gathering: WaitingGathering) -> str:
    if not gathering.collective:
        return _("An anonymous gathering: the page says what is kept.") if gathering.anonymous else _("With your name.")
    anonymous, named = _("%(collective)s asks, without names."), _("%(collective)s asks, with names.")
    return (anonymous if gathering.anonymous else named) % {"collective": gathering.collective}


def _feedback(participant: Participant, now: datetime) -> Iterator[Step]:
    for asked in waiting_feedback(participant):
        yield Step(
            _("Give feedback to %(whose)s") % {"whose": asked.placemat.leader or asked.placemat.cycle.collective.name},
            asked.question,
            _("Read the draft"),
            "inquiry:feedback",
            asked.pk,
            asked.until,
        )
    for asked in feedback_to_close(participant, now=now):
        yield Step(
            _("Close the feedback round of %(whose)s")
            % {"whose": asked.placemat.leader or asked.placemat.cycle.collective.name},
            _("Its day has passed. Say in a few sentences what you take from it."),
            _("Look at the feedback"),
            "inquiry:feedback",
            asked.pk,
            None,
        )
