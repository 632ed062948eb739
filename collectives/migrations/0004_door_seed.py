"""A door's secret is made from a random seed and the server's key, so that a waiting mail need not hold it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("collectives", "0003_changes_of_people_and_collectives")]
    operations = [
        migrations.AddField("door", "seed", models.BinaryField(max_length=16, default=b"")),
    ]
