"""The stylesheet of the public pages. It stands in each page, so that the first look waits for no second answer.

A strict policy allows it by its hash: nothing else that stands in a page is taken for style.
"""

from __future__ import annotations

import re
from base64 import b64encode
from functools import cache
from hashlib import sha256
from pathlib import Path

FILES = ("tokens.css", "page.css")
_FOLDER = Path(__file__).parent / "static" / "timeline"
_COMMENT = re.compile(r"\s*/\*.*?\*/", re.DOTALL)


@cache
def page_style() -> str:
    """Both files without their comments."""
    written = "".join((_FOLDER / name).read_text(encoding="utf-8") for name in FILES)
    return _COMMENT.sub("", written)


def style_source() -> str:
    """What Content-Security-Policy's `style-src` allows it by."""
    return f"'sha256-{b64encode(sha256(page_style().encode()).digest()).decode()}'"
