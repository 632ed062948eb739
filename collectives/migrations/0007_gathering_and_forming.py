"""Gatherings, the theme studio, formations, proposals, invitations."""

import uuid

import django.contrib.postgres.fields
import django.db.models.constraints
import django.db.models.deletion
import django.db.models.functions.uuid
from django.db import migrations, models

import ilc.tenancy.owned


class Migration(migrations.Migration):
    dependencies = [
        ("collectives", "0006_changes_of_settings_places_themes"),
    ]

    operations = [
        migrations.CreateModel(
            name="AnswersFile",
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
                ("headers", models.JSONField(default=list)),
                ("mapping", models.JSONField(default=dict)),
                ("label", models.CharField(blank=True, max_length=120, verbose_name="what these answers are from")),
                (
                    "language",
                    models.CharField(
                        blank=True, choices=[("en", "English"), ("fr", "Français"), ("es", "Español")], max_length=5
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("uploaded", "columns to be named"),
                            ("brought_in", "brought in"),
                            ("undone", "undone"),
                        ],
                        default="uploaded",
                        max_length=12,
                    ),
                ),
                ("counts", models.JSONField(default=dict)),
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
                "db_table": "answers_file",
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="Ballot",
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
                ("zone", models.CharField(blank=True, max_length=64)),
                (
                    "half_hours",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveSmallIntegerField(), blank=True, default=list
                    ),
                ),
                (
                    "languages",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=5), blank=True, default=list
                    ),
                ),
                (
                    "meeting",
                    models.CharField(
                        choices=[("room", "in the room"), ("online", "online"), ("hybrid", "hybrid")],
                        default="hybrid",
                        max_length=8,
                        verbose_name="how to meet",
                    ),
                ),
                ("note", models.TextField(blank=True, max_length=1000, verbose_name="anything else")),
                ("takes_part", models.BooleanField(default=True)),
                ("asked_at", models.DateTimeField()),
                ("answered_at", models.DateTimeField(null=True)),
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
            ],
            options={
                "db_table": "ballot",
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="BallotChoice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("rank", models.PositiveSmallIntegerField()),
                (
                    "ballot",
                    ilc.tenancy.owned.OwnedForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="choices",
                        to="collectives.ballot",
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="collectives.theme",
                    ),
                ),
            ],
            options={
                "db_table": "ballot_choice",
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="Board",
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
                (
                    "state",
                    models.CharField(
                        choices=[("ready", "ready"), ("grouping", "being grouped")], default="ready", max_length=8
                    ),
                ),
                ("proposal", models.JSONField(default=dict)),
                ("weak", models.JSONField(default=list)),
                ("trouble", models.TextField(blank=True)),
                ("moves", models.PositiveIntegerField(default=0)),
                ("made_at", models.DateTimeField()),
                ("closed_at", models.DateTimeField(null=True)),
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
                "db_table": "board",
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="BoardMove",
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
                ("number", models.PositiveIntegerField()),
                (
                    "what",
                    models.CharField(
                        choices=[
                            ("grouped", "took a proposal"),
                            ("moved", "moved texts"),
                            ("made", "made a theme"),
                            ("merged", "merged themes"),
                            ("split", "split a theme"),
                            ("renamed", "renamed a theme"),
                            ("kept", "kept a theme"),
                            ("unkept", "took a decision back"),
                            ("set_aside", "set texts aside"),
                            ("quoted", "chose quotes"),
                            ("taken", "took what was offered"),
                            ("back", "went back to the proposal"),
                        ],
                        max_length=10,
                    ),
                ),
                ("words", models.CharField(blank=True, max_length=250)),
                ("was", models.JSONField(default=dict)),
                ("at", models.DateTimeField()),
                ("undone_at", models.DateTimeField(null=True)),
                (
                    "board",
                    ilc.tenancy.owned.OwnedForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="history",
                        to="collectives.board",
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
            ],
            options={
                "db_table": "board_move",
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="DraftTheme",
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
                ("telling", models.JSONField(default=list)),
                ("number", models.PositiveIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[("proposed", "proposed"), ("kept", "kept"), ("gone", "gone")],
                        default="proposed",
                        max_length=8,
                    ),
                ),
                ("centre", models.JSONField(null=True)),
                ("made_at", models.DateTimeField()),
                ("kept_at", models.DateTimeField(null=True)),
                (
                    "board",
                    ilc.tenancy.owned.OwnedForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="drafts",
                        to="collectives.board",
                    ),
                ),
                (
                    "kept_by",
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
                    "made_by",
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
                        related_name="drafts",
                        to="collectives.theme",
                    ),
                ),
            ],
            options={
                "db_table": "draft_theme",
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="Formation",
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
                ("title", models.CharField(max_length=120, verbose_name="title")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "being prepared"),
                            ("asking", "asking"),
                            ("forming", "being formed"),
                            ("accepted", "accepted"),
                            ("ended", "ended"),
                        ],
                        default="draft",
                        max_length=8,
                    ),
                ),
                ("fewest", models.PositiveSmallIntegerField(default=6, verbose_name="fewest people in a collective")),
                ("most", models.PositiveSmallIntegerField(default=10, verbose_name="most people in a collective")),
                (
                    "district_most",
                    models.PositiveSmallIntegerField(
                        blank=True, default=3, null=True, verbose_name="most people of one district"
                    ),
                ),
                ("weights", models.JSONField(default=dict)),
                ("zone", models.CharField(max_length=64, verbose_name="time zone")),
                (
                    "minutes",
                    models.PositiveSmallIntegerField(default=90, verbose_name="length of a session in minutes"),
                ),
                (
                    "weekdays",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveSmallIntegerField(), default=list
                    ),
                ),
                ("earliest", models.TimeField(verbose_name="earliest start")),
                ("latest", models.TimeField(verbose_name="latest start")),
                ("starts_on", models.DateField(verbose_name="first month of sessions")),
                ("nth", models.PositiveSmallIntegerField(default=2, verbose_name="week of the month")),
                ("answers_by", models.DateTimeField(blank=True, null=True, verbose_name="answer by")),
                (
                    "leaders_may_join",
                    models.BooleanField(default=False, verbose_name="leaders may join an open collective themselves"),
                ),
                ("made_at", models.DateTimeField()),
                ("asked_at", models.DateTimeField(null=True)),
                ("reminded_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
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
                "db_table": "formation",
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.AddField(
            model_name="ballot",
            name="formation",
            field=ilc.tenancy.owned.OwnedForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="ballots",
                to="collectives.formation",
            ),
        ),
        migrations.CreateModel(
            name="FormationRule",
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
                    models.CharField(choices=[("apart", "keep apart"), ("together", "keep together")], max_length=8),
                ),
                ("reason", models.CharField(blank=True, max_length=500, verbose_name="why")),
                ("set_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "ended_by",
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
                    "formation",
                    ilc.tenancy.owned.OwnedForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rules",
                        to="collectives.formation",
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
                    "set_by",
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
                "db_table": "formation_rule",
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="FormationRulePerson",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                    "rule",
                    ilc.tenancy.owned.OwnedForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="people",
                        to="collectives.formationrule",
                    ),
                ),
            ],
            options={
                "db_table": "formation_rule_person",
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="FormationTheme",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("withdrawn_at", models.DateTimeField(null=True)),
                (
                    "formation",
                    ilc.tenancy.owned.OwnedForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="themes",
                        to="collectives.formation",
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="collectives.theme",
                    ),
                ),
            ],
            options={
                "db_table": "formation_theme",
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="Gathering",
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
                            ("survey", "survey"),
                            ("exit_ticket", "exit ticket"),
                            ("live_poll", "live poll"),
                            ("reflection", "reflection"),
                        ],
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                ("title", models.JSONField(default=dict, verbose_name="title")),
                ("intro", models.JSONField(default=dict, verbose_name="what it is for")),
                ("anonymous", models.BooleanField(default=True, verbose_name="anonymous")),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "being written"), ("open", "open"), ("closed", "closed")],
                        default="draft",
                        max_length=8,
                    ),
                ),
                ("everyone", models.BooleanField(default=True, verbose_name="ask everyone in the program")),
                ("code", models.CharField(blank=True, max_length=12)),
                ("closes_at", models.DateTimeField(blank=True, null=True, verbose_name="closes")),
                ("answers", models.PositiveIntegerField(default=0)),
                ("made_at", models.DateTimeField()),
                ("opened_at", models.DateTimeField(null=True)),
                ("reminded_at", models.DateTimeField(null=True)),
                ("closed_at", models.DateTimeField(null=True)),
                ("shuffled_at", models.DateTimeField(null=True)),
                (
                    "closed_by",
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
                    "opened_by",
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
                "db_table": "gathering",
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="BoardSource",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("added_at", models.DateTimeField()),
                (
                    "added_by",
                    ilc.tenancy.owned.OwnedForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="collectives.participant",
                    ),
                ),
                (
                    "board",
                    ilc.tenancy.owned.OwnedForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sources",
                        to="collectives.board",
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
                    "gathering",
                    ilc.tenancy.owned.OwnedForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="collectives.gathering",
                    ),
                ),
            ],
            options={
                "db_table": "board_source",
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="Asked",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("answered", models.BooleanField(default=False)),
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
                    "gathering",
                    ilc.tenancy.owned.OwnedForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="asked",
                        to="collectives.gathering",
                    ),
                ),
            ],
            options={
                "db_table": "asked",
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="GatheringQuestion",
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
                ("number", models.PositiveSmallIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("open_text", "open text"),
                            ("one_word", "one word"),
                            ("scale", "scale"),
                            ("choice", "choice"),
                            ("ranking", "ranking"),
                            ("dots", "dots to give"),
                        ],
                        max_length=10,
                    ),
                ),
                ("words", models.JSONField(default=dict)),
                ("guide", models.JSONField(default=dict)),
                ("options", models.JSONField(default=list)),
                ("settings", models.JSONField(default=dict)),
                ("required", models.BooleanField(default=False)),
                (
                    "gathering",
                    ilc.tenancy.owned.OwnedForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="questions",
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
                "db_table": "gathering_question",
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="ImprovementPlan",
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
                ("title", models.CharField(max_length=200, verbose_name="title")),
                ("file", models.CharField(blank=True, max_length=250)),
                ("pasted", models.TextField(blank=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("reading", "being read"),
                            ("read", "ready to look at"),
                            ("refused", "could not be read"),
                        ],
                        default="reading",
                        max_length=8,
                    ),
                ),
                ("trouble", models.TextField(blank=True)),
                ("added_at", models.DateTimeField()),
                ("removed_at", models.DateTimeField(null=True)),
                (
                    "added_by",
                    ilc.tenancy.owned.OwnedForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="collectives.participant",
                    ),
                ),
                (
                    "district",
                    ilc.tenancy.owned.OwnedForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="collectives.district",
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
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="collectives.school",
                    ),
                ),
            ],
            options={
                "db_table": "improvement_plan",
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="Invitation",
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
                            ("sent", "invited"),
                            ("accepted", "said yes"),
                            ("declined", "said no"),
                            ("other", "asked for another collective"),
                            ("withdrawn", "withdrawn"),
                        ],
                        default="sent",
                        max_length=9,
                    ),
                ),
                ("wish", models.TextField(blank=True, max_length=1000, verbose_name="what would suit you better")),
                ("sent_at", models.DateTimeField()),
                ("reminded_at", models.DateTimeField(null=True)),
                ("answered_at", models.DateTimeField(null=True)),
                ("settled_at", models.DateTimeField(null=True)),
                (
                    "collective",
                    ilc.tenancy.owned.OwnedForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="invitations",
                        to="collectives.collective",
                    ),
                ),
                (
                    "formation",
                    ilc.tenancy.owned.OwnedForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="invitations",
                        to="collectives.formation",
                    ),
                ),
                (
                    "participant",
                    ilc.tenancy.owned.OwnedForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="invitations",
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
                    "seat",
                    ilc.tenancy.owned.OwnedForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="invitations",
                        to="collectives.seat",
                    ),
                ),
                (
                    "sent_by",
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
                    "settled_by",
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
                    "wished_theme",
                    ilc.tenancy.owned.OwnedForeignKey(
                        blank=True,
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
                "db_table": "invitation",
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="Offer",
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
                ("zone", models.CharField(blank=True, max_length=64)),
                (
                    "half_hours",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveSmallIntegerField(), blank=True, default=list
                    ),
                ),
                (
                    "languages",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=5), blank=True, default=list
                    ),
                ),
                (
                    "meeting",
                    models.CharField(
                        choices=[("room", "in the room"), ("online", "online"), ("hybrid", "hybrid")],
                        default="hybrid",
                        max_length=8,
                        verbose_name="how to meet",
                    ),
                ),
                ("note", models.TextField(blank=True, max_length=1000, verbose_name="anything else")),
                ("takes_part", models.BooleanField(default=True)),
                ("asked_at", models.DateTimeField()),
                ("answered_at", models.DateTimeField(null=True)),
                ("capacity", models.PositiveSmallIntegerField(default=1, verbose_name="collectives at most")),
                (
                    "formation",
                    ilc.tenancy.owned.OwnedForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="offers",
                        to="collectives.formation",
                    ),
                ),
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
            ],
            options={
                "db_table": "offer",
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="OfferTheme",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "offer",
                    ilc.tenancy.owned.OwnedForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="themes",
                        to="collectives.offer",
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="collectives.theme",
                    ),
                ),
            ],
            options={
                "db_table": "offer_theme",
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="Passage",
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
                ("number", models.PositiveIntegerField()),
                ("text", models.TextField()),
                ("place", models.CharField(blank=True, max_length=200)),
                ("why", models.CharField(blank=True, max_length=30)),
                ("language", models.CharField(blank=True, max_length=5)),
                ("accepted", models.BooleanField(null=True)),
                ("looked_at", models.DateTimeField(null=True)),
                (
                    "looked_at_by",
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
                    "plan",
                    ilc.tenancy.owned.OwnedForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="passages",
                        to="collectives.improvementplan",
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
                "db_table": "passage",
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="Proposal",
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
                ("number", models.PositiveIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "waiting its turn"),
                            ("working", "being formed"),
                            ("ready", "ready to look at"),
                            ("stopped", "stopped"),
                            ("failed", "could not be formed"),
                            ("discarded", "discarded"),
                            ("accepted", "accepted"),
                        ],
                        default="waiting",
                        max_length=9,
                    ),
                ),
                ("by_hand", models.BooleanField(default=False)),
                ("asked", models.JSONField(default=dict)),
                ("moved", models.PositiveIntegerField(null=True)),
                ("score", models.IntegerField(null=True)),
                ("bound", models.IntegerField(null=True)),
                ("bound_kind", models.CharField(blank=True, max_length=10)),
                ("digest", models.CharField(blank=True, max_length=64)),
                ("trouble", models.JSONField(default=list)),
                ("asked_at", models.DateTimeField()),
                ("done_at", models.DateTimeField(null=True)),
                ("settled_at", models.DateTimeField(null=True)),
                (
                    "asked_by",
                    ilc.tenancy.owned.OwnedForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="collectives.participant",
                    ),
                ),
                (
                    "based_on",
                    ilc.tenancy.owned.OwnedForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="collectives.proposal",
                    ),
                ),
                (
                    "formation",
                    ilc.tenancy.owned.OwnedForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="proposals",
                        to="collectives.formation",
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
                    "settled_by",
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
                "db_table": "proposal",
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="ProposalMove",
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
                ("number", models.PositiveIntegerField()),
                (
                    "what",
                    models.CharField(
                        choices=[
                            ("moved", "moved a person"),
                            ("pinned", "pinned a person"),
                            ("unpinned", "unpinned a person"),
                            ("edited", "changed a collective"),
                            ("opened", "opened a collective"),
                            ("closed", "closed a collective"),
                        ],
                        max_length=10,
                    ),
                ),
                ("words", models.CharField(blank=True, max_length=250)),
                ("was", models.JSONField(default=dict)),
                ("at", models.DateTimeField()),
                ("undone_at", models.DateTimeField(null=True)),
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
                    "proposal",
                    ilc.tenancy.owned.OwnedForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="history",
                        to="collectives.proposal",
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
            ],
            options={
                "db_table": "proposal_move",
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="ProposedCollective",
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
                ("number", models.PositiveIntegerField()),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                (
                    "language",
                    models.CharField(choices=[("en", "English"), ("fr", "Français"), ("es", "Español")], max_length=5),
                ),
                ("half_hour", models.PositiveSmallIntegerField()),
                (
                    "collective",
                    ilc.tenancy.owned.OwnedForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="collectives.collective",
                    ),
                ),
                (
                    "facilitator",
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
                    "proposal",
                    ilc.tenancy.owned.OwnedForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="collectives",
                        to="collectives.proposal",
                    ),
                ),
                (
                    "theme",
                    ilc.tenancy.owned.OwnedForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="collectives.theme",
                    ),
                ),
            ],
            options={
                "db_table": "proposed_collective",
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="ProposedSeat",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("pinned", models.BooleanField(default=False)),
                ("reason", models.CharField(blank=True, max_length=60)),
                (
                    "collective",
                    ilc.tenancy.owned.OwnedForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="seats",
                        to="collectives.proposedcollective",
                    ),
                ),
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
                    "proposal",
                    ilc.tenancy.owned.OwnedForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="seats",
                        to="collectives.proposal",
                    ),
                ),
            ],
            options={
                "db_table": "proposed_seat",
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="Response",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("key", models.BinaryField(max_length=32, null=True)),
                ("text", models.TextField(blank=True)),
                (
                    "language",
                    models.CharField(
                        blank=True, choices=[("en", "English"), ("fr", "Français"), ("es", "Español")], max_length=5
                    ),
                ),
                ("value", models.JSONField(null=True)),
                ("quotable", models.BooleanField(default=False)),
                ("answered_at", models.DateTimeField(null=True)),
                (
                    "gathering",
                    ilc.tenancy.owned.OwnedForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="responses",
                        to="collectives.gathering",
                    ),
                ),
                (
                    "participant",
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
                    "question",
                    ilc.tenancy.owned.OwnedForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="responses",
                        to="collectives.gatheringquestion",
                    ),
                ),
            ],
            options={
                "db_table": "response",
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="BoardText",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("text", models.TextField()),
                ("language", models.CharField(blank=True, max_length=5)),
                ("source", models.CharField(blank=True, max_length=200)),
                ("quotable", models.BooleanField(default=False)),
                ("quoted", models.BooleanField(default=False)),
                ("set_aside", models.BooleanField(default=False)),
                ("closeness", models.FloatField(null=True)),
                (
                    "answers_file",
                    ilc.tenancy.owned.OwnedForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="texts",
                        to="collectives.answersfile",
                    ),
                ),
                (
                    "board",
                    ilc.tenancy.owned.OwnedForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="texts",
                        to="collectives.board",
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
                    "draft",
                    ilc.tenancy.owned.OwnedForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="texts",
                        to="collectives.drafttheme",
                    ),
                ),
                (
                    "offered",
                    ilc.tenancy.owned.OwnedForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="collectives.drafttheme",
                    ),
                ),
                (
                    "passage",
                    ilc.tenancy.owned.OwnedForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="collectives.passage",
                    ),
                ),
                (
                    "response",
                    ilc.tenancy.owned.OwnedForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="collectives.response",
                    ),
                ),
            ],
            options={
                "db_table": "board_text",
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="ThemeDecision",
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
                ("version", models.PositiveIntegerField()),
                ("themes", models.JSONField(default=list)),
                ("reason", models.TextField(max_length=2000, verbose_name="why")),
                ("at", models.DateTimeField()),
                (
                    "board",
                    ilc.tenancy.owned.OwnedForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="collectives.board",
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
                "db_table": "theme_decision",
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="WaitingPlace",
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
                            ("waiting", "waiting for a seat"),
                            ("promoted", "got a seat"),
                            ("left", "no longer waiting"),
                        ],
                        default="waiting",
                        max_length=8,
                    ),
                ),
                ("since", models.DateTimeField()),
                ("settled_at", models.DateTimeField(null=True)),
                (
                    "collective",
                    ilc.tenancy.owned.OwnedForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="waiting",
                        to="collectives.collective",
                    ),
                ),
                (
                    "formation",
                    ilc.tenancy.owned.OwnedForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="waiting",
                        to="collectives.formation",
                    ),
                ),
                (
                    "participant",
                    ilc.tenancy.owned.OwnedForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="waiting",
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
                    "put_by",
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
                    "seat",
                    ilc.tenancy.owned.OwnedForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="collectives.seat",
                    ),
                ),
            ],
            options={
                "db_table": "waiting_place",
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.AddConstraint(
            model_name="answersfile",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "brought_in"), _negated=True), ("brought_in_at__isnull", False), _connector="OR"
                ),
                name="answers_file_brought_in_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="ballotchoice",
            constraint=models.UniqueConstraint(fields=("program", "ballot", "rank"), name="ballot_choice_rank_once"),
        ),
        migrations.AddConstraint(
            model_name="ballotchoice",
            constraint=models.UniqueConstraint(fields=("program", "ballot", "theme"), name="ballot_choice_theme_once"),
        ),
        migrations.AddConstraint(
            model_name="ballotchoice",
            constraint=models.CheckConstraint(
                condition=models.Q(("rank__range", (1, 3))), name="ballot_choice_rank_in_range"
            ),
        ),
        migrations.AddConstraint(
            model_name="boardmove",
            constraint=models.UniqueConstraint(fields=("program", "board", "number"), name="board_move_number_once"),
        ),
        migrations.AddConstraint(
            model_name="drafttheme",
            constraint=models.UniqueConstraint(fields=("program", "board", "number"), name="draft_theme_number_once"),
        ),
        migrations.AddConstraint(
            model_name="drafttheme",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "kept"), _negated=True), ("kept_at__isnull", False), _connector="OR"
                ),
                name="draft_theme_kept_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="formation",
            constraint=models.CheckConstraint(
                condition=models.Q(("fewest__gte", 2), ("fewest__lte", models.F("most")), ("most__lte", 10)),
                name="formation_sizes_in_range",
            ),
        ),
        migrations.AddConstraint(
            model_name="formation",
            constraint=models.CheckConstraint(
                condition=models.Q(("minutes__range", (15, 480))), name="formation_minutes_in_range"
            ),
        ),
        migrations.AddConstraint(
            model_name="formation",
            constraint=models.CheckConstraint(
                condition=models.Q(("nth__range", (1, 4))), name="formation_nth_in_range"
            ),
        ),
        migrations.AddConstraint(
            model_name="ballot",
            constraint=models.UniqueConstraint(fields=("program", "formation", "participant"), name="ballot_once"),
        ),
        migrations.AddConstraint(
            model_name="formationruleperson",
            constraint=models.UniqueConstraint(
                fields=("program", "rule", "participant"), name="formation_rule_person_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="formationtheme",
            constraint=models.UniqueConstraint(fields=("program", "formation", "theme"), name="formation_theme_once"),
        ),
        migrations.AddConstraint(
            model_name="gathering",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "open"), models.Q(("code", ""), _negated=True)),
                fields=("program", "code"),
                name="gathering_code_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="gathering",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("shuffled_at", None), models.Q(("anonymous", True), ("state", "closed")), _connector="OR"
                ),
                name="gathering_shuffled_when_closed",
            ),
        ),
        migrations.AddConstraint(
            model_name="boardsource",
            constraint=models.UniqueConstraint(fields=("program", "board", "gathering"), name="board_source_once"),
        ),
        migrations.AddConstraint(
            model_name="asked",
            constraint=models.UniqueConstraint(fields=("program", "gathering", "participant"), name="asked_once"),
        ),
        migrations.AddConstraint(
            model_name="gatheringquestion",
            constraint=models.UniqueConstraint(
                deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                fields=("program", "gathering", "number"),
                name="gathering_question_number_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="invitation",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "sent")),
                fields=("program", "collective", "participant"),
                name="invitation_open_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="offer",
            constraint=models.UniqueConstraint(fields=("program", "formation", "participant"), name="offer_once"),
        ),
        migrations.AddConstraint(
            model_name="offer",
            constraint=models.CheckConstraint(
                condition=models.Q(("capacity__range", (0, 10))), name="offer_capacity_in_range"
            ),
        ),
        migrations.AddConstraint(
            model_name="offertheme",
            constraint=models.UniqueConstraint(fields=("program", "offer", "theme"), name="offer_theme_once"),
        ),
        migrations.AddConstraint(
            model_name="passage",
            constraint=models.UniqueConstraint(fields=("program", "plan", "number"), name="passage_number_once"),
        ),
        migrations.AddConstraint(
            model_name="proposal",
            constraint=models.UniqueConstraint(fields=("program", "formation", "number"), name="proposal_number_once"),
        ),
        migrations.AddConstraint(
            model_name="proposal",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "accepted")),
                fields=("program", "formation"),
                name="proposal_accepted_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="proposal",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["waiting", "working"])),
                fields=("program", "formation"),
                name="proposal_one_run_at_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="proposalmove",
            constraint=models.UniqueConstraint(
                fields=("program", "proposal", "number"), name="proposal_move_number_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="proposedcollective",
            constraint=models.UniqueConstraint(
                fields=("program", "proposal", "number"), name="proposed_collective_number_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="proposedseat",
            constraint=models.UniqueConstraint(
                fields=("program", "proposal", "participant"), name="proposed_seat_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="proposedseat",
            constraint=models.CheckConstraint(
                condition=models.Q(("pinned", False), ("collective__isnull", False), _connector="OR"),
                name="proposed_seat_pinned_somewhere",
            ),
        ),
        migrations.AddConstraint(
            model_name="response",
            constraint=models.UniqueConstraint(
                condition=models.Q(("key__isnull", False)),
                fields=("program", "question", "key"),
                name="response_key_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="response",
            constraint=models.UniqueConstraint(
                condition=models.Q(("participant__isnull", False)),
                fields=("program", "question", "participant"),
                name="response_participant_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="response",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answered_at__isnull", True), ("participant__isnull", True)),
                    models.Q(("answered_at__isnull", False), ("key__isnull", True), ("participant__isnull", False)),
                    _connector="OR",
                ),
                name="response_named_or_not",
            ),
        ),
        migrations.AddConstraint(
            model_name="boardtext",
            constraint=models.UniqueConstraint(
                condition=models.Q(("response__isnull", False)),
                fields=("program", "board", "response"),
                name="board_text_response",
            ),
        ),
        migrations.AddConstraint(
            model_name="boardtext",
            constraint=models.UniqueConstraint(
                condition=models.Q(("passage__isnull", False)),
                fields=("program", "board", "passage"),
                name="board_text_passage",
            ),
        ),
        migrations.AddConstraint(
            model_name="boardtext",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answers_file__isnull", True), ("passage__isnull", True), ("response__isnull", False)),
                    models.Q(("answers_file__isnull", True), ("passage__isnull", False), ("response__isnull", True)),
                    models.Q(("answers_file__isnull", False), ("passage__isnull", True), ("response__isnull", True)),
                    _connector="OR",
                ),
                name="board_text_one_source",
            ),
        ),
        migrations.AddConstraint(
            model_name="boardtext",
            constraint=models.CheckConstraint(
                condition=models.Q(("set_aside", False), ("draft__isnull", True), _connector="OR"),
                name="board_text_one_place",
            ),
        ),
        migrations.AddConstraint(
            model_name="boardtext",
            constraint=models.CheckConstraint(
                condition=models.Q(("quoted", False), ("quotable", True), _connector="OR"),
                name="board_text_quoted_quotable",
            ),
        ),
        migrations.AddConstraint(
            model_name="themedecision",
            constraint=models.UniqueConstraint(
                fields=("program", "board", "version"), name="theme_decision_version_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="waitingplace",
            constraint=models.CheckConstraint(
                condition=models.Q(("formation__isnull", False), ("collective__isnull", False), _connector="OR"),
                name="waiting_place_for_something",
            ),
        ),
        migrations.AddConstraint(
            model_name="waitingplace",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "waiting")),
                fields=("program", "formation", "collective", "participant"),
                name="waiting_place_once",
                nulls_distinct=False,
            ),
        ),
    ]
