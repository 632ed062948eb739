"""Putting answers together as a proposal: it takes a second or two, so it happens between two scopes.

Rung by the views where somebody groups, begins a session or closes a prompt; the truth is in `due`.
"""

import logging
from collections.abc import Iterable
from datetime import timedelta
from typing import Final
from uuid import UUID

from celery import shared_task
from django.conf import settings
from django.utils.timezone import now

from facilitation.models import Prompt
from facilitation.operations.answer_group import Together, propose_groups
from facilitation.queries.answer_group import FEWEST_TO_GROUP, GROUP, answers_to_group
from ilc.due import claim, finish, waiting
from ilc.tenancy.scope import program_scope

HOLD: Final = timedelta(seconds=60)

log = logging.getLogger(__name__)


@shared_task(acks_late=True)
def propose_answer_groups(*, program_id: int, prompt_pk: str) -> None:
    """Group the answers in words that may be read. Safe to run twice; what a person grouped stays."""
    lease = claim(program_id, GROUP, prompt_pk, now=now(), lease=HOLD)
    if lease is None:
        return
    with program_scope(program_id):
        prompt = Prompt.objects.select_related("gathering").filter(pk=prompt_pk).first()
        answers = [(str(row.pk), row.text, row.language) for row in answers_to_group(prompt)] if prompt else []
    groups = _group(answers) if len(answers) >= FEWEST_TO_GROUP else []
    with program_scope(program_id):
        if prompt is not None:
            propose_groups(prompt, groups, now=now())
        finish(lease, now=now())  # last: whoever closes a prompt holds it before the row in `due`


@shared_task
def sweep_answer_groups() -> None:
    """Ring for answers that wait to be grouped. A bell too many does no harm."""
    for program_id, prompt_pk in waiting(GROUP, now=now()):
        propose_answer_groups.delay(program_id=program_id, prompt_pk=prompt_pk)


def ring_groups(program_id: int, prompts: Iterable[UUID]) -> None:
    """Ring at once, after the commit, for what was asked."""
    for pk in prompts:
        propose_answer_groups.delay_on_commit(  # type: ignore[attr-defined]  # Celery's Django task has it, its stubs do not
            program_id=program_id, prompt_pk=str(pk)
        )


def _group(answers: list[tuple[str, str, str]]) -> list[Together]:
    """Languages apart, unless the vectors reach across them, as the answers to every gathering."""
    from collectives.engine.grouping.few import group_few  # noqa: PLC0415 - takes a second to load
    from collectives.engine.grouping.texts import Text  # noqa: PLC0415 - the same
    from ilc.vectors import VectorsRefused, chosen_vectors  # noqa: PLC0415 - the same

    try:
        vectors = chosen_vectors(settings.VECTORS)
    except VectorsRefused as refusal:  # they stand alone, and people group them
        log.warning("%s", refusal)
        return []
    texts = [Text(key, words, language or None) for key, words, language in answers]
    found = group_few(texts, vectors=vectors)
    return [Together(group.label, [UUID(str(key)) for key in group.keys]) for group in found]
