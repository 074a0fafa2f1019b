"""In which language a page is: its address alone says so, whoever asks, so that anybody may keep the page."""

from __future__ import annotations

from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from babel import Locale
from django.conf import settings
from django.urls import reverse, translate_url
from django.utils.http import escape_leading_slashes
from django.utils.translation import get_language, get_language_bidi, override

from deals.vocabulary.facets import Facet

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

KEPT_PARAMETERS = (
    "as_of", "since", "before", "view", "from", "to", "q", "after",
    "kind", "track", "party", "side", "modality", "role", "by", "which", "months", "until",
    "open", "sort", "deal", "part", *Facet,
)  # fmt: skip
"""Of an address's query: what a page knows, and leads on to the same page in another language with."""
_asked: ContextVar[str] = ContextVar("asked", default="/")


class LanguageOfTheAddress:
    """Middleware: /fr/… is French, every other address English, the desk's too. Cookies and headers count nothing."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        token = _asked.set(_address(request))
        try:
            with override(_language_of(request.path_info)):
                return self.get_response(request)
        finally:
            _asked.reset(token)


@dataclass(frozen=True, slots=True, kw_only=True)
class PageInLanguage:
    """Where the page that is being made is in one of the languages."""

    tag: str
    """“fr”: BCP 47, for `lang` and `hreflang`."""
    name: str
    address: str
    is_current: bool


def asked_address() -> str:
    """The address that is being answered, without what pages do not know of its query."""
    return _asked.get()


def same_page() -> tuple[PageInLanguage, ...]:
    """The page that is being made, in every language; the list of deals where the address leads to no page."""
    asked, current = _asked.get(), language()
    found = {code: translate_url(asked, code) for code, _ in settings.LANGUAGES}
    is_page = set(found.values()) != {asked}
    return tuple(
        PageInLanguage(
            tag=tag(code), name=name, address=found[code] if is_page else _home(code), is_current=code == current
        )
        for code, name in settings.LANGUAGES
    )


def language() -> str:
    """The code in LANGUAGES of the language that is spoken now."""
    return get_language() or settings.LANGUAGE_CODE


def tag(code: str) -> str:
    """“en” for “en-gb”: which English it is matters to our spelling only."""
    return code.partition("-")[0]


@cache
def locale(code: str) -> Locale:
    """What CLDR knows of it: month names, the order of a date, how numbers are grouped, currencies."""
    return Locale.parse(code, sep="-")


def mark_of_register() -> str:
    """The attribute that says in which language titles, sentences and names are, where the page is in another."""
    own: str = settings.REGISTER_LANGUAGE
    return "" if tag(language()) == own else f' lang="{own}"'


def direction() -> str:
    return "rtl" if get_language_bidi() else "ltr"


def _address(request: HttpRequest) -> str:
    known = [(name, value) for name in dict.fromkeys(KEPT_PARAMETERS) for value in request.GET.getlist(name)]
    path = escape_leading_slashes(request.get_full_path().partition("?")[0])  # “//a.example” would lead elsewhere
    return f"{path}?{urlencode(known)}" if known else path


def _language_of(path: str) -> str:
    first = path.lstrip("/").partition("/")[0]
    codes = {code for code, _ in settings.LANGUAGES if code != settings.LANGUAGE_CODE}
    return first if first in codes else settings.LANGUAGE_CODE


def _home(code: str) -> str:
    with override(code):
        return reverse("timeline:deals")
