"""The lists over all deals, narrowed to a party: which lines are of its deals, and that indexes alone tell."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from deals.actions.publishing import publish
from deals.queries.lines import LineRows, changes, newest_lines
from deals.vocabulary.kinds import Kind
from deals.vocabulary.listings import Listing
from deals.vocabulary.parties import Role
from tests import factories
from tests.engines import BOOTSTRAP
from tests.queries.test_lines import SAID, late, soon

if TYPE_CHECKING:
    from collections.abc import Callable

    from deals.models import Member
    from tests.engines import Connection

pytestmark = pytest.mark.django_db


@pytest.fixture
def publisher() -> Member:
    return factories.a_member("publisher")


def test_a_party_is_listed_alone_in_whatever_role(publisher: Member) -> None:
    lowland, highland = factories.a_party("Lowland"), factories.a_party("Highland")
    ids = {}
    for name, role in ((lowland, Role.RECIPIENT), (highland, Role.SUPPLIER), (lowland, Role.BROKER)):
        deal = factories.a_deal()
        factories.an_approved_claim(deal, Kind.PARTICIPATION, publisher=publisher, participant=name, role=role)
        factories.an_approved_claim(
            deal, publisher=publisher, stage="delivered", happened="2033", announced=SAID, modality="planned"
        )
        publish(deal=deal, by=publisher, why="First.")
        ids[role] = deal.public_id

    def deals(rows: LineRows) -> set[str]:
        return {row.deal.id for row in rows.lines}

    own, of_highland = {ids[Role.RECIPIENT], ids[Role.BROKER]}, {ids[Role.SUPPLIER]}
    assert deals(soon(party=lowland.public_id)) == own
    assert deals(soon(party=highland.public_id)) == of_highland
    assert deals(late(date(2034, 1, 1), party=lowland.public_id)) == own
    ever = date.min, date.max - timedelta(days=1)
    assert deals(changes(*ever, party=lowland.public_id, after="", most=9)) == own
    first = soon(party=lowland.public_id, most=1)
    assert deals(first) | deals(soon(party=lowland.public_id, after=first.next_place)) == own
    assert soon(party="nobody").lines == ()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("number", [20, 2000])
def test_a_party_s_lines_are_found_by_indexes_alone(
    role_connection: Callable[[str], Connection], publisher: Member, number: int
) -> None:
    deal, party = factories.a_deal(), factories.a_party("Lowland")
    factories.an_approved_claim(deal, Kind.PARTICIPATION, publisher=publisher, participant=party, role=Role.RECIPIENT)
    factories.an_approved_claim(
        deal, publisher=publisher, stage="delivered", happened="2032-03-01", announced=SAID, modality="planned"
    )
    publish(deal=deal, by=publisher, why="First.")
    superuser = role_connection(BOOTSTRAP)
    superuser.execute("SET session_replication_role = replica")
    superuser.execute(
        "INSERT INTO deals_publishedline (deal_id, listing, kind, place, first_on, told) SELECT deal_id, listing,"
        " CASE WHEN n %% 4 = 0 THEN kind ELSE 'delivery' END, rpad(place, 22) || lpad(n::text, 5, '0'), first_on, told"
        " FROM deals_publishedline, generate_series(1, %s) n WHERE listing = 'due'",
        [number],
    )
    superuser.execute("VACUUM ANALYZE deals_publishedline, deals_publishedmention")
    for kind in (None, Kind.STAGE):
        with CaptureQueriesContext(connections["public"]) as queries:
            changed = changes(date.min, date.max - timedelta(days=1), party=party.public_id, after="", most=9)
            found = newest_lines([Listing.DUE], kind=kind, party=party.public_id, after="", most=20)
        assert len(queries) == 2
        assert [{row.deal.id for row in rows.lines} for rows in (changed, found)] == [{deal.public_id}] * 2
        if number > 20:
            plan = " ".join(row for (row,) in superuser.execute(f"EXPLAIN {queries[1]['sql']}".encode()).fetchall())
            index = "lines_of_a_kind" if kind else "line_once_a_place"
            assert f"Index Only Scan Backward using {index}" in plan
            assert "hashed SubPlan" in plan
