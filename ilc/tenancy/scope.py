"""The bound program: one context variable and one transaction."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import connection, transaction

_bound: ContextVar[int | None] = ContextVar("bound_program", default=None)


class NoProgramBound(LookupError):
    """Program-owned rows were asked for outside a program's scope."""


class OtherProgramBound(RuntimeError):
    """A scope was entered while another program was bound."""


def bound_program() -> int | None:
    """The id of the program bound here, or None."""
    return _bound.get()


def bound_program_id() -> int:
    """The id of the program bound here. Raises NoProgramBound."""
    program_id = _bound.get()
    if program_id is None:
        raise NoProgramBound("No program is bound. Enter program_scope(program_id) first.")
    return program_id


@contextmanager
def program_scope(program_id: int) -> Iterator[None]:
    """Bind one program for exactly one transaction; every query inside sees that program's rows only.

    The database backend sends the setting with BEGIN. Inside a transaction that is open already
    (tests, a sign-in that goes on into a program) it costs one statement and is taken back at the end.
    Raises OtherProgramBound when another program is bound: scopes do not nest across programs.
    """
    outer = _bound.get()
    if outer is not None and outer != program_id:
        raise OtherProgramBound(f"Program {outer} is bound; program {program_id} cannot be entered inside it.")
    token = _bound.set(program_id)
    inside_transaction = connection.in_atomic_block
    try:
        with transaction.atomic():
            if inside_transaction and outer is None:
                _set_local(str(program_id))
            yield
            if inside_transaction and outer is None and not connection.needs_rollback:  # a rollback takes it back too
                _set_local("")
    finally:
        _bound.reset(token)


def _set_local(value: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('app.program_id', %s, true)", [value])
