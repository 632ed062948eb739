"""That a session's summary went out to its members, when and by whom."""

import django.db.models.deletion
from django.db import migrations, models

import ilc.tenancy.owned
from ilc.tenancy.protection import ProtectKey


class Migration(migrations.Migration):
    dependencies = [("collectives", "0019_things_told"), ("facilitation", "0019_versions_of_runs")]

    operations = [
        migrations.AddField(model_name="sessionrun", name="summary_at", field=models.DateTimeField(null=True)),
        migrations.AddField(
            model_name="sessionrun",
            name="summary_by",
            field=ilc.tenancy.owned.OwnedForeignKey(
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="collectives.participant",
            ),
        ),
        ProtectKey("SessionRun", "summary_by"),
    ]
