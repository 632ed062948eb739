"""How a collective sees itself, asked once in a phase."""

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.uuid
from django.db import migrations, models

import ilc.tenancy.owned
from ilc.tenancy.protection import ProtectTable


class Migration(migrations.Migration):
    dependencies = [
        ("collectives", "0019_things_told"),
        ("facilitation", "0027_dashboards"),
        ("inquiry", "0009_append_to_log"),
    ]

    operations = [
        migrations.CreateModel(
            name="Pulse",
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
                    "phase",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (1, "Gathering leaders and identifying themes"),
                            (2, "Forming collectives"),
                            (3, "Designing the inquiry"),
                            (4, "Implementing and analysing leading data"),
                            (5, "Reviewing lagging data"),
                            (6, "Sharing knowledge, renewing the cycle"),
                        ]
                    ),
                ),
                ("keys", django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40))),
                (
                    "cycle",
                    ilc.tenancy.owned.OwnedForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pulses",
                        to="inquiry.cycle",
                    ),
                ),
                (
                    "gathering",
                    ilc.tenancy.owned.OwnedForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pulses",
                        to="collectives.gathering",
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
                "db_table": "pulse",
                "abstract": False,
                "base_manager_name": "objects",
                "constraints": [
                    models.UniqueConstraint(fields=("program", "cycle", "phase"), name="pulse_once_in_a_phase"),
                    models.UniqueConstraint(fields=("program", "gathering"), name="pulse_of_its_own_gathering"),
                ],
            },
        ),
        ProtectTable("Pulse"),
    ]
