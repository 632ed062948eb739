"""Analyses that were made in a session."""

import django.db.models.deletion
from django.db import migrations, models

import ilc.tenancy.owned
from ilc.tenancy.protection import ProtectTable


class Migration(migrations.Migration):
    dependencies = [
        ("collectives", "0019_things_told"),
        ("evidence", "0005_attachment"),
        ("facilitation", "0022_dissolved_groups"),
    ]

    operations = [
        migrations.CreateModel(
            name="SessionAnalysis",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "analysis",
                    ilc.tenancy.owned.OwnedForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sessions",
                        to="evidence.analysis",
                    ),
                ),
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
                (
                    "session",
                    ilc.tenancy.owned.OwnedForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="analyses",
                        to="facilitation.session",
                    ),
                ),
            ],
            options={
                "db_table": "session_analysis",
                "abstract": False,
                "base_manager_name": "objects",
                "constraints": [
                    models.UniqueConstraint(fields=("program", "session", "analysis"), name="session_analysis_once")
                ],
            },
        ),
        ProtectTable("SessionAnalysis"),
    ]
