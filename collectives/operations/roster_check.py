"""Staging the rows of a roster: each one new, changed, the same, or with a problem."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, Final
from uuid import UUID

from django.db import connection
from django.db.models import Count
from psycopg import sql

from collectives.engine.roster import CheckedRow, Problem
from collectives.engine.roster_places import Place, Places
from collectives.models import District, Region, Role, RosterImport, RosterRow, RosterRowState, RosterState, School
from ilc.tables.refusals import TableRefused
from ilc.tenancy.scope import bound_program_id

FORMER: Final = sql.SQL(
    "jsonb_build_object('name', p.name, 'position', p.position, 'language', p.language, "
    "'school', coalesce(p.school_id::text, ''), 'district', coalesce(p.district_id::text, ''))",
)
"""What a roster can change of a participant `p`, as the database says it; an empty text for nothing."""

JOIN_WHOLE_TABLES: Final = "SET LOCAL enable_nestloop = off"
"""For the rest of a transaction over a whole roster: what was just brought in is in no statistics yet, and row by row
PostgreSQL would read everything once for each person."""

# COPY does not go into a table with policies, so that rows are staged in one that only this transaction sees.
_STAGE_TABLE: Final = """
    CREATE TEMPORARY TABLE IF NOT EXISTS roster_stage (line int, email text, name text, position text, language text,
        school text, district text, roles text, region text, problems jsonb) ON COMMIT DROP;
    TRUNCATE roster_stage
"""
# A school brings its district with it; a district alone moves a person out of a school that is in another one.
_STAGE: Final = sql.SQL("""
    INSERT INTO roster_row
        (program_id, roster_import_id, line, state, email, "values", problems, before, participant_id)
    SELECT %(program)s, %(roster)s, r.line,
        CASE WHEN r.problems <> '[]' OR p.left_at IS NOT NULL THEN 'problem'
             WHEN p.id IS NULL THEN 'new'
             WHEN d.changes = '{{}}' THEN 'same'
             ELSE 'changed' END,
        r.email,
        CASE WHEN p.id IS NOT NULL AND r.problems = '[]' THEN d.changes
             ELSE jsonb_strip_nulls(jsonb_build_object(
                'id', uuidv7(), 'name', r.name, 'position', NULLIF(r.position, ''),
                'language', NULLIF(r.language, ''),
                'school', NULLIF(r.school, ''), 'district', NULLIF(r.district, ''),
                'roles', to_jsonb(string_to_array(coalesce(NULLIF(r.roles, ''), NULLIF(%(new_roles)s, '')), ',')),
                'region', NULLIF(r.region, ''))) END,
        CASE WHEN p.left_at IS NULL THEN r.problems ELSE r.problems || '[["left_program", null, ""]]' END,
        CASE WHEN p.id IS NOT NULL THEN
            (SELECT coalesce(jsonb_object_agg(f.key, f.value), '{{}}') FROM jsonb_each({former}) f
             WHERE d.changes ? f.key) END,
        p.id
    FROM roster_stage r
    LEFT JOIN participant p ON lower(p.email) = r.email AND r.email <> ''
    LEFT JOIN school s ON s.id = p.school_id
    LEFT JOIN (
        SELECT participant_id, jsonb_agg(role || coalesce(region_id::text, '')) AS roles FROM role_grant
        WHERE taken_at IS NULL GROUP BY participant_id
    ) held ON held.participant_id = p.id
    LEFT JOIN LATERAL (
        SELECT jsonb_agg(role) AS missing FROM unnest(string_to_array(r.roles, ',')) role
        WHERE p.id IS NOT NULL
            AND NOT coalesce(held.roles, '[]') ? (role || CASE WHEN role = 'coordinator' THEN r.region ELSE '' END)
    ) g ON TRUE
    LEFT JOIN LATERAL (SELECT jsonb_strip_nulls(jsonb_build_object(
        'name', CASE WHEN r.name NOT IN ('', p.name) THEN r.name END,
        'position', CASE WHEN r.position NOT IN ('', p.position) THEN r.position END,
        'language', CASE WHEN r.language NOT IN ('', p.language) THEN r.language END,
        'school', CASE WHEN r.school <> '' AND r.school IS DISTINCT FROM p.school_id::text THEN r.school
                       WHEN r.school = '' AND r.district <> '' AND s.district_id::text <> r.district THEN '' END,
        'district', CASE WHEN r.district <> ''
                         AND r.district IS DISTINCT FROM coalesce(p.district_id, s.district_id)::text
                         THEN r.district END,
        'roles', g.missing,
        'region', CASE WHEN g.missing ? 'coordinator' THEN r.region END)) AS changes
        WHERE p.id IS NOT NULL
    ) d ON TRUE
