"""How words are set in type."""

import re

from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

_DESIGNATION = re.compile(r"\w{1,12}(?:[-‑/]\w{0,6}\d\w{0,6}){1,2}(?!\w)")
"""Short enough for the narrowest screen."""


@register.filter
def unbroken(text: str) -> SafeString:
    """Designations such as S-400 stay on one line: a browser breaks after the hyphen."""
    escaped = conditional_escape(text)
    return mark_safe(_DESIGNATION.sub(r'<span class="whole">\g<0></span>', escaped))  # noqa: S308  escaped above
