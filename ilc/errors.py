"""The exceptions that people may read."""

from typing import ClassVar

from django.utils.functional import Promise


class Refused(Exception):
    """An operation did not happen, for a reason the person can act on. Its text is shown as it is.

    Each operation's refusals are subclasses that stand beside it.
    """


class Meanwhile[Row](Refused):
    """Somebody else wrote there meanwhile. `theirs` is how it stands now, so that the page can show both."""

    def __init__(self, reason: str, theirs: Row) -> None:
        super().__init__(reason)
        self.theirs = theirs


class KeptRefused(Refused):
    """A refusal that is kept as its `code` and `values`, and turned into words again where somebody reads it.

    `reason` names the values: "This file has more than %(limit)s rows."
    """

    code: ClassVar[str]
    reason: ClassVar[str | Promise]

    def __init__(self, **values: str | int) -> None:
        super().__init__(values)
        self.values = values

    def __str__(self) -> str:
        return str(self.reason % self.values)
