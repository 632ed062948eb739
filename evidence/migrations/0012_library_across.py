"""Copies of what other programs published, and the words by which they are found."""

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.uuid
from django.db import migrations, models

import ilc.tenancy.owned
from ilc.tenancy.protection import ProtectKey, ProtectTable


class Migration(migrations.Migration):
    dependencies = [
        ("collectives", "0023_library_across"),
        ("evidence", "0011_learning_starts"),
        ("inquiry", "0009_append_to_log"),
    ]

    operations = [
        migrations.CreateModel(
            name="LibraryCopyWord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("word", models.CharField(db_collation="C", max_length=60)),
                ("weight", models.PositiveSmallIntegerField()),
            ],
            options={
                "db_table": "library_copy_word",
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.AlterField(
            model_name="learningstart",
            name="summary",
            field=ilc.tenancy.owned.OwnedForeignKey(
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="starts",
                to="evidence.learningsummary",
            ),
        ),
        migrations.CreateModel(
            name="LibraryCopy",
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
                ("origin", models.UUIDField()),
                ("from_program", models.BigIntegerField()),
                ("from_name", models.CharField(max_length=200)),
                ("title", models.CharField(max_length=150)),
                ("tried", models.TextField(blank=True, max_length=6000)),
                ("learned", models.TextField(blank=True, max_length=6000)),
                ("helped", models.TextField(blank=True, max_length=6000)),
                ("hindered", models.TextField(blank=True, max_length=6000)),
                ("for_others", models.TextField(blank=True, max_length=6000)),
                (
                    "language",
                    models.CharField(choices=[("en", "English"), ("fr", "Français"), ("es", "Español")], max_length=5),
                ),
                ("snapshot", models.JSONField()),
                ("phase", models.PositiveSmallIntegerField()),
                ("level", models.PositiveSmallIntegerField()),
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
                ("published_at", models.DateTimeField()),
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
                "db_table": "library_copy",
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.AddField(
            model_name="learningstart",
            name="copy",
            field=ilc.tenancy.owned.OwnedForeignKey(
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="starts",
                to="evidence.librarycopy",
            ),
        ),
        migrations.AddConstraint(
            model_name="learningstart",
            constraint=models.CheckConstraint(
                condition=models.Q(("summary", None), ("copy", None), _connector="OR"), name="learning_start_from_one"
            ),
        ),
        migrations.AddField(
            model_name="librarycopyword",
            name="copy",
            field=ilc.tenancy.owned.OwnedForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="words",
                to="evidence.librarycopy",
            ),
        ),
        migrations.AddField(
            model_name="librarycopyword",
            name="program",
            field=ilc.tenancy.owned.ProgramKey(
                db_index=False,
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="collectives.program",
            ),
        ),
        migrations.AddConstraint(
            model_name="librarycopy",
            constraint=models.UniqueConstraint(fields=("program", "origin"), name="library_copy_once"),
        ),
        migrations.AddConstraint(
            model_name="librarycopyword",
            constraint=models.UniqueConstraint(
                fields=("program", "word", "copy"), include=("weight",), name="library_copy_word_once"
            ),
        ),
        ProtectTable("LibraryCopy"),
        ProtectTable("LibraryCopyWord"),
        ProtectKey("LearningStart", "copy"),
    ]
