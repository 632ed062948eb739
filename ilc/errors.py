"""The one exception that people may read."""


class Refused(Exception):
    """An operation did not happen, for a reason the person can act on. Its text is shown as it is.

    Each operation's refusals are subclasses that stand beside it.
    """
