"""What each person's calendar was told about a session."""

import django.db.models.deletion
from django.db import migrations, models

import ilc.tenancy.owned
from ilc.tenancy.protection import ProtectTable


class Migration(migrations.Migration):
    dependencies = [
        ("collectives", "0015_calendar_files_of_notices"),
        ("facilitation", "0009_commitments"),
    ]

    operations = [
        migrations.CreateModel(
            name="SessionInvitation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sequence", models.PositiveIntegerField()),
                ("version", models.PositiveIntegerField()),
                (
                    "method",
                    models.CharField(choices=[("REQUEST", "asked to come"), ("CANCEL", "taken back")], max_length=7),
                ),
                ("at", models.DateTimeField()),
                (
                    "notice",
                    ilc.tenancy.owned.OwnedForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="session_invitations",
                        to="collectives.notice",
                    ),
                ),
                (
                    "participant",
                    ilc.tenancy.owned.OwnedForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="session_invitations",
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
                        related_name="invitations",
                        to="facilitation.session",
                    ),
                ),
            ],
            options={
                "db_table": "session_invitation",
                "abstract": False,
                "base_manager_name": "objects",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("program", "session", "participant", "sequence"), name="session_invitation_once"
                    )
                ],
            },
        ),
        ProtectTable("SessionInvitation"),
    ]
