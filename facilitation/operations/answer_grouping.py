"""Asking the product to group the answers to prompts. Whoever asks also rings; a sweep finds what nobody rang for."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from facilitation.queries.answer_group import GROUP
from ilc.due import schedule_all


def ask_for_groups(prompts: Iterable[UUID], *, now: datetime) -> None:
    """Have groups proposed for the answers to these prompts, as soon as somebody has time.

    One SQL statement, none for no prompts.
    """
    schedule_all(GROUP, [str(pk) for pk in prompts], due_at=now)
