"""How days and words are said in the language of the page, and how the register’s own texts are marked."""

from datetime import date, datetime

from django import template
from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString

from deals.vocabulary.words import Word
from timeline import words
from timeline.dates import day_in_words, moment_in_words
from timeline.languages import language, tag

register = template.Library()


@register.filter
def day(when: date) -> str:
    return day_in_words(when)


@register.filter
def moment(when: datetime) -> str:
    return moment_in_words(when)


@register.filter
def word(value: Word) -> str:
    return words.word(value)


@register.simple_tag
def of_register() -> SafeString | str:
    """The attribute that says in which language titles, sentences and names are, where the page is in another."""
    own = settings.REGISTER_LANGUAGE
    return "" if tag(language()) == own else format_html(' lang="{}"', own)
