"""What a collective decided in a session, and the adjustment it led to."""

import django.db.models.deletion
import django.db.models.functions.uuid
from django.db import migrations, models

import ilc.tenancy.owned
from ilc.tenancy.protection import ProtectTable


class Migration(migrations.Migration):
    dependencies = [
        ("collectives", "0014_surroundings_of_places"),
        ("facilitation", "0004_attendance_changes"),
        ("inquiry", "0006_moments_and_adjustments"),
    ]

    operations = [
        migrations.AlterField(
            model_name="sessionchange",
            name="what",
            field=models.CharField(
                choices=[
                    ("moved", "moved"),
                    ("cancelled", "cancelled"),
                    ("restored", "taken up again"),
                    ("replaced", "replaced by a new rhythm"),
                    ("kept", "kept when the rhythm changed"),
                    ("agenda", "agenda changed"),
                    ("note", "note changed"),
                    ("decision", "decision changed"),
                ],
                max_length=10,
            ),
        ),
        migrations.CreateModel(
            name="Decision",
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
                ("text", models.TextField(max_length=2000, verbose_name="decision")),
                ("at", models.DateTimeField()),
                ("removed_at", models.DateTimeField(null=True)),
                (
                    "adjustment",
                    ilc.tenancy.owned.OwnedForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="inquiry.adjustment",
                    ),
                ),
                (
                    "by",
                    ilc.tenancy.owned.OwnedForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
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
                        related_name="decisions",
                        to="facilitation.session",
                    ),
                ),
            ],
            options={
                "db_table": "decision",
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        ProtectTable("Decision"),
    ]
