"""Placemats' words live in documents that several people write at once; places of if-actions are fractional indexes."""

import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.uuid
from django.db import migrations, models

import ilc.tenancy.owned
from ilc.tenancy.protection import ProtectKey, ProtectTable


class Migration(migrations.Migration):
    dependencies = [
        ("collectives", "0014_surroundings_of_places"),
        ("inquiry", "0002_protect_tables"),
    ]

    operations = [
        migrations.CreateModel(
            name="Document",
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
                ("head_seq", models.BigIntegerField(default=0)),
                ("snapshot", models.BinaryField(null=True)),
                ("snapshot_seq", models.BigIntegerField(default=0)),
                ("materialised_seq", models.BigIntegerField(default=0)),
                ("epoch", models.UUIDField(default=uuid.uuid4)),
                ("made_at", models.DateTimeField()),
            ],
            options={
                "db_table": "document",
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="DocumentUpdate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("seq", models.BigIntegerField()),
                ("payload", models.BinaryField()),
                ("at", models.DateTimeField()),
            ],
            options={
                "db_table": "document_update",
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.RemoveConstraint(
            model_name="ifaction",
            name="if_action_position_once",
        ),
        migrations.AddField(
            model_name="placematchange",
            name="also_by",
            field=django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), blank=True, default=list),
        ),
        migrations.AddField(
            model_name="placematchange",
            name="began_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="placematchange",
            name="position",
            field=models.CharField(blank=True, db_collation="C", max_length=200),
        ),
        migrations.AlterField(
            model_name="ifaction",
            name="position",
            field=models.CharField(db_collation="C", max_length=200),
        ),
        migrations.AlterField(
            model_name="placemattext",
            name="field",
            field=models.CharField(
                choices=[
                    ("problem_of_practice", "Problem of practice"),
                    ("system_goal", "System goal"),
                    ("priority", "Priority"),
                    ("then", "Then"),
                    ("so_that", "So that"),
                    ("went_well", "What went well"),
                    ("went_less_well", "What did not"),
                    ("will_adjust", "What we will adjust"),
                ],
                max_length=20,
            ),
        ),
        migrations.AddField(
            model_name="document",
            name="program",
            field=ilc.tenancy.owned.ProgramKey(
                db_index=False,
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="collectives.program",
            ),
        ),
        migrations.AddField(
            model_name="placemat",
            name="document",
            field=ilc.tenancy.owned.OwnedForeignKey(
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="placemats",
                to="inquiry.document",
            ),
        ),
        migrations.AddField(
            model_name="documentupdate",
            name="by",
            field=ilc.tenancy.owned.OwnedForeignKey(
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="collectives.participant",
            ),
        ),
        migrations.AddField(
            model_name="documentupdate",
            name="document",
            field=ilc.tenancy.owned.OwnedForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="updates",
                to="inquiry.document",
            ),
        ),
        migrations.AddField(
            model_name="documentupdate",
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
            model_name="document",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("snapshot_seq__lte", models.F("materialised_seq")), ("materialised_seq__lte", models.F("head_seq"))
                ),
                name="document_seqs_in_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="documentupdate",
            constraint=models.UniqueConstraint(fields=("program", "document", "seq"), name="document_update_seq_once"),
        ),
        ProtectTable("Document"),
        ProtectTable("DocumentUpdate"),
        ProtectKey("Placemat", "document"),
    ]
