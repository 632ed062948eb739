"""Moments that people gave a name, and adjustments to the theory of action; the history by time."""

import django.db.models.deletion
import django.db.models.functions.uuid
from django.db import migrations, models

import ilc.tenancy.owned
from ilc.tenancy.protection import ProtectTable


class Migration(migrations.Migration):
    dependencies = [
        ("collectives", "0014_surroundings_of_places"),
        ("inquiry", "0005_questions_aside_and_origins"),
    ]

    operations = [
        migrations.CreateModel(
            name="Adjustment",
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
                ("parts", models.JSONField(default=list)),
                ("from_at", models.DateTimeField()),
                ("to_at", models.DateTimeField()),
                ("why", models.TextField(max_length=2000, verbose_name="what led to it")),
                ("on", models.DateField(verbose_name="the day")),
                ("at", models.DateTimeField()),
                ("removed_at", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "adjustment",
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="Moment",
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
                ("name", models.CharField(max_length=80, verbose_name="name")),
                ("at", models.DateTimeField()),
                ("made_at", models.DateTimeField()),
                ("removed_at", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "moment",
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.AddIndex(
            model_name="placematchange",
            index=models.Index(fields=["program", "placemat", "at"], name="placemat_change_by_time"),
        ),
        migrations.AddField(
            model_name="adjustment",
            name="by",
            field=ilc.tenancy.owned.OwnedForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="collectives.participant",
            ),
        ),
        migrations.AddField(
            model_name="adjustment",
            name="placemat",
            field=ilc.tenancy.owned.OwnedForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="adjustments",
                to="inquiry.placemat",
            ),
        ),
        migrations.AddField(
            model_name="adjustment",
            name="program",
            field=ilc.tenancy.owned.ProgramKey(
                db_index=False,
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="collectives.program",
            ),
        ),
        migrations.AddField(
            model_name="adjustment",
            name="removed_by",
            field=ilc.tenancy.owned.OwnedForeignKey(
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="collectives.participant",
            ),
        ),
        migrations.AddField(
            model_name="moment",
            name="by",
            field=ilc.tenancy.owned.OwnedForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="collectives.participant",
            ),
        ),
        migrations.AddField(
            model_name="moment",
            name="placemat",
            field=ilc.tenancy.owned.OwnedForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="moments",
                to="inquiry.placemat",
            ),
        ),
        migrations.AddField(
            model_name="moment",
            name="program",
            field=ilc.tenancy.owned.ProgramKey(
                db_index=False,
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="collectives.program",
            ),
        ),
        migrations.AddField(
            model_name="moment",
            name="removed_by",
            field=ilc.tenancy.owned.OwnedForeignKey(
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="collectives.participant",
            ),
        ),
        migrations.AddConstraint(
            model_name="adjustment",
            constraint=models.CheckConstraint(
                condition=models.Q(("parts", []), _negated=True), name="adjustment_changes_something"
            ),
        ),
        migrations.AddConstraint(
            model_name="adjustment",
            constraint=models.CheckConstraint(
                condition=models.Q(("to_at__gt", models.F("from_at"))), name="adjustment_moments_in_order"
            ),
        ),
        migrations.AddConstraint(
            model_name="moment",
            constraint=models.UniqueConstraint(
                condition=models.Q(("removed_at", None)),
                fields=("program", "placemat", "name"),
                name="moment_name_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="moment",
            constraint=models.CheckConstraint(
                condition=models.Q(("at__lte", models.F("made_at"))), name="moment_is_no_prophecy"
            ),
        ),
        ProtectTable("Adjustment"),
        ProtectTable("Moment"),
    ]
