"""Words that several people write at once: a document, and the log of its updates."""

import uuid

from django.db import models
from django.db.models import Q

from collectives.models import Participant
from ilc.tenancy.owned import Addressed, OwnedForeignKey, ProgramOwned


class Document(Addressed):
    """What several people write at once. The log of its updates (Yjs) is the truth; all else is made from it.

    `head_seq` is the last update; `snapshot` holds all up to `snapshot_seq`; rows hold all up to `materialised_seq`.
    A new `epoch` says that this is not the document others may still hold in their memory.
    """

    head_seq = models.BigIntegerField(default=0)
    snapshot = models.BinaryField(null=True)
    snapshot_seq = models.BigIntegerField(default=0)
    materialised_seq = models.BigIntegerField(default=0)
    epoch = models.UUIDField(default=uuid.uuid4)
    made_at = models.DateTimeField()

    class Meta(Addressed.Meta):
        db_table = "document"
        constraints = [
            models.CheckConstraint(
                condition=Q(snapshot_seq__lte=models.F("materialised_seq"))
                & Q(materialised_seq__lte=models.F("head_seq")),
                name="document_seqs_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"Document {self.pk}"


class DocumentUpdate(ProgramOwned):
    """One update as it came: numbered without a gap in its document, in the statement that moves the head."""

    document = OwnedForeignKey(Document, on_delete=models.CASCADE, related_name="updates")
    seq = models.BigIntegerField()
    payload = models.BinaryField()
    by = OwnedForeignKey(Participant, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta(ProgramOwned.Meta):
        db_table = "document_update"
        constraints = [
            models.UniqueConstraint(fields=["program", "document", "seq"], name="document_update_seq_once"),
        ]

    def __str__(self) -> str:
        return f"Update {self.seq}"
