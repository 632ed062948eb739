"""Values from the environment, or from the files that secrets are mounted as."""

import os
from pathlib import Path


def environment_value(name: str) -> str | None:
    """What the variable `name` holds, else the text of the file that `<name>_FILE` points to, else None.

    An empty variable counts as not set. Raises OSError when the file cannot be read: a secret that
    was promised and is not there should stop the start.
    """
    if value := os.environ.get(name):
        return value
    if path := os.environ.get(f"{name}_FILE"):
        return Path(path).read_text(encoding="utf-8").strip()
    return None
