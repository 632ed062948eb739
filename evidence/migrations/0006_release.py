"""Releases: what the shared view has shown of an indicator's day."""

import django.db.models.deletion
import django.db.models.functions.uuid
from django.db import migrations, models

import ilc.tenancy.owned
from ilc.tenancy.protection import ProtectTable


class Migration(migrations.Migration):
    dependencies = [
        ("collectives", "0019_things_told"),
        ("evidence", "0005_attachment"),
        ("inquiry", "0009_append_to_log"),
    ]

    operations = [
        migrations.CreateModel(
            name="Release",
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
                ("on", models.DateField()),
                ("number", models.PositiveIntegerField()),
                ("cells", models.JSONField()),
                ("behind", models.JSONField()),
                ("protects", models.BooleanField(default=True)),
                ("smallest", models.PositiveSmallIntegerField(default=10)),
                ("coarsen", models.BooleanField(default=True)),
                ("round_to", models.PositiveSmallIntegerField(default=0)),
                ("show_counts", models.BooleanField(default=True)),
                ("waiting", models.BooleanField(default=False)),
                ("made_at", models.DateTimeField()),
                (
                    "indicator",
                    ilc.tenancy.owned.OwnedForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="releases",
                        to="inquiry.indicator",
                    ),
                ),
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
                "db_table": "release",
                "abstract": False,
                "base_manager_name": "objects",
                "constraints": [
                    models.UniqueConstraint(fields=("program", "indicator", "on", "number"), name="release_number_once")
                ],
            },
        ),
        ProtectTable("Release"),
    ]
