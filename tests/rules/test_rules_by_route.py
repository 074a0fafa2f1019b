"""The eight rules of the register by every route into it: one literal table with no empty cell.

Where a route does not exist, its cell checks just that: no admin is installed, no public address takes a write.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest

from config.engines.roles import DESK, OWNER, PUBLIC, WORKER
from deals.models import Deal, PublishedEntry
from deals.record.questions import conflicts
from deals.record.reading import record_from
from tests import factories
from tests.rules import by_address, by_orm, together
from tests.rules.roles import RIGHTS
from tests.rules.writes import DENIED, NO_COLUMN, PROPOSED_ONLY, PUBLIC_WRITES, WRITES, Forbidden, refused

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.rules.world import World

    Check = Callable[[World], None]

pytestmark = pytest.mark.django_db(transaction=True)
ROUTES = ("ORM", "bulk update", "SQL as owner", "SQL as desk", "SQL as worker", "SQL as public", "admin", "API",
          "two sessions")  # fmt: skip


def in_sql(rule: int | str, role: str) -> Check:
    return partial(refused, role=role, writes=WRITES[rule])


def draft_by_sql(world: World, role: str) -> None:
    """A draft that is written past the program stays out of the release, its projection and the frozen past."""
    copy = "UPDATE deals_claim SET text = 'A secret draft.' WHERE id = {draft}"
    assert world.write(role, copy) is None
    words = {OWNER: "never change", DESK: DENIED}[role]
    assert words in str(world.write(role, "UPDATE deals_release SET document = 'A secret draft.'"))
    release = factories.a_release(Deal.objects.get(pk=world.ids["deal"]))
    assert "secret" not in release.document
    assert not PublishedEntry.objects.filter(text__contains="secret").exists()


def worker_publishes_nothing(world: World) -> None:
    """What the worker suggests is not public, and what is public it cannot write."""
    refused(world, WORKER, PUBLIC_WRITES)
    release = factories.a_release(Deal.objects.get(pk=world.ids["deal"]))
    assert "first payment" not in release.document


def public_reads_releases_only(world: World) -> None:
    from tests.rules.test_grants import PUBLIC_MAY_READ, tables  # noqa: PLC0415  one literal list for both

    closed = [Forbidden("", (f"SELECT 1 FROM {name}",)) for name in tables(world.connect(OWNER)) - PUBLIC_MAY_READ]
    refused(world, PUBLIC, closed)
    refused(world, PUBLIC, [Forbidden("", ("SELECT published_by_id FROM deals_release",)), *PUBLIC_WRITES])
    refused(world, PUBLIC, [Forbidden("", ("SELECT * FROM deals_release",))])
    assert world.write(PUBLIC, "SELECT number, document FROM deals_release", signed=False) is None


def both_stand(world: World, role: str) -> None:
    """No choice is a choice; a choice without a reason is refused, with one both still stand in the release."""
    refused(world, role, WRITES[8])
    one, other = by_address.two_values(world)
    chosen = (
        "UPDATE deals_claim SET rank = 'preferred', rank_reason = 'It is later.', state = 'draft', version = 2"
        f" WHERE public_id = '{one}'"
    )
    assert world.write(role, chosen) is None
    record = record_from(factories.a_release(Deal.objects.get(pk=world.ids["deal"])).document)
    (found,) = conflicts(record)
    assert found.claims == tuple(sorted((one, other)))


def worker_makes_no_claim(world: World) -> None:
    refused(world, WORKER, [*WRITES[7], *PROPOSED_ONLY])


def public_makes_no_claim(world: World) -> None:
    refused(world, PUBLIC, [*WRITES[7], *PROPOSED_ONLY])


no_admin, writes_nothing = by_address.no_admin, by_address.writes_nothing

WITHHOLDING = "4, withholding"
"""What the exception to rule 4 lets two people do, it lets nobody do alone, or otherwise."""
ROLES = "roles"
"""What a member's role does not give him, and that an administrator alone gives roles."""

