"""Two servers of sockets, and a placemat to which people come."""

from collections.abc import Iterator

import pytest
from django.db import connection

from collectives.models import Program
from tests.inquiry.setting import Setting
from tests.live import Server, socket_servers
from tests.make import make_program


@pytest.fixture
def servers(committed: None) -> Iterator[list[Server]]:
    with socket_servers(connection.settings_dict["NAME"], 2) as running:
        yield list(running)


@pytest.fixture
def together(committed: None) -> Setting:
    program: Program = make_program("fundy-shore")
    return Setting(program)
