"""A session's version and who made it; the kinds of change it keeps."""

import django.db.models.deletion
from django.db import migrations, models

from ilc.tenancy.owned import OwnedForeignKey
from ilc.tenancy.protection import ProtectKey

STATES = [("planned", "planned"), ("cancelled", "cancelled"), ("replaced", "replaced")]
KINDS = [
    ("moved", "moved"),
    ("cancelled", "cancelled"),
    ("restored", "taken up again"),
    ("replaced", "replaced by a new rhythm"),
    ("kept", "kept when the rhythm changed"),
    ("agenda", "agenda changed"),
    ("note", "note changed"),
]


class Migration(migrations.Migration):
    dependencies = [
        ("collectives", "0005_rhythm_ended_by"),
        ("facilitation", "0002_protect_tables"),
    ]
    operations = [
        migrations.AddField(
            "session",
            "made_by",
            OwnedForeignKey(
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="collectives.participant",
            ),
        ),
        migrations.AddField("session", "version", models.PositiveIntegerField(default=1, db_default=1)),
        migrations.AlterField("session", "state", models.CharField(choices=STATES, default="planned", max_length=10)),
        migrations.AlterField(
            "sessionchange", "reason", models.CharField(blank=True, max_length=500, verbose_name="why")
        ),
        migrations.AlterField("sessionchange", "what", models.CharField(choices=KINDS, max_length=10)),
        ProtectKey("Session", "made_by"),
    ]
