"""Runs a command of `manage.py` with the engines that it needs, and stops them after it."""

import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from importlib import import_module

from config.engines.refused import RefusedError

# Django's own commands that touch no database. Ours say it by a class attribute `needs_database = False`.
WITHOUT_DATABASE = frozenset(
    {
        *("help", "version", "check", "collectstatic", "findstatic", "diffsettings", "startapp", "startproject"),
        *("makemessages", "compilemessages", "sendtestemail", "test", "testserver"),
    }
)
# Those that change tables, or compare them with the models, run as the tables' owner.
AS_OWNER = frozenset(
    {
        *("migrate", "makemigrations", "showmigrations", "sqlmigrate", "squashmigrations", "optimizemigration"),
        *("createcachetable", "flush", "sqlflush", "inspectdb", "remove_stale_contenttypes", "up", "backup", "restore"),
        "replay_withholdings",
    }
)

# Installing triggers a second time would replace the guard that keeps history on.
TRIGGERS = "pgtrigger"


UNDEFINED_TABLE_OR_COLUMN = {"42P01", "42703"}  # PostgreSQL, appendix A


def main(arguments: list[str]) -> int:
    """The exit code. What goes wrong for a known reason is said in one sentence, without a traceback."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    name = arguments[1] if len(arguments) > 1 else "help"
    if name in AS_OWNER:
        os.environ.setdefault("DATABASE_ROLE", "owner")
    try:
        if name == TRIGGERS:
            raise RefusedError("Triggers are made by the migrations alone: run manage.py migrate.")  # noqa: TRY301
        _run(arguments, name)
    except (RefusedError, ModuleNotFoundError) as error:
        sys.stderr.write(f"{_sentence(error)}\n")
        return 1
    except BrokenPipeError:
        # Whoever read our output has gone. Python would complain once more while it closes the stream.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


def _sentence(error: RefusedError | ModuleNotFoundError) -> str:
    if isinstance(error, RefusedError):
        return str(error)
    if error.name and error.name.split(".")[0] in {"config", "deals", "timeline"}:
        raise error  # ours: a mistake in the program
    return f"The package {error.name} is not installed: pip install -r requirements.txt, in the environment you run."


@contextmanager
def _missing_tables_named() -> Iterator[None]:
    from django.db.utils import ProgrammingError  # noqa: PLC0415 -- after the sentence about a missing package

    try:
        yield
    except ProgrammingError as error:
        if getattr(error.__cause__, "sqlstate", None) not in UNDEFINED_TABLE_OR_COLUMN:
            raise
        raise RefusedError("The database is of an older version or empty: run manage.py migrate first.") from error


def _run(arguments: list[str], name: str) -> None:
    management = import_module("django.core.management")
    with ExitStack() as engines:
        if not _asks_for_help(arguments):
            _start_what_is_needed(name, engines)
        with _missing_tables_named():
            management.execute_from_command_line(arguments)


def _asks_for_help(arguments: list[str]) -> bool:
    return not arguments[1:] or any(word in {"-h", "--help", "--version", "help"} for word in arguments[1:])


def _start_what_is_needed(name: str, engines: ExitStack) -> None:
    import django  # noqa: PLC0415 -- after the sentence about a missing package could be said
    from django.core.management import get_commands, load_command_class  # noqa: PLC0415

    from config.engines import needed  # noqa: PLC0415

    if name in WITHOUT_DATABASE:
        return
    django.setup()  # first: the list of commands is made once, of the applications known by then
    application = get_commands().get(name)
    if application is None:
        return
    command = application if not isinstance(application, str) else load_command_class(application, name)
    if getattr(command, "needs_database", True):
        engines.enter_context(needed.database_running())
    if getattr(command, "needs_broker", False):
        engines.enter_context(needed.broker_running())
        engines.enter_context(needed.worker_running(processes=1))
