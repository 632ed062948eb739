"""Files of the world: what was uploaded, and what was made from its pages."""

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from collectives.models import Participant, Rendering, RenderingState


def rendering(kind: str, subject: str, word: str, member: Participant) -> Rendering:
    """A rendering that is done, with its file."""
    now = timezone.now()
    return Rendering.objects.create(
        kind=kind,
        subject=subject,
        digest="0" * 64,
        title=f"{word} sheet",
        language="en",
        state=RenderingState.DONE,
        file=store(f"{word}-{kind}.pdf", f"%PDF-1.7 {word}".encode()),
        asked_by=member,
        asked_at=now,
        done_at=now,
        seen_at=now,
        pages=1,
        size=1000,
    )


def store(name: str, content: bytes) -> str:
    """A stored file; its key comes back."""
    return default_storage.save(name, ContentFile(content))
