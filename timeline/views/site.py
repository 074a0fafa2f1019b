"""What programs ask of every site: which pages to leave out, and its icon."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.views.decorators.http import require_safe

if TYPE_CHECKING:
    from django.http import HttpRequest

KEPT_SECONDS = 86_400
"""How long a browser or a robot may keep these."""
_ICON = Path(__file__).parent.parent / "static" / "timeline" / "icon.svg"


@require_safe
def robots(_request: HttpRequest) -> HttpResponse:
    """All is allowed but the desk, which asks everybody to sign in."""
    return _kept(HttpResponse("User-agent: *\nDisallow: /desk/\nAllow: /\n", content_type="text/plain; charset=utf-8"))


@require_safe
def favicon(_request: HttpRequest) -> HttpResponse:
    """The icon that every page links to, for who asks at the old address."""
    return _kept(HttpResponse(_ICON.read_bytes(), content_type="image/svg+xml"))


def _kept(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = f"public, max-age={KEPT_SECONDS}"
    return response
