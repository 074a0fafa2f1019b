"""How days and words are said in the language of the page, and how the register’s own texts are marked."""

from datetime import date, datetime

from django import template
from django.utils.safestring import SafeString, mark_safe

from deals.vocabulary.words import Word
from timeline import words
from timeline.dates import day_in_words, moment_in_words
from timeline.languages import mark_of_register

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
def of_register() -> SafeString:
    return mark_safe(mark_of_register())  # noqa: S308  of the settings
