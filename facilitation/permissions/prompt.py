"""Who sees a prompt, and the answers to it."""

from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from collectives.models import Asked, GatheringQuestion, Participant, Response
from collectives.permissions.gathering import FEWEST, shown_responses
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

    Of anonymous answers nothing while it is open, nor when fewer than five came, nor, before they are shown, where
    they would tell who said what: for nobody.
    """
    rows = shown_responses().filter(gathering=prompt.gathering_id)
    hidden = prompt.shown_at is None and prompt.gathering.anonymous
    return rows if shows_answers(prompt, runs=runs) and not (hidden and tells_who(prompt)) else rows.none()


def tells_who(prompt: Prompt) -> bool:
    """Whether the same question was answered without names in this session by nearly the same people, and was read.

    What fewer than FEWEST said more, or less, would stand between the two results. Read are those that were shown,
    and those that whoever runs the session reads as soon as they are closed. Three SQL queries at most.
    """
    sooner = ~Q(use=PromptUse.LIVE)
    if prompt.use != PromptUse.LIVE:  # of two such, the one that closed first
        sooner &= Q(gathering__closed_at__lt=prompt.gathering.closed_at or prompt.made_at)
    same = Prompt.objects.filter(
        session=prompt.session_id, gathering__anonymous=True, gathering__answers__gte=FEWEST
    ).exclude(pk=prompt.pk)
    read = {row.gathering_id for row in same.filter(Q(shown_at__isnull=False) | sooner)}
    if not read:
        return False
    words: dict[UUID, set[str]] = {}
    for question in GatheringQuestion.objects.filter(gathering__in=[*read, prompt.gathering_id]):
        words.setdefault(question.gathering_id, set()).update(map(_said, question.words.values()))
    alike = {pk for pk in read if words[pk] & words[prompt.gathering_id]}
    people: dict[UUID, set[UUID | None]] = {pk: set() for pk in [*alike, prompt.gathering_id]}
    for pk, person in Asked.objects.filter(gathering__in=people, answered=True).values_list("gathering", "participant"):
        people[pk].add(person)
    return any(0 < len(people[pk] ^ people[prompt.gathering_id]) < FEWEST for pk in alike)


def _said(words: str) -> str:
    """A question without what one changes in a second."""
    return "".join(letter for letter in words.casefold() if letter.isalnum())
