"""Pictures of the public pages for docs/screenshots: `python -m tests.screenshots`, with Chromium on the machine.

`--made FOLDER` photographs in its place some pages of the register that `tests.benchmarks.register FOLDER make` has
made there: for docs/screenshots/large with 100,000 deals, with `--into twelve` with 12.
"""

from __future__ import annotations

import base64
import os
import shutil
import sys
import tempfile
from argparse import ArgumentParser
from contextlib import contextmanager
from io import BytesIO
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any

import django
from PIL import Image
from playwright.sync_api import sync_playwright

from config.engines.places import Places
from tests.benchmarks.shapes import HALF
from tests.config.installation import BASE_DIR, Installation, free_port
from tests.journeys.browser import FLAGS, chromium_path

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, FloatRect, Locator, Page

FOLDER = BASE_DIR / "docs" / "screenshots"
RIPE = "() => !document.querySelector('script[data-swap]') || !document.querySelector('[data-later]:not([type])')"
"""The field for a day is one of dates, as a reader sees it a second after the first look."""
HEIGHT = 1700
"""So much of each page is photographed."""
COLOURS, COLOURS_SCALED = 64, 256
WIDTHS, SCHEMES, LANGUAGES = (1280, 375), ("light", "dark"), {"en": "", "fr": "/fr"}
README, README_HEIGHT = ("s400", "s400-chart"), 700
DEALS = {"s400": "S-400", "practice": "Practice deal", "fms": "Foreign military sale"}
PAGES = {
    "deals": "/",
    "deals-searched": "/?q=contract",
    "s400": "{s400}",
    "s400-as-of-2017-10-31": "{s400}?as_of=2017-10-31",
    "s400-filtered": "{s400}?kind=payment#chronology",
    "s400-chart": "{s400}#chart-title",
    "s400-chronology": "{s400}#chronology",
    "s400-release": "{s400}releases/1/",
    "s400-changes": "{s400}releases/1/changes/",
    "s400-releases": "{s400}releases/",
    "practice": "{practice}",
    "fms": "{fms}",
    "fms-chart": "{fms}#chart-title",
    "overview": "/overview/",
    "overview-opened": "/overview/?by=phase&open=executing",
    "compare": "/compare/?deal={s400_id}&deal={fms_id}",
    "due": "/due/",
    "changes": "/changes/",
    "conflicts": "/conflicts/",
    "one-sided": "/one-sided/",
    "party": "{party}",
    "system": "{system}",
    "source": "{source}",
    "outlet": "{outlet}",
    "method": "/method/",
    "components": "/components/",
    "refusal": "/deals/nosuchdeal/",
}
"""By the picture's name: its address, with those of the deals and of what is `FOUND` in it."""
FOUND = {"party": "parties", "system": "systems", "source": "sources", "outlet": "outlets"}
"""The first of each that the first deal's page, or its source's, leads to."""
MADE_PAGES = {
    "deals": "/",
    "deals-searched": f"/?q={HALF}",
    "party": "/parties/{party}/",
    "outlet": "/outlets/{outlet}/",
    "overview": "/overview/",
    "overview-opened": "/overview/?open={recipient}",
    "due": "/due/",
    "compare": "/compare/?deal={deal}&deal={other}",
}
"""The same for a generated register: of its largest party, outlet and recipient, and of two deals with many claims."""
LARGEST = """
    SELECT split_part(token, ':', 2) FROM deals_publishedfacet WHERE facet = '{}' ORDER BY number_deals DESC LIMIT 1
"""
LARGEST_OUTLET = """
    SELECT split_part(subject, ':', 2) FROM deals_publishedmention WHERE subject LIKE 'outlet:%'
    GROUP BY subject ORDER BY count(*) DESC LIMIT 1
"""
TWO_DEALS = """
    SELECT deal_public_id FROM deals_publisheddeal WHERE ending = '' AND number_claims BETWEEN 20 AND 40
    ORDER BY place LIMIT 2
"""
LONG = 300
"""Claims of the generated deal that is photographed too."""


def main() -> None:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--made", type=Path, metavar="FOLDER", help="photograph the generated register in this folder")
    parser.add_argument("--into", default="large", metavar="NAME", help="the folder of its pictures")
    options = parser.parse_args()
    if options.made:
        made_register(options.made, options.into)
    else:
        sample_register()


def sample_register() -> None:
    """Start the tracker with its sample register in a folder of its own, and photograph it."""
    for picture in FOLDER.glob("*.png"):
        picture.unlink()
    folder = Path(tempfile.mkdtemp(prefix="pictures-", dir="/tmp"))
    installation = Installation(Places(folder), free_port())
    with installation.up(), chromium() as browser:
        photograph(browser, f"http://127.0.0.1:{installation.port}")
        photograph_long(browser)
        picture_for_readme(browser)
    shutil.rmtree(folder, ignore_errors=True)


def made_register(folder: Path, name: str) -> None:
    shutil.rmtree(FOLDER / name, ignore_errors=True)
    (FOLDER / name).mkdir(parents=True)
    installation = Installation(Places(folder.absolute()), free_port())
    with installation.up(LOAD_SAMPLE="no"), chromium() as browser:
        own = largest(installation)
        for width, scheme in product(WIDTHS, SCHEMES):
            page = window(browser, width, color_scheme=scheme)
            for picture, address in MADE_PAGES.items():
                page.goto(f"http://127.0.0.1:{installation.port}{address.format(**own)}")
                shot(page, f"{name}/{picture}-{width}-{scheme}")
            page.context.close()


