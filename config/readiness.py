"""Whether a port is free, and whether the tracker answers on it."""

import http.client
import socket
import time
from collections.abc import Callable

from config.engines.refused import RefusedError

POLL_SECONDS = 0.05
ANSWER_SECONDS = 5.0
OK = 200


def refuse_taken(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as the web server does: a closing port is free
        try:
            trial.bind((host, port))
        except PermissionError as error:
            raise RefusedError(f"Port {port} is for the system: choose one from 1024 up with --port.") from error
        except OSError as error:
            raise RefusedError(
                f"Port {port} on {host} cannot be had ({error.strerror}):"
                f" stop what uses it, or choose another with --port {port + 1}."
            ) from error


def wait_for_page(address: tuple[str, int], *, name: str, seconds: float, meanwhile: Callable[[], None]) -> None:
    """Wait until /healthz says yes to a visitor who calls the host `name`."""
    deadline = time.monotonic() + seconds
    while not _answers(address, name):
        if time.monotonic() > deadline:
            raise RefusedError(f"The web server did not answer within {seconds:.0f} seconds; its log says why.")
        meanwhile()
        time.sleep(POLL_SECONDS)


def _answers(address: tuple[str, int], name: str) -> bool:
    connection = http.client.HTTPConnection(*address, timeout=ANSWER_SECONDS)
    try:
        connection.request("GET", "/healthz", headers={"Host": name})
        return connection.getresponse().status == OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
