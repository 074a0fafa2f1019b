"""A worker is killed in the middle of an intake: nothing is lost, nothing is doubled. All processes are real."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from config.celery import app, give_back_unfinished
from config.first_start import BASE_DIR
from deals.models import Claim, MemberRole
from deals.sources.models import Capture, Reading, Snapshot, Source
from deals.suggestions.intakes import start_intake
from deals.suggestions.models import Intake, IntakeState, Suggestion
from deals.tasks import enqueue
from tests.articles import S400_PUBLISHED, S400_THREAT
from tests.engines import Engines
from tests.factories import a_member

SECONDS = 60
NUMBER_FACTS = 5  # in the article


class Page(ThreadingHTTPServer):
    """An article's page that answers when the test lets it, and counts how often it was asked."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.asked, self.may_answer, self.number_asked = threading.Event(), threading.Event(), 0

    @property
    def endpoint(self) -> str:
        return f"127.0.0.1:{self.server_port}"


class _Handler(BaseHTTPRequestHandler):
    server: Page

    def do_GET(self) -> None:
        self.server.number_asked += 1
        self.server.asked.set()
        if not self.server.may_answer.wait(SECONDS):
            return
        content = S400_THREAT.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", "text/plain; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Quiet: a killed worker breaks its connection off."""


@pytest.fixture
def page() -> Iterator[Page]:
    server = Page()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.may_answer.set()
    server.shutdown()
    server.server_close()
    thread.join()


@contextmanager
def a_worker(engines: Engines, page: Page) -> Iterator[subprocess.Popen[bytes]]:
    environment = {
        **os.environ,
        **engines.environment(),
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "DATABASE_ROLE": "worker",
        "FETCH_ALLOWED_TEST_ADDRESSES": page.endpoint,
        "TASK_RESTORE_SECONDS": "1",
        "TASK_SECONDS": "5",
    }
    command = [sys.executable, "-m", "celery", "--app=config.celery", "worker", "--concurrency=1", "--loglevel=ERROR"]
    give_back_unfinished()  # as the supervisor does when it starts a worker after another one died
    process = subprocess.Popen(
        command, cwd=BASE_DIR, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        start_new_session=True,
    )  # fmt: skip
    try:
        yield process
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def an_intake(page: Page) -> Intake:
    app.control.purge()
    intake = start_intake(
        by=a_member(MemberRole.CONTRIBUTOR), url=f"http://{page.endpoint}/article", published=S400_PUBLISHED
    )
    enqueue(intake.pk)
    return intake


def until(is_so: object, seconds: float = SECONDS) -> None:
    """Wait until the function says yes."""
    deadline = time.monotonic() + seconds
    while not is_so():  # type: ignore[operator]
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.05)


def state_of(intake: Intake) -> str:
    return str(Intake.objects.values_list("state", flat=True).get(pk=intake.pk))


def assert_done_once(intake: Intake) -> None:
    intake.refresh_from_db()
    assert intake.state == IntakeState.READY, intake.error
    assert [model.objects.count() for model in (Source, Capture, Snapshot, Reading)] == [1, 1, 1, 1]
    found = list(Suggestion.objects.values_list("fingerprint", flat=True))
    assert len(found) == NUMBER_FACTS
    assert len(found) == len(set(found))
    assert not Claim.objects.exists(), "a program proposes; it never makes a claim"


@pytest.mark.usefixtures("broker")
def test_a_worker_killed_while_it_fetches_loses_and_doubles_nothing(
    transactional_db: None, engines: Engines, page: Page
) -> None:
    intake = an_intake(page)
    with a_worker(engines, page) as first:
        assert page.asked.wait(SECONDS)
        os.killpg(first.pid, signal.SIGKILL)
    assert state_of(intake) == IntakeState.QUEUED
    page.may_answer.set()
    with a_worker(engines, page):
        until(lambda: IntakeState(state_of(intake)).is_over)
    assert page.number_asked == 2
    assert_done_once(intake)


@pytest.mark.usefixtures("broker")
def test_workers_killed_after_every_step_lose_and_double_nothing(
    transactional_db: None, engines: Engines, page: Page
) -> None:
    """Each worker lives until the intake has moved by one step; then the next one takes over."""
    page.may_answer.set()
    intake = an_intake(page)
    seen = [state_of(intake)]
    while not IntakeState(seen[-1]).is_over:
        with a_worker(engines, page):
            until(lambda: state_of(intake) != seen[-1])
        seen.append(state_of(intake))
    assert_done_once(intake)
