"""A group of answers that was dissolved can be brought back."""

import django.db.models.deletion
from django.db import migrations, models

import ilc.tenancy.owned
from ilc.tenancy.protection import ProtectKey


class Migration(migrations.Migration):
    dependencies = [("collectives", "0019_things_told"), ("facilitation", "0021_prompts_are_not_hidden")]

    operations = [
        migrations.AddField(model_name="answergroup", name="dissolved_at", field=models.DateTimeField(null=True)),
        migrations.AddField(
            model_name="answergroup",
            name="dissolved_by",
            field=ilc.tenancy.owned.OwnedForeignKey(
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="collectives.participant",
            ),
        ),
        ProtectKey("AnswerGroup", "dissolved_by"),
    ]
