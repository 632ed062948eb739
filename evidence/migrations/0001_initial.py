"""What evidence is made of: measures, the plan, data points with what they said before, the rule of protection."""

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.text
import django.db.models.functions.uuid
from django.db import migrations, models

import ilc.tenancy.owned
from ilc.tenancy.protection import ProtectTable


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("collectives", "0019_things_told"),
        ("inquiry", "0009_append_to_log"),
    ]

    operations = [
        migrations.CreateModel(
            name="PlanLine",
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
                    "how_often",
                    models.CharField(
                        choices=[
                            ("once", "once"),
                            ("weekly", "every week"),
                            ("fortnight", "every two weeks"),
                            ("monthly", "every month"),
                            ("six_weeks", "every six weeks"),
                            ("term", "every three months"),
                        ],
                        max_length=9,
                        verbose_name="how often",
                    ),
                ),
                ("source", models.CharField(blank=True, max_length=200, verbose_name="from where")),
                ("first_due", models.DateField(verbose_name="due first")),
                ("until", models.DateField(blank=True, null=True, verbose_name="until")),
                ("made_at", models.DateTimeField()),
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
                    "indicator",
                    ilc.tenancy.owned.OwnedForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="plan_lines",
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
                    "participant",
                    ilc.tenancy.owned.OwnedForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="plan_lines",
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
                "db_table": "plan_line",
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="ProtectionRule",
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
                ("smallest", models.PositiveSmallIntegerField(default=10, verbose_name="smallest group that is shown")),
                (
                    "coarsen",
                    models.BooleanField(default=True, verbose_name="show what is near 0 % and 100 % as a range"),
                ),
                (
                    "round_to",
                    models.PositiveSmallIntegerField(
                        choices=[(0, "–"), (5, "5"), (10, "10")], default=0, verbose_name="round counts to"
                    ),
                ),
                (
                    "show_counts",
                    models.BooleanField(default=True, verbose_name="say how many people stand behind a figure"),
                ),
                ("why", models.CharField(blank=True, max_length=500, verbose_name="why")),
                ("set_at", models.DateTimeField()),
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
                "db_table": "protection_rule",
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="StudentGroup",
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
                ("kind", models.CharField(max_length=60, verbose_name="kind")),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                ("position", models.PositiveSmallIntegerField()),
                ("removed_at", models.DateTimeField(null=True)),
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
                "db_table": "student_group",
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="DataPoint",
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
                            ("value", "a number"),
                            ("share", "so many of so many"),
                            ("scale", "answers along a scale"),
                            ("yes_no", "seen or not seen"),
                            ("words", "words"),
                        ],
                        max_length=6,
                    ),
                ),
                ("on", models.DateField(verbose_name="the day it tells about")),
                ("value", models.FloatField(null=True)),
                ("numerator", models.PositiveIntegerField(null=True)),
                ("denominator", models.PositiveIntegerField(null=True)),
                (
                    "counts",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveIntegerField(), null=True, size=7
                    ),
                ),
                ("words", models.TextField(blank=True, max_length=4000)),
                ("lang", models.CharField(blank=True, max_length=5)),
                ("note", models.CharField(blank=True, max_length=500, verbose_name="note")),
                ("source", models.CharField(blank=True, max_length=200, verbose_name="from where")),
                ("due_on", models.DateField(null=True)),
                ("version", models.PositiveIntegerField(default=1)),
                ("brought_at", models.DateTimeField()),
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
                    "district",
                    ilc.tenancy.owned.OwnedForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="data_points",
                        to="collectives.district",
                    ),
                ),
                (
                    "indicator",
                    ilc.tenancy.owned.OwnedForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="data_points",
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
                (
                    "school",
                    ilc.tenancy.owned.OwnedForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="data_points",
                        to="collectives.school",
                    ),
                ),
                (
                    "plan_line",
                    ilc.tenancy.owned.OwnedForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="data_points",
                        to="evidence.planline",
                    ),
                ),
                (
                    "group",
                    ilc.tenancy.owned.OwnedForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="data_points",
                        to="evidence.studentgroup",
                    ),
                ),
            ],
            options={
                "db_table": "data_point",
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="DataPointChange",
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
                    "what",
                    models.CharField(
                        choices=[("corrected", "corrected"), ("removed", "taken away"), ("restored", "brought back")],
                        max_length=10,
                    ),
                ),
                ("was", models.JSONField(default=dict)),
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
                    "data_point",
                    ilc.tenancy.owned.OwnedForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="changes",
                        to="evidence.datapoint",
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
                "db_table": "data_point_change",
                "abstract": False,
                "base_manager_name": "objects",
                "indexes": [models.Index(fields=["program", "data_point"], name="data_point_change_of")],
            },
        ),
        migrations.CreateModel(
            name="Measure",
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
                            ("value", "a number"),
                            ("share", "so many of so many"),
                            ("scale", "answers along a scale"),
                            ("yes_no", "seen or not seen"),
                            ("words", "words"),
                        ],
                        max_length=6,
                    ),
                ),
                (
                    "about",
                    models.CharField(
                        choices=[
                            ("students", "students"),
                            ("adults", "adults"),
                            ("things", "things, such as lessons, units or meetings"),
                        ],
                        default="students",
                        max_length=8,
                    ),
                ),
                (
                    "scale",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=60), blank=True, default=list, size=7
                    ),
                ),
                ("baseline", models.FloatField(blank=True, null=True, verbose_name="baseline")),
                ("target", models.FloatField(blank=True, null=True, verbose_name="target")),
                ("set_at", models.DateTimeField()),
                (
                    "indicator",
                    ilc.tenancy.owned.OwnedForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="measures",
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
                "db_table": "measure",
                "abstract": False,
                "base_manager_name": "objects",
                "constraints": [
                    models.UniqueConstraint(fields=("program", "indicator"), name="measure_once_per_indicator"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "scale"), ("scale__len__range", (2, 7))),
                            models.Q(models.Q(("kind", "scale"), _negated=True), ("scale", [])),
                            _connector="OR",
                        ),
                        name="measure_scale_has_levels",
                    ),
                ],
            },
        ),
        migrations.AddIndex(
            model_name="planline",
            index=models.Index(
                condition=models.Q(("ended_at", None)), fields=["program", "participant"], name="plan_line_mine"
            ),
        ),
        migrations.AddConstraint(
            model_name="planline",
            constraint=models.CheckConstraint(
                condition=models.Q(("until", None), ("until__gte", models.F("first_due")), _connector="OR"),
                name="plan_line_ends_after_it_begins",
            ),
        ),
        migrations.AddConstraint(
            model_name="protectionrule",
            constraint=models.CheckConstraint(
                condition=models.Q(("smallest__gte", 5), ("smallest__lte", 100)), name="protection_rule_smallest"
            ),
        ),
        migrations.AddConstraint(
            model_name="protectionrule",
            constraint=models.CheckConstraint(
                condition=models.Q(("round_to__in", [0, 5, 10])), name="protection_rule_rounding"
            ),
        ),
        migrations.AddConstraint(
            model_name="studentgroup",
            constraint=models.UniqueConstraint(
                models.F("program"),
                django.db.models.functions.text.Lower("kind"),
                django.db.models.functions.text.Lower("name"),
                condition=models.Q(("removed_at", None)),
                name="student_group_once",
            ),
        ),
        migrations.AddIndex(
            model_name="datapoint",
            index=models.Index(fields=["program", "indicator", "on"], name="data_point_by_day"),
        ),
        migrations.AddIndex(
            model_name="datapoint",
            index=models.Index(
                condition=models.Q(("plan_line__isnull", False)),
                fields=["program", "plan_line", "due_on"],
                name="data_point_of_plan",
            ),
        ),
        migrations.AddConstraint(
            model_name="datapoint",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("counts", None),
                        ("kind", "value"),
                        ("numerator", None),
                        ("value__isnull", False),
                        ("words", ""),
                    ),
                    models.Q(
                        ("counts", None),
                        ("denominator__isnull", False),
                        ("kind__in", ["share", "yes_no"]),
                        ("numerator__isnull", False),
                        ("value", None),
                        ("words", ""),
                    ),
                    models.Q(
                        ("counts__isnull", False),
                        ("denominator", None),
                        ("kind", "scale"),
                        ("numerator", None),
                        ("value", None),
                        ("words", ""),
                    ),
                    models.Q(
                        ("counts", None),
                        ("denominator", None),
                        ("kind", "words"),
                        ("numerator", None),
                        ("value", None),
                        models.Q(("words", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="data_point_figures_of_its_kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="datapoint",
            constraint=models.CheckConstraint(
                condition=models.Q(("numerator", None), ("numerator__lte", models.F("denominator")), _connector="OR"),
                name="data_point_part_of_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="datapoint",
            constraint=models.UniqueConstraint(
                condition=models.Q(("kind__in", ["value", "share", "scale"]), ("removed_at", None)),
                fields=("program", "indicator", "on", "district", "school", "group"),
                name="data_point_once",
                nulls_distinct=False,
            ),
        ),
        migrations.AddConstraint(
            model_name="datapoint",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("due_on", None), ("plan_line", None)),
                    models.Q(("due_on__isnull", False), ("plan_line__isnull", False)),
                    _connector="OR",
                ),
                name="data_point_due_with_its_line",
            ),
        ),
        ProtectTable("Measure"),
        ProtectTable("StudentGroup"),
        ProtectTable("PlanLine"),
        ProtectTable("DataPoint"),
        ProtectTable("DataPointChange"),
        ProtectTable("ProtectionRule"),
    ]
