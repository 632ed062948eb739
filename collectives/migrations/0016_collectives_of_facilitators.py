"""Collectives of facilitators: their own monthly meeting."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("collectives", "0015_calendar_files_of_notices"),
    ]

    operations = [
        migrations.AddField(
            model_name="collective",
            name="for_facilitators",
            field=models.BooleanField(db_default=False, default=False),
        ),
    ]