""").format(former=FORMER)


@dataclass(frozen=True)
class Reading:
    """A roster being read: where its file is, what its columns hold, and the places its rows are looked up in."""

    roster_pk: UUID
    file: str
    mapping: dict[str, int]
    new_roles: str
    places: Places


def begin_check(roster_pk: UUID) -> Reading | None:
    """Begin reading a roster from its start. None when it is not to be read any more."""
    roster = RosterImport.objects.select_for_update().filter(pk=roster_pk, state=RosterState.CHECKING).first()
    if roster is None:
        return None
    RosterRow.objects.filter(roster_import=roster).delete()
    places = Places(
        (Place(str(pk), name, None) for pk, name in Region.objects.values_list("pk", "name")),
        (Place(str(pk), name, str(up)) for pk, name, up in District.objects.values_list("pk", "name", "region")),
        (Place(str(pk), name, str(up)) for pk, name, up in School.objects.values_list("pk", "name", "district")),
        new_id=_new_ids().__next__ if roster.options["add_places"] else None,
    )
    new_roles = Role.LEADER.value if roster.options["make_leaders"] else ""
    return Reading(roster.pk, roster.file, roster.mapping, new_roles, places)


def stage_rows(reading: Reading, rows: Sequence[CheckedRow], *, share_read: float) -> bool:
    """Stage some rows beside what the program knows of these people. False when the roster was stopped meanwhile.

    `share_read` says how much of the file was read, from 0 to 1. Seven SQL statements, one more now and then.
    """
    rosters = RosterImport.objects.select_for_update().filter(pk=reading.roster_pk, state=RosterState.CHECKING)
    roster = rosters.only("rows_read").first()
    if roster is None:
        return False
    columns = [_stage_columns(row, reading) for row in rows]  # before COPY, because it may ask the database for ids
    own: dict[str, Any] = {"program": bound_program_id(), "roster": reading.roster_pk, "new_roles": reading.new_roles}
    with connection.cursor() as cursor:
        cursor.execute(JOIN_WHOLE_TABLES)
        cursor.execute(_STAGE_TABLE)
        with cursor.copy("COPY roster_stage FROM STDIN") as copy:
            for staged in columns:
                copy.write_row(staged)
        cursor.execute(_STAGE, own)
    rows_read = roster.rows_read + len(rows)
    rosters.update(rows_read=rows_read, rows_total=round(rows_read / share_read) if share_read else None)
    return True


def end_check(reading: Reading) -> None:
    """All rows are staged: count them, and keep the places they would bring."""
    counts = dict.fromkeys(RosterRowState.values, 0)
    staged = RosterRow.objects.filter(roster_import=reading.roster_pk)
    counts |= dict(staged.values_list("state").annotate(rows=Count("pk")).order_by())
    roster = RosterImport.objects.get(pk=reading.roster_pk)
    roster.counts = counts
    roster.rows_read = roster.rows_total = sum(counts.values())
    roster.options |= {"new_places": {kind: list(map(list, new)) for kind, new in reading.places.new.items()}}
    roster.state = RosterState.CHECKED
    roster.save()


def refuse_check(reading: Reading, refusal: TableRefused) -> None:
    """The file turned out not to be readable to its end: keep nothing of it but the reason."""
    RosterRow.objects.filter(roster_import=reading.roster_pk).delete()
    trouble = json.dumps({"code": refusal.code, "values": refusal.values})
    stopped = RosterImport.objects.filter(pk=reading.roster_pk)
    stopped.update(state=RosterState.STOPPED, trouble=trouble, rows_read=0, rows_total=None)


def _stage_columns(row: CheckedRow, reading: Reading) -> tuple[str | int, ...]:
    """A row as the staging table takes it, with its places looked up."""
    values, problems = row.values, row.problems
    coordinator = Role.COORDINATOR in values.roles
    placed = reading.places.find(
        values.school, values.district, values.region, adding=not problems, coordinator=coordinator
    )
    if placed.problem:
        code, value = placed.problem
        problems = (*problems, Problem(code, reading.mapping.get(code.split("_")[0]), value))
    elif coordinator and not placed.region and not problems:
        problems = (*problems, Problem("coordinator_needs_region", reading.mapping.get("roles"), ""))
    return (
        row.number,
        values.email,
        values.name,
        values.position,
        values.language,
        placed.school or "",
        placed.district or "",
        ",".join(values.roles),
        placed.region or "" if coordinator else "",
        json.dumps(problems) if problems else "[]",
    )


def _new_ids() -> Iterator[str]:
    """Ids of places to come, made by the database, a hundred at a time. Taken inside a program's scope."""
    return chain.from_iterable(iter(_hundred_ids, None))


def _hundred_ids() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT uuidv7()::text FROM generate_series(1, 100)")
        return [new_id for (new_id,) in cursor.fetchall()]
