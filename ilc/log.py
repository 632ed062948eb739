"""How lines look in the log."""

import logging
import re

SECRETS = re.compile(r"(/door/|/password/reset/key/)[^/\s]+")


class Line(logging.Formatter):
    """One line, without the secrets that stand in addresses: who reads the log must not come in by them."""

    def format(self, record: logging.LogRecord) -> str:
        return SECRETS.sub(r"\1…", super().format(record))
