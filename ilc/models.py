"""Where Django looks for this app's tables."""

from ilc.due import Due

__all__ = ["Due"]
