"""What was answered to an invitation; seats moved in one go; collectives that nobody joins by themselves."""

import django.db.models.deletion
import django.db.models.functions.uuid
from django.db import migrations, models

import ilc.tenancy.owned
from ilc.tenancy.protection import ProtectKey, ProtectTable


class Migration(migrations.Migration):
    dependencies = [
        ("collectives", "0008_protect_gathering_and_forming"),
    ]

    operations = [
        migrations.AddField(
            model_name="collective",
            name="joining_closed_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="waitingplace",
            name="settled_by",
            field=ilc.tenancy.owned.OwnedForeignKey(
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="collectives.participant",
            ),
        ),
        migrations.AlterField(
            model_name="collectivechange",
            name="what",
            field=models.CharField(
                choices=[
                    ("edited", "edited"),
                    ("closed", "closed"),
                    ("reopened", "reopened"),
                    ("no_joining", "closed for joining"),
                    ("joining", "opened for joining"),
                ],
                max_length=10,
            ),
        ),
        migrations.CreateModel(
            name="InvitationAnswer",
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
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("sent", "invited"),
                            ("accepted", "said yes"),
                            ("declined", "said no"),
                            ("other", "asked for another collective"),
                            ("withdrawn", "withdrawn"),
                        ],
                        max_length=9,
                    ),
                ),
                ("words", models.TextField(blank=True, max_length=1000)),
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
                    "invitation",
                    ilc.tenancy.owned.OwnedForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers",
                        to="collectives.invitation",
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
                "db_table": "invitation_answer",
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="Reseating",
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
                (
                    "why",
                    models.CharField(
                        choices=[("late", "people who came late"), ("left", "a leader left")], max_length=4
                    ),
                ),
                ("kind", models.CharField(blank=True, max_length=20)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "proposed"),
                            ("done", "done"),
                            ("undone", "taken back"),
                            ("discarded", "discarded"),
                        ],
                        default="proposed",
                        max_length=9,
                    ),
                ),
                ("moves", models.JSONField(default=list)),
                ("seats", models.JSONField(default=list)),
                ("left_out", models.JSONField(default=list)),
                ("proposed_at", models.DateTimeField()),
                ("settled_at", models.DateTimeField(null=True)),
                ("undone_at", models.DateTimeField(null=True)),
                (
                    "collective",
                    ilc.tenancy.owned.OwnedForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reseatings",
                        to="collectives.collective",
                    ),
                ),
                (
                    "formation",
                    ilc.tenancy.owned.OwnedForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reseatings",
                        to="collectives.formation",
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
                    "proposed_by",
                    ilc.tenancy.owned.OwnedForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="collectives.participant",
                    ),
                ),
                (
                    "settled_by",
                    ilc.tenancy.owned.OwnedForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="collectives.participant",
                    ),
                ),
                (
                    "undone_by",
                    ilc.tenancy.owned.OwnedForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="collectives.participant",
                    ),
                ),
            ],
            options={
                "db_table": "reseating",
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        ProtectKey("WaitingPlace", "settled_by"),
        ProtectTable("InvitationAnswer"),
        ProtectTable("Reseating"),
    ]
