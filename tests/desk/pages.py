"""Reading answers of the desk."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.messages import get_messages
from django.urls import reverse

if TYPE_CHECKING:
    from django.http import HttpResponse


def desk(name: str, *args: Any) -> str:
    return reverse(f"desk:{name}", args=args)


def said(response: HttpResponse) -> str:
    """The messages that the answer brought, in one text."""
    return " ".join(str(message) for message in get_messages(response.wsgi_request))  # type: ignore[attr-defined]


def errors(response: Any, form: str = "form") -> dict[str, list[str]]:
    """The sentences at each field of the page's form."""
    return {name: list(found) for name, found in response.context[form].errors.items()}


def text(response: HttpResponse) -> str:
    return response.content.decode()
