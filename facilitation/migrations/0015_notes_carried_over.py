"""Notes that stood each alone become the one text of their session: a line for each, with who wrote it."""

from django.db import migrations

GATHER = """
WITH line AS (
  SELECT n.program_id, n.session_id, string_agg(p.name || ': ' || n.text, E'\n' ORDER BY n.at, n.id) AS text,
         (array_agg(n.by_id ORDER BY n.at DESC, n.id DESC))[1] AS by_id, max(coalesce(n.changed_at, n.at)) AS at
  FROM note n JOIN participant p ON p.program_id = n.program_id AND p.id = n.by_id
  WHERE n.removed_at IS NULL GROUP BY n.program_id, n.session_id
), spell AS (
  INSERT INTO notes_change (program_id, session_id, version, text, by_id, also_by, began_at, at)
  SELECT program_id, session_id, 1, text, by_id, '{}', at, at FROM line
)
INSERT INTO session_notes (program_id, session_id, text, version, changed_by_id, changed_at)
SELECT program_id, session_id, text, 1, by_id, at FROM line
"""
PART = """
INSERT INTO note (program_id, session_id, text, by_id, at)
SELECT program_id, session_id, left(text, 5000), changed_by_id, changed_at FROM session_notes
WHERE text <> '' AND changed_by_id IS NOT NULL
"""


class Migration(migrations.Migration):
    dependencies = [("facilitation", "0014_shared_notes")]

    operations = [migrations.RunSQL(GATHER, PART)]
