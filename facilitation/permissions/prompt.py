"""Who sees a prompt, and the answers to it."""

from django.db.models import Exists, OuterRef, QuerySet

from collectives.models import Asked, Participant, Response
from collectives.permissions.gathering import shown_responses
from facilitation.models import AnswerGroup, Prompt, PromptUse
from facilitation.permissions.session import listed_sessions


def visible_prompts(participant: Participant) -> QuerySet[Prompt]:
    """The prompts of the sessions one sees; those still being written are for whoever runs the session."""
    return Prompt.objects.filter(session__in=listed_sessions(participant).values("pk"))


def visible_groups(participant: Participant) -> QuerySet[AnswerGroup]:
    """The groups of answers to those prompts."""
    return AnswerGroup.objects.filter(prompt__in=visible_prompts(participant).values("pk")).select_related("prompt")


def asked_prompts(participant: Participant) -> QuerySet[Prompt]:
    """The prompts that somebody was asked, whether or not they still have a place there."""
    asked = Asked.objects.filter(gathering=OuterRef("gathering"), participant=participant)
    return Prompt.objects.filter(Exists(asked))


def shows_answers(prompt: Prompt, *, runs: bool) -> bool:
    """Whether somebody may read the answers: once they are shown; what was asked before the session and the exit
    ticket, sooner by whoever runs it, who prepares from it. No SQL.
    """
    return prompt.shown_at is not None or (runs and prompt.use != PromptUse.LIVE)


def readable_answers(prompt: Prompt, *, runs: bool) -> QuerySet[Response]:
    """The answers to a prompt that somebody may read.

    Of anonymous answers nothing while it is open, nor when fewer than five came: for nobody.
    """
    rows = shown_responses().filter(gathering=prompt.gathering_id)
    return rows if shows_answers(prompt, runs=runs) else rows.none()
