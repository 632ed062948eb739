"""Taking back what a table brought in, as far as nobody changed it since."""

from typing import Any, Final
from uuid import UUID

from django.db import connection

from evidence.models import EvidenceImport, EvidenceImportRow, EvidenceImportState
from evidence.operations.evidence_import_check import JOIN_WHOLE_TABLES, days_brought
from evidence.operations.release import schedule_releases

_OF_IMPORT: Final = "r.evidence_import = %(import)s AND r.problems = '[]'"

# Rows whose data point stays as it is get a reason in `problems`; the statements after this one pass them over.
_KEEP_CHANGED: Final = f"""
    UPDATE evidence_import_row r SET problems = '[["kept_changed", null, "", ""]]' FROM data_point p
    WHERE {_OF_IMPORT} AND r.state IN ('new', 'changed') AND p.id = r.point
        AND (p.removed_at IS NOT NULL OR p.version <> coalesce(r.version + 1, 1))
"""  # noqa: S608  both texts are ours
_HISTORY: Final = f"""
    INSERT INTO data_point_change (program_id, data_point_id, what, was, why, by_id, at)
    SELECT r.program_id, r.point, CASE WHEN r.state = 'new' THEN 'removed' ELSE 'corrected' END,
        CASE WHEN r.state = 'new' THEN '{{}}'::jsonb ELSE (
            SELECT jsonb_object_agg(f.key, f.value) FROM jsonb_each(jsonb_build_object('value', p.value,
                'numerator', p.numerator, 'denominator', p.denominator, 'counts', p.counts, 'note', p.note)) f
            WHERE r.was ? f.key) END,
        %(file_name)s, %(by)s, %(now)s
    FROM evidence_import_row r JOIN data_point p ON p.id = r.point
    WHERE {_OF_IMPORT} AND r.state IN ('new', 'changed')
"""  # noqa: S608
_REMOVE: Final = f"""
    UPDATE data_point p SET removed_by_id = %(by)s, removed_at = %(now)s, version = p.version + 1
    FROM evidence_import_row r WHERE {_OF_IMPORT} AND r.state = 'new' AND p.id = r.point
"""  # noqa: S608
_RESTORE: Final = f"""
    UPDATE data_point p SET version = p.version + 1,
        value = CASE WHEN r.was ? 'value' THEN (r.was->>'value')::float8 ELSE p.value END,
        numerator = CASE WHEN r.was ? 'numerator' THEN (r.was->>'numerator')::int ELSE p.numerator END,
        denominator = CASE WHEN r.was ? 'denominator' THEN (r.was->>'denominator')::int ELSE p.denominator END,
        counts = CASE WHEN r.was ? 'counts' THEN translate(r.was->>'counts', '[]', '{{}}')::int[] ELSE p.counts END,
        note = CASE WHEN r.was ? 'note' THEN r.was->>'note' ELSE p.note END
    FROM evidence_import_row r WHERE {_OF_IMPORT} AND r.state = 'changed' AND p.id = r.point
"""  # noqa: S608


def undo_import(import_pk: UUID) -> bool:
    """Take back what a table brought in, in the one transaction of the scope. False when it is not to be undone.

    New data points are taken away, corrected ones get their former figures, both with their history, unless somebody
    changed them since. Rows that stay say so (`kept_changed`), and `counts` says how many: `kept`.
    """
    imports = EvidenceImport.objects.select_for_update().filter(pk=import_pk, state=EvidenceImportState.UNDOING)
    evidence_import = imports.first()
    if evidence_import is None:
        return False
    values: dict[str, Any] = {
        "import": evidence_import.pk,
        "file_name": evidence_import.file_name[:200],
        "by": evidence_import.undone_by_id,
        "now": evidence_import.undone_at,
    }
    with connection.cursor() as cursor:
        cursor.execute(JOIN_WHOLE_TABLES)
        for statement in (_KEEP_CHANGED, _HISTORY, _REMOVE, _RESTORE):
            cursor.execute(statement, values)
    rows = EvidenceImportRow.objects.filter(evidence_import=evidence_import.pk, state__in=("new", "changed"))
    if evidence_import.undone_at:
        schedule_releases(days_brought(evidence_import.pk), now=evidence_import.undone_at)
    evidence_import.counts |= {"kept": rows.exclude(problems=[]).count()}
    evidence_import.state = EvidenceImportState.UNDONE
    evidence_import.save()
    return True
