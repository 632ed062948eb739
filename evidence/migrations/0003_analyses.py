"""Analyses, predictions, judgements, and what they point to."""

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.uuid
from django.db import migrations, models

import ilc.tenancy.owned
from ilc.tenancy.protection import ProtectTable


class Migration(migrations.Migration):
    dependencies = [
        ("collectives", "0019_things_told"),
        ("evidence", "0002_rollup"),
        ("inquiry", "0009_append_to_log"),
    ]

    operations = [
        migrations.CreateModel(
            name="Analysis",
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
                ("seen", models.TextField(max_length=5000, verbose_name="What do we see?")),
                ("reading", models.TextField(blank=True, max_length=5000, verbose_name="What do we make of it?")),
                ("rivals", models.TextField(blank=True, max_length=5000, verbose_name="What else could explain it?")),
                ("next_step", models.TextField(blank=True, max_length=5000, verbose_name="What do we do next?")),
                (
                    "parts",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=50), blank=True, default=list, size=14
                    ),
                ),
                ("lang", models.CharField(max_length=5)),
                (
                    "course",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("adopt", "adopt: it helps, it becomes the way we do things"),
                            ("adapt", "adapt: it helps in part, we change it"),
                            ("abandon", "abandon: it does not help, we stop it"),
                            ("go_on", "go on collecting: it is too early to say"),
                        ],
                        max_length=7,
                    ),
                ),
                ("course_why", models.TextField(blank=True, max_length=5000, verbose_name="why")),
                ("decided_at", models.DateTimeField(null=True)),
                ("version", models.PositiveIntegerField(default=1)),
                ("at", models.DateTimeField()),
                ("changed_at", models.DateTimeField()),
                ("removed_at", models.DateTimeField(null=True)),
                (
                    "adjustment",
                    ilc.tenancy.owned.OwnedForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="analyses",
                        to="inquiry.adjustment",
                    ),
                ),
                (
                    "by",
                    ilc.tenancy.owned.OwnedForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="analyses",
                        to="collectives.participant",
                    ),
                ),
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
                    "decided_by",
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
                    "placemat",
                    ilc.tenancy.owned.OwnedForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="analyses",
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
            ],
            options={
                "verbose_name_plural": "analyses",
                "db_table": "analysis",
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="AnalysisChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "what",
                    models.CharField(
                        choices=[
                            ("written", "written anew"),
                            ("decided", "decided anew"),
                            ("linked", "led to another adjustment"),
                            ("removed", "taken away"),
                            ("restored", "brought back"),
                        ],
                        max_length=8,
                    ),
                ),
                ("was", models.JSONField(default=dict)),
                ("at", models.DateTimeField()),
                (
                    "analysis",
                    ilc.tenancy.owned.OwnedForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="changes",
                        to="evidence.analysis",
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
                "db_table": "analysis_change",
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="Judgement",
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
                ("on", models.DateField(null=True, verbose_name="the day")),
                ("begun_at", models.DateTimeField()),
                (
                    "begun_by",
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
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="judgements",
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
            ],
            options={
                "db_table": "judgement",
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="JudgementChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("part", models.CharField(max_length=50)),
                ("version", models.PositiveIntegerField()),
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
                    "judgement",
                    ilc.tenancy.owned.OwnedForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="changes",
                        to="evidence.judgement",
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
                "db_table": "judgement_change",
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="JudgementPart",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("part", models.CharField(max_length=50)),
                (
                    "answer",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("yes", "yes"),
                            ("partly", "partly"),
                            ("not_yet", "not yet"),
                            ("unknown", "we cannot tell"),
                        ],
                        max_length=7,
                    ),
                ),
                ("speaks_for", models.TextField(blank=True, max_length=5000, verbose_name="What speaks for it?")),
                (
                    "speaks_against",
                    models.TextField(blank=True, max_length=5000, verbose_name="What speaks against it?"),
                ),
                (
                    "sure",
                    models.CharField(
                        blank=True,
                        choices=[("sure", "sure"), ("fairly", "fairly sure"), ("unsure", "not sure")],
                        max_length=6,
                    ),
                ),
                ("sure_why", models.TextField(blank=True, max_length=5000, verbose_name="Why?")),
                (
                    "successes",
                    models.TextField(
                        blank=True, max_length=5000, verbose_name="Where did it go well, and what was the same there?"
                    ),
                ),
                (
                    "challenges",
                    models.TextField(
                        blank=True, max_length=5000, verbose_name="Where was it hard, and what was the same there?"
                    ),
                ),
                ("lang", models.CharField(max_length=5)),
                ("version", models.PositiveIntegerField(default=1)),
                ("changed_at", models.DateTimeField()),
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
                    "judgement",
                    ilc.tenancy.owned.OwnedForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="parts",
                        to="evidence.judgement",
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
                "db_table": "judgement_part",
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="Citation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("against", models.BooleanField(default=False)),
                ("on", models.DateField()),
                (
                    "analysis",
                    ilc.tenancy.owned.OwnedForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="citations",
                        to="evidence.analysis",
                    ),
                ),
                (
                    "district",
                    ilc.tenancy.owned.OwnedForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="collectives.district",
                    ),
                ),
                (
                    "group",
                    ilc.tenancy.owned.OwnedForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="evidence.studentgroup",
                    ),
                ),
                (
                    "indicator",
                    ilc.tenancy.owned.OwnedForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="citations",
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
                    "school",
                    ilc.tenancy.owned.OwnedForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="collectives.school",
                    ),
                ),
                (
                    "judgement_part",
                    ilc.tenancy.owned.OwnedForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="citations",
                        to="evidence.judgementpart",
                    ),
                ),
            ],
            options={
                "db_table": "citation",
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="PredictionRound",
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
                ("opened_at", models.DateTimeField()),
                ("revealed_at", models.DateTimeField(null=True)),
                (
                    "indicator",
                    ilc.tenancy.owned.OwnedForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="prediction_rounds",
                        to="inquiry.indicator",
                    ),
                ),
                (
                    "opened_by",
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
                    "revealed_by",
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
                "db_table": "prediction_round",
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="PredictionLook",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                    "round",
                    ilc.tenancy.owned.OwnedForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="looks",
                        to="evidence.predictionround",
                    ),
                ),
            ],
            options={
                "db_table": "prediction_look",
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="Prediction",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "expected",
                    models.CharField(
                        choices=[("up", "up"), ("same", "about the same"), ("down", "down")],
                        max_length=4,
                        verbose_name="Which way will it have moved?",
                    ),
                ),
                ("number", models.FloatField(blank=True, null=True, verbose_name="A number, if you like")),
                ("words", models.TextField(blank=True, max_length=1000, verbose_name="What do you expect, and why?")),
                ("lang", models.CharField(max_length=5)),
                ("named", models.BooleanField(default=False)),
                ("at", models.DateTimeField()),
                ("changed_at", models.DateTimeField()),
                ("removed_at", models.DateTimeField(null=True)),
                (
                    "by",
                    ilc.tenancy.owned.OwnedForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="predictions",
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
                    "round",
                    ilc.tenancy.owned.OwnedForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="predictions",
                        to="evidence.predictionround",
                    ),
                ),
            ],
            options={
                "db_table": "prediction",
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="Settlement",
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
                ("on", models.DateField(verbose_name="the day")),
                ("said", models.JSONField(default=dict)),
                ("at", models.DateTimeField()),
                ("taken_up_at", models.DateTimeField(null=True)),
                ("why", models.CharField(blank=True, max_length=500, verbose_name="why")),
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
                    "judgement",
                    ilc.tenancy.owned.OwnedForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="settlements",
                        to="evidence.judgement",
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
                    "taken_up_by",
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
                "db_table": "settlement",
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.AddIndex(
            model_name="analysis",
            index=models.Index(fields=["program", "placemat", "-at"], name="analysis_newest"),
        ),
        migrations.AddConstraint(
            model_name="analysis",
            constraint=models.CheckConstraint(
                condition=models.Q(("seen", ""), _negated=True), name="analysis_sees_something"
            ),
        ),
        migrations.AddConstraint(
            model_name="analysis",
            constraint=models.CheckConstraint(
                condition=models.Q(("adjustment", None), ("course__in", ("adapt", "abandon")), _connector="OR"),
                name="analysis_adjusts_where_it_changes",
            ),
        ),
        migrations.AddConstraint(
            model_name="analysis",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("course", ""), ("decided_at", None), ("decided_by", None)),
                    models.Q(
                        models.Q(("course", ""), _negated=True),
                        ("decided_at__isnull", False),
                        ("decided_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="analysis_decided_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="judgement",
            constraint=models.UniqueConstraint(fields=("program", "placemat"), name="judgement_once_per_placemat"),
        ),
        migrations.AddConstraint(
            model_name="judgementpart",
            constraint=models.UniqueConstraint(fields=("program", "judgement", "part"), name="judgement_part_once"),
        ),
        migrations.AddConstraint(
            model_name="judgementpart",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("part", "theory"), models.Q(("challenges", ""), ("successes", "")), _connector="OR"
                ),
                name="judgement_part_patterns_of_the_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="citation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("against", False), ("analysis__isnull", False), ("judgement_part", None)),
                    models.Q(("analysis", None), ("judgement_part__isnull", False)),
                    _connector="OR",
                ),
                name="citation_of_one_thing",
            ),
        ),
        migrations.AddConstraint(
            model_name="citation",
            constraint=models.CheckConstraint(
                condition=models.Q(("school", None), ("district__isnull", False), _connector="OR"),
                name="citation_school_with_its_district",
            ),
        ),
        migrations.AddConstraint(
            model_name="citation",
            constraint=models.UniqueConstraint(
                fields=(
                    "program",
                    "analysis",
                    "judgement_part",
                    "against",
                    "indicator",
                    "on",
                    "district",
                    "school",
                    "group",
                ),
                name="citation_once",
                nulls_distinct=False,
            ),
        ),
        migrations.AddConstraint(
            model_name="predictionround",
            constraint=models.UniqueConstraint(
                condition=models.Q(("revealed_at", None)),
                fields=("program", "indicator"),
                name="prediction_round_one_open_per_indicator",
            ),
        ),
        migrations.AddConstraint(
            model_name="predictionround",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("revealed_at", None), ("revealed_by", None)),
                    models.Q(("revealed_at__isnull", False), ("revealed_by__isnull", False)),
                    _connector="OR",
                ),
                name="prediction_round_revealed_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="predictionlook",
            constraint=models.UniqueConstraint(fields=("program", "round", "by"), name="prediction_look_once"),
        ),
        migrations.AddConstraint(
            model_name="prediction",
            constraint=models.UniqueConstraint(fields=("program", "round", "by"), name="prediction_once_per_round"),
        ),
        migrations.AddConstraint(
            model_name="settlement",
            constraint=models.UniqueConstraint(
                condition=models.Q(("taken_up_at", None)),
                fields=("program", "judgement"),
                name="settlement_one_stands_per_judgement",
            ),
        ),
        migrations.AddConstraint(
            model_name="settlement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("taken_up_at", None), ("taken_up_by", None), ("why", "")),
                    models.Q(
                        ("taken_up_at__isnull", False),
                        ("taken_up_by__isnull", False),
                        models.Q(("why", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="settlement_taken_up_for_a_reason",
            ),
        ),
        ProtectTable("Analysis"),
        ProtectTable("AnalysisChange"),
        ProtectTable("Judgement"),
        ProtectTable("JudgementPart"),
        ProtectTable("JudgementChange"),
        ProtectTable("Settlement"),
        ProtectTable("Citation"),
        ProtectTable("PredictionRound"),
        ProtectTable("Prediction"),
        ProtectTable("PredictionLook"),
    ]
