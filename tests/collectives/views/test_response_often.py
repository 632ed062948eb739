"""Somebody who sends an answer over and over."""

import re
import time

from django.test import Client

from collectives.models import Response
from collectives.views.response import MOST_ANSWERS, WITHIN_SECONDS
from ilc.tenancy.scope import program_scope
from ilc.throttle import is_too_often
from tests.make_gathering import link_of, make_gathering, open_to


def test_a_link_that_is_pressed_without_end_is_told_to_wait(shore, caplog, monkeypatch):
    with program_scope(shore.program_pk):
        gathering = open_to(make_gathering(shore.admin, kinds=("open_text",), anonymous=False), [shore.member])
        link = link_of(gathering, shore.member)
    phone, at = Client(), time.time()
    monkeypatch.setattr(time, "time", lambda: at)  # however slow this computer is, it is one moment
    draft = re.search(r'data-draft="(\w+)"', phone.get(link).text)[1]
    for _number in range(MOST_ANSWERS):
        is_too_often(f"answer:{draft}", most=MOST_ANSWERS, seconds=WITHIN_SECONDS)

    sent = phone.post(link, {"q1": "Once more"})

    assert (sent.status_code, "Once more" in sent.text) == (429, True)
    with program_scope(shore.program_pk):
        assert Response.objects.count() == 0
    assert "too often" in caplog.text
