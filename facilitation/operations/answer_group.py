"""Answers to a prompt that belong together: proposed by the product, decided by whoever runs the session."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from collectives.models import Participant
from facilitation.models import MAX_GROUPS, AnswerGroup, GroupedAnswer, Prompt
from facilitation.operations.prompt import hold_prompt
from facilitation.operations.session_news import tell_session
from facilitation.queries.answer_group import answers_to_group, standing_groups
from ilc.errors import Refused


class NothingToGroup(Refused):
    """There are no answers in words, or they may not be read."""


class GroupsFull(Refused):
    """A prompt's answers stand in MAX_GROUPS groups at most."""


class AnswerNotThere(Refused):
    """The answer or the group is not of this prompt, or may not be read."""


@dataclass(frozen=True)
class Together:
    """A proposed group: its name, and the answers in it."""

    name: str
    answers: Sequence[UUID]


@transaction.atomic
def propose_groups(prompt: Prompt, groups: Sequence[Together], *, now: datetime) -> bool:
    """Put answers together as the product would, in place of what it proposed before.

    False, and nothing changes, once a person has grouped anything. A group holds at least two answers.
    """
    held = hold_prompt(prompt)
    tell_session(held.session_id, "prompt")  # whoever waits for groups learns as well that there are none
    if AnswerGroup.objects.filter(prompt=held).exclude(made_by=None).exists():
        return False
    AnswerGroup.objects.filter(prompt=held).delete()
    there = set(answers_to_group(held).values_list("pk", flat=True))
    number = 0
    for one in groups:
        answers = [pk for pk in one.answers if pk in there]
        if len(answers) < 2 or number == MAX_GROUPS:  # noqa: PLR2004  one alone is no group
            continue
        number += 1
        group = AnswerGroup.objects.create(prompt=held, number=number, name=one.name[:120], made_at=now)
        GroupedAnswer.objects.bulk_create([GroupedAnswer(group=group, response_id=pk) for pk in answers])
    return True


@transaction.atomic
def add_group(prompt: Prompt, *, name: str, by: Participant, now: datetime) -> AnswerGroup:
    """One more group, to put answers into. Raises NothingToGroup, GroupsFull."""
    held = hold_prompt(prompt)
    if not answers_to_group(held).exists():
        raise NothingToGroup(_("There are no answers in words here that could be grouped."))
    _make_room(held)
    _decided(held, by=by)
    last = AnswerGroup.objects.filter(prompt=held).order_by("-number").first()
    group = AnswerGroup.objects.create(
        prompt=held, number=last.number + 1 if last else 1, name=name, made_by=by, made_at=now
    )
    tell_session(held.session_id, "prompt")
    return group


@transaction.atomic
def rename_group(group: AnswerGroup, *, name: str, by: Participant, now: datetime) -> None:
    """Give a group another name. The same again changes nothing."""
    held = hold_prompt(group.prompt)
    if AnswerGroup.objects.filter(pk=group.pk).exclude(name=name).update(name=name):
        _decided(held, by=by)
        tell_session(held.session_id, "prompt")


@transaction.atomic
def dissolve_group(group: AnswerGroup, *, by: Participant, now: datetime) -> None:
    """Its answers stand alone again. Twice does no harm."""
    held = hold_prompt(group.prompt)
    _decided(held, by=by)
    if standing_groups(held).filter(pk=group.pk).update(dissolved_at=now, dissolved_by=by):
        tell_session(held.session_id, "prompt")


@transaction.atomic
def bring_back_group(group: AnswerGroup, *, by: Participant, now: datetime) -> None:
    """Undo that: the group stands again, with those of its answers that nobody put elsewhere. Raises GroupsFull."""
    held = hold_prompt(group.prompt)
    if standing_groups(held).filter(pk=group.pk).exists():
        return
    _make_room(held)
    AnswerGroup.objects.filter(pk=group.pk).update(dissolved_at=None, dissolved_by=None)
    tell_session(held.session_id, "prompt")


@transaction.atomic
def put_answer(prompt: Prompt, answer: UUID, *, into: UUID | None, by: Participant, now: datetime) -> None:
    """Put an answer into a group of its prompt, or let it stand alone. Raises AnswerNotThere."""
    held = hold_prompt(prompt)
    group = standing_groups(held).filter(pk=into).first() if into else None
    if (into and group is None) or not answers_to_group(held).filter(pk=answer).exists():
        raise AnswerNotThere(_("That answer or that group is not there any more. This is how they stand now."))
    GroupedAnswer.objects.filter(response=answer, group__prompt=held).delete()
    if group is not None:
        GroupedAnswer.objects.create(group=group, response_id=answer)
    _decided(held, by=by)
    tell_session(held.session_id, "prompt")


def _make_room(prompt: Prompt) -> None:
    if standing_groups(prompt).count() >= MAX_GROUPS:
        raise GroupsFull(
            _("%(most)d groups fit on a screen, and are there. Which two could become one?") % {"most": MAX_GROUPS}
        )


def _decided(prompt: Prompt, *, by: Participant) -> None:
    """From now on the groups are a person's, and the product proposes none."""
    AnswerGroup.objects.filter(prompt=prompt, made_by=None).update(made_by=by)
