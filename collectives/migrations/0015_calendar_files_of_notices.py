"""The calendar file that goes with a message."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("collectives", "0014_surroundings_of_places"),
    ]

    operations = [
        migrations.AddField(
            model_name="notice",
            name="calendar",
            field=models.TextField(blank=True, db_default=""),
        ),
        migrations.AddField(
            model_name="notice",
            name="calendar_method",
            field=models.CharField(blank=True, db_default="", max_length=7),
        ),
    ]
