"""How the embedded PostgreSQL is reached."""

from typing import Any

from config.engines.places import Places

DATABASE = "register"
BOOTSTRAP = "register_bootstrap"  # the superuser; only the supervisor and the tests' cleaning log in as it
PORT = 5432  # no TCP port: it names the socket
CONNECT_SECONDS = 10


def connection_url(places: Places, role: str, database: str = DATABASE) -> str:
    """Return libpq's connection string."""
    return f"host={places.sockets} port={PORT} user={role} dbname={database} connect_timeout={CONNECT_SECONDS}"


def connection_settings(places: Places, role: str) -> dict[str, Any]:
    """The same for Django."""
    parts = {"NAME": DATABASE, "USER": role, "PASSWORD": "", "HOST": str(places.sockets), "PORT": str(PORT)}
    return {**parts, "OPTIONS": {}}
