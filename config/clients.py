"""Whose request it is, for locking out who guesses passwords."""

from django.conf import settings
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str:
    """The client's address: behind our proxy the last one it noted, which the client cannot forge; else the peer's."""
    noted = request.META.get("HTTP_X_FORWARDED_FOR", "") if settings.BEHIND_PROXY else ""
    return str(noted.rpartition(",")[2].strip() or request.META.get("REMOTE_ADDR", ""))
