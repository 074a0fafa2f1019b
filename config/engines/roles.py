"""The roles that the program runs as. What each may do is granted by the migrations; here they only come to exist."""

import psycopg
from psycopg import sql

OWNER = "register_owner"
DESK = "register_desk"
WORKER = "register_worker"
PUBLIC = "register_public"
ROLES = (OWNER, DESK, WORKER, PUBLIC)


def ensure_roles(connection: psycopg.Connection[tuple[object, ...]], *, may_log_in: bool) -> None:
    """Make the missing roles. Safe to repeat, and while others do the same: a role made meanwhile is left alone.

    With `may_log_in` off a login of another name steps down to them (`SET ROLE`); it is made a member.
    """
    kind = sql.SQL("LOGIN" if may_log_in else "NOLOGIN")
    for role in ROLES:
        connection.execute(
            sql.SQL(
                "DO $do$ BEGIN CREATE ROLE {} {} NOSUPERUSER NOCREATEDB NOCREATEROLE NOINHERIT;"
                " EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $do$"
            ).format(sql.Identifier(role), kind)
        )
