"""Reports, what was written in them before, and what people say of a draft."""

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.uuid
from django.db import migrations, models

import ilc.tenancy.owned
from ilc.tenancy.protection import ProtectTable


class Migration(migrations.Migration):
    dependencies = [
        ("collectives", "0019_things_told"),
        ("evidence", "0008_confirmation"),
        ("inquiry", "0009_append_to_log"),
    ]

    operations = [
        migrations.CreateModel(
            name="Report",
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
                            ("cycle", "cycle report"),
                            ("story", "two-page story"),
                            ("knowledge", "knowledge report"),
                        ],
                        max_length=9,
                    ),
                ),
                ("title", models.CharField(max_length=150, verbose_name="title")),
                (
                    "parts",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=20), default=list, size=20
                    ),
                ),
                (
                    "left_out",
                    django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), blank=True, default=list),
                ),
                ("foreword", models.TextField(blank=True, max_length=5000, verbose_name="foreword")),
                ("others", models.TextField(blank=True, max_length=5000, verbose_name="what others can use")),
                ("saw", models.TextField(blank=True, max_length=5000, verbose_name="what we saw")),
                ("did", models.TextField(blank=True, max_length=5000, verbose_name="what we did")),
                ("came", models.TextField(blank=True, max_length=5000, verbose_name="what came of it")),
                (
                    "words_language",
                    models.CharField(choices=[("en", "English"), ("fr", "Français"), ("es", "Español")], max_length=5),
                ),
                (
                    "language",
                    models.CharField(
                        choices=[("en", "English"), ("fr", "Français"), ("es", "Español")],
                        max_length=5,
                        verbose_name="language",
                    ),
                ),
                (
                    "paper",
                    models.CharField(choices=[("letter", "Letter"), ("a4", "A4")], max_length=6, verbose_name="paper"),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                ("made_at", models.DateTimeField()),
                ("changed_at", models.DateTimeField()),
                ("removed_at", models.DateTimeField(null=True)),
                (
                    "changed_by",
                    ilc.tenancy.owned.OwnedForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="collectives.participant",
                    ),
                ),
                (
                    "indicator",
                    ilc.tenancy.owned.OwnedForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="inquiry.indicator",
                    ),
                ),
                (
                    "made_by",
                    ilc.tenancy.owned.OwnedForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="collectives.participant",
                    ),
                ),
                (
                    "placemat",
                    ilc.tenancy.owned.OwnedForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reports",
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
                    "region",
                    ilc.tenancy.owned.OwnedForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reports",
                        to="collectives.region",
                    ),
                ),
            ],
            options={
                "db_table": "report",
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="ReportChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "what",
                    models.CharField(
                        choices=[("written", "written anew"), ("removed", "taken away"), ("restored", "brought back")],
                        max_length=8,
                    ),
                ),
                ("was", models.JSONField(default=dict)),
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
                    "report",
                    ilc.tenancy.owned.OwnedForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="changes",
                        to="evidence.report",
                    ),
                ),
            ],
            options={
                "db_table": "report_change",
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="ReportComment",
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
                ("part", models.CharField(blank=True, max_length=20)),
                ("text", models.TextField(max_length=2000, verbose_name="comment")),
                ("lang", models.CharField(max_length=5)),
                ("at", models.DateTimeField()),
                ("resolved_at", models.DateTimeField(null=True)),
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
                    "report",
                    ilc.tenancy.owned.OwnedForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="comments",
                        to="evidence.report",
                    ),
                ),
                (
                    "resolved_by",
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
                "db_table": "report_comment",
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.AddIndex(
            model_name="report",
            index=models.Index(fields=["program", "placemat", "-made_at"], name="report_newest"),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "knowledge"), ("placemat", None)),
                    models.Q(
                        models.Q(("kind", "knowledge"), _negated=True), ("placemat__isnull", False), ("region", None)
                    ),
                    _connector="OR",
                ),
                name="report_is_about_a_cycle_or_a_program",
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=models.Q(("title", ""), _negated=True), name="report_has_a_title"
            ),
        ),
        migrations.AddConstraint(
            model_name="reportcomment",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True), name="report_comment_says_something"
            ),
        ),
        migrations.AddConstraint(
            model_name="reportcomment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("resolved_at", None), ("resolved_by", None)),
                    models.Q(("resolved_at__isnull", False), ("resolved_by__isnull", False)),
                    _connector="OR",
                ),
                name="report_comment_resolved_by_somebody",
            ),
        ),
        ProtectTable("Report"),
        ProtectTable("ReportChange"),
        ProtectTable("ReportComment"),
    ]
