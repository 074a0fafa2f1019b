"""What the pages are made by: a change of program or template makes every kept copy of a page stale."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path

_MADE_OF = (
    *("timeline/*.py", "timeline/templates/**/*.html", "timeline/static/**/*.*", "timeline/locale/**/*.mo"),
    *("timeline/views/*.py", "timeline/templatetags/*.py", "deals/record/*.py", "deals/vocabulary/**/*.*"),
)


@cache
def program_version() -> str:
    """A hash of the files that pages are made by, in hexadecimal."""
    here = Path(__file__).parents[1]
    digest = sha256()
    for path in sorted(path for pattern in _MADE_OF for path in here.glob(pattern)):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
