"""The library: a program's own protocols and questions, what stands on a theme's shelf, what was asked in sessions."""

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.uuid
from django.db import migrations, models

import ilc.tenancy.owned
from ilc.tenancy.protection import ProtectTable


class Migration(migrations.Migration):
    dependencies = [
        ("collectives", "0014_surroundings_of_places"),
        ("facilitation", "0007_self_reflections"),
        ("inquiry", "0009_append_to_log"),
    ]

    operations = [
        migrations.CreateModel(
            name="OwnProtocol",
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
                ("name", models.CharField(max_length=120, verbose_name="name")),
                ("about", models.CharField(blank=True, max_length=500)),
                ("when", models.CharField(blank=True, max_length=500)),
                ("origin", models.CharField(blank=True, max_length=300)),
                ("link", models.URLField(blank=True, max_length=500)),
                (
                    "purpose",
                    models.CharField(
                        choices=[
                            ("evidence", "look at evidence"),
                            ("causes", "find what lies behind"),
                            ("feedback", "think with a colleague"),
                            ("practice", "learn from practice"),
                            ("voices", "hear every voice"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "phases",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveSmallIntegerField(), blank=True, default=list
                    ),
                ),
                ("fewest", models.PositiveSmallIntegerField(default=3)),
                ("most", models.PositiveSmallIntegerField(default=12)),
                (
                    "roles",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=20), blank=True, default=list
                    ),
                ),
                ("steps", models.JSONField(default=list)),
                (
                    "language",
                    models.CharField(choices=[("en", "English"), ("fr", "Français"), ("es", "Español")], max_length=5),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                ("at", models.DateTimeField()),
                ("retired_at", models.DateTimeField(null=True)),
                (
                    "by",
                    ilc.tenancy.owned.OwnedForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="own_protocols",
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
                "db_table": "own_protocol",
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="ProtocolChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "what",
                    models.CharField(
                        choices=[("changed", "written anew"), ("retired", "retired"), ("back", "brought back")],
                        max_length=10,
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
                    "protocol",
                    ilc.tenancy.owned.OwnedForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="changes",
                        to="facilitation.ownprotocol",
                    ),
                ),
            ],
            options={
                "db_table": "protocol_change",
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="Question",
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
                    "job",
                    models.CharField(
                        choices=[("anchor", "Anchor"), ("illuminate", "Illuminate"), ("elevate", "Elevate")],
                        max_length=10,
                    ),
                ),
                ("text", models.CharField(max_length=300, verbose_name="question")),
                (
                    "language",
                    models.CharField(choices=[("en", "English"), ("fr", "Français"), ("es", "Español")], max_length=5),
                ),
                (
                    "phases",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveSmallIntegerField(), blank=True, default=list
                    ),
                ),
                (
                    "fits",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=30), blank=True, default=list
                    ),
                ),
                ("for_program", models.BooleanField(default=False)),
                ("at", models.DateTimeField()),
                ("removed_at", models.DateTimeField(null=True)),
                (
                    "by",
                    ilc.tenancy.owned.OwnedForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="questions",
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
                "db_table": "question",
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="QuestionAsked",
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
                ("key", models.CharField(max_length=60)),
                (
                    "job",
                    models.CharField(
                        choices=[("anchor", "Anchor"), ("illuminate", "Illuminate"), ("elevate", "Elevate")],
                        max_length=10,
                    ),
                ),
                ("words", models.CharField(max_length=300)),
                ("at", models.DateTimeField()),
                ("taken_back_at", models.DateTimeField(null=True)),
                (
                    "by",
                    ilc.tenancy.owned.OwnedForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="questions_asked",
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
                        related_name="questions_asked",
                        to="facilitation.session",
                    ),
                ),
            ],
            options={
                "db_table": "question_asked",
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="QuestionOutcome",
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
                ("text", models.CharField(blank=True, max_length=500, verbose_name="what came of it")),
                ("at", models.DateTimeField()),
                ("taken_back_at", models.DateTimeField(null=True)),
                (
                    "adjustment",
                    ilc.tenancy.owned.OwnedForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="question_outcomes",
                        to="inquiry.adjustment",
                    ),
                ),
                (
                    "asked",
                    ilc.tenancy.owned.OwnedForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="outcomes",
                        to="facilitation.questionasked",
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
                    "decision",
                    ilc.tenancy.owned.OwnedForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="question_outcomes",
                        to="facilitation.decision",
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
                "db_table": "question_outcome",
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="ThemeResource",
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
                ("position", models.PositiveSmallIntegerField()),
                ("protocol", models.CharField(blank=True, max_length=60)),
                ("title", models.CharField(blank=True, max_length=200, verbose_name="title")),
                ("url", models.URLField(blank=True, max_length=500, verbose_name="address")),
                ("note", models.CharField(blank=True, max_length=500, verbose_name="why it is here")),
                ("at", models.DateTimeField()),
                ("removed_at", models.DateTimeField(null=True)),
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
                    "theme",
                    ilc.tenancy.owned.OwnedForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="resources",
                        to="collectives.theme",
                    ),
                ),
            ],
            options={
                "db_table": "theme_resource",
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="FavouriteQuestion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=60)),
                (
                    "participant",
                    ilc.tenancy.owned.OwnedForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="favourite_questions",
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
                "db_table": "favourite_question",
                "abstract": False,
                "base_manager_name": "objects",
                "constraints": [
                    models.UniqueConstraint(fields=("program", "participant", "key"), name="favourite_question_once")
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="ownprotocol",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("fewest__range", (2, 99)), ("most__gte", models.F("fewest")), ("most__range", (2, 99))
                ),
                name="own_protocol_people_in_range",
            ),
        ),
        migrations.AddConstraint(
            model_name="questionasked",
            constraint=models.UniqueConstraint(
                condition=models.Q(("taken_back_at", None)),
                fields=("program", "session", "key"),
                name="question_asked_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="questionoutcome",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("text", ""), _negated=True),
                    ("decision__isnull", False),
                    ("adjustment__isnull", False),
                    _connector="OR",
                ),
                name="question_outcome_says_something",
            ),
        ),
        migrations.AddConstraint(
            model_name="themeresource",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("protocol", ""), models.Q(("title", ""), _negated=True), models.Q(("url", ""), _negated=True)
                    ),
                    models.Q(models.Q(("protocol", ""), _negated=True), ("title", ""), ("url", "")),
                    _connector="OR",
                ),
                name="theme_resource_is_one_thing",
            ),
        ),
        ProtectTable("OwnProtocol"),
        ProtectTable("ProtocolChange"),
        ProtectTable("Question"),
        ProtectTable("FavouriteQuestion"),
        ProtectTable("QuestionAsked"),
        ProtectTable("QuestionOutcome"),
        ProtectTable("ThemeResource"),
    ]
