"""Who ended a rhythm."""

import django.db.models.deletion
from django.db import migrations

from ilc.tenancy.owned import OwnedForeignKey
from ilc.tenancy.protection import ProtectKey


class Migration(migrations.Migration):
    dependencies = [("collectives", "0004_door_seed")]
    operations = [
        migrations.AddField(
            "rhythm",
            "ended_by",
            OwnedForeignKey(
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="collectives.participant",
            ),
        ),
        ProtectKey("Rhythm", "ended_by"),
    ]
