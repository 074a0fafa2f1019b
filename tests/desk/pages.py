"""Reading answers of the desk."""

from __future__ import annotations

from typing import Any

from django.contrib.messages import get_messages
from django.urls import reverse


def desk(name: str, *args: Any) -> str:
    return reverse(f"desk:{name}", args=args)


def said(response: Any) -> str:
    """The messages that the answer brought, in one text."""
    return " ".join(str(message) for message in get_messages(response.wsgi_request))


def errors(response: Any, form: str = "form") -> dict[str, list[str]]:
    """The sentences at each field of the page's form."""
    return {name: list(found) for name, found in response.context[form].errors.items()}


def text(response: Any) -> str:
    return str(response.content.decode())
