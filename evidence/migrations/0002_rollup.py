"""Counts of data points that the database keeps: the tail that triggers write, and what it is merged into."""

import django.db.models.deletion
from django.db import migrations, models

import ilc.tenancy.owned
from ilc.tenancy.protection import ProtectTable

COUNT = """
CREATE FUNCTION count_data_points() RETURNS trigger LANGUAGE plpgsql SECURITY INVOKER AS $$
BEGIN
  IF TG_OP <> 'DELETE' THEN
    INSERT INTO evidence_tail (program_id, indicator_id, district_id, month, points)
    SELECT program_id, indicator_id, district_id, date_trunc('month', "on")::date, count(*)
    FROM came WHERE removed_at IS NULL GROUP BY 1, 2, 3, 4;
  END IF;
  IF TG_OP <> 'INSERT' THEN
    INSERT INTO evidence_tail (program_id, indicator_id, district_id, month, points)
    SELECT program_id, indicator_id, district_id, date_trunc('month', "on")::date, -count(*)
    FROM went WHERE removed_at IS NULL GROUP BY 1, 2, 3, 4;
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER data_points_came AFTER INSERT ON data_point
  REFERENCING NEW TABLE AS came FOR EACH STATEMENT EXECUTE FUNCTION count_data_points();
CREATE TRIGGER data_points_changed AFTER UPDATE ON data_point
  REFERENCING OLD TABLE AS went NEW TABLE AS came FOR EACH STATEMENT EXECUTE FUNCTION count_data_points();
CREATE TRIGGER data_points_went AFTER DELETE ON data_point
  REFERENCING OLD TABLE AS went FOR EACH STATEMENT EXECUTE FUNCTION count_data_points();
"""
NO_COUNT = """
DROP TRIGGER data_points_came ON data_point;
DROP TRIGGER data_points_changed ON data_point;
DROP TRIGGER data_points_went ON data_point;
DROP FUNCTION count_data_points();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("collectives", "0019_things_told"),
        ("evidence", "0001_initial"),
        ("inquiry", "0009_append_to_log"),
    ]

    operations = [
        migrations.CreateModel(
            name="EvidenceTail",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("month", models.DateField()),
                ("points", models.IntegerField()),
                (
                    "district",
                    ilc.tenancy.owned.OwnedForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="collectives.district",
                    ),
                ),
                (
                    "indicator",
                    ilc.tenancy.owned.OwnedForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="inquiry.indicator",
                    ),
                ),
                (
                    "program",
                    ilc.tenancy.owned.ProgramKey(
                        db_index=False,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="collectives.program",
                    ),
                ),
            ],
            options={
                "db_table": "evidence_tail",
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="EvidenceRollup",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("month", models.DateField()),
                ("kind", models.CharField(choices=[("leading", "Leading"), ("lagging", "Lagging")], max_length=8)),
                ("points", models.BigIntegerField()),
                (
                    "collective",
                    ilc.tenancy.owned.OwnedForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="collectives.collective",
                    ),
                ),
                (
                    "district",
                    ilc.tenancy.owned.OwnedForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="collectives.district",
                    ),
                ),
                (
                    "program",
                    ilc.tenancy.owned.ProgramKey(
                        db_index=False,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="collectives.program",
                    ),
                ),
            ],
            options={
                "db_table": "evidence_rollup",
                "abstract": False,
                "base_manager_name": "objects",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("program", "district", "collective", "month", "kind"),
                        name="evidence_rollup_once",
                        nulls_distinct=False,
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("collective__isnull", False), ("district", None)),
                            models.Q(("collective", None), ("district__isnull", False)),
                            _connector="OR",
                        ),
                        name="evidence_rollup_by_one_of_two",
                    ),
                ],
            },
        ),
        ProtectTable("EvidenceTail"),
        ProtectTable("EvidenceRollup"),
        migrations.RunSQL(COUNT, NO_COUNT),
    ]
