"""Attachments: files and links beside indicators and data points."""

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.uuid
from django.db import migrations, models

import ilc.tenancy.owned
from ilc.tenancy.protection import ProtectTable


class Migration(migrations.Migration):
    dependencies = [
        ("collectives", "0019_things_told"),
        ("evidence", "0004_evidence_imports"),
        ("inquiry", "0009_append_to_log"),
    ]

    operations = [
        migrations.CreateModel(
            name="Attachment",
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
                ("kind", models.CharField(choices=[("file", "a file"), ("link", "a link")], max_length=4)),
                (
                    "state",
                    models.CharField(
                        choices=[("waiting", "waiting to be checked"), ("checked", "checked"), ("refused", "not kept")],
                        max_length=7,
                    ),
                ),
                ("caption", models.CharField(max_length=300)),
                ("lang", models.CharField(max_length=5)),
                ("address", models.URLField(blank=True, max_length=500)),
                ("name", models.CharField(blank=True, max_length=120)),
                ("content_type", models.CharField(blank=True, max_length=100)),
                ("size", models.PositiveIntegerField(default=0)),
                ("sha256", models.CharField(blank=True, max_length=64)),
                ("width", models.PositiveIntegerField(null=True)),
                ("height", models.PositiveIntegerField(null=True)),
                (
                    "left_out",
                    django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=10), default=list),
                ),
                ("trouble", models.JSONField(default=dict)),
                ("file", models.CharField(blank=True, max_length=120)),
                ("preview", models.CharField(blank=True, max_length=120)),
                ("brought_at", models.DateTimeField()),
                ("shared_at", models.DateTimeField(null=True)),
                ("removed_at", models.DateTimeField(null=True)),
                (
                    "brought_by",
                    ilc.tenancy.owned.OwnedForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="collectives.participant",
                    ),
                ),
                (
                    "data_point",
                    ilc.tenancy.owned.OwnedForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attachments",
                        to="evidence.datapoint",
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
                    "indicator",
                    ilc.tenancy.owned.OwnedForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attachments",
                        to="inquiry.indicator",
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
                    "removed_by",
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
                "db_table": "attachment",
                "abstract": False,
                "base_manager_name": "objects",
                "indexes": [
                    models.Index(fields=["program", "indicator", "brought_at"], name="attachment_of_indicator"),
                    models.Index(
                        condition=models.Q(("data_point__isnull", False)),
                        fields=["program", "data_point"],
                        name="attachment_of_point",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("address__startswith", "https://"),
                                ("file", ""),
                                ("kind", "link"),
                                ("state", "checked"),
                            ),
                            models.Q(("address", ""), ("kind", "file")),
                            _connector="OR",
                        ),
                        name="attachment_of_its_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("caption", ""), _negated=True), name="attachment_has_a_caption"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "file"), ("state", "checked"), _negated=True),
                            models.Q(models.Q(("sha256", ""), _negated=True), ("size__gt", 0)),
                            _connector="OR",
                        ),
                        name="attachment_checked_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("removed_at", None), ("removed_by", None)),
                            models.Q(("removed_at__isnull", False), ("removed_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="attachment_removed_by_somebody",
                    ),
                ],
            },
        ),
        ProtectTable("Attachment"),
    ]
