"""What finds an anonymous answer again without saying whose it is."""

import hashlib
from uuid import UUID


def answer_key(secret: str, about: UUID) -> bytes:
    """32 bytes from the secret of a person's browser or link, and what it is about: a question, or the gathering.

    Two keys of one person share nothing: only who has the secret can tell that they belong together.
    """
    return hashlib.sha256(secret.encode() + about.bytes).digest()
