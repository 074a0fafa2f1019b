"""Valkey, from its program alone: a broker on a socket, its queue kept on disk."""

import signal
import socket
import time

from config.engines import stale
from config.engines.binaries import valkey_program
from config.engines.places import Places, private_folder
from config.engines.processes import Child, Steps, start
from config.engines.refused import RefusedError

START_SECONDS = 30.0
POLL_SECONDS = 0.02
ANSWER_SECONDS = 5.0
STOP: Steps = ((signal.SIGTERM, 10.0), (signal.SIGKILL, 5.0))


def open_valkey(places: Places, *, durable: bool = True) -> Child:
    """A running broker that answers. The caller holds the installation's lock."""
    private_folder(places.valkey)
    _reclaim(places)
    command = [
        *(str(valkey_program()), "--port", "0", "--unixsocket", str(places.broker_socket), "--unixsocketperm", "700"),
        *("--dir", str(places.valkey), "--pidfile", str(places.valkey / "valkey.pid"), "--daemonize", "no"),
        *("--appendonly", "yes" if durable else "no", "--save", "", "--maxmemory-policy", "noeviction"),
    ]
    child = start("valkey", command, log=places.log("valkey"))
    try:
        _wait_until_it_answers(child, places)
    except BaseException:
        child.stop(STOP)
        raise
    return child


def _reclaim(places: Places) -> None:
    """Two servers on the same queue would each overwrite what the other wrote."""
    numbers = (signal.SIGTERM, signal.SIGKILL)
    stale.end_orphans(program=valkey_program().name, folder=places.valkey, numbers=numbers)
    (places.valkey / "valkey.pid").unlink(missing_ok=True)
    places.broker_socket.unlink(missing_ok=True)


def _wait_until_it_answers(child: Child, places: Places) -> None:
    """Loading a long queue from disk counts as not yet answering."""
    deadline = time.monotonic() + START_SECONDS
    while child.is_alive and time.monotonic() < deadline:
        if _answers(places):
            return
        time.sleep(POLL_SECONDS)
    raise RefusedError(f"Valkey did not start; {places.log('valkey')} says why.")


def _answers(places: Places) -> bool:
    with socket.socket(socket.AF_UNIX) as connection:
        connection.settimeout(ANSWER_SECONDS)
        try:
            connection.connect(str(places.broker_socket))
            connection.sendall(b"PING\r\n")
            return connection.recv(16).startswith(b"+PONG")
        except OSError:
            return False
