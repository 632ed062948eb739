"""Indicators that were made without a change in the history get their first one, from what stands there."""

from django.db import migrations

FIRST = r"""
INSERT INTO placemat_change (program_id, placemat_id, part, version, text, position, what, by_id, also_by, at)
SELECT one.program_id, one.placemat_id, 'indicator:' || one.id, one.version,
       concat_ws(
         chr(10),
         'text: ' || replace(replace(one.text, '\', '\\'), chr(10), '\n'),
         'clause: ' || one.clause,
         'if_action: ' || one.if_action_id,
         'if_action_text: ' || replace(replace(NULLIF(if_action.text, ''), '\', '\\'), chr(10), '\n'),
         'data_types: ' || array_to_string(one.data_types, ','),
         'unit: ' || replace(NULLIF(one.unit, ''), '\', '\\'),
         'baseline: ' || replace(NULLIF(one.baseline, ''), '\', '\\'),
         'target: ' || replace(NULLIF(one.target, ''), '\', '\\'),
         'direction: ' || one.direction,
         'how_often: ' || replace(NULLIF(one.how_often, ''), '\', '\\')
       ), '',
       CASE WHEN one.removed_at IS NULL THEN 'written' ELSE 'removed' END,
       one.changed_by_id, ARRAY[]::uuid[], one.changed_at
  FROM indicator AS one
  LEFT JOIN if_action ON if_action.program_id = one.program_id AND if_action.id = one.if_action_id
 WHERE NOT EXISTS (SELECT FROM placemat_change AS known
                    WHERE known.program_id = one.program_id AND known.placemat_id = one.placemat_id
                      AND known.part = 'indicator:' || one.id)
"""


class Migration(migrations.Migration):
    dependencies = [("inquiry", "0006_moments_and_adjustments")]
    operations = [migrations.RunSQL(FIRST, migrations.RunSQL.noop)]
