"""How much a deal's page loads before the reader reaches for its chart."""

import gzip
import re
from base64 import b64encode
from hashlib import sha256
from pathlib import Path

import pytest
from django.test import Client, override_settings

STATIC = Path(__file__).parents[2] / "timeline" / "static"
MOST = 10_000
"""Bytes of script and style, each file compressed as the server keeps it."""


def linked(html: str) -> list[str]:
    head = html.split("</head>", maxsplit=1)[0]
    found = re.findall(r'<(?:script src|link rel="stylesheet" href)="/static/([^"]+)"', head)
    assert len(found) == head.count("<script") + head.count('rel="stylesheet"')
    return found


def style_in(html: str) -> str:
    (style,) = re.findall("<style>(.*?)</style>", html, re.DOTALL)
    return str(style)


@pytest.mark.usefixtures("public_deals")
@pytest.mark.parametrize(
    "address", ["/deals/dealone/", "/deals/dealone/?as_of=2017-10-31", "/deals/dealone/releases/2/"]
)
def test_script_and_style_before_the_reader_reaches_for_the_chart_are_small(client: Client, address: str) -> None:
    with override_settings(CHART_SCRIPT="timeline/reach.js"):
        html = client.get(address).content.decode()
    files = linked(html)
    assert "timeline/reach.js" in files
    loaded = [style_in(html).encode(), *((STATIC / name).read_bytes() for name in files)]
    assert sum(len(gzip.compress(part, 9)) for part in loaded) <= MOST


@pytest.mark.usefixtures("public_deals")
@pytest.mark.parametrize("address", ["/deals/dealone/", "/method/"])
def test_the_policy_allows_the_style_in_the_page_and_no_other(client: Client, address: str) -> None:
    answer = client.get(address)
    (policy,) = (part for part in answer["Content-Security-Policy"].split("; ") if part.startswith("style-src"))
    styles = {style_in(client.get(other).content.decode()) for other in ("/deals/dealone/", "/method/")}
    allowed = [b64encode(sha256(style.encode()).digest()).decode() for style in styles]
    assert style_in(answer.content.decode()) in styles
    assert sorted(policy.split()[2:]) == sorted(f"'sha256-{one}'" for one in allowed)
