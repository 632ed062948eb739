"""An item may stand on the agenda for several reasons."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("facilitation", "0016_notes_stand_together"),
    ]

    operations = [
        migrations.AlterField(
            model_name="agendaitem",
            name="why",
            field=models.JSONField(blank=True, default=list),
        ),
    ]
