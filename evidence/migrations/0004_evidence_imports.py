"""Data points come from tables: the table, its rows, and which data points it brought."""

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.uuid
from django.db import migrations, models

import ilc.tenancy.owned
from ilc.tenancy.protection import ProtectKey, ProtectTable


class Migration(migrations.Migration):
    dependencies = [
        ("collectives", "0019_things_told"),
        ("evidence", "0003_analyses"),
        ("inquiry", "0009_append_to_log"),
    ]

    operations = [
        migrations.CreateModel(
            name="EvidenceImport",
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
                ("file_name", models.CharField(max_length=250)),
                ("file", models.CharField(max_length=250)),
                (
                    "columns",
                    django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), default=list),
                ),
                ("options", models.JSONField(default=dict)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("uploaded", "columns to be named"),
                            ("checking", "being read"),
                            ("checked", "ready to look at"),
                            ("bringing_in", "being brought in"),
                            ("done", "brought in"),
                            ("undoing", "being undone"),
                            ("undone", "undone"),
                            ("stopped", "stopped"),
                        ],
                        default="uploaded",
                        max_length=12,
                    ),
                ),
                ("rows_read", models.PositiveIntegerField(default=0)),
                ("rows_total", models.PositiveIntegerField()),
                ("counts", models.JSONField(default=dict)),
                ("trouble", models.TextField(blank=True)),
                ("uploaded_at", models.DateTimeField()),
                ("brought_in_at", models.DateTimeField(null=True)),
                ("undone_at", models.DateTimeField(null=True)),
                (
                    "brought_in_by",
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
                    "district",
                    ilc.tenancy.owned.OwnedForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="collectives.district",
                    ),
                ),
                (
                    "placemat",
                    ilc.tenancy.owned.OwnedForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evidence_imports",
                        to="inquiry.placemat",
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
                (
                    "uploaded_by",
                    ilc.tenancy.owned.OwnedForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="collectives.participant",
                    ),
                ),
            ],
            options={
                "db_table": "evidence_import",
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        ProtectTable("EvidenceImport"),
        migrations.AddField(
            model_name="datapoint",
            name="evidence_import",
            field=ilc.tenancy.owned.OwnedForeignKey(
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="data_points",
                to="evidence.evidenceimport",
            ),
        ),
        ProtectKey("DataPoint", "evidence_import"),
        migrations.CreateModel(
            name="EvidenceImportRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("evidence_import", models.UUIDField()),
                ("line", models.PositiveIntegerField()),
                ("column", models.PositiveSmallIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("new", "new"),
                            ("changed", "changed"),
                            ("same", "unchanged"),
                            ("nothing", "nothing in it"),
                            ("problem", "needs a look"),
                        ],
                        max_length=8,
                    ),
                ),
                ("indicator", models.UUIDField(null=True)),
                ("on", models.DateField(null=True)),
                ("school", models.UUIDField(null=True)),
                ("group", models.UUIDField(null=True)),
                ("kind", models.CharField(blank=True, max_length=6)),
                ("value", models.FloatField(null=True)),
                ("numerator", models.PositiveIntegerField(null=True)),
                ("denominator", models.PositiveIntegerField(null=True)),
                (
                    "counts",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveIntegerField(), null=True, size=7
                    ),
                ),
                ("words", models.TextField(blank=True)),
                ("note", models.TextField(blank=True)),
                ("problems", models.JSONField(default=list)),
                ("point", models.UUIDField(null=True)),
                ("version", models.PositiveIntegerField(null=True)),
                ("was", models.JSONField(null=True)),
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
                "db_table": "evidence_import_row",
                "abstract": False,
                "base_manager_name": "objects",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("program", "evidence_import", "line", "column"), name="evidence_import_row_once"
                    )
                ],
            },
        ),
        ProtectTable("EvidenceImportRow"),
    ]
