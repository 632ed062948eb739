"""The table of notes that stood each alone goes; what they said stands in the notes of their session."""

from django.db import migrations

from ilc.tenancy.protection import ProtectTable


class UnprotectTable(ProtectTable):
    """The other way round: a table that goes is protected again when it comes back."""

    database_forwards, database_backwards = ProtectTable.database_backwards, ProtectTable.database_forwards


class Migration(migrations.Migration):
    dependencies = [("facilitation", "0015_notes_carried_over")]

    operations = [UnprotectTable("Note"), migrations.DeleteModel(name="Note")]
