"""A program may be a rehearsal: one person's own, made up, thrown away after use."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("collectives", "0019_things_told"),
    ]

    operations = [
        migrations.AddField(
            model_name="program",
            name="rehearsal_of",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="rehearsals",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="program",
            name="thrown_away_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AlterField(
            model_name="notice",
            name="state",
            field=models.CharField(
                choices=[
                    ("waiting", "waiting"),
                    ("sent", "sent"),
                    ("failed", "could not be sent"),
                    ("kept", "written in a rehearsal, never sent"),
                ],
                default="waiting",
                max_length=8,
            ),
        ),
        migrations.AddConstraint(
            model_name="program",
            constraint=models.UniqueConstraint(
                condition=models.Q(("rehearsal_of__isnull", False), ("thrown_away_at", None)),
                fields=("rehearsal_of",),
                name="program_one_rehearsal_each",
            ),
        ),
        migrations.AddConstraint(
            model_name="program",
            constraint=models.CheckConstraint(
                condition=models.Q(("thrown_away_at", None), ("rehearsal_of__isnull", False), _connector="OR"),
                name="program_only_rehearsals_end",
            ),
        ),
    ]
