"""Where the data of one installation lies, and where its sockets may lie."""

import hashlib
import os
import stat
from dataclasses import dataclass
from pathlib import Path

from config.engines.refused import RefusedError

SOCKET_PATH_BYTES = 100  # sun_path holds 104 bytes on macOS and 108 on Linux, its end included
LONGEST_SOCKET_NAME = ".s.PGSQL.5432.lock"
SHORT_FOLDER = Path("/tmp")  # noqa: S108 -- deliberately short; `private_folder` refuses a folder of somebody else
PRIVATE = 0o700


@dataclass(frozen=True)
class Places:
    """The data folder and what lies in it."""

    data: Path

    @property
    def postgres(self) -> Path:
        return self.data / "postgres"

    @property
    def valkey(self) -> Path:
        return self.data / "valkey"

    @property
    def static(self) -> Path:
        return self.data / "static"

    @property
    def media(self) -> Path:
        return self.data / "snapshots"

    @property
    def secret_key(self) -> Path:
        return self.data / "secret-key"

    @property
    def sign_in(self) -> Path:
        return self.data / "sign-in.txt"

    @property
    def sockets(self) -> Path:
        """The same folder for every process, whatever its environment: it depends on the data folder's path only."""
        inside = self.data / "run"
        if len(os.fsencode(inside / LONGEST_SOCKET_NAME)) < SOCKET_PATH_BYTES:
            return inside
        digest = hashlib.sha256(os.fsencode(self.data)).hexdigest()[:12]
        return SHORT_FOLDER / f"arms-deals-{os.getuid()}-{digest}"

    @property
    def broker_socket(self) -> Path:
        return self.sockets / "valkey.sock"

    def lock(self, name: str) -> Path:
        return self.data / "locks" / name

    def log(self, name: str) -> Path:
        return self.data / "log" / f"{name}.log"

    def make(self) -> None:
        """Create the folders that are missing, readable for this user alone."""
        for folder in (self.data, self.data / "locks", self.data / "log", self.sockets):
            private_folder(folder)


def private_folder(folder: Path) -> None:
    try:
        folder.mkdir(mode=PRIVATE, parents=True, exist_ok=True)
        found = folder.lstat()
        if stat.S_ISDIR(found.st_mode) and found.st_uid == os.getuid():
            folder.chmod(PRIVATE)
            return
    except OSError as error:
        raise RefusedError(
            f"The folder {folder} cannot be used ({error.strerror}): set DATA_DIR to a folder that you may write."
        ) from error
    raise RefusedError(
        f"The folder {folder} belongs to somebody else: remove it, or set DATA_DIR to a folder of yours."
    )
