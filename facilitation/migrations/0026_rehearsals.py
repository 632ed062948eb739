"""What somebody did at the stations of their rehearsal."""

import django.db.models.deletion
from django.db import migrations, models

import ilc.tenancy.owned
from ilc.tenancy.protection import ProtectTable


class Migration(migrations.Migration):
    dependencies = [
        ("collectives", "0020_rehearsals"),
        ("facilitation", "0025_renewals"),
    ]

    operations = [
        migrations.CreateModel(
            name="RehearsalMark",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("station", models.CharField(max_length=20)),
                ("what", models.CharField(choices=[("skipped", "Skipped"), ("answered", "Answered")], max_length=8)),
                ("choice", models.CharField(blank=True, max_length=20)),
                ("at", models.DateTimeField()),
                (
                    "by",
                    ilc.tenancy.owned.OwnedForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="collectives.participant",
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
                "db_table": "rehearsal_mark",
                "abstract": False,
                "base_manager_name": "objects",
                "constraints": [
                    models.UniqueConstraint(fields=("program", "station", "what", "choice"), name="rehearsal_mark_once")
                ],
            },
        ),
        ProtectTable("RehearsalMark"),
    ]
