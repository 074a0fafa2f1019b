"""Locks that end with the process that holds them, however it ends: nothing to clean up after a `kill -9`."""

import fcntl
import os
from pathlib import Path


class Lock:
    """One process's handle on a lock file. The file stays; holding it is what counts.

    The descriptor is not inherited by children, so a child that outlives its parent holds nothing.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)

    def take(self, *, shared: bool = False, wait: bool = True) -> bool:
        """Take the lock, or change the kind in which it is held; False if others hold it and we do not wait."""
        kind = fcntl.LOCK_SH if shared else fcntl.LOCK_EX
        try:
            fcntl.flock(self._descriptor, kind if wait else kind | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def release(self) -> None:
        fcntl.flock(self._descriptor, fcntl.LOCK_UN)

    def close(self) -> None:
        os.close(self._descriptor)

    def write(self, text: str) -> None:
        """Say something about the holder to whoever finds the lock held."""
        os.ftruncate(self._descriptor, 0)
        os.pwrite(self._descriptor, text.encode(), 0)


def is_held(path: Path) -> bool:
    """Whether some process holds the lock alone. A probe takes it shared, so two probes do not see each other."""
    if not path.exists():
        return False
    lock = Lock(path)
    try:
        return not lock.take(shared=True, wait=False)
    finally:
        lock.close()
