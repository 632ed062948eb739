import django.db.models.deletion
import django.db.models.functions.uuid
from django.db import migrations, models

import ilc.tenancy.owned
from ilc.tenancy.protection import ProtectTable


class Migration(migrations.Migration):
    dependencies = [
        ("collectives", "0019_things_told"),
        ("facilitation", "0023_analyses_of_sessions"),
    ]

    operations = [
        migrations.CreateModel(
            name="Certificate",
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
                ("code", models.CharField(max_length=12)),
                ("name", models.CharField(max_length=200)),
                ("position", models.CharField(blank=True, max_length=20)),
                (
                    "took_part_as",
                    models.CharField(choices=[("leader", "leader"), ("facilitator", "facilitator")], max_length=11),
                ),
                ("collective_name", models.CharField(blank=True, max_length=120)),
                ("since", models.DateField()),
                ("until", models.DateField(null=True)),
                ("sessions", models.PositiveSmallIntegerField()),
                ("minutes", models.PositiveIntegerField()),
                ("issued_at", models.DateTimeField()),
                ("taken_back_at", models.DateTimeField(null=True)),
                (
                    "collective",
                    ilc.tenancy.owned.OwnedForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="collectives.collective",
                    ),
                ),
                (
                    "participant",
                    ilc.tenancy.owned.OwnedForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="certificates",
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
                "db_table": "certificate",
                "abstract": False,
                "base_manager_name": "objects",
                "indexes": [
                    models.Index(fields=["program", "participant", "issued_at"], name="certificate_of_participant")
                ],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("sessions__gt", 0)), name="certificate_of_something"),
                    models.CheckConstraint(
                        condition=models.Q(("until", None), ("until__gte", models.F("since")), _connector="OR"),
                        name="certificate_until_after_since",
                    ),
                ],
            },
        ),
        ProtectTable("Certificate"),
    ]
