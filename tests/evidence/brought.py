"""What the tests of attachments on their pages share."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from evidence.models import Attachment
from ilc.tenancy.scope import program_scope
from tests.evidence.setting import Shared


def plain(answer: Any) -> str:
    """A page's words in one line."""
    return " ".join(answer.content.decode().split())


def file(data: bytes, name: str = "work.jpg", said: str = "image/jpeg") -> SimpleUploadedFile:
    """A file as a browser sends it, with what the browser says of it."""
    return SimpleUploadedFile(name, data, content_type=said)


def fetch(client: Client, url: str) -> int:
    """What asking for a file answers; its file is closed."""
    answer = client.get(url)
    if answer.streaming:
        b"".join(answer.streaming_content)
    return answer.status_code


def list_url(shared: Shared) -> str:
    """The page of the setting's indicator."""
    return shared.url("indicator-attachments", shared.indicator.pk)


def made(shared: Shared) -> list[Attachment]:
    """All of them, by their words."""
    with program_scope(shared.program.pk):
        return list(Attachment.objects.order_by("caption"))
