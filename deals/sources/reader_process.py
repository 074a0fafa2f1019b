"""Read in a process of its own, with limits on processor, memory and time: a page may be made to choke its reader.

`python -m deals.sources.reader_process` is the child: a line of JSON and the bytes come in, a line of JSON goes out.
It starts without Django and without the parent's environment, so it knows no password and no address of a database.
"""

import json
import logging
import math
import os
import resource
import signal
import subprocess
import sys
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path

from deals.sources.reading import ReadFailedError, ReadLimits, ReadText, read

MODULE = "deals.sources.reader_process"
ROOT = Path(__file__).resolve().parents[2]
KEPT_VARIABLES = ("PATH", "LANG", "LC_ALL", "SYSTEMROOT", "VIRTUAL_ENV")
TOO_LONG = "Reading the page took longer than {:g} seconds: copy the article's text and paste it."
TOO_MUCH = "Reading the page needs too much memory: copy the article's text and paste it."
BROKEN = "The page cannot be read: copy the article's text and paste it."
OUT_OF_MEMORY = 3  # the child's exit code

logger = logging.getLogger(__name__)


def read_limited(
    content: bytes, media_type: str, *, address: str = "", charset: str = "", limits: ReadLimits | None = None
) -> ReadText:
    """Do what `read` does, in a child process that is ended when it exceeds `limits`. Raises ReadFailedError."""
    limits = limits or ReadLimits()
    asked = {"media_type": media_type, "address": address, "charset": charset, "limits": asdict(limits)}
    try:
        child = subprocess.run(  # noqa: S603  # our own module, no shell
            [sys.executable, "-m", MODULE],
            input=json.dumps(asked).encode() + b"\n" + content,
            capture_output=True,
            timeout=limits.seconds,
            check=False,
            cwd=ROOT,
            env={name: os.environ[name] for name in KEPT_VARIABLES if name in os.environ},
        )
    except subprocess.TimeoutExpired as error:
        raise ReadFailedError(TOO_LONG.format(limits.seconds)) from error
    if child.returncode:
        raise ReadFailedError(_reason(child, limits))
    return _answered(child.stdout)


def _reason(child: subprocess.CompletedProcess[bytes], limits: ReadLimits) -> str:
    if child.returncode in {-signal.SIGXCPU, -signal.SIGKILL}:
        return TOO_LONG.format(limits.seconds)
    if child.returncode == OUT_OF_MEMORY:
        return TOO_MUCH
    logger.warning("The reader ended with %s: %s", child.returncode, child.stderr[-2_000:].decode("utf-8", "replace"))
    return BROKEN


def _answered(stdout: bytes) -> ReadText:
    answer = json.loads(stdout)
    if "failed" in answer:
        raise ReadFailedError(answer["failed"])
    return ReadText(**{**answer, "asides": tuple(answer["asides"])})


def _limit(limits: ReadLimits) -> None:
    """Set this process's own limits. A system that lacks one (macOS: memory) still has the others and the clock."""
    seconds = math.ceil(limits.seconds)
    wanted = {
        resource.RLIMIT_CPU: (seconds, seconds + 1),
        resource.RLIMIT_AS: (limits.memory, limits.memory),
        resource.RLIMIT_CORE: (0, 0),
    }
    for kind, values in wanted.items():
        with suppress(ValueError, OSError):
            resource.setrlimit(kind, values)


def main() -> int:
    """Answer one request. What goes wrong beyond `read`'s own errors ends in a traceback for the log."""
    asked = json.loads(sys.stdin.buffer.readline())
    limits = ReadLimits(**asked.pop("limits"))
    _limit(limits)
    try:
        answer = asdict(read(sys.stdin.buffer.read(), **asked, limits=limits))
    except ReadFailedError as error:
        answer = {"failed": str(error)}
    except MemoryError:
        return OUT_OF_MEMORY
    sys.stdout.write(json.dumps(answer))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
