import gzip
import multiprocessing
import signal
import subprocess
import sys
import time

import psutil
import pytest

from deals.sources.reader_process import KEPT_VARIABLES, MODULE, ROOT, read_limited
from deals.sources.reading import ReadFailedError, ReadLimits, read
from tests.sources.test_reading import FIRST, PAGE

PARAGRAPH = f"<p>{FIRST}</p>"
MOST_SECONDS = 6


def page(body: str) -> bytes:
    return f"<!doctype html><html><head><title>T</title></head><body>{body}</body></html>".encode()


def test_reading_in_a_child_gives_what_reading_here_gives() -> None:
    address = "https://news.example/x"
    assert read_limited(PAGE.encode(), "text/html", address=address) == read(
        PAGE.encode(), "text/html", address=address
    )


def test_a_failure_in_the_child_arrives_as_the_same_sentence() -> None:
    with pytest.raises(ReadFailedError, match="PDF files cannot be read yet: copy"):
        read_limited(b"%PDF-1.4", "application/pdf")


HOSTILE = {
    "200,000 attributes": page("<p " + " ".join(f"a{number}=1" for number in range(200_000)) + f">x</p>{PARAGRAPH}"),
    "200,000 links": page("<a href=x>x</a>" * 200_000),
    "deep divisions": page("<div>" * 100_000 + PARAGRAPH),
    "deep tables": page("<table><tr><td>" * 30_000 + PARAGRAPH),
    "deep formatting": page("<b><i>" * 50_000 + PARAGRAPH),
    "deep captions": page("<div class=caption>" * 2_000 + PARAGRAPH),
    "packed bytes": gzip.compress(bytes(50_000_000), mtime=0),
    "one giant line": page("<p>" + "a " * 3_000_000),
    "NUL bytes": bytes(1_000_000),
    "NUL bytes in a page": page("\x00" * 100_000 + PARAGRAPH),
    "open comments": page("<!-" * 1_000_000),
    "open brackets": page("<" * 2_000_000),
    "an encoding that breaks off": page(PARAGRAPH)[:-1] + b"\xe2\x82\x81\x8d",
    "half of UTF-16": b"\xff\xfe\x00\xd8" * 1_000,
}


@pytest.mark.parametrize("content", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_page_ends_in_time_with_a_sentence(content: bytes) -> None:
    started = time.monotonic()
    with pytest.raises(ReadFailedError, match=r"^[A-Z][^\n]+: [^\n]+\.$"):
        read_limited(content, "text/html", limits=ReadLimits(seconds=3))
    assert time.monotonic() - started < MOST_SECONDS


def test_a_page_that_takes_too_long_is_ended_and_says_so() -> None:
    with pytest.raises(ReadFailedError, match=r"took longer than 0\.5 seconds: copy"):
        read_limited(HOSTILE["200,000 attributes"], "text/html", limits=ReadLimits(seconds=0.5))


def test_a_child_that_waits_for_ever_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    """The limit on the processor's time does not see a child that only sleeps; the clock does."""
    monkeypatch.setattr("deals.sources.reader_process.MODULE", "tests.sources.sleeping_reader")
    started = time.monotonic()
    with pytest.raises(ReadFailedError, match=r"took longer than 0\.5 seconds"):
        read_limited(b"text", "text/plain", limits=ReadLimits(seconds=0.5))
    assert time.monotonic() - started < MOST_SECONDS


def test_a_child_whose_parent_died_is_ended_by_its_own_limit() -> None:
    code = f"import {MODULE} as r; r._limit(r.ReadLimits(seconds=0.5))\nwhile True: pass"
    ended = subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False, timeout=20)
    assert ended.returncode == -signal.SIGXCPU


def test_a_page_that_needs_too_much_memory_is_ended_and_says_so() -> None:
    limits = ReadLimits(seconds=20, memory=200 * 1024 * 1024)
    with pytest.raises(ReadFailedError, match="needs too much memory: copy"):
        read_limited(b"word " * 30_000_000, "text/plain", limits=limits)


def test_a_reader_that_dies_is_reported_and_its_last_words_are_logged(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("deals.sources.reader_process.MODULE", "deals.sources.no_such_module")
    with pytest.raises(ReadFailedError, match="The page cannot be read: copy"):
        read_limited(b"text", "text/plain")
    assert "no_such_module" in caplog.text


def test_the_child_starts_without_django() -> None:
    code = f"import sys, {MODULE}; print(sorted(name for name in sys.modules if name.startswith('django')))"
    found = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=True, timeout=30)
    assert found.stdout.strip() == b"[]"


def test_the_child_sees_no_secret_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[dict[str, str]] = []

    def spy(*_: object, env: dict[str, str], **__: object) -> subprocess.CompletedProcess[bytes]:
        seen.append(env)
        return subprocess.CompletedProcess([], 0, b'{"failed": "Seen."}', b"")

    monkeypatch.setenv("DATABASE_URL", "postgresql://secret")
    monkeypatch.setattr(subprocess, "run", spy)
    with pytest.raises(ReadFailedError, match="Seen"):
        read_limited(b"text", "text/plain")
    assert set(seen[0]) <= set(KEPT_VARIABLES)


def _read_in_daemon(queue: "multiprocessing.Queue[str]") -> None:
    queue.put(read_limited(b"Two states signed.", "text/plain").text)


def test_a_worker_that_is_a_daemon_can_read() -> None:
    """Celery's prefork workers are daemons, which may have no children through multiprocessing."""
    context = multiprocessing.get_context("spawn")
    queue = context.Queue()
    worker = context.Process(target=_read_in_daemon, args=(queue,), daemon=True)
    worker.start()
    assert queue.get(timeout=30) == "Two states signed."
    worker.join(timeout=10)


def test_no_child_is_left_behind() -> None:
    with pytest.raises(ReadFailedError):
        read_limited(HOSTILE["200,000 attributes"], "text/html", limits=ReadLimits(seconds=0.5))
    assert not [child for child in psutil.Process().children(recursive=True) if MODULE in child.cmdline()]
