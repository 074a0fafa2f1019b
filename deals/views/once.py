"""A form that is sent twice counts once: a double click, or a browser that asks again."""

from __future__ import annotations

import hashlib
import json
from datetime import timedelta
from functools import wraps
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponseRedirect
from django.utils import timezone

from deals.models import SentForm

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpResponse

    from deals.views.access import DeskRequest

    View = Callable[..., HttpResponse]

SENT_FORMS_KEPT = timedelta(days=1)
COUNTED_ONCE: set[str] = set()
"""Names of the views under `once`."""
SENT_TWICE = "This was sent twice. It is stored once."


def once(view: View) -> View:
    """What leads on to another page is done once for each page from which it is sent with the same words.

    All in one transaction: of two at once, the second waits for the first, and is led where that one led. What was
    refused, with the form shown again, may be sent as often as one likes. The view hands work on after the commit.
    """

    @wraps(view)
    def guarded(request: DeskRequest, *args: Any, **names: Any) -> HttpResponse:
        key = _key(request)
        if not key:
            return view(request, *args, **names)
        now = timezone.now()
        with transaction.atomic():
            sent, is_first = SentForm.objects.get_or_create(key=key, defaults={"sent_at": now})
            if not is_first:
                messages.info(request, SENT_TWICE)
                return HttpResponseRedirect(sent.address)
            SentForm.objects.filter(sent_at__lt=now - SENT_FORMS_KEPT).delete()
            answer = view(request, *args, **names)
            if isinstance(answer, HttpResponseRedirect):
                SentForm.objects.filter(key=key).update(address=answer.url)
            else:
                sent.delete()
        return answer

    COUNTED_ONCE.add(view.__name__)
    return guarded


def _key(request: DeskRequest) -> str:
    """Of the member, the address and all that is sent; empty where nothing is.

    Django masks its token anew for each page that it makes, so that the same words from a new page are another form.
    """
    if request.method != "POST" or not request.POST.get("csrfmiddlewaretoken"):
        return ""
    typed = sorted((name, request.POST.getlist(name)) for name in request.POST)
    sent: Any = request.FILES
    files = [(name, sent[name].name, _sha256(sent[name])) for name in sorted(sent)]
    told = json.dumps([request.user.pk, request.get_full_path(), typed, files])
    return hashlib.sha256(told.encode()).hexdigest()


def _sha256(file: Any) -> str:
    found = hashlib.sha256()
    for part in file.chunks():
        found.update(part)
    file.seek(0)
    return found.hexdigest()
