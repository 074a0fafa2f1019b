"""Pictures of the public pages for docs/screenshots: `python -m tests.screenshots`, with Chromium on the machine."""

from __future__ import annotations

import base64
import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from playwright.sync_api import sync_playwright

from config.engines.places import Places
from tests.config.installation import BASE_DIR, Installation, free_port
from tests.journeys.browser import FLAGS, chromium_path

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

FOLDER = BASE_DIR / "docs" / "screenshots"
SIZES = {1280: 1500, 375: 1500}
"""Width of the window, and how much of the page's height is kept."""
README_HEIGHT = 700
DEALS = {"s400": "S-400", "practice": "Practice deal"}


def main() -> None:
    """Start the tracker with its sample register in a folder of its own, and photograph it."""
    path = chromium_path()
    if path is None:
        sys.exit("No Chromium was found: install it (apt-get install chromium).")
    FOLDER.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix="pictures-", dir="/tmp"))
    installation = Installation(Places(folder), free_port())
    with installation.up(), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        photograph(browser, f"http://127.0.0.1:{installation.port}")
        browser.close()
    shutil.rmtree(folder, ignore_errors=True)


def photograph(browser: Browser, site: str) -> None:
    for width, height in SIZES.items():
        for scheme in ("light", "dark"):
            page = window(browser, width, color_scheme=scheme)
            for name, address in addresses(page, site).items():
                page.goto(address)
                shot(page, f"{name}-{width}-{scheme}", height)
            page.context.close()
    picture_for_readme(browser)


def window(browser: Browser, width: int, **options: Any) -> Page:
    return browser.new_context(viewport={"width": width, "height": 900}, **options).new_page()


def addresses(page: Page, site: str) -> dict[str, str]:
    page.goto(site)
    links = {
        name: str(page.get_by_role("link", name=words).first.get_attribute("href")) for name, words in DEALS.items()
    }
    deals = {name: f"{site}{href}" for name, href in links.items()}
    past = f"{deals['s400']}?as_of=2017-10-31"
    return {"deals": site, **deals, "s400-as-of-2017-10-31": past, "method": f"{site}/method/"}


def shot(page: Page, name: str, height: int) -> None:
    size = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.scrollHeight]")
    clip: Any = {"x": 0, "y": 0, "width": size[0], "height": min(size[1], height)}
    page.screenshot(path=FOLDER / f"{name}.png", full_page=True, clip=clip)


def picture_for_readme(browser: Browser) -> None:
    """Both deals side by side."""
    page = window(browser, 1280)
    pictures = (base64.b64encode((FOLDER / f"{name}-1280-light.png").read_bytes()).decode() for name in DEALS)
    images = "".join(f'<img src="data:image/png;base64,{picture}">' for picture in pictures)
    style = "body{margin:0;display:flex;gap:16px;background:#d9d7d0;padding:16px}img{width:616px;align-self:start}"
    page.set_content(f"<style>{style}</style>{images}")
    page.wait_for_function("[...document.images].every(image => image.complete)")
    page.screenshot(path=FOLDER / "readme.png", clip={"x": 0, "y": 0, "width": 1280, "height": README_HEIGHT})
    page.context.close()


if __name__ == "__main__":
    main()
