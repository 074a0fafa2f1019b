"""Which browser, and how it is started."""

import shutil

NAMES = ("chromium", "chromium-browser", "google-chrome")
# As in a container: no sandbox, no graphics card, nothing asked of the network.
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
]  # fmt: skip


def chromium_path() -> str | None:
    """Where the machine's Chromium is, or None."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)
