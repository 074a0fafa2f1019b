"""What holds of every public page at every width: axe finds nothing wrong, and nothing scrolls sideways."""

from __future__ import annotations

import json
import urllib.request
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe

from deals.vocabulary.subjects import outlet_id

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from playwright.sync_api import Browser, Page

    from tests.journeys.conftest import Site

pytestmark = pytest.mark.journey

DEALS = {"s400": "S-400 air defence systems", "practice": "Practice deal", "fms": "Foreign military sale"}
PAGES = {
    "/": 200,
    "/?q=contract": 200,
    "/?q=zzzzqq": 200,
    "/?q=the": 400,
    "{s400}": 200,
    "{practice}claims/{entry}/": 200,
    "{s400}?as_of=2017-10-31&view=explore": 200,
    "{s400}?as_of=1999-01-01": 200,
    "{s400}?as_of=yesterday": 400,
    "{fms}?kind=stage&kind=payment": 200,
    "{fms}releases/1/?q=radar": 200,
    "{s400}releases/": 200,
    "{s400}releases/1/changes/": 200,
    "{s400}releases/9/": 404,
    "{party}": 200,
    "{party}?role=recipient&phase=exploring": 200,
    "{system}": 200,
    "{source}": 200,
    "{outlet}": 200,
    "/parties/nosuchparty/": 404,
    "/overview/": 200,
    "/overview/?by=phase": 200,
    "/overview/?by=value": 400,
    "/overview/?by=region&open=western_asia": 200,
    "/overview/?open=nobody": 400,
    "/compare/?deal={s400_id}&deal={practice_id}": 200,
    "/compare/": 400,
    "/due/": 200,
    "/due/?which=overdue&kind=order": 200,
    "/due/?months=0": 400,
    "/due/?party={party_id}": 200,
    "/due/?party=nobody": 400,
    "/changes/": 200,
    "/changes/?since=2001-01-01&until=2001-12-31": 200,
    "/changes/?since=soon": 400,
    "/conflicts/": 200,
    "/conflicts/?kind=event": 200,
    "/one-sided/?side=supplier": 200,
    "/one-sided/?side=both": 400,
    "/method/": 200,
    "/components/": 200,
    "/deals/nosuchdeal/": 404,
    "/nowhere": 404,
    "/fr/": 200,
    "/fr{s400}?as_of=2017-10-31": 200,
    "/fr{s400}releases/1/changes/": 200,
    "/fr/overview/?by=region": 200,
    "/fr/overview/?by=region&open=western_asia&sort=title": 200,
    "/fr/due/": 200,
    "/fr/changes/": 200,
    "/fr/conflicts/": 200,
    "/fr/one-sided/": 200,
    "/fr/method/": 200,
    "/fr/deals/nosuchdeal/": 404,
}
"""Each with the status that it answers with; in braces what differs from one installation to the next."""
SIGHTS = ((1280, "light", ()), (375, "dark", ()), (320, "dark", ("color-contrast",)))
"""A width, a colour scheme, and the rules that the sight before it has settled: colours are those of 375 pixels."""

FITS = "width => document.documentElement.scrollWidth <= width"
WHOLE = "document.documentElement.classList.add('is-whole')"
"""All is laid out now, and not when it is come near."""


@pytest.fixture(scope="module")
def known(site: Site) -> dict[str, str]:
    """The sample deals' addresses, and the id of an entry of one of them."""
    with urllib.request.urlopen(f"{site.address}/deals.json") as answer:  # noqa: S310  our own site
        listed = json.load(answer)["deals"]
    found = {name: row["address"] for name, words in DEALS.items() for row in listed if words in row["title"]}
    with urllib.request.urlopen(f"{site.address}{found['practice']}record.json") as answer:  # noqa: S310  the same
        record = json.load(answer)["record"]
    subjects = {"party": f"/parties/{min(record['parties'])}/", "system": f"/systems/{min(record['systems'])}/"}
    source = min(record["sources"].values(), key=lambda told: told["id"])
    subjects |= {"source": f"/sources/{source['id']}/", "outlet": f"/outlets/{outlet_id(source['outlet'])}/"}
    ids = {f"{name}_id": place.split("/")[2] for name, place in found.items()}
    ids["party_id"] = min(
        claim["details"]["participant"] for claim in record["claims"] if claim["kind"] == "participation"
    )
    return {**found, **ids, **subjects, "entry": record["claims"][-1]["id"]}


@pytest.fixture(scope="module")
def still(browser: Browser) -> Iterator[Page]:
    """One window for all pages. What is refused is an error to its console, and none to us."""
    context = browser.new_context(reduced_motion="reduce")
    yield context.new_page()
    context.close()


def broken(page: Page, settled: tuple[str, ...] = ()) -> list[tuple[str, Any]]:
    """Each rule that is broken, and where. The size of targets is of WCAG 2.2, which axe leaves out unasked."""
    rules = {"target-size": {"enabled": True}, **{name: {"enabled": False} for name in settled}}
    found = Axe().run(page, options={"resultTypes": ["violations"], "rules": rules}).response["violations"]
    return [(rule["id"], [node["target"] for node in rule["nodes"]]) for rule in found]


@pytest.mark.parametrize(("address", "status"), PAGES.items())
def test_no_page_scrolls_sideways_or_breaks_a_rule_of_access(
    still: Page, site: Site, known: dict[str, str], address: str, status: int
) -> None:
    answer = still.goto(site.address + address.format(**known))
    assert answer
    assert answer.status == status
    still.evaluate(WHOLE)
    for width, scheme, settled in SIGHTS:
        still.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        still.set_viewport_size({"width": width, "height": 800})
        still.wait_for_function(FITS, arg=width)  # a live chart follows a frame later
        assert broken(still, settled) == [], (width, scheme)
