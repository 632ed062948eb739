"""What stands in the log, and what does not."""

import logging
import logging.config

import pytest
from django.conf import settings

FORMATTER = logging.config.DictConfigurator(settings.LOGGING).configure_formatter(
    settings.LOGGING["formatters"]["line"]
)


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("Internal Server Error: /door/kD8-s3cret_x/", "Internal Server Error: /door/…/"),
        ("Not Found: /accounts/password/reset/key/1-abc/", "Not Found: /accounts/password/reset/key/…/"),
        ("Internal Server Error: /p/fundy-shore/setup/", "Internal Server Error: /p/fundy-shore/setup/"),
    ],
)
def test_a_secret_in_an_address_stays_out_of_the_log(said: str, written: str) -> None:
    record = logging.LogRecord("django.request", logging.ERROR, "", 0, said, None, None)

    assert FORMATTER.format(record) == f"ERROR django.request: {written}"
