"""The page's stylesheet, in the page."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from timeline.style import page_style as written

register = template.Library()


@register.simple_tag
def page_style() -> SafeString:
    return format_html("<style>{}</style>", mark_safe(written()))  # noqa: S308  our own file
