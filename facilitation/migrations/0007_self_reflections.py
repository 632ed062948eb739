"""What facilitators think after a session."""

import django.db.models.deletion
import django.db.models.functions.uuid
from django.db import migrations, models

import ilc.tenancy.owned
from ilc.tenancy.protection import ProtectTable


class Migration(migrations.Migration):
    dependencies = [
        ("collectives", "0014_surroundings_of_places"),
        ("facilitation", "0006_live_sessions_and_prompts"),
    ]

    operations = [
        migrations.CreateModel(
            name="SelfReflection",
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
                ("learning_community", models.TextField(blank=True, max_length=5000)),
                ("deepening_inquiry", models.TextField(blank=True, max_length=5000)),
                ("application_at_home", models.TextField(blank=True, max_length=5000)),
                ("agreed_to_share", models.JSONField(default=list)),
                ("wishes", models.JSONField(default=list)),
                ("at", models.DateTimeField()),
                ("changed_at", models.DateTimeField(null=True)),
                (
                    "facilitator",
                    ilc.tenancy.owned.OwnedForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reflections",
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
                        related_name="reflections",
                        to="facilitation.session",
                    ),
                ),
            ],
            options={
                "db_table": "self_reflection",
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="SelfReflectionChange",
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
                ("was", models.JSONField()),
                ("at", models.DateTimeField()),
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
                    "reflection",
                    ilc.tenancy.owned.OwnedForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="changes",
                        to="facilitation.selfreflection",
                    ),
                ),
            ],
            options={
                "db_table": "self_reflection_change",
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.AddIndex(
            model_name="selfreflection",
            index=models.Index(fields=["program", "facilitator", "at"], name="self_reflection_by_time"),
        ),
        migrations.AddConstraint(
            model_name="selfreflection",
            constraint=models.UniqueConstraint(
                fields=("program", "session", "facilitator"), name="self_reflection_once"
            ),
        ),
        ProtectTable("SelfReflection"),
        ProtectTable("SelfReflectionChange"),
    ]
