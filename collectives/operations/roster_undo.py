"""Taking back what a roster brought in, as far as nothing later builds on it."""

from typing import Any, Final
from uuid import UUID

from django.db import connection, models
from psycopg import sql

from collectives.models import District, Participant, Region, RoleGrant, RosterImport, RosterRow, RosterState, School
from collectives.operations.roster_check import FORMER, JOIN_WHOLE_TABLES
from ilc.tenancy.checks import owned_models
from ilc.tenancy.protection import owned_keys

_OF_ROSTER: Final = sql.SQL("r.roster_import_id = %(roster)s AND r.problems = '[]'")

# Rows that stay as they are get a reason in `problems`; the statements after these pass them over.
_KEEP_CHANGED: Final = sql.SQL("""
    UPDATE roster_row r SET problems = '[["kept_changed", null, ""]]' FROM participant p
    WHERE {of_roster} AND r.state = 'changed' AND p.id = r.participant_id
        AND (p.left_at IS NOT NULL OR NOT {former} @> (r."values" - '{{roles,region}}'::text[]))
""").format(of_roster=_OF_ROSTER, former=FORMER)
_KEEP_NEW_CHANGED: Final = sql.SQL("""
    UPDATE roster_row r SET problems = '[["kept_changed", null, ""]]' FROM participant p
    WHERE {of_roster} AND r.state = 'new' AND p.id = (r."values"->>'id')::uuid
        AND (p.left_at IS NOT NULL OR p.email <> r.email
             OR {former} <> jsonb_build_object(
                    'position', '', 'language', %(language)s::text, 'school', '', 'district', '')
                || (r."values" - '{{id,roles,region}}'::text[]))
""").format(of_roster=_OF_ROSTER, former=FORMER)
_KEEP_IN_USE: Final = """
    UPDATE roster_row r SET problems = '[["kept_in_use", null, ""]]' FROM participant p
    WHERE {of_roster} AND r.state = 'new' AND p.id = (r."values"->>'id')::uuid
        AND (p.user_id IS NOT NULL OR p.invited_at IS NOT NULL OR {references}
             OR EXISTS (SELECT FROM role_grant g WHERE g.participant_id = p.id
                        AND (g.given_at <> %(at)s OR g.taken_at IS NOT NULL)))
"""
_TAKE_BACK: Final = (
    # People who were new: what the roster gave them goes with them.
    """UPDATE roster_row other SET participant_id = NULL FROM roster_row r
        WHERE {of_roster} AND r.state = 'new' AND other.participant_id = (r."values"->>'id')::uuid""",
    """DELETE FROM role_grant g USING roster_row r
        WHERE {of_roster} AND r.state = 'new' AND g.participant_id = (r."values"->>'id')::uuid""",
    """DELETE FROM participant p USING roster_row r
        WHERE {of_roster} AND r.state = 'new' AND p.id = (r."values"->>'id')::uuid""",
    # People who were changed: their former values come back, the roles they were given end.
    """INSERT INTO participant_change (program_id, participant_id, what, was, reason, by_id, at)
        SELECT r.program_id, p.id, 'edited', {former} || jsonb_build_object('email', p.email),
            %(file_name)s, %(by)s, %(now)s
        FROM roster_row r JOIN participant p ON p.id = r.participant_id
        WHERE {of_roster} AND r.state = 'changed' AND r.before <> '{{}}'""",
    """UPDATE role_grant g SET taken_by_id = %(by)s, taken_at = %(now)s FROM roster_row r
        WHERE {of_roster} AND r.state = 'changed' AND g.participant_id = r.participant_id
        AND g.given_at = %(at)s AND g.given_by_id = %(giver)s AND g.taken_at IS NULL""",
    """UPDATE participant p SET
            name = coalesce(r.before->>'name', p.name),
            position = coalesce(r.before->>'position', p.position),
            language = coalesce(r.before->>'language', p.language),
            school_id = CASE WHEN r.before ? 'school' THEN NULLIF(r.before->>'school', '')::uuid ELSE p.school_id END,
            district_id = CASE WHEN r.before ? 'district' THEN NULLIF(r.before->>'district', '')::uuid
                          ELSE p.district_id END
        FROM roster_row r WHERE {of_roster} AND r.state = 'changed' AND p.id = r.participant_id""",
)


def undo_roster(roster_pk: UUID) -> bool:
    """Take back what a roster brought in, in the one transaction of the scope. False when it is not to be undone.

    New people go unless something refers to them; changed people get their former values unless they changed since.
    Rows that stay say why (`kept_changed`, `kept_in_use`), and `counts` says how many: `kept`. Places that the roster
    brought go when nothing is in them any more.
    """
    roster = RosterImport.objects.select_for_update().filter(pk=roster_pk, state=RosterState.UNDOING).first()
    if roster is None:
        return False
    values = {
        "roster": roster.pk,
        "language": roster.options["language"],
        "file_name": roster.file_name,
        "at": roster.brought_in_at,
        "giver": roster.brought_in_by_id,
        "by": roster.undone_by_id,
        "now": roster.undone_at,
    }
    own: set[tuple[type[models.Model], str]] = {(RoleGrant, "participant"), (RosterRow, "participant")}
    with connection.cursor() as cursor:
        cursor.execute(JOIN_WHOLE_TABLES)
        cursor.execute(_KEEP_CHANGED, values)
        cursor.execute(_KEEP_NEW_CHANGED, values)
        cursor.execute(
            sql.SQL(_KEEP_IN_USE).format(of_roster=_OF_ROSTER, references=_referred_to(Participant, but=own)), values
        )
        for statement in _TAKE_BACK:
            cursor.execute(sql.SQL(statement).format(of_roster=_OF_ROSTER, former=FORMER), values)
        _take_places_back(cursor, roster.options.get("new_places", {}))
    kept = RosterRow.objects.filter(roster_import=roster, state__in=("new", "changed")).exclude(problems=[]).count()
    roster.counts |= {"kept": kept}
    roster.state = RosterState.UNDONE
    roster.save()
    return True


def _take_places_back(cursor: Any, new: dict[str, list[list[str]]]) -> None:
    for kind, model in (("school", School), ("district", District), ("region", Region)):
        ids = [pk for pk, _name, _up in new.get(kind, [])]
        if ids:
            delete = sql.SQL("DELETE FROM {table} p WHERE p.id = ANY(%s::uuid[]) AND NOT ({references})")
            table = sql.Identifier(model._meta.db_table)
            cursor.execute(delete.format(table=table, references=_referred_to(model, but=set())), [ids])


def _referred_to(model: type[models.Model], *, but: set[tuple[type[models.Model], str]]) -> sql.Composable:
    """A condition in SQL: some row of any app refers to row `p` of this model, by another field than these."""
    exists = sql.SQL("EXISTS (SELECT FROM {table} t WHERE t.{column} = p.id)")
    return sql.SQL(" OR ").join(
        exists.format(table=sql.Identifier(other._meta.db_table), column=sql.Identifier(field.column))
        for other in owned_models()
        for field in owned_keys(other)
        if field.related_model is model and (other, field.name) not in but
    )
