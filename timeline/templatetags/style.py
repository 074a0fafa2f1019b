"""The page's stylesheet, in the page."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from timeline.style import DEAL, OTHERS
from timeline.style import page_style as written

register = template.Library()


@register.simple_tag
def page_style() -> SafeString:
    return _element(OTHERS)


@register.simple_tag
def deal_style() -> SafeString:
    return _element(DEAL)


def _element(files: tuple[str, ...]) -> SafeString:
    return format_html("<style>{}</style>", mark_safe(written(files)))  # noqa: S308  our own files
