"""Django's PostgreSQL backend, which also binds the program in the round trip of BEGIN.

`_set_autocommit` is Django's own hook for opening a transaction; `tests/ilc/tenancy/test_backend.py` notices
when a new Django no longer calls it.
"""

from django.db import OperationalError
from django.db.backends.postgresql import base, features
from psycopg import pq

from ilc.tenancy.scope import bound_program


class DatabaseFeatures(features.DatabaseFeatures):
    """Our primary keys begin with the program: the id alone does not stand for its row in GROUP BY."""

    allows_group_by_selected_pks = False


class DatabaseWrapper(base.DatabaseWrapper):
    """Every transaction that starts while a program is bound sees that program only."""

    features_class = DatabaseFeatures

    def _set_autocommit(self, autocommit: bool) -> None:
        super()._set_autocommit(autocommit)  # type: ignore[misc]
        program_id = None if autocommit else bound_program()
        if program_id is None:
            return
        bind = b"BEGIN; SET LOCAL app.program_id = '%d'" % int(program_id)
        result = self.connection.pgconn.exec_(bind)
        if result.status != pq.ExecStatus.COMMAND_OK:
            raise OperationalError(f"Binding program {program_id} was refused: {result.error_message.decode()}")
