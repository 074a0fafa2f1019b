"""The lists over all deals, out of a real register: what publishing keeps of each, and how a page of it is read."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from deals.actions.citing import CitationDraft, OriginDraft
from deals.actions.claims import retract_claim
from deals.actions.moving import withdraw_deal
from deals.actions.publishing import publish, rebuild_published
from deals.actions.withholding import confirm_withholding
from deals.models import Deal, PublishedDeal, PublishedLine
from deals.publishing.projection import differing
from deals.queries.lines import LineRows, changes, due_soon, newest_lines, overdue
from deals.vocabulary.kinds import Kind
from deals.vocabulary.listings import Listing
from deals.vocabulary.parties import Role
from tests import factories
from tests.engines import BOOTSTRAP

if TYPE_CHECKING:
    from collections.abc import Callable

    from deals.models import Member
    from tests.engines import Connection

pytestmark = pytest.mark.django_db
TODAY, SAID = date(2032, 5, 10), "2031-10-09"
BOTH = (Listing.RECIPIENT_ALONE, Listing.SUPPLIER_ALONE)
NOW = "deals.actions.publishing.timezone.now"
YEAR = TODAY + timedelta(days=365)


@pytest.fixture
def publisher() -> Member:
    return factories.a_member("publisher")


def a_deal(publisher: Member, *promised: str, kind: Kind = Kind.DELIVERY) -> Deal:
    """Published, with a plan for each day."""
    deal = factories.a_deal()
    for number, day in enumerate(promised, start=1):
        of_delivery = {"system": factories.a_system(), "quantity": number, "quantity_unit": "radars",
                       "quantity_mark": "exactly", "delivery_measure": "level"}  # fmt: skip
        of_payment = {"amount": number, "currency": "EUR", "amount_mark": "exactly", "payment_state": "due",
                      "payment_measure": "flow"}  # fmt: skip
        told: dict[str, Any] = of_delivery if kind is Kind.DELIVERY else of_payment
        factories.an_approved_claim(
            deal, kind, publisher=publisher, happened=day, announced=SAID, modality="planned", **told
        )
    publish(deal=deal, by=publisher, why="First.")
    return Deal.objects.get(pk=deal.pk)


def soon(on: date = TODAY, until: date = YEAR, **asked: Any) -> LineRows:
    return due_soon(on, until, **{"kind": None, "after": "", "most": 9, **asked})


def late(on: date = TODAY, **asked: Any) -> LineRows:
    return overdue(on, **{"kind": None, "after": "", "most": 9, **asked})


def days(rows: LineRows) -> list[str]:
    return [row.told["promised"] for row in rows.lines]


def test_a_date_is_overdue_only_after_its_last_possible_day(publisher: Member) -> None:
    a_deal(publisher, "2032", "2032-05-10", "2032-04", "2032-05")
    assert (days(late()), days(soon())) == (["2032-04"], ["2032-05-10", "2032-05", "2032"])
    assert days(late(date(2033, 1, 1))) == ["2032", "2032-05", "2032-05-10", "2032-04"]
    assert days(late(date(2032, 5, 11))) == ["2032-05-10", "2032-04"]


def test_what_may_come_in_the_window_is_due_soon(publisher: Member) -> None:
    a_deal(publisher, "2032/2040", "2033", "../2033-09", "2033-06", "2033-05-10")
    assert days(soon()) == ["2033-05-10", "2033", "2032/2040"]
    assert days(soon(until=date(2033, 9, 30))) == ["2033-05-10", "2033-06", "../2033-09", "2033", "2032/2040"]


def test_a_line_tells_what_by_whom_and_since_when(publisher: Member) -> None:
    deal = a_deal(publisher, "2033")
    (line,) = soon().lines
    claim = deal.claims.get()
    assert (line.deal.id, line.deal.title, line.kind) == (deal.public_id, deal.title, Kind.DELIVERY)
    assert line.told == {
        "claim": claim.public_id, "text": claim.text, "side": "unattributed", "said_by": [],
        "outlets": ["Morning Post"], "known_since": SAID, "again": [], "promised": "2033", "said_on": SAID,
        "in_part": "", "stopped": None,
    }  # fmt: skip


def test_a_suspended_deal_is_told_as_such(publisher: Member) -> None:
    deal = a_deal(publisher, "2033")
    stop = factories.an_approved_claim(deal, publisher=publisher, stage="suspended", happened="2032-01")
    publish(deal=deal, by=publisher, why="Suspended.")
    (line,) = soon().lines
    assert line.told["stopped"] == {"stage": "suspended", "since": "2032-01", "claim": stop.public_id}


def test_the_next_page_begins_after_a_line_in_both_directions(publisher: Member) -> None:
    for _ in range(2):
        a_deal(publisher, "2032-04-01", "2032-06-01", "2032-06-02")
    first = soon(most=3)
    assert days(first) + days(soon(after=first.next_place)) == [*["2032-06-01"] * 2, *["2032-06-02"] * 2]
    newest = late(most=1)
    rest = late(after=newest.next_place)
    assert {row.deal.id for row in (*newest.lines, *rest.lines)} == set(
        Deal.objects.values_list("public_id", flat=True)
    )
    assert (rest.next_place, days(late(after="2099-01-01.x.00000"))) == ("", ["2032-04-01"] * 2)
    assert days(soon(after="2001-01-01.x.00000")) == days(soon())


def test_a_kind_is_listed_alone(publisher: Member) -> None:
    a_deal(publisher, "2033")
    a_deal(publisher, "2033", kind=Kind.PAYMENT)
    assert [row.kind for row in soon(kind=Kind.PAYMENT).lines] == [Kind.PAYMENT]
    assert len(soon().lines) == 2
    assert late(kind=Kind.PAYMENT).lines == ()


def test_what_became_known_last_comes_first_and_a_side_is_listed_alone(publisher: Member) -> None:
    for published, party in (("2031-01-02", "Lowland"), ("2031-03-04", "Highland"), ("2031-02-03", "Lowland")):
        deal = factories.a_deal()
        for name, role in (("Lowland", Role.RECIPIENT), ("Highland", Role.SUPPLIER)):
            buys = {"participant": factories.a_party(name), "role": role}
            factories.an_approved_claim(deal, Kind.PARTICIPATION, publisher=publisher, **buys)
        source, says = factories.a_source(published=published), factories.a_speaker(f"Envoy of {party}", party=party)
        cited = CitationDraft(source=source, paraphrase="So it is.", locator="p. 1", origin=OriginDraft(speaker=says))
        factories.an_approved_claim(deal, publisher=publisher, happened="2030", citations=[cited])
        publish(deal=deal, by=publisher, why="First.")

    def known(**asked: Any) -> list[str]:
        rows = newest_lines(**{"listings": BOTH, "kind": None, "after": "", "most": 9, **asked})
        return [row.told["known_since"] for row in rows.lines]

    assert known() == ["2031-03-04", "2031-02-03", "2031-01-02"]
    assert known(listings=BOTH[:1]) == ["2031-02-03", "2031-01-02"]
    assert known(listings=BOTH[1:], kind=Kind.STAGE) == ["2031-03-04"]
    assert known(after="2031-03-04.0000000000.00000") == ["2031-02-03", "2031-01-02"]
    assert known(kind=Kind.ORDER) == []
    first = newest_lines(BOTH, kind=None, after="", most=2)
    assert [row.told["known_since"] for row in first.lines] == ["2031-03-04", "2031-02-03"]
    assert known(after=first.next_place) == ["2031-01-02"]


def of_releases(since: date, until: date, **asked: Any) -> list[tuple[str, int]]:
    rows = changes(since, until, **{"after": "", "most": 9, **asked})
    return [(row.deal.id, row.told["number"]) for row in rows.lines]


def test_each_release_is_a_line_of_the_day_on_which_it_was_published(publisher: Member) -> None:
    with patch(NOW, lambda: datetime(2032, 3, 1, 23, 59, tzinfo=UTC)):
        first = a_deal(publisher, "2033")
    with patch(NOW, lambda: datetime(2032, 3, 2, 0, 1, tzinfo=UTC)):
        second = a_deal(publisher, "2033")
        factories.an_approved_claim(first, publisher=publisher, happened="2032-01")
        publish(deal=first, by=publisher, why="Talks are held.")
    march = date(2032, 3, 1), date(2032, 3, 2)
    newest = sorted([(first.public_id, 2), (second.public_id, 1)], reverse=True)
    assert of_releases(*march) == [*newest, (first.public_id, 1)]
    assert of_releases(march[0], march[0]) == [(first.public_id, 1)]
    assert of_releases(date(2032, 3, 3), date.max - timedelta(days=1)) == []
    page = changes(*march, after="", most=2)
    assert of_releases(*march, after=page.next_place) == [(first.public_id, 1)]
    assert of_releases(march[0], march[0], after="2099-01-01.x.00000") == [(first.public_id, 1)]


def test_a_release_is_told_by_what_it_says_otherwise(publisher: Member) -> None:
    deal = a_deal(publisher, "2033")
    talks = factories.an_approved_claim(deal, publisher=publisher, happened="2032-01")
    publish(deal=deal, by=publisher, why="Talks are held.")
    (line,) = (row for row in changes(date.min, TODAY.replace(year=9000), after="", most=9).lines if row.told["since"])
    assert (line.told["why"], line.told["since"], line.told["counts"]) == ("Talks are held.", 1, {"new": 1})
    assert line.told["claims"] == [{"sort": "new", "claim": talks.public_id, "text": talks.text, "number": 2}]
    (stage,) = line.told["stages"]
    assert (stage["before"], stage["after"]["stage"]) == (None, "talks")


def test_changes_of_a_deal_that_ended_stay(publisher: Member) -> None:
    deal = a_deal(publisher, "2033")
    withdraw_deal(deal=deal, why="Twice.", by=publisher)
    publish(deal=Deal.objects.get(pk=deal.pk), by=publisher, why="Withdrawn.")
    newest, first = changes(date.min, TODAY.replace(year=9000), after="", most=9).lines
    assert (newest.told["ended"], first.told["ended"]) == ("withdrawn", "")


def test_a_name_that_is_withheld_from_an_older_release_is_blank_in_its_changes(publisher: Member) -> None:
    deal = factories.a_deal()
    claim = factories.an_approved_claim(deal, publisher=publisher, happened="2033", text="Ada Brook held talks.")
    publish(deal=deal, by=publisher, why="First, of Ada Brook.")
    retract_claim(claim=claim, why="Another deal.", by=publisher)
    publish(deal=Deal.objects.get(pk=deal.pk), by=publisher, why="Retracted.")
    confirm_withholding(withholding=factories.a_withholding("Ada Brook"), by=publisher)
    told = list(PublishedLine.objects.filter(listing=Listing.CHANGE).order_by("place").values_list("told", flat=True))
    assert [line["claims"][0]["text"] for line in told] == ["█████████ held talks."] * 2
    assert told[0]["why"] == "First, of █████████."
    assert differing(PublishedDeal.objects.get()) == []


def test_lines_are_of_the_newest_release(publisher: Member) -> None:
    deal = a_deal(publisher, "2033")
    came = {"system": factories.a_system(), "quantity": 1, "quantity_unit": "radars", "quantity_mark": "exactly"}
    factories.an_approved_claim(
        deal, Kind.DELIVERY, publisher=publisher, happened="2032-02", delivery_measure="flow", **came
    )
    publish(deal=deal, by=publisher, why="They came.")
    assert soon().lines == ()


def test_a_deal_that_is_followed_no_longer_has_no_lines(publisher: Member) -> None:
    deal = a_deal(publisher, "2033")
    withdraw_deal(deal=deal, why="Twice.", by=publisher)
    publish(deal=Deal.objects.get(pk=deal.pk), by=publisher, why="Withdrawn.")
    assert not PublishedLine.objects.exclude(listing=Listing.CHANGE).exists()


def test_rebuilding_keeps_the_lines_and_verification_knows_them(publisher: Member) -> None:
    deal = a_deal(publisher, "2033", "2032-04")
    factories.a_release(deal, publisher=publisher)
    before = list(PublishedLine.objects.order_by("listing", "place").values_list("listing", "place", "told"))
    rebuild_published(by=publisher)
    assert list(PublishedLine.objects.order_by("listing", "place").values_list("listing", "place", "told")) == before
    row = PublishedDeal.objects.get(deal_public_id=deal.public_id)
    assert differing(row) == []
    with factories.signed(by=publisher.pk, why="a test"):
        PublishedLine.objects.filter(deal=row, listing=Listing.DUE).update(first_on=TODAY)
    assert differing(row) == ["lines"]


def test_a_withheld_name_is_blank_in_the_lines(publisher: Member) -> None:
    deal = factories.a_deal()
    factories.an_approved_claim(
        deal, publisher=publisher, stage="delivered", happened="2033", announced=SAID, modality="planned",
        text="Ada Brook promised the radars for 2033.",
    )  # fmt: skip
    publish(deal=deal, by=publisher, why="First.")
    confirm_withholding(withholding=factories.a_withholding("Ada Brook"), by=publisher)
    (line,) = soon().lines
    assert line.told["text"] == "█████████ promised the radars for 2033."


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("number", [20, 2000])
def test_a_page_is_read_once_along_its_index(
    role_connection: Callable[[str], Connection], publisher: Member, number: int
) -> None:
    a_deal(publisher, "2032-03-01")
    superuser = role_connection(BOOTSTRAP)
    superuser.execute("SET session_replication_role = replica")
    for place, kind in ((f"2032-{{:02}}-{day}", kind) for day in ("01", "20") for kind in ("delivery", "payment")):
        _copied(superuser, place, kind, number // 4)
    for listing in (Listing.CONFLICT, Listing.CHANGE):
        superuser.execute(
            "INSERT INTO deals_publishedline (deal_id, listing, kind, place, first_on, told)"
            " SELECT deal_id, %s, kind, place, first_on, told FROM deals_publishedline WHERE listing = 'due'"
            " ON CONFLICT DO NOTHING",
            [listing],
        )
    superuser.execute("ANALYZE deals_publishedline")
    conflicts, year = partial(newest_lines, [Listing.CONFLICT]), (date(2032, 1, 1), date(2032, 12, 31))
    pages = [partial(asked, kind=kind) for asked in (soon, late, conflicts) for kind in (None, Kind.PAYMENT)]
    for asked in (*pages, partial(changes, *year)):
        after = {} if asked.func in {soon, late} else {"after": ""}
        with CaptureQueriesContext(connections["public"]) as queries:
            found = asked(most=20, **after)
        assert len(queries) == 1
        assert found.lines
        if number > 20:
            plan = " ".join(row for (row,) in superuser.execute(f"EXPLAIN {queries[0]['sql']}".encode()).fetchall())
            assert ("lines_of_a_kind" if asked.keywords.get("kind") else "line_once_a_place") in plan
            assert "Sort" not in plan


def _copied(superuser: Connection, place: str, kind: str, number: int) -> None:
    """Lines like the one that is there, over the months of a year."""
    for month in range(1, 13):
        day = place.format(month)
        superuser.execute(
            "INSERT INTO deals_publishedline (deal_id, listing, kind, place, first_on, told)"
            " SELECT deal_id, listing, %s, %s || '.' || lpad(n::text, 10, '0') || %s, %s, told"
            " FROM deals_publishedline, generate_series(1, %s) n WHERE place LIKE '%%.00000'",
            [kind, day, f".{kind[:1]}0001", day, max(number // 12, 1)],
        )
