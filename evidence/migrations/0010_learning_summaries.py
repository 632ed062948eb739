"""Learning summaries: what a cycle taught, who agreed to show it, by which words it is found."""

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.uuid
from django.db import migrations, models

import ilc.tenancy.owned
from ilc.tenancy.protection import ProtectTable


class Migration(migrations.Migration):
    dependencies = [
        ("collectives", "0019_things_told"),
        ("evidence", "0009_reports"),
        ("inquiry", "0009_append_to_log"),
    ]

    operations = [
        migrations.CreateModel(
            name="LearningSummary",
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
                            ("draft", "a draft"),
                            ("asked", "the members are asked"),
                            ("published", "published"),
                            ("withdrawn", "withdrawn"),
                        ],
                        default="draft",
                        max_length=9,
                    ),
                ),
                ("title", models.CharField(max_length=150, verbose_name="title")),
                ("tried", models.TextField(blank=True, max_length=6000, verbose_name="what we tried")),
                ("learned", models.TextField(blank=True, max_length=6000, verbose_name="what we learned")),
                ("helped", models.TextField(blank=True, max_length=6000, verbose_name="what helped")),
                ("hindered", models.TextField(blank=True, max_length=6000, verbose_name="what got in the way")),
                ("for_others", models.TextField(blank=True, max_length=6000, verbose_name="what others can use")),
                (
                    "language",
                    models.CharField(
                        choices=[("en", "English"), ("fr", "Français"), ("es", "Español")],
                        max_length=5,
                        verbose_name="language",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                ("round", models.PositiveIntegerField(default=0)),
                ("snapshot", models.JSONField(blank=True, default=dict)),
                ("phase", models.PositiveSmallIntegerField(default=0)),
                ("level", models.PositiveSmallIntegerField(default=0)),
                (
                    "data_types",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=12), blank=True, default=list
                    ),
                ),
                (
                    "positions",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=20), blank=True, default=list
                    ),
                ),
                ("changed_at", models.DateTimeField()),
                ("published_at", models.DateTimeField(null=True)),
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
                    "placemat",
                    ilc.tenancy.owned.OwnedForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="learning_summaries",
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
                    "theme",
                    ilc.tenancy.owned.OwnedForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="collectives.theme",
                    ),
                ),
            ],
            options={
                "db_table": "learning_summary",
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="LearningConsent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("round", models.PositiveIntegerField()),
                ("agrees", models.BooleanField()),
                ("why", models.CharField(blank=True, max_length=500, verbose_name="why")),
                ("at", models.DateTimeField()),
                (
                    "participant",
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
                    "summary",
                    ilc.tenancy.owned.OwnedForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="consents",
                        to="evidence.learningsummary",
                    ),
                ),
            ],
            options={
                "db_table": "learning_consent",
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="LearningChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "what",
                    models.CharField(
                        choices=[
                            ("written", "written"),
                            ("asked", "put to the members"),
                            ("answered", "answered"),
                            ("taken_back", "taken back to a draft"),
                            ("published", "published"),
                            ("withdrawn", "withdrawn"),
                        ],
                        max_length=10,
                    ),
                ),
                ("was", models.JSONField(blank=True, default=dict)),
                ("why", models.CharField(blank=True, max_length=500, verbose_name="why")),
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
                    "summary",
                    ilc.tenancy.owned.OwnedForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="changes",
                        to="evidence.learningsummary",
                    ),
                ),
            ],
            options={
                "db_table": "learning_change",
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="LearningWord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("word", models.CharField(db_collation="C", max_length=60)),
                ("weight", models.PositiveSmallIntegerField()),
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
                    "summary",
                    ilc.tenancy.owned.OwnedForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="words",
                        to="evidence.learningsummary",
                    ),
                ),
            ],
            options={
                "db_table": "learning_word",
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.AddIndex(
            model_name="learningsummary",
            index=models.Index(
                condition=models.Q(("state", "published")),
                fields=["program", "-published_at"],
                name="learning_summary_by_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="learningsummary",
            constraint=models.UniqueConstraint(
                fields=("program", "placemat"), name="learning_summary_once_per_placemat"
            ),
        ),
        migrations.AddConstraint(
            model_name="learningsummary",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "published"), _negated=True),
                    models.Q(("published_at__isnull", False), models.Q(("snapshot", {}), _negated=True)),
                    _connector="OR",
                ),
                name="learning_summary_published_is_frozen",
            ),
        ),
        migrations.AddConstraint(
            model_name="learningconsent",
            constraint=models.UniqueConstraint(
                fields=("program", "summary", "round", "participant"), name="learning_consent_once_per_round"
            ),
        ),
        migrations.AddConstraint(
            model_name="learningconsent",
            constraint=models.CheckConstraint(
                condition=models.Q(("agrees", True), models.Q(("why", ""), _negated=True), _connector="OR"),
                name="learning_consent_no_has_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="learningword",
            constraint=models.UniqueConstraint(
                fields=("program", "word", "summary"), include=("weight",), name="learning_word_once"
            ),
        ),
        ProtectTable("LearningSummary"),
        ProtectTable("LearningConsent"),
        ProtectTable("LearningChange"),
        ProtectTable("LearningWord"),
    ]
