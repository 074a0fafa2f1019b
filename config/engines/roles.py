"""The roles that the program runs as. What each may do is granted by the migrations; here they only come to exist."""

from typing import Any

import psycopg
from psycopg import sql

OWNER = "register_owner"
DESK = "register_desk"
WORKER = "register_worker"
PUBLIC = "register_public"
ROLES = (OWNER, DESK, WORKER, PUBLIC)


Connection = psycopg.Connection[Any]


def ensure_roles(connection: Connection, *, may_log_in: bool) -> None:
    """Make the missing roles. Safe to repeat, and while others do the same: a role made meanwhile is left alone."""
    kind = sql.SQL("LOGIN" if may_log_in else "NOLOGIN")
    for role in _missing(connection):
        connection.execute(
            sql.SQL(
                "DO $do$ BEGIN CREATE ROLE {} {} NOSUPERUSER NOCREATEDB NOCREATEROLE NOINHERIT;"
                " EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $do$"
            ).format(sql.Identifier(role), kind)
        )


def let_step_down(connection: Connection) -> None:
    """Let the login of this connection become each role (`SET ROLE`), and the owner make tables in its database."""
    for role in ROLES:
        if connection.execute("SELECT pg_has_role(current_user, %s, 'MEMBER')", [role]).fetchone() != (True,):
            connection.execute(sql.SQL("GRANT {} TO CURRENT_USER").format(sql.Identifier(role)))
    database = sql.Identifier(connection.info.dbname)
    for right in ("CREATE ON DATABASE {}", "USAGE, CREATE ON SCHEMA public"):
        connection.execute(sql.SQL(f"GRANT {right} TO {OWNER}").format(database))


def _missing(connection: Connection) -> list[str]:
    found = {name for (name,) in connection.execute("SELECT rolname FROM pg_roles").fetchall()}
    return [role for role in ROLES if role not in found]
