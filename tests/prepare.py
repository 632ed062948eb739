"""What the tests would wait for, made while something else runs: the compiled search, a migrated database.

Run: python -m tests.prepare
"""

from django.core.management import call_command

from tests import conftest  # noqa: F401  chooses the servers and settings that tests run with
from tests.databases import migrated_template

if __name__ == "__main__":
    call_command("compile_formation")
    migrated_template()
