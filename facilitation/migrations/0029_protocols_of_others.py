"""Protocols that other programs let this one read, and where a program's own was taken from."""

import django.db.models.deletion
import django.db.models.functions.uuid
from django.db import migrations, models

import ilc.tenancy.owned
from ilc.tenancy.protection import ProtectTable


class Migration(migrations.Migration):
    dependencies = [
        ("collectives", "0023_library_across"),
        ("facilitation", "0028_pulses"),
    ]

    operations = [
        migrations.CreateModel(
            name="ProtocolCopy",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        db_default=django.db.models.functions.uuid.UUID7(),
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("source", models.UUIDField()),
                ("from_program", models.BigIntegerField()),
                ("from_name", models.CharField(max_length=200)),
                ("version", models.PositiveIntegerField()),
                (
                    "language",
                    models.CharField(choices=[("en", "English"), ("fr", "Français"), ("es", "Español")], max_length=5),
                ),
                ("text", models.JSONField()),
                (
                    "program",
                    ilc.tenancy.owned.ProgramKey(
                        db_index=False,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="collectives.program",
                    ),
                ),
            ],
            options={
                "db_table": "protocol_copy",
                "abstract": False,
                "base_manager_name": "objects",
                "constraints": [models.UniqueConstraint(fields=("program", "source"), name="protocol_copy_once")],
            },
        ),
        ProtectTable("ProtocolCopy"),
        migrations.AddField("ownprotocol", "taken_from", models.CharField(blank=True, db_default="", max_length=200)),
        migrations.AddField("ownprotocol", "taken_source", models.UUIDField(null=True)),
        migrations.AddConstraint(
            "ownprotocol",
            models.UniqueConstraint(fields=("program", "taken_source"), name="own_protocol_taken_once"),
        ),
    ]
