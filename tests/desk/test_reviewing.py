"""Review by source: what cites one article is approved in one go, over deals, by somebody who did not write it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from deals.actions.claims import edit_claim
from deals.models import Approval, Claim, Member
from tests.desk.pages import desk, said, text
from tests.factories import a_claim, a_deal, a_paraphrase, a_source, an_approved_claim

if TYPE_CHECKING:
    from django.test import Client

    from deals.sources.models import Source

WORDS = "Talks are held by both sides."


@pytest.fixture
def source(editor: Member) -> Source:
    return a_source("Radars", by=editor)


@pytest.fixture
def waiting(editor: Member, source: Source) -> list[Claim]:
    """Two of one deal, one of another; beside them an approved one, and one that cites another source."""
    cites = {"by": editor, "citations": [a_paraphrase(source=source)]}
    first, second = a_deal("Alpha", by=editor), a_deal("Beta", by=editor)
    made = [a_claim(deal, **cites, text=f"{WORDS} {n}") for n, deal in enumerate((first, first, second))]
    an_approved_claim(first, **cites, text="Approved before.")
    a_claim(first, by=editor, text="Of another source.")
    return made


def seen(*claims: Claim) -> list[str]:
    return [f"{claim.pk}:{claim.version}" for claim in claims]


def test_the_page_has_every_claim_that_cites_the_source_and_waits_deal_by_deal(
    publisher_desk: Client, source: Source, waiting: list[Claim]
) -> None:
    page = publisher_desk.get(desk("review", source.public_id))
    shown = [(deal.title, [row.claim for row in rows]) for deal, rows in page.context["deals"]]
    assert shown == [("Alpha", waiting[:2]), ("Beta", waiting[2:])]
    assert all(f'value="{pair}"' in text(page) for pair in seen(*waiting))
    assert "Approved before." not in text(page)
    assert "Of another source." not in text(page)
    assert "In our words: It says so." in text(page)


def test_all_that_is_ticked_is_approved_in_one_go_over_deals(
    publisher_desk: Client, publisher: Member, source: Source, waiting: list[Claim]
) -> None:
    answer = publisher_desk.post(desk("review", source.public_id), {"claim": seen(*waiting)})
    assert answer["Location"] == desk("review", source.public_id)
    assert said(answer) == "3 claims approved."
    assert {claim.state for claim in Claim.objects.filter(pk__in=[c.pk for c in waiting])} == {"approved"}
    signatures = {claim.history.latest("pgh_id").pgh_context_id for claim in waiting}  # type: ignore[attr-defined]
    assert len(signatures) == 1
    assert Approval.objects.filter(approved_by=publisher, claim__in=waiting).count() == 3
    assert "No claim that cites this source waits" in text(publisher_desk.get(desk("review", source.public_id)))


def test_some_are_approved_and_the_others_wait(publisher_desk: Client, source: Source, waiting: list[Claim]) -> None:
    publisher_desk.post(desk("review", source.public_id), {"claim": seen(waiting[0], waiting[2])})
    assert [Claim.objects.get(pk=claim.pk).state for claim in waiting] == ["approved", "draft", "approved"]


def test_where_one_was_changed_meanwhile_none_is_approved(
    editor: Member, publisher_desk: Client, source: Source, waiting: list[Claim]
) -> None:
    pairs = seen(*waiting)
    changed = Claim.objects.get(pk=waiting[1].pk)
    changed.text = "Talks have failed."
    edit_claim(claim=changed, seen_version=1, by=editor, why="They failed.")
    answer = publisher_desk.post(desk("review", source.public_id), {"claim": pairs})
    assert "Nothing was approved. This claim is not as you saw it" in said(answer)
    assert not Approval.objects.filter(claim__in=waiting).exists()


@pytest.mark.parametrize("claims", [[], [""], ["x:y"], ["9" * 30 + ":1"]])
def test_nothing_ticked_says_what_to_do(
    publisher_desk: Client, source: Source, waiting: list[Claim], claims: list[str]
) -> None:
    answer = publisher_desk.post(desk("review", source.public_id), {"claim": claims})
    assert said(answer) == "Nothing was approved: choose a claim that waits."


def test_a_claim_that_cites_another_source_is_not_approved_from_here(
    publisher_desk: Client, source: Source, waiting: list[Claim]
) -> None:
    other = Claim.objects.get(text="Of another source.")
    publisher_desk.post(desk("review", source.public_id), {"claim": seen(other)})
    assert Claim.objects.get(pk=other.pk).state == "draft"


def test_what_the_publisher_wrote_cannot_be_ticked_nor_slipped_in(
    publisher: Member, publisher_desk: Client, source: Source, waiting: list[Claim]
) -> None:
    own = a_claim(waiting[0].deal, by=publisher, citations=[a_paraphrase(source=source)])
    page = publisher_desk.get(desk("review", source.public_id))
    assert "You wrote this version: another publisher approves it." in text(page)
    assert page.context["to_approve"] == 3
    answer = publisher_desk.post(desk("review", source.public_id), {"claim": seen(*waiting, own)})
    assert "Nothing was approved. Whoever wrote a claim does not approve it." in said(answer)
    assert not Approval.objects.filter(claim__in=[*waiting, own]).exists()


def test_a_staff_of_one_approves_its_own_and_the_page_says_so(
    publisher: Member, publisher_desk: Client, source: Source, settings: Any
) -> None:
    own = a_claim(by=publisher, citations=[a_paraphrase(source=source)])
    pages = [desk("review", source.public_id), desk("deal", own.deal.public_id)]
    assert "Whoever wrote a claim does not approve it" in text(publisher_desk.get(pages[0]))
    settings.AUTHORS_MAY_APPROVE = True
    for page in pages:
        assert "authors may approve what they wrote" in text(publisher_desk.get(page))
    publisher_desk.post(desk("review", source.public_id), {"claim": seen(own)})
    assert Approval.objects.get(claim=own).is_by_author


def test_a_long_list_says_how_many_wait(
    publisher_desk: Client, source: Source, waiting: list[Claim], settings: Any
) -> None:
    settings.REVIEW_CLAIMS = 2
    page = publisher_desk.get(desk("review", source.public_id))
    assert "2 of 3 claims that wait." in text(page)
    assert sum(len(rows) for _, rows in page.context["deals"]) == 2


def test_the_inbox_and_the_source_lead_a_publisher_there(
    editor_desk: Client, publisher_desk: Client, source: Source, waiting: list[Claim]
) -> None:
    address = desk("review", source.public_id)
    for page in (desk("inbox"), desk("source", source.public_id)):
        assert address in text(publisher_desk.get(page))
        assert address not in text(editor_desk.get(page))


def test_the_page_takes_as_many_queries_for_one_claim_as_for_several(
    editor: Member, publisher_desk: Client, source: Source, waiting: list[Claim], django_assert_num_queries: Any
) -> None:
    for _ in range(2):
        with django_assert_num_queries(11):
            publisher_desk.get(desk("review", source.public_id))
        a_claim(by=editor, citations=[a_paraphrase(source=source)])
