"""Ringing for background work."""

import logging
import os
from pathlib import Path

import pytest
from django.db import transaction
from kombu.exceptions import OperationalError

from collectives.tasks.notice import send_notice
from ilc.celery import GIVES_WAY
from tests.workers import workshop


def test_a_broker_that_is_away_breaks_no_request(
    committed: None, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def nobody_answers(**ids: object) -> None:
        raise OperationalError("Connection refused")

    monkeypatch.setattr(send_notice, "delay", nobody_answers)

    with caplog.at_level(logging.ERROR), transaction.atomic():
        send_notice.delay_on_commit(program_id=1, notice_pk="x")

    assert "Connection refused" in caplog.text


def test_background_work_gives_way_to_pages(committed: None, tmp_path: Path) -> None:
    with workshop(tmp_path) as place:
        worker = place.start()

        assert os.getpriority(os.PRIO_PROCESS, worker.process.pid) == os.nice(0) + GIVES_WAY
