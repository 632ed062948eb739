"""Servers remember what the pages of a session have in common while its version stays."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("facilitation", "0018_digests"),
    ]

    operations = [
        migrations.AddField(
            model_name="sessionrun",
            name="version",
            field=models.PositiveIntegerField(default=1),
        ),
    ]
