"""Sessions that are planned already come into people's calendars, too."""

from django.db import migrations

DUE = """
INSERT INTO due (program_id, kind, key, due_at, attempts)
SELECT DISTINCT program_id, 'session_calendars', collective_id::text, now(), 0
FROM session WHERE state = 'planned' AND starts_at > now()
ON CONFLICT DO NOTHING
"""
NOT_DUE = "DELETE FROM due WHERE kind = 'session_calendars'"


class Migration(migrations.Migration):
    dependencies = [
        ("facilitation", "0012_leaving_a_session"),
        ("ilc", "0001_initial"),
    ]

    operations = [migrations.RunSQL(DUE, NOT_DUE)]
