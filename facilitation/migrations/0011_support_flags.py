"""Who might welcome a hand, and what help was given."""

import django.db.models.deletion
import django.db.models.functions.uuid
from django.db import migrations, models

import ilc.tenancy.owned
from ilc.tenancy.protection import ProtectTable


class Migration(migrations.Migration):
    dependencies = [
        ("collectives", "0014_surroundings_of_places"),
        ("facilitation", "0010_session_invitations"),
    ]

    operations = [
        migrations.CreateModel(
            name="SupportFlag",
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
                    "rule",
                    models.CharField(
                        choices=[
                            ("not_held", "Not Held"),
                            ("few_came", "Few Came"),
                            ("unmoved", "Unmoved"),
                            ("wished", "Wished"),
                            ("by_hand", "By Hand"),
                        ],
                        max_length=12,
                    ),
                ),
                ("facts", models.JSONField(default=dict)),
                ("raised_at", models.DateTimeField()),
                ("lowered_at", models.DateTimeField(null=True)),
                ("why", models.CharField(blank=True, max_length=500)),
                (
                    "collective",
                    ilc.tenancy.owned.OwnedForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="flags",
                        to="collectives.collective",
                    ),
                ),
                (
                    "lowered_by",
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
                    "raised_by",
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
                "db_table": "support_flag",
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="Help",
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
                    "kind",
                    models.CharField(
                        choices=[
                            ("colleague", "a facilitator colleague sits in"),
                            ("planning", "planning a session together"),
                            ("visit", "a visit"),
                            ("protocol", "a protocol that suits"),
                            ("time", "time set free"),
                        ],
                        max_length=10,
                    ),
                ),
                ("text", models.TextField(max_length=2000)),
                ("given_on", models.DateField()),
                ("next_step", models.CharField(blank=True, max_length=300)),
                ("at", models.DateTimeField()),
                (
                    "addressed_to",
                    ilc.tenancy.owned.OwnedForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="help",
                        to="collectives.participant",
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
                    "collective",
                    ilc.tenancy.owned.OwnedForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="help",
                        to="collectives.collective",
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
                    "flag",
                    ilc.tenancy.owned.OwnedForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="help",
                        to="facilitation.supportflag",
                    ),
                ),
            ],
            options={
                "db_table": "help",
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.AddConstraint(
            model_name="supportflag",
            constraint=models.CheckConstraint(
                condition=models.Q(("rule__in", ["not_held", "few_came", "unmoved", "wished", "by_hand"])),
                name="support_flag_rule_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="supportflag",
            constraint=models.UniqueConstraint(
                condition=models.Q(("lowered_at", None), models.Q(("rule", "by_hand"), _negated=True)),
                fields=("program", "collective", "rule"),
                name="support_flag_up_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="supportflag",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("lowered_at", None), ("lowered_by", None)), ("lowered_at__isnull", False), _connector="OR"
                ),
                name="support_flag_lowered",
            ),
        ),
        migrations.AddIndex(
            model_name="help",
            index=models.Index(fields=["program", "collective", "at"], name="help_by_time"),
        ),
        ProtectTable("SupportFlag"),
        ProtectTable("Help"),
    ]
