"""Grouping the texts of a board and offering new ones, in the background. The truth is in `due`."""

from datetime import timedelta
from typing import Final
from uuid import UUID

from celery import shared_task
from django.conf import settings
from django.utils.timezone import now

from collectives.operations.board_grouping import GROUP, SEED, begin_grouping, refuse_grouping, take_grouping
from collectives.operations.board_offer import OFFER, note_offers, texts_to_offer
from ilc.due import claim, finish, waiting
from ilc.tenancy.scope import program_scope

_HOLD: Final = timedelta(seconds=120)  # grouping takes seconds; a worker that died is replaced after this


@shared_task(acks_late=True)
def group_board(*, program_id: int, board_pk: str) -> None:
    """Group the texts of a board between two scopes. Stopped meanwhile, or run twice, it changes nothing more."""
    from collectives.engine.grouping.grouping import group_texts  # noqa: PLC0415 - takes a second to load
    from ilc.vectors import VectorsRefused, chosen_vectors  # noqa: PLC0415 - the same

    lease = claim(program_id, GROUP, board_pk, now=now(), lease=_HOLD)
    if lease is None:
        return
    with program_scope(program_id):
        work = begin_grouping(UUID(board_pk))
        if work is None:
            finish(lease, now=now())
            return
    try:
        vectors = chosen_vectors(settings.VECTORS)
    except VectorsRefused as refusal:
        with program_scope(program_id):
            if finish(lease, now=now()):
                refuse_grouping(work, str(refusal))
        return
    grouping = group_texts(work.texts, vectors=vectors, themes=work.themes, seed=SEED, even_if_few=True)
    with program_scope(program_id):
        if finish(lease, now=now()):
            take_grouping(work, grouping, across_languages=vectors.across_languages, now=now())


@shared_task(acks_late=True)
def offer_board_texts(*, program_id: int, board_pk: str) -> None:
    """Offer the new texts of a board to its themes, between two scopes. Run again, it finds nothing to do."""
    from collectives.engine.grouping.offering import offer_texts  # noqa: PLC0415 - takes a second to load
    from ilc.vectors import VectorsRefused, chosen_vectors  # noqa: PLC0415 - the same

    lease = claim(program_id, OFFER, board_pk, now=now(), lease=_HOLD)
    if lease is None:
        return
    with program_scope(program_id):
        texts, themes = texts_to_offer(UUID(board_pk))
    try:
        offers = offer_texts(texts, themes=themes, vectors=chosen_vectors(settings.VECTORS)) if texts else []
    except VectorsRefused:  # the texts stand alone; the next grouping says what the operator has to repair
        offers = []
    with program_scope(program_id):
        if finish(lease, now=now()):
            note_offers(UUID(board_pk), [(str(offer.key), offer.theme, offer.closeness) for offer in offers])


@shared_task
def sweep_boards() -> None:
    """Ring again for boards that wait for the machine and that nobody works on."""
    for kind, task in ((GROUP, group_board), (OFFER, offer_board_texts)):
        for program_id, board_pk in waiting(kind, now=now()):
            task.delay(program_id=program_id, board_pk=board_pk)
