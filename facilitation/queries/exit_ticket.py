"""A session's exit ticket."""

from uuid import UUID

from facilitation.models import Prompt, PromptUse


def find_exit_ticket(session_pk: UUID) -> Prompt | None:
    """The exit ticket of a session, if one was prepared. One SQL query."""
    found = Prompt.objects.filter(session=session_pk, use=PromptUse.EXIT)
    return found.select_related("gathering").first()
