"""`manage.py migrate`: who may, and whose the tables are afterwards."""

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connections

RIGHTS = ["SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER"]


def test_the_application_may_not_migrate(committed: None) -> None:
    with pytest.raises(CommandError, match="ilc_app may not change tables"):
        call_command("migrate", database="default", verbosity=0)


def test_every_table_belongs_to_the_owner_and_the_application_may_use_its_rows(committed: None) -> None:
    with connections["default"].cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT relowner::regrole::text, array(SELECT right_ FROM unnest(%s::text[]) right_ "
            "WHERE has_table_privilege('ilc_app', oid, right_)) "
            "FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'",
            [RIGHTS],
        )
        found = cursor.fetchall()

    assert found == [("ilc_owner", ["SELECT", "INSERT", "UPDATE", "DELETE"])]


def test_a_table_made_later_is_the_applications_to_use_as_well(committed: None) -> None:
    with connections["migrate"].cursor() as cursor:
        cursor.execute("CREATE TABLE later (word text)")

    with connections["default"].cursor() as cursor:
        cursor.execute("INSERT INTO later VALUES ('kept')")
        cursor.execute("SELECT word FROM later")
        rows = cursor.fetchall()

    assert rows == [("kept",)]
