"""What is put to a collective's own people stays with them."""

import django.db.models.deletion
from django.db import migrations

import ilc.tenancy.owned
from ilc.tenancy.protection import ProtectKey


class Migration(migrations.Migration):
    dependencies = [("collectives", "0016_collectives_of_facilitators")]

    operations = [
        migrations.AddField(
            model_name="gathering",
            name="collective",
            field=ilc.tenancy.owned.OwnedForeignKey(
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="gatherings",
                to="collectives.collective",
            ),
        ),
        ProtectKey("Gathering", "collective"),
    ]
