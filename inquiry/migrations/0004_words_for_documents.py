"""The wire's name for what did not go well, and a fractional index instead of a number for each if-action."""

from django.db import migrations

DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
ONE, TWO = (
    f"substr('{DIGITS}', position::int + 1, 1)",
    f"substr('{DIGITS}', position::int / 62 + 1, 1) || substr('{DIGITS}', position::int % 62 + 1, 1)",
)
TO_INDEX = (
    "UPDATE if_action SET position = "  # noqa: S608  from our own two lines
    f"CASE WHEN position::int < 62 THEN 'a' || {ONE} ELSE 'b' || {TWO} END"
)
NUMBERS = """UPDATE if_action SET position = numbered.place::text
             FROM (SELECT id, row_number() OVER (PARTITION BY placemat_id ORDER BY position, id) AS place FROM if_action)
               AS numbered
             WHERE numbered.id = if_action.id"""


class Migration(migrations.Migration):
    dependencies = [("inquiry", "0003_documents")]
    operations = [
        migrations.RunSQL(
            "UPDATE placemat_text SET field = 'went_less_well' WHERE field = 'did_not'",
            "UPDATE placemat_text SET field = 'did_not' WHERE field = 'went_less_well'",
        ),
        migrations.RunSQL(
            "UPDATE placemat_change SET part = 'went_less_well' WHERE part = 'did_not'",
            "UPDATE placemat_change SET part = 'did_not' WHERE part = 'went_less_well'",
        ),
        migrations.RunSQL(TO_INDEX, NUMBERS),
        migrations.RunSQL(
            "UPDATE placemat_change SET position = if_action.position FROM if_action "
            "WHERE placemat_change.program_id = if_action.program_id AND placemat_change.part = 'if:' || if_action.id",
            migrations.RunSQL.noop,
        ),
    ]
