"""Which districts and schools are rural, and which are large."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("collectives", "0013_draft_themes_without_a_centre")]

    operations = [
        migrations.AddField(
            model_name=model,
            name="surroundings",
            field=models.CharField(
                blank=True, choices=[("rural", "rural"), ("large", "large")], db_default="", default="", max_length=5
            ),
        )
        for model in ("district", "school")
    ]
