"""Words that cannot be parted do not widen the desk's pages. The stylesheets are put into the page as text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from django.test import Client

from config.settings import BASE_DIR
from deals.models import MemberRole
from deals.suggestions.models import IntakeState
from tests.factories import a_claim, a_deal, a_member, a_reading, an_intake, an_intake_with_suggestions

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from deals.models import Member

WORD = "W" * 99
STYLES = [(BASE_DIR / "deals" / "static" / "desk" / name).read_text() for name in ("tokens.css", "desk.css")]


def addresses(member: Member) -> list[str]:
    """Pages of a deal, an article and a claim whose names are such words."""
    deal = a_deal(2 * WORD, by=member, system=WORD, summary=WORD)
    claim = a_claim(deal, by=member, text=WORD, label="W" * 40)
    reading = a_reading(WORD, by=member)
    an_intake(IntakeState.READY, by=member, reading=reading, deal=deal, found={})
    intake = an_intake_with_suggestions(by=member, deal=deal)
    source = claim.citations.get().source
    a_member(username=WORD)
    return [
        "/desk/",
        f"/desk/deals/{deal.public_id}/",
        f"/desk/intakes/{intake.public_id}/",
        f"/desk/claims/{claim.public_id}/",
        f"/desk/sources/{source.public_id}/",
        "/desk/members/",
    ]


@pytest.mark.journey
@pytest.mark.django_db
def test_a_word_without_end_does_not_widen_a_page(page: Page) -> None:
    member = a_member(MemberRole.ADMINISTRATOR)
    client = Client()
    client.force_login(member, backend="django.contrib.auth.backends.ModelBackend")
    wide = {}
    for address in addresses(member):
        html = re.sub(r"<(link|script)[^>]*>", "", client.get(address).content.decode())
        page.set_content(html.replace("</head>", f"<style>{''.join(STYLES)}</style></head>"))
        for width in (1280, 375):
            page.set_viewport_size({"width": width, "height": 800})
            wide[address, width] = page.evaluate("document.documentElement.scrollWidth")
    assert {place: found for place, found in wide.items() if found > place[1]} == {}
