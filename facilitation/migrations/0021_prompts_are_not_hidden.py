"""A prompt that nobody was asked is thrown away; one that was asked stays: no row is ever hidden."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("facilitation", "0020_summaries_of_sessions"),
    ]

    operations = [
        migrations.RemoveField(
            model_name="prompt",
            name="removed_at",
        ),
    ]