TABLE: dict[int | str, dict[str, Check]] = {
    1: {
        "ORM": by_orm.approved_without_proof,
        "bulk update": by_orm.many_approved_without_proof,
        "SQL as owner": in_sql(1, OWNER),
        "SQL as desk": in_sql(1, DESK),
        "SQL as worker": in_sql(1, WORKER),
        "SQL as public": in_sql(1, PUBLIC),
        "admin": no_admin,
        "API": writes_nothing,
        "two sessions": together.proof_deleted_while_approved,
    },
    2: {
        "ORM": by_orm.other_words,
        "bulk update": by_orm.many_other_words,
        "SQL as owner": in_sql(2, OWNER),
        "SQL as desk": in_sql(2, DESK),
        "SQL as worker": in_sql(2, WORKER),
        "SQL as public": in_sql(2, PUBLIC),
        "admin": no_admin,
        "API": writes_nothing,
        "two sessions": together.each_deletes_one_of_two_passages,
    },
    3: {
        "ORM": by_orm.stage_typed_in,
        "bulk update": by_orm.stages_typed_in,
        "SQL as owner": in_sql(3, OWNER),
        "SQL as desk": in_sql(3, DESK),
        "SQL as worker": in_sql(3, WORKER),
        "SQL as public": in_sql(3, PUBLIC),
        "admin": no_admin,
        "API": by_address.stage_is_derived,
        "two sessions": together.reports_in_either_order,
    },
    4: {
        "ORM": by_orm.frozen_row_changed,
        "bulk update": by_orm.frozen_rows_changed,
        "SQL as owner": in_sql(4, OWNER),
        "SQL as desk": in_sql(4, DESK),
        "SQL as worker": in_sql(4, WORKER),
        "SQL as public": in_sql(4, PUBLIC),
        "admin": no_admin,
        "API": writes_nothing,
        "two sessions": together.approved_while_deleted,
    },
    WITHHOLDING: {
        "ORM": by_orm.withheld_by_one,
        "bulk update": by_orm.withheld_in_bulk,
        "SQL as owner": in_sql(WITHHOLDING, OWNER),
        "SQL as desk": in_sql(WITHHOLDING, DESK),
        "SQL as worker": in_sql(WITHHOLDING, WORKER),
        "SQL as public": in_sql(WITHHOLDING, PUBLIC),
        "admin": no_admin,
        "API": writes_nothing,
        "two sessions": together.confirmed_by_two_while_published,
    },
    5: {
        "ORM": by_orm.unsigned_write,
        "bulk update": by_orm.unsigned_writes,
        "SQL as owner": in_sql(5, OWNER),
        "SQL as desk": in_sql(5, DESK),
        "SQL as worker": in_sql(5, WORKER),
        "SQL as public": in_sql(5, PUBLIC),
        "admin": no_admin,
        "API": writes_nothing,
        "two sessions": together.one_signs_the_other_does_not,
    },
    6: {
        "ORM": by_orm.draft_saved,
        "bulk update": by_orm.drafts_saved,
        "SQL as owner": partial(draft_by_sql, role=OWNER),
        "SQL as desk": partial(draft_by_sql, role=DESK),
        "SQL as worker": worker_publishes_nothing,
        "SQL as public": public_reads_releases_only,
        "admin": no_admin,
        "API": by_address.draft_is_not_told,
        "two sessions": together.public_reads_while_published,
    },
    7: {
        "ORM": by_orm.proposed_without_decision,
        "bulk update": by_orm.many_proposed_without_decision,
        "SQL as owner": in_sql(7, OWNER),
        "SQL as desk": in_sql(7, DESK),
        "SQL as worker": worker_makes_no_claim,
        "SQL as public": public_makes_no_claim,
        "admin": no_admin,
        "API": writes_nothing,
        "two sessions": together.accepted_by_two,
    },
    ROLES: {
        "ORM": by_orm.made_oneself_administrator,
        "bulk update": by_orm.made_all_administrators,
        "SQL as owner": partial(refused, role=OWNER, writes=RIGHTS),
        "SQL as desk": partial(refused, role=DESK, writes=RIGHTS),
        "SQL as worker": partial(refused, role=WORKER, writes=RIGHTS),
        "SQL as public": partial(refused, role=PUBLIC, writes=RIGHTS),
        "admin": no_admin,
        "API": writes_nothing,
        "two sessions": together.last_administrators_demote_each_other,
    },
    8: {
        "ORM": by_orm.chosen_without_reason,
        "bulk update": by_orm.many_chosen_without_reason,
        "SQL as owner": partial(both_stand, role=OWNER),
        "SQL as desk": partial(both_stand, role=DESK),
        "SQL as worker": in_sql(8, WORKER),
        "SQL as public": in_sql(8, PUBLIC),
        "admin": no_admin,
        "API": by_address.both_are_told,
        "two sessions": together.contradicted_at_once,
    },
}

CELLS = [pytest.param(check, id=f"{rule}-{route}") for rule, row in TABLE.items() for route, check in row.items()]


def test_the_table_has_no_empty_cell() -> None:
    assert [rule for rule in TABLE if rule not in {WITHHOLDING, ROLES}] == list(range(1, 9))
    assert {tuple(row) for row in TABLE.values()} == {ROUTES}
    assert all(callable(check) for row in TABLE.values() for check in row.values())
    assert NO_COLUMN != DENIED


def test_two_sessions_of_any_isolation_leave_a_quotation_its_words(world: World) -> None:
    together.passages_in_other_isolations(world)


def test_two_sessions_of_any_isolation_leave_what_was_approved(world: World) -> None:
    together.edited_while_approved(world)


@pytest.mark.parametrize("check", CELLS)
def test_the_rule_holds_by_this_route(check: Check, world: World) -> None:
    check(world)
