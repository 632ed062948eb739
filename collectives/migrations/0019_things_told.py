"""What mail told whom, and the address that stops a mail."""

import django.db.models.deletion
from django.db import migrations, models

import ilc.tenancy.owned
from ilc.tenancy.protection import ProtectTable


class Migration(migrations.Migration):
    dependencies = [
        ("collectives", "0018_addresses_of_collectives"),
    ]

    operations = [
        migrations.AddField(
            model_name="notice",
            name="unsubscribe",
            field=models.CharField(blank=True, db_default="", max_length=500),
        ),
        migrations.CreateModel(
            name="ThingTold",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("what", models.CharField(max_length=12)),
                ("about", models.CharField(max_length=40)),
                ("at", models.DateTimeField()),
                (
                    "notice",
                    ilc.tenancy.owned.OwnedForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="things",
                        to="collectives.notice",
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
                    "recipient",
                    ilc.tenancy.owned.OwnedForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="things_told",
                        to="collectives.participant",
                    ),
                ),
            ],
            options={
                "db_table": "thing_told",
                "abstract": False,
                "base_manager_name": "objects",
                "indexes": [models.Index(fields=["program", "recipient", "at"], name="thing_told_lately")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("program", "notice", "what", "about"), name="thing_told_once_in_a_mail"
                    )
                ],
            },
        ),
        ProtectTable("ThingTold"),
    ]
