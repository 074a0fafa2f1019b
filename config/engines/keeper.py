"""A small process that keeps one engine running while anybody holds a lease on it, and stops it after the last.

    python -m config.engines.keeper postgres DATA_DIR

Its first line of output is "ready", or "refused: " and a sentence. How others talk to it: see `lease`.
"""

import os
import signal
import sys
from pathlib import Path

from config.engines.locks import Lock
from config.engines.places import Places
from config.engines.processes import Child, Signals, Steps
from config.engines.refused import RefusedError

LOOK_SECONDS = 0.2  # how soon it notices that the last holder of a lease was killed
READY = "ready"
REFUSED = "refused: "
FORGETFUL = "--forgetful"


def main(arguments: list[str]) -> int:
    engine, data = arguments[:2]
    places = Places(Path(data))
    kept = Lock(places.lock(f"{engine}.keeper"))
    kept.take()
    kept.write(str(os.getpid()))
    with Signals((signal.SIGTERM, signal.SIGINT)) as signals:
        try:
            child, steps = _open(engine, places, durable=FORGETFUL not in arguments)
        except RefusedError as refusal:
            _say(f"{REFUSED}{refusal}")
            return 1
        try:
            _say(READY)
            _keep(child, Lock(places.lock(f"{engine}.users")), signals)
        finally:
            child.stop(steps)
    return 0


def _open(engine: str, places: Places, *, durable: bool) -> tuple[Child, Steps]:
    # Only the one that is needed is imported: a keeper stays small.
    if engine == "postgres":
        from config.engines import postgres  # noqa: PLC0415

        return postgres.open_postgres(places, durable=durable), postgres.STOP
    from config.engines import valkey  # noqa: PLC0415

    return valkey.open_valkey(places, durable=durable), valkey.STOP


def _keep(child: Child, users: Lock, signals: Signals) -> None:
    while child.is_alive and not signals.wait(LOOK_SECONDS):
        if users.take(wait=False):  # nobody holds a lease; who comes now waits until we are gone
            return


def _say(line: str) -> None:
    """Say it, and then close the line, so that the one who waits for it is not kept waiting by our output."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.close(nowhere)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
