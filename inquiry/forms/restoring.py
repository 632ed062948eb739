"""What somebody saw when they decided to put something back: it comes back with their yes, signed."""

from typing import Any
from uuid import UUID

from django.core import signing

from inquiry.engine.past import IfWords, Standing

SALT = "inquiry.restoring"
LONGEST = 60 * 60 * 24  # seconds between looking and pressing


def seen_token(placemat: UUID, seen: Standing) -> str:
    """What stands there, for a hidden field."""
    actions = [[str(one.pk), one.text] for one in seen.if_actions]
    indicators = {str(pk): dict(values) for pk, values in seen.indicators.items()}
    return signing.dumps([str(placemat), dict(seen.texts), actions, indicators], salt=SALT, compress=True)


def read_seen(placemat: UUID, token: str) -> Standing | None:
    """What that person saw; None when it is no answer to our question, or an old one."""
    try:
        of, texts, actions, indicators = signing.loads(token, salt=SALT, max_age=LONGEST)
    except signing.BadSignature:
        return None
    if of != str(placemat):
        return None
    return Standing(texts, tuple(IfWords(UUID(pk), text) for pk, text in actions), _by_id(indicators))


def _by_id(indicators: dict[str, dict[str, Any]]) -> dict[UUID, dict[str, str]]:
    return {UUID(pk): values for pk, values in indicators.items()}
