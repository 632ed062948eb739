"""Doors: links and codes that open one thing without an account."""

from django.db import models
from django.db.models import Q

from collectives.models.program import Program


class Door(models.Model):
    """One thing that a secret opens. The table stands outside the programs' scopes.

    The secret itself is kept nowhere: its hash finds the door, and the seed makes it again only together with the
    server's key, for a mail that is still to be sent.
    """

    program = models.ForeignKey(Program, models.CASCADE, related_name="+")
    purpose = models.CharField(max_length=20)
    object_key = models.CharField(max_length=80)
    seed = models.BinaryField(max_length=16, default=b"")
    secret_hash = models.BinaryField(max_length=32, unique=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    opened_at = models.DateTimeField(null=True)
    knocks = models.PositiveIntegerField(default=0)
    knocks_since = models.DateTimeField(null=True)

    class Meta:
        db_table = "door"
        indexes = [
            models.Index(fields=["program", "purpose", "object_key"], condition=Q(closed_at=None), name="door_open")
        ]

    def __str__(self) -> str:
        return f"Door to {self.purpose}"
