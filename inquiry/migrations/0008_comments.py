"""Comments beside the parts of a placemat, and feedback rounds."""

import django.db.models.deletion
import django.db.models.functions.uuid
from django.db import migrations, models

import ilc.tenancy.owned
from ilc.tenancy.protection import ProtectTable


class Migration(migrations.Migration):
    dependencies = [
        ("collectives", "0014_surroundings_of_places"),
        ("inquiry", "0007_first_words_of_indicators"),
    ]

    operations = [
        migrations.CreateModel(
            name="Comment",
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
                ("part", models.CharField(max_length=50)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("plain", "a thought"),
                            ("question", "a question"),
                            ("warm", "warm: what is strong here"),
                            ("cool", "cool: what could be stronger"),
                        ],
                        default="plain",
                        max_length=8,
                    ),
                ),
                ("text", models.TextField(max_length=2000, verbose_name="comment")),
                ("lang", models.CharField(max_length=5)),
                ("quoted", models.CharField(blank=True, max_length=300)),
                ("at", models.DateTimeField()),
                ("changed_at", models.DateTimeField(null=True)),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[("settled", "resolved"), ("taken_up", "we took this up"), ("not_now", "not now")],
                        max_length=8,
                    ),
                ),
                ("resolved_at", models.DateTimeField(null=True)),
                ("removed_at", models.DateTimeField(null=True)),
                (
                    "by",
                    ilc.tenancy.owned.OwnedForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="comments",
                        to="collectives.participant",
                    ),
                ),
                (
                    "in_reply_to",
                    ilc.tenancy.owned.OwnedForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="answers",
                        to="inquiry.comment",
                    ),
                ),
                (
                    "placemat",
                    ilc.tenancy.owned.OwnedForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="comments",
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
                "db_table": "comment",
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="CommentChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "what",
                    models.CharField(
                        choices=[
                            ("written", "written anew"),
                            ("resolved", "resolved"),
                            ("opened", "opened again"),
                            ("removed", "taken away"),
                            ("restored", "brought back"),
                        ],
                        max_length=8,
                    ),
                ),
                ("was", models.TextField(blank=True)),
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
                    "comment",
                    ilc.tenancy.owned.OwnedForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="changes",
                        to="inquiry.comment",
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
                "db_table": "comment_change",
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="FeedbackRound",
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
                ("question", models.CharField(max_length=500, verbose_name="what you most want to hear")),
                ("lang", models.CharField(max_length=5)),
                ("tuning", models.BooleanField(default=False)),
                (
                    "step",
                    models.CharField(
                        blank=True,
                        choices=[("clarify", "Clarify"), ("listen", "Warm and cool feedback"), ("reflect", "Reflect")],
                        max_length=8,
                    ),
                ),
                ("asks_members", models.BooleanField(default=False)),
                ("asks_facilitators", models.BooleanField(default=False)),
                ("until", models.DateTimeField()),
                ("asked_at", models.DateTimeField()),
                ("summary", models.TextField(blank=True, max_length=5000, verbose_name="what came of it")),
                ("closed_at", models.DateTimeField(null=True)),
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
                    "collective",
                    ilc.tenancy.owned.OwnedForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="feedback_rounds",
                        to="collectives.collective",
                    ),
                ),
                (
                    "placemat",
                    ilc.tenancy.owned.OwnedForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="feedback_rounds",
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
                "db_table": "feedback_round",
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="FeedbackChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "was",
                    models.CharField(
                        choices=[("clarify", "Clarify"), ("listen", "Warm and cool feedback"), ("reflect", "Reflect")],
                        max_length=8,
                    ),
                ),
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
                    "feedback_round",
                    ilc.tenancy.owned.OwnedForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="changes",
                        to="inquiry.feedbackround",
                    ),
                ),
            ],
            options={
                "db_table": "feedback_change",
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.AddField(
            model_name="comment",
            name="feedback_round",
            field=ilc.tenancy.owned.OwnedForeignKey(
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="comments",
                to="inquiry.feedbackround",
            ),
        ),
        migrations.AddConstraint(
            model_name="feedbackround",
            constraint=models.UniqueConstraint(
                condition=models.Q(("closed_at", None)),
                fields=("program", "placemat"),
                name="feedback_round_one_open_per_placemat",
            ),
        ),
        migrations.AddConstraint(
            model_name="feedbackround",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("asks_members", True), ("asks_facilitators", True), ("collective__isnull", False), _connector="OR"
                ),
                name="feedback_round_asks_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="feedbackround",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("step", ""), ("tuning", False)),
                    models.Q(("tuning", True), models.Q(("step", ""), _negated=True)),
                    _connector="OR",
                ),
                name="feedback_round_has_steps_when_tuning",
            ),
        ),
        migrations.AddConstraint(
            model_name="feedbackround",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("closed_at", None), ("closed_by", None)),
                    models.Q(("closed_at__isnull", False), ("closed_by__isnull", False)),
                    _connector="OR",
                ),
                name="feedback_round_closed_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="comment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("outcome", ""), ("resolved_at", None), ("resolved_by", None)),
                    models.Q(
                        ("resolved_at__isnull", False),
                        ("resolved_by__isnull", False),
                        models.Q(("outcome", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="comment_resolved_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="comment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("in_reply_to", None), models.Q(("kind", "plain"), ("resolved_at", None)), _connector="OR"
                ),
                name="comment_answer_is_plain",
            ),
        ),
        ProtectTable("FeedbackRound"),
        ProtectTable("FeedbackChange"),
        ProtectTable("Comment"),
        ProtectTable("CommentChange"),
    ]
