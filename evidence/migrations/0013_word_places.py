"""Where words stand in what was published, so that phrases are found."""

import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("evidence", "0012_library_across"),
    ]

    operations = [
        migrations.AddField(
            model_name="learningword",
            name="places",
            field=django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), null=True),
        ),
        migrations.AddField(
            model_name="librarycopyword",
            name="places",
            field=django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), null=True),
        ),
    ]
