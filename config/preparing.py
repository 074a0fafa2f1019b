"""The database brought to the shape that this version of the program expects."""

from contextlib import suppress

import psycopg
from django.core.management import call_command
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor
from django.db.utils import OperationalError

from config import environment
from config.engines.refused import RefusedError
from config.engines.roles import ROLES, ensure_roles, let_step_down
from deals.migrations._guards import HISTORY_GUARD, HISTORY_STAYS_ON
from deals.models import PublishedDeal
from deals.publishing.projection import MADE_BY


def prepare_database() -> None:
    """Make the roles where the server is not ours, migrate, and list anew. To be called as the tables' owner."""
    if environment.text("DATABASE_URL"):
        make_roles(environment.text("DATABASE_URL"))
    try:
        connection = connections["default"]
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            call_command("migrate", interactive=False, verbosity=0)
        keep_history_on(connection)
        list_anew()
    except OperationalError as error:
        raise RefusedError(f"The database does not answer: {_one_line(error)}. Check DATABASE_URL.") from error


def keep_history_on(connection: BaseDatabaseWrapper) -> bool:
    """Restore the guard that no setting switches history off; whether that was needed. As the tables' owner."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT prosrc FROM pg_proc WHERE proname = '_pgtrigger_should_ignore'")
        if cursor.fetchall() == [(HISTORY_GUARD,)]:
            return False
        cursor.execute(HISTORY_STAYS_ON)
    return True


def make_roles(url: str) -> None:
    try:
        with psycopg.connect(url, autocommit=True) as connection:
            ensure_roles(connection, may_log_in=False)
            let_step_down(connection)
    except psycopg.errors.InsufficientPrivilege as error:
        raise RefusedError(
            f"The login of DATABASE_URL may not create the roles {', '.join(ROLES)}: create them as a superuser and"
            " grant them to it (docs/running.md says how)."
        ) from error
    except psycopg.OperationalError as error:
        raise RefusedError(f"The database of DATABASE_URL does not answer: {_one_line(error)}.") from error


def _one_line(error: Exception) -> str:
    with suppress(IndexError):
        return str(error).strip().splitlines()[-1].rstrip(".")
    return type(error).__name__


def list_anew() -> None:
    """Remake what lists show where an older version of the program derived it; what was broken off goes on."""
    if PublishedDeal.objects.exclude(made_by=MADE_BY).exists():
        call_command("rebuild_published", only_older=True, verbosity=0)
