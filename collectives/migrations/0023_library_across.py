"""Programs that show others what they publish, and see what others show; off at first."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("collectives", "0022_renderings_seen"),
    ]

    operations = [
        migrations.AddField(
            model_name="program",
            name="library_seen",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name="program",
            name="library_shown",
            field=models.BooleanField(db_default=False, default=False),
        ),
    ]
