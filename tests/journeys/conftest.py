"""A real browser against a real `manage.py up`: own data folder, sample register, worker and all."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from config.engines.places import Places
from tests.config.installation import Installation, free_port
from tests.journeys.browser import FLAGS, chromium_path

# Playwright's loop runs in this thread, and Django then refuses its database. Other tests of this process use it.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

PATIENCE = 20_000
"""Milliseconds that a page may take on a busy machine."""


@dataclass(frozen=True)
class Site:
    """A running tracker, and who may sign in to its desk."""

    address: str
    passwords: dict[str, str]
    installation: Installation

    def sign_in(self, page: Page, name: str) -> None:
        page.context.clear_cookies()
        page.goto(f"{self.address}/desk/sign-in/")
        page.get_by_label("Name").fill(name)
        page.get_by_label("Password").fill(self.passwords[name])
        page.get_by_role("button", name="Sign in").click()
        page.wait_for_url("**/desk/")


@pytest.fixture(scope="session")
def chromium() -> str:
    """The browser's path. Without one the journeys are skipped; under CI that is a failure."""
    found = chromium_path()
    if found:
        return found
    reason = "No Chromium was found: install it (apt-get install chromium) to run the browser tests."
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any], chromium: str) -> dict[str, Any]:
    return {**browser_type_launch_args, "executable_path": chromium, "args": FLAGS}


@pytest.fixture(scope="session")
def site(chromium: str) -> Iterator[Site]:
    folder = Path(tempfile.mkdtemp(prefix="site-", dir="/tmp"))
    installation = Installation(Places(folder), free_port())
    with installation.up() as (_, printed):
        rows = [line.split() for line in printed if "sign in as" in line]
        passwords = {row[3]: row[5] for row in rows}
        yield Site(f"http://127.0.0.1:{installation.port}", passwords, installation)
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def page(page: Page) -> Iterator[Page]:
    """Fails on any error in the page's own script, and on anything that the security policy had to refuse."""
    page.set_default_timeout(PATIENCE)
    expect.set_options(timeout=PATIENCE)
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    yield page
    assert not wrong
