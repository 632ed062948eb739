"""Bringing in the people of a roster that was looked at: all of them or none."""

import json
from collections.abc import Callable
from typing import Any, Final
from uuid import UUID

from django.db import IntegrityError, connection, transaction
from psycopg import sql

from collectives.models import District, Program, Region, RosterImport, RosterState, School
from collectives.operations.roster_check import FORMER, JOIN_WHOLE_TABLES
from ilc.errors import Refused
from ilc.tenancy.scope import bound_program_id

_PIECE: Final = 10_000  # lines of the file, between two signs of progress

_ADD_PARTICIPANTS: Final = """
    INSERT INTO participant
        (program_id, id, name, email, position, school_id, district_id, language, added_at)
    SELECT program_id, ("values"->>'id')::uuid, "values"->>'name', email, coalesce("values"->>'position', ''),
        ("values"->>'school')::uuid, ("values"->>'district')::uuid, coalesce("values"->>'language', %(language)s),
        %(now)s
    FROM roster_row
    WHERE roster_import_id = %(roster)s AND state = 'new' AND line > %(after)s AND line <= %(up_to)s
"""
_KEEP_FORMER: Final = sql.SQL("""
    INSERT INTO participant_change (program_id, participant_id, what, was, reason, by_id, at)
    SELECT r.program_id, p.id, 'edited', {former} || jsonb_build_object('email', p.email), %(file_name)s,
        %(by)s, %(now)s
    FROM roster_row r JOIN participant p ON p.id = r.participant_id
    WHERE r.roster_import_id = %(roster)s AND r.state = 'changed' AND r.before <> '{{}}'
        AND r.line > %(after)s AND r.line <= %(up_to)s
""").format(former=FORMER)
_CHANGE_PARTICIPANTS: Final = sql.SQL("""
    UPDATE participant p SET
        name = coalesce(r."values"->>'name', p.name),
        position = coalesce(r."values"->>'position', p.position),
        language = coalesce(r."values"->>'language', p.language),
        school_id = CASE WHEN r."values" ? 'school' THEN NULLIF(r."values"->>'school', '')::uuid ELSE p.school_id END,
        district_id = CASE WHEN r."values" ? 'district' THEN NULLIF(r."values"->>'district', '')::uuid
                      ELSE p.district_id END
    FROM roster_row r
    WHERE r.roster_import_id = %(roster)s AND r.state = 'changed' AND r.line > %(after)s AND r.line <= %(up_to)s
        AND p.id = r.participant_id AND p.left_at IS NULL AND {former} @> r.before
""").format(former=FORMER)
_GIVE_ROLES: Final = """
    INSERT INTO role_grant (program_id, participant_id, role, region_id, given_by_id, given_at)
    SELECT r.program_id, coalesce(r.participant_id, (r."values"->>'id')::uuid), role,
        CASE WHEN role = 'coordinator' THEN (r."values"->>'region')::uuid END, %(by)s, %(now)s
    FROM roster_row r, jsonb_array_elements_text(r."values"->'roles') role
    WHERE r.roster_import_id = %(roster)s AND r.state IN ('new', 'changed')
        AND r.line > %(after)s AND r.line <= %(up_to)s
    ON CONFLICT DO NOTHING
"""


class PeopleChangedMeanwhile(Refused):
    """Some of these people, or places, are not any more as they were when the file was looked at."""


def bring_in(roster_pk: UUID, *, progress: Callable[[int], None]) -> bool:
    """Bring in the new and changed people, with their places and roles, in the one transaction of the scope.

    False when the roster is not to be brought in any more. Raises PeopleChangedMeanwhile, and then nothing was done.
    `progress` is told the number of the last line that is in.
    """
    roster = RosterImport.objects.select_for_update().filter(pk=roster_pk, state=RosterState.BRINGING_IN).first()
    if roster is None:
        return False
    language = Program.objects.get(pk=bound_program_id()).language
    roster.options |= {"language": language}
    try:
        with transaction.atomic():
            _bring_in_everything(roster, language=language, progress=progress)
    except IntegrityError as error:
        raise PeopleChangedMeanwhile from error
    roster.state = RosterState.DONE
    roster.save()
    return True


def back_to_look(roster_pk: UUID) -> None:
    """Nothing was brought in because people changed meanwhile: keep the reason, so that the file is looked at again."""
    back = RosterImport.objects.filter(pk=roster_pk, state=RosterState.BRINGING_IN)
    back.update(
        state=RosterState.CHECKED,
        trouble=json.dumps({"code": "people_changed", "values": {}}),
        brought_in_by=None,
        brought_in_at=None,
    )


def _bring_in_everything(roster: RosterImport, *, language: str, progress: Callable[[int], None]) -> None:
    _add_places(roster)
    last_line = roster.rows.order_by("-line").values_list("line", flat=True).first() or 0
    changed = 0
    with connection.cursor() as cursor:
        cursor.execute(JOIN_WHOLE_TABLES)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # what cannot be kept is known before we say how far we are
        for after in range(0, last_line, _PIECE):
            values: dict[str, Any] = {
                "roster": roster.pk,
                "after": after,
                "up_to": after + _PIECE,
                "by": roster.brought_in_by_id,
                "now": roster.brought_in_at,
                "language": language,
                "file_name": roster.file_name,
            }
            cursor.execute(_ADD_PARTICIPANTS, values)
            cursor.execute(_KEEP_FORMER, values)
            cursor.execute(_CHANGE_PARTICIPANTS, values)
            changed += cursor.rowcount
            cursor.execute(_GIVE_ROLES, values)
            progress(min(after + _PIECE, last_line))
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    if changed != roster.counts["changed"]:
        raise PeopleChangedMeanwhile


def _add_places(roster: RosterImport) -> None:
    new = roster.options.get("new_places", {})
    Region.objects.bulk_create(Region(pk=pk, name=name) for pk, name, _up in new.get("region", []))
    District.objects.bulk_create(District(pk=pk, name=name, region_id=up) for pk, name, up in new.get("district", []))
    School.objects.bulk_create(School(pk=pk, name=name, district_id=up) for pk, name, up in new.get("school", []))
