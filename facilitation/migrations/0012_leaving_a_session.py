"""When somebody went before a session ended."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("facilitation", "0011_support_flags")]

    operations = [
        migrations.AddField(model_name="attendance", name="left_at", field=models.DateTimeField(null=True)),
    ]
