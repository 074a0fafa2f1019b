"""The S-400 deal, as delivered, shows on its own page all that its article makes hard."""

from __future__ import annotations

import io
from html import unescape
from re import sub

import pytest
from django.core.management import call_command
from django.test import Client

from deals.models import MemberRole, PublishedDeal
from tests.factories import a_member

SHOWN = {
    "a conflict": ["Where sources disagree", "On which day?", "How many are ordered?", "One is preferred"],
    "two counts in different units": ["Quantity 4 battalions", "Quantity 2 systems", "That is 4 batteries"],
    "a condition": ["If Turkey", "Then the"],
    "tracks with stages of their own": [
        "Financing Contract signed on 29 December 2017", "Second regiment Contract signed by 23 August 2020",
    ],
    "four signing dates with their instruments": [
        "about April 2017", "by 25 July 2017", "between 1 and 12 September 2017", "29 December 2017",
        "Instrument supply contract", "Instrument instrument not told", "Instrument financing",
    ],
    "one origin relayed twice": ["Relayed by TASS, Anadolu Agency", "one origin, through 2 sources"],
    "a slipped plan": ["Fulfilled, about 8 months earlier than planned", "Deliveries begin , 12 July 2019"],
}  # fmt: skip


@pytest.mark.django_db
def test_the_page_shows_all_that_is_hard() -> None:
    a_member(MemberRole.CONTRIBUTOR)
    a_member(MemberRole.PUBLISHER)
    call_command("load_sample", stdout=io.StringIO())
    deal = PublishedDeal.objects.get(title__contains="S-400")
    page = words_of(Client().get(f"/deals/{deal.deal_public_id}/").content.decode())
    missing = {what: [words for words in told if words not in page] for what, told in SHOWN.items()}
    assert missing == {what: [] for what in SHOWN}


def words_of(html: str) -> str:
    """One blank between any two, tags left out."""
    return " ".join(unescape(sub(r"<[^>]+>", " ", html)).split())
