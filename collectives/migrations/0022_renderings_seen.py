"""Where a document was asked for, and when whoever asked saw that it was over: who has not seen it is written to."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("collectives", "0021_rendering_rows"),
    ]

    operations = [
        migrations.AddField(
            model_name="rendering",
            name="page",
            field=models.CharField(blank=True, db_default="", default="", max_length=250),
        ),
        migrations.AddField(
            model_name="rendering",
            name="seen_at",
            field=models.DateTimeField(null=True),
        ),
    ]
