"""Whether the people of a collective see each other's e-mail."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("collectives", "0017_gatherings_of_a_collective"),
    ]

    operations = [
        migrations.AddField(
            model_name="collective",
            name="addresses_shown_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AlterField(
            model_name="collectivechange",
            name="what",
            field=models.CharField(
                choices=[
                    ("edited", "edited"),
                    ("closed", "closed"),
                    ("reopened", "reopened"),
                    ("no_joining", "closed for joining"),
                    ("joining", "opened for joining"),
                    ("addresses", "e-mails shown to its people"),
                    ("no_address", "e-mails no longer shown"),
                ],
                max_length=10,
            ),
        ),
    ]
