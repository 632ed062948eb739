"""What the demonstration brings is made by the product's own operations, as any file is."""

import tomllib
from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.utils.timezone import now
from PIL import Image

from evidence.models import Attachment
from evidence.operations.demonstration import CONTENT
from evidence.operations.demonstration import attachment as demonstration
from evidence.operations.demonstration.attachment import make_attachments
from ilc.pdf import PdfUnavailable
from ilc.tenancy.scope import program_scope
from tests.evidence.setting import Shared

ENTRIES = tomllib.loads("""
[[entries]]
collective = "Reading with meaning"
indicator = "Visits"
by = "Amara Okafor"
days = 4
shared = true
name = "poster.jpg"
caption = "A poster"
word = "fragile"
around = ["easy to break", "sturdy"]
[[entries]]
collective = "Reading with meaning"
indicator = "Visits"
by = "Amara Okafor"
days = 9000
shared = false
name = "visits.pdf"
caption = "Minutes"
lang = "en"
title = "Visits"
text = "Twelve <b>classrooms</b>."
points = ["One", "Two"]
[[entries]]
collective = "Reading with meaning"
indicator = "Visits"
by = "Amara Okafor"
days = 1
shared = true
caption = "The sheet"
address = "https://example.org/"
""")["entries"]


def bring(shared: Shared) -> list[Attachment]:
    with program_scope(shared.program.pk):
        collectives = {shared.collective.name: shared.collective}
        make_attachments(collectives, {shared.member.name: shared.member}, ENTRIES, now=now())
        return list(Attachment.objects.order_by("caption"))


def test_posters_minutes_and_links_are_brought_and_checked(shared: Shared) -> None:
    poster, minutes, link = bring(shared)

    with default_storage.open(poster.file) as file:
        assert Image.open(file).size == (1600, 1200)
    assert [(one.name, one.state, one.shared_at is None) for one in (poster, minutes, link)] == [
        ("poster.jpg", "checked", False),
        ("visits.pdf", "checked", True),
        ("", "checked", False),
    ]
    assert minutes.brought_at == shared.placemat.made_at + timedelta(days=1)


def test_where_no_pdf_can_be_made_the_rest_is_brought(shared: Shared, monkeypatch: pytest.MonkeyPatch) -> None:
    def none(*_given: object, **_options: object) -> None:
        raise PdfUnavailable

    monkeypatch.setattr(demonstration, "lay_out", none)

    assert [one.caption for one in bring(shared)] == ["A poster", "The sheet"]


def test_every_program_has_its_file() -> None:
    assert {path.name for path in CONTENT.glob("*_attachments.toml")} == {
        "fundy_shore_attachments.toml",
        "deux_rives_attachments.toml",
    }
