"""The database and its four roles; no fifth.

| role | may | row-level policies |
|---|---|---|
| ilc_owner | own the tables; nobody signs in as it | bound (FORCE) |
| ilc_migrate | change the tables, move data in migrations | passes by |
| ilc_app | read and write rows: web, sockets, worker, beat | bound |
| ilc_backup | read everything | passes by |
"""

from collections.abc import Mapping

import psycopg
from psycopg import sql

OWNER, MIGRATE, APP, BACKUP = "ilc_owner", "ilc_migrate", "ilc_app", "ilc_backup"
LIMITED = "NOSUPERUSER NOCREATEROLE NOREPLICATION INHERIT"
ATTRIBUTES = {
    OWNER: f"NOLOGIN NOBYPASSRLS NOCREATEDB {LIMITED}",
    MIGRATE: f"LOGIN BYPASSRLS NOCREATEDB {LIMITED}",
    APP: f"LOGIN NOBYPASSRLS NOCREATEDB {LIMITED}",
    BACKUP: f"LOGIN BYPASSRLS NOCREATEDB {LIMITED}",
}


def role_statements(*, passwords: Mapping[str, str] | None = None) -> list[sql.Composed]:
    """What an administrator runs on a server so that it has the four roles; running it again changes nothing.

    `passwords` are by role; a role without one keeps what it has. Two sessions that run this at once may be refused
    with "tuple concurrently updated".
    """
    statements: list[sql.Composed] = []
    for role, attributes in ATTRIBUTES.items():
        make = sql.SQL("DO $$ BEGIN CREATE ROLE {}; EXCEPTION WHEN duplicate_object THEN NULL; END $$")
        statements.append(make.format(sql.Identifier(role)))
        statements.append(sql.SQL("ALTER ROLE {} {}").format(sql.Identifier(role), sql.SQL(attributes)))
    for role, password in (passwords or {}).items():
        statements.append(sql.SQL("ALTER ROLE {} PASSWORD {}").format(sql.Identifier(role), sql.Literal(password)))
    # Policies make plans look dear, and compiling them costs more than they take: measured on servers without it.
    statements.append(sql.SQL("ALTER ROLE {} SET jit = off").format(sql.Identifier(APP)))
    grants = [
        f"GRANT {OWNER} TO {MIGRATE} WITH INHERIT TRUE, SET TRUE, ADMIN FALSE",
        f"GRANT pg_read_all_data TO {BACKUP}",
    ]
    return statements + [sql.SQL(grant).format() for grant in grants]


def database_statements(database: str) -> list[sql.Composed]:
    """What an administrator runs so that a database belongs to the roles, and to nobody else."""
    statements = [
        f"ALTER DATABASE {{}} OWNER TO {OWNER}",
        "REVOKE ALL ON DATABASE {} FROM PUBLIC",
        # Temporary tables are where an import lands before its rows meet the policies.
        f"GRANT CONNECT, TEMPORARY ON DATABASE {{}} TO {APP}, {MIGRATE}",
        f"GRANT CONNECT ON DATABASE {{}} TO {BACKUP}",
    ]
    return [sql.SQL(statement).format(sql.Identifier(database)) for statement in statements]


def grant_statements() -> list[str]:
    """What ilc_migrate runs after it has migrated: every object to the owner, and to each role what it may do.

    The policies name who they bind; these grants say what is left: no TRUNCATE (it passes by policies), no
    REFERENCES, no DDL for the application.
    """
    rows = "SELECT, INSERT, UPDATE, DELETE"
    statements = [
        f"REASSIGN OWNED BY {MIGRATE} TO {OWNER}",
        "REVOKE ALL ON SCHEMA public FROM PUBLIC",
        f"GRANT USAGE ON SCHEMA public TO {APP}, {BACKUP}",
        f"GRANT USAGE, CREATE ON SCHEMA public TO {MIGRATE}",
        f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {APP}",
        f"GRANT {rows} ON ALL TABLES IN SCHEMA public TO {APP}",
        f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {APP}",
    ]
    for maker in (OWNER, MIGRATE):
        default = f"ALTER DEFAULT PRIVILEGES FOR ROLE {maker} IN SCHEMA public"
        statements += [
            f"{default} GRANT {rows} ON TABLES TO {APP}",
            f"{default} GRANT USAGE ON SEQUENCES TO {APP}",
        ]
    return statements


def ensure_roles(admin_url: str, *, database: str = "ilc", passwords: Mapping[str, str] | None = None) -> None:
    """Make the database and its roles on a server, or bring them back to what they should be.

    `admin_url` signs in as a superuser to the database postgres.
    """
    with psycopg.connect(admin_url, autocommit=True) as connection:
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [database]).fetchone():
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(database)))
        for statement in [*role_statements(passwords=passwords), *database_statements(database)]:
            connection.execute(statement)
