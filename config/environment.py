"""The environment's variables, read and checked. A wrong value is answered with one sentence that names it."""

import os
import secrets
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict

from config.engines.connections import connection_settings
from config.engines.locks import is_held
from config.engines.places import Places
from config.engines.refused import RefusedError

BASE_DIR = Path(__file__).resolve().parent.parent
YES, NO = frozenset({"1", "true", "yes", "on"}), frozenset({"0", "false", "no", "off"})
HIGHEST_PORT = 65_535
BROKER_SCHEMES = ("redis", "rediss", "redis+socket", "amqp", "amqps")
DATABASE_SCHEMES = ("postgres", "postgresql")
DATABASE_ROLES = ("owner", "desk", "worker", "public")


class WrongSettingError(RefusedError):
    def __init__(self, name: str, wanted: str) -> None:
        super().__init__(f"The setting {name} is {os.environ.get(name)!r}: it must be {wanted}. Correct or unset it.")


def text(name: str, default: str = "") -> str:
    """The variable's value; an empty one counts as not set."""
    return os.environ.get(name, "").strip() or default


def words(name: str) -> list[str]:
    """A list whose parts are set apart by commas."""
    return [word.strip() for word in text(name).split(",") if word.strip()]


def whole_number(name: str, default: int, *, least: int = 0, most: int = 2**31 - 1) -> int:
    value = text(name, str(default))
    if not value.isascii() or not value.isdigit() or not least <= int(value) <= most:
        raise WrongSettingError(name, f"a whole number from {least} to {most}")
    return int(value)


def yes_or_no(name: str, *, default: bool) -> bool:
    value = text(name, "yes" if default else "no").lower()
    if value not in YES | NO:
        raise WrongSettingError(name, "yes or no")
    return value in YES


def one_of(name: str, choices: tuple[str, ...], default: str) -> str:
    value = text(name, default)
    if value not in choices:
        raise WrongSettingError(name, "one of " + ", ".join(choices))
    return value


def endpoints(name: str) -> frozenset[tuple[str, int]]:
    """Addresses with their ports, set apart by commas: "127.0.0.1:8123,[::1]:8123"."""
    found = set()
    for word in words(name):
        address, _, number = word.rpartition(":")
        try:
            found.add((str(ip_address(address.strip("[]"))), int(number)))
        except ValueError as error:
            raise WrongSettingError(name, "a list like 127.0.0.1:8123,[::1]:8123") from error
    return frozenset(found)


def port() -> int:
    return whole_number("PORT", 8000, least=1, most=HIGHEST_PORT)


def places() -> Places:
    """The data folder: DATA_DIR, else `.data` in the project."""
    return Places(Path(text("DATA_DIR", str(BASE_DIR / ".data"))).expanduser().absolute())


def has_own_database() -> bool:
    """Whether DATABASE_URL, or a role's own, names a server, so that the embedded one stays off."""
    return any(text(name) for name in ("DATABASE_URL", *map(role_url, DATABASE_ROLES)))


def role_url(role: str) -> str:
    return f"DATABASE_{role.upper()}_URL"


def has_own_broker() -> bool:
    return bool(text("BROKER_URL"))


def broker_url() -> str:
    """Celery's address of the broker: BROKER_URL, else the embedded Valkey's socket."""
    if not has_own_broker():
        return f"redis+socket://{places().broker_socket}?virtual_host=0"
    if urlsplit(text("BROKER_URL")).scheme not in BROKER_SCHEMES:
        raise WrongSettingError("BROKER_URL", "an address like redis://host:6379/0 or amqp://user:password@host/")
    return text("BROKER_URL")


def database(role: str) -> dict[str, Any]:
    """Django's settings of a connection as `register_<role>`.

    With DATABASE_URL the login of DATABASE_<ROLE>_URL is used as it is; else DATABASE_URL's own steps down.
    """
    if not has_own_database():
        return connection_settings(places(), f"register_{role}")
    if text(role_url(role)):
        return _parts_of(role_url(role))
    if not text("DATABASE_URL"):
        raise RefusedError(f"{role_url(role)} is not set, but another role's is: set it, or DATABASE_URL for all.")
    parts = _parts_of("DATABASE_URL")
    parts["OPTIONS"]["options"] = f"{parts['OPTIONS'].get('options', '')} -c role=register_{role}".strip()
    return parts


def _parts_of(name: str) -> dict[str, Any]:
    wanted = "an address like postgresql://user:password@host:5432/database"
    if urlsplit(text(name)).scheme not in DATABASE_SCHEMES:
        raise WrongSettingError(name, wanted)
    try:
        options: dict[str, Any] = dict(conninfo_to_dict(text(name)))
    except ProgrammingError as error:
        raise WrongSettingError(name, wanted) from error
    if "dbname" not in options or not str(options.get("port", "0")).replace(",", "").isdigit():
        raise WrongSettingError(name, wanted)
    parts = {"NAME": "dbname", "USER": "user", "PASSWORD": "password", "HOST": "host", "PORT": "port"}
    return {**{ours: options.pop(theirs, "") for ours, theirs in parts.items()}, "OPTIONS": options}


def site_address() -> str:
    """Where people find the pages, without a slash at the end: SITE_ADDRESS, else where `manage.py up` answers now."""
    if text("SITE_ADDRESS"):
        return text("SITE_ADDRESS").rstrip("/")
    lock = places().lock("up")
    if is_held(lock) and lock.read_text():
        return lock.read_text().rstrip("/")
    return f"https://{host_name()}" if words("ALLOWED_HOSTS") else f"http://localhost:{port()}"


def host_name() -> str:
    """A name under which this installation lets itself be asked."""
    named = [host.lstrip(".") for host in words("ALLOWED_HOSTS") if host != "*"]
    return named[0] if named else "localhost"


def secret_key(*, needed: bool) -> str:
    """SECRET_KEY, else the one that `up` made in the data folder, else one for this process alone.

    `needed` says that the installation is public, where only a key of its own will do.
    """
    key = text("SECRET_KEY")
    if not key and needed:
        raise RefusedError("ALLOWED_HOSTS is set but SECRET_KEY is not: set SECRET_KEY to a long random text.")
    kept = places().secret_key
    if not key and kept.is_file():
        key = kept.read_text().strip()
    return key or secrets.token_urlsafe(50)