def largest(installation: Installation) -> dict[str, str]:
    """What MADE_PAGES names in braces."""
    queries = {"outlet": LARGEST_OUTLET, **{facet: LARGEST.format(facet) for facet in ("party", "recipient")}}
    (deal,), (other,) = installation.query(TWO_DEALS)
    of_most = {name: str(installation.query(asked)[0][0]) for name, asked in queries.items()}
    return {"deal": str(deal), "other": str(other), **of_most}


@contextmanager
def chromium() -> Iterator[Browser]:
    path = chromium_path()
    if path is None:
        sys.exit("No Chromium was found: install it (apt-get install chromium).")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


def photograph(browser: Browser, site: str) -> None:
    own = addresses(browser, site)
    for width, scheme, (language, prefix) in product(WIDTHS, SCHEMES, LANGUAGES.items()):
        page = window(browser, width, color_scheme=scheme)
        for name, address in PAGES.items():
            page.goto(f"{site}{prefix}{address.format(**own)}")
            shot(page, f"{name}-{width}-{scheme}-{language}")
        page.goto(f"{site}{prefix}{own['s400']}")
        explored(page)
        shot(page, f"s400-panel-{width}-{scheme}-{language}")
        page.context.close()


def explored(page: Page) -> None:
    """The chart reached for and zoomed, and a fact of it opened."""
    mark = page.locator(".chart:visible a.mark").nth(2)
    mark.focus()
    page.locator(".chart:visible .live, .chart.is-live:visible").first.wait_for(state="attached")
    page.keyboard.press("+")
    page.wait_for_timeout(400)
    mark.focus()
    page.keyboard.press("Enter")
    page.locator(".panel .sentence").wait_for()


def photograph_long(browser: Browser) -> None:
    """A deal with many entries, from a generator: the same page, without a register."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    django.setup()
    from tests.benchmarks.peers.ours import answers  # noqa: PLC0415 -- after Django is set up
    from tests.benchmarks.peers.serving import serving  # noqa: PLC0415
    from tests.timeline.long import a_long_deal  # noqa: PLC0415

    record = a_long_deal(LONG)
    with serving(dict(answers(record))) as site:
        for width, scheme, (name, place) in product(
            WIDTHS, SCHEMES, {"long": "", "long-chart": "#chart-title"}.items()
        ):
            page = window(browser, width, color_scheme=scheme)
            page.goto(f"{site}/deals/{record.deal_id}/{place}")
            shot(page, f"{name}-{width}-{scheme}-en")
            page.context.close()


def addresses(browser: Browser, site: str) -> dict[str, str]:
    """Of the deals, and of what is FOUND."""
    page = window(browser, 1280)
    page.goto(site)
    found = {name: address(page.get_by_role("link", name=words)) for name, words in DEALS.items()}
    page.goto(f"{site}{found['s400']}")
    for name, folder in FOUND.items():
        if name == "outlet":
            page.goto(f"{site}{found['source']}")
        found[name] = address(page.locator(f"a[href*='/{folder}/']"))
    page.context.close()
    ids = {f"{name}_id": found[name].split("/")[2] for name in DEALS}
    return {**found, **ids}


def address(link: Locator) -> str:
    return str(link.first.get_attribute("href"))


def window(browser: Browser, width: int, **options: Any) -> Page:
    return browser.new_context(viewport={"width": width, "height": HEIGHT}, **options).new_page()


def shot(page: Page, name: str) -> None:
    """What is seen; a short page is cut at its end."""
    height = page.evaluate("document.documentElement.getBoundingClientRect().height")
    wide = page.viewport_size["width"] if page.viewport_size else 0
    save(page, name, {"x": 0, "y": 0, "width": wide, "height": min(height, HEIGHT)})


def save(page: Page, name: str, clip: FloatRect, colours: int = COLOURS) -> None:
    """In few colours, the rare ones kept: the pages have few, and the pictures stay small in the repository."""
    page.wait_for_function(RIPE)
    picture = Image.open(BytesIO(page.screenshot(clip=clip))).convert("RGB")
    picture.quantize(colours, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(
        FOLDER / f"{name}.png", optimize=True
    )


def picture_for_readme(browser: Browser) -> None:
    """A deal's page side by side with its chart."""
    page = window(browser, 1280)
    pictures = (base64.b64encode((FOLDER / f"{name}-1280-light-en.png").read_bytes()).decode() for name in README)
    images = "".join(f'<img src="data:image/png;base64,{picture}">' for picture in pictures)
    style = "body{margin:0;display:flex;gap:16px;background:#d9d7d0;padding:16px}img{width:616px;align-self:start}"
    page.set_content(f"<style>{style}</style>{images}")
    page.wait_for_function("[...document.images].every(image => image.complete)")
    save(page, "readme", {"x": 0, "y": 0, "width": 1280, "height": README_HEIGHT}, COLOURS_SCALED)
    page.context.close()


if __name__ == "__main__":
    main()
