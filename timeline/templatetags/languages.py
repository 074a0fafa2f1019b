"""A page's language, and where it is in the others."""

from django import template

from timeline.languages import PageInLanguage, direction, language, same_page, tag

register = template.Library()


@register.simple_tag
def language_tag() -> str:
    return tag(language())


@register.simple_tag
def text_direction() -> str:
    return direction()


@register.simple_tag
def page_in_languages() -> tuple[PageInLanguage, ...]:
    return same_page()
