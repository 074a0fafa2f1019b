"""The stylesheet of the public pages. It stands in each page, so that the first look waits for no second answer.

A strict policy allows it by its hash: nothing else that stands in a page is taken for style.
"""

from __future__ import annotations

import re
from base64 import b64encode
from functools import cache
from hashlib import sha256
from pathlib import Path

DEAL = ("tokens.css", "page.css")
"""What a deal's page needs: the page that has to be quick."""
OTHERS = (*DEAL, "lists.css")
_FOLDER = Path(__file__).parent / "static" / "timeline"
_COMMENT = re.compile(r"\s*/\*.*?\*/", re.DOTALL)


@cache
def page_style(files: tuple[str, ...]) -> str:
    """The files without their comments."""
    written = "".join((_FOLDER / name).read_text(encoding="utf-8") for name in files)
    return _COMMENT.sub("", written)


def style_sources() -> list[str]:
    """What Content-Security-Policy's `style-src` allows them by."""
    hashes = (sha256(page_style(files).encode()).digest() for files in (DEAL, OTHERS))
    return [f"'sha256-{b64encode(one).decode()}'" for one in hashes]
