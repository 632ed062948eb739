"""Seats for people who came late are worked out in the background."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("collectives", "0010_marks_of_who_answered_by_code"),
    ]

    operations = [
        migrations.AlterField(
            model_name="reseating",
            name="state",
            field=models.CharField(
                choices=[
                    ("working", "being worked out"),
                    ("proposed", "proposed"),
                    ("done", "done"),
                    ("undone", "taken back"),
                    ("discarded", "discarded"),
                ],
                default="proposed",
                max_length=9,
            ),
        ),
    ]
