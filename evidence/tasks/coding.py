"""Putting words together as a proposal, between two scopes. The truth is in `due`."""

import logging
from datetime import timedelta
from typing import Final
from uuid import UUID

from celery import shared_task
from django.conf import settings
from django.utils.timezone import now

from evidence.operations.coding_proposal import Together, propose_codes
from evidence.queries.coding_proposal import GROUP, words_without_code
from ilc.due import claim, finish, waiting
from ilc.tenancy.scope import program_scope

HOLD: Final = timedelta(seconds=120)  # two thousand take seconds; a worker that died is replaced after this
MOST: Final = 5_000  # the latest; more than people sort in a year

log = logging.getLogger(__name__)


@shared_task(acks_late=True)
def propose_coding(*, program_id: int, key: str) -> None:
    """Put a district's words without a code together. Safe to run twice; no code is made of it by itself."""
    lease = claim(program_id, GROUP, key, now=now(), lease=HOLD)
    if lease is None:
        return
    indicator, _, district = key.partition(":")
    with program_scope(program_id):
        rows = words_without_code(UUID(indicator), UUID(district)).order_by("-on", "pk")
        words = [(str(pk), text, lang) for pk, text, lang in rows.values_list("pk", "words", "lang")[:MOST]]
    groups = _group(words)
    with program_scope(program_id):
        if finish(lease, now=now()):
            propose_codes(UUID(indicator), UUID(district), groups, now=now())


@shared_task
def sweep_codings() -> None:
    """Ring for words that wait to be put together. A bell too many does no harm."""
    for program_id, key in waiting(GROUP, now=now()):
        propose_coding.delay(program_id=program_id, key=key)


def _group(words: list[tuple[str, str, str]]) -> list[Together]:
    """As the answers to gatherings are: a handful by likeness alone, many into about ten themes of each language."""
    from collectives.engine.grouping.few import group_few  # noqa: PLC0415 - takes a second to load
    from collectives.engine.grouping.grouping import group_texts  # noqa: PLC0415 - the same
    from collectives.engine.grouping.texts import MIN_TEXTS, Text  # noqa: PLC0415 - the same
    from ilc.vectors import VectorsRefused, chosen_vectors  # noqa: PLC0415 - the same

    try:
        vectors = chosen_vectors(settings.VECTORS)
    except VectorsRefused as refusal:  # people put them together themselves
        log.warning("%s", refusal)
        return []
    texts = sorted((Text(key, text, lang or None) for key, text, lang in words), key=lambda one: one.words)
    few = len(texts) < MIN_TEXTS
    found = group_few(texts, vectors=vectors) if few else group_texts(texts, vectors=vectors).groups
    return [Together(one.label, one.lang or "", [UUID(str(key)) for key in one.keys]) for one in found]
