"""Doors: links and codes that open one thing without an account."""

from django.db import models
from django.db.models import Q

from collectives.models.program import Program


class Door(models.Model):
    """One thing that a secret opens. Only the secret's hash is kept; the table stands outside the programs' scopes."""

    program = models.ForeignKey(Program, models.CASCADE, related_name="+")
    purpose = models.CharField(max_length=20)
    object_key = models.CharField(max_length=80)
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
