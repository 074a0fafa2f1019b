"""Out of the database: pg_dump's text, and how many rows of each table are in it."""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
from typing import TYPE_CHECKING

from config.engines.binaries import postgres_client
from config.engines.refused import RefusedError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.backends.base.base import BaseDatabaseWrapper

NOT_KEPT = ("django_session", "axes_*")
"""Tables whose rows stay out: after a restore everybody signs in anew."""
COPY = re.compile(rb"^COPY (?:public\.)?(\"?\w+\"?) \(.*\) FROM stdin;$")
END_OF_COPY = b"\\."


class Dump:
    """The dump's lines, once; afterwards `rows` by table."""

    def __init__(self, connection: BaseDatabaseWrapper) -> None:
        connection.ensure_connection()
        info = connection.connection.info
        skipped = [f"--exclude-table-data={name}" for name in NOT_KEPT]
        dsn = f"--dbname={info.dsn}"  # without the password, which other users of the machine could read
        self._command = [str(postgres_client("pg_dump")), "--no-owner", "--no-comments", *skipped, dsn]
        self._environment = {**os.environ, **({"PGPASSWORD": info.password} if info.password else {})}
        self.rows: dict[str, int] = {}

    def lines(self) -> Iterator[bytes]:
        """Raises RefusedError where pg_dump ends with an error."""
        with tempfile.TemporaryFile() as complaints:
            process = subprocess.Popen(  # noqa: S603 -- PostgreSQL's own program
                self._command, env=self._environment, stdout=subprocess.PIPE, stderr=complaints
            )
            try:
                yield from self._counted(process)
            finally:
                process.kill()  # no harm where it has ended
                process.wait()
            if process.returncode:
                complaints.seek(0)
                told = complaints.read().decode(errors="replace").strip() or "it gave no reason"
                raise RefusedError(f"PostgreSQL could not be dumped: {told.splitlines()[-1]}")

    def _counted(self, process: subprocess.Popen[bytes]) -> Iterator[bytes]:
        if process.stdout is None:
            return
        table = ""
        for line in process.stdout:
            if table and line.rstrip(b"\n") == END_OF_COPY:
                table = ""
            elif table:
                self.rows[table] += 1
            elif found := COPY.match(line):
                table = found[1].decode().strip('"')
                self.rows[table] = 0
            yield line
        process.wait()
