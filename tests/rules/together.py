"""The rules with two sessions at once: what each may do alone, they may not do between them."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import psycopg
from django.db import connections

from config.engines.roles import DESK, PUBLIC, WORKER
from deals.actions.claims import approve_claim
from deals.actions.members import change_role
from deals.actions.publishing import publish
from deals.actions.withholding import ask_withholding, confirm_withholding
from deals.models import Approval, Claim, Deal, Member, MemberRole, Release, Withholding
from deals.record.questions import conflicts
from deals.record.reading import record_from
from deals.suggestions.deciding import accept
from deals.suggestions.models import Suggestion
from deals.vocabulary.kinds import Kind
from tests import factories
from tests.rules.by_orm import stands_at
from tests.rules.writes import NEW_APPROVAL, NEW_OUTLET

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tests.rules.world import World

APPROVED = (NEW_APPROVAL, "UPDATE deals_claim SET state = 'approved' WHERE id = {draft}")
PATIENCE = 5.0
"""Seconds to wait until the second session is done, or stands before a lock of the first."""


def overlapping(
    world: World, first: Sequence[str], second: Sequence[str], *isolated: str, by: str = "member"
) -> list[psycopg.Error | None]:
    """The first writes; while it is open the second writes and commits; then the first commits. The refusals."""
    one, other = world.engines.connect(DESK), world.engines.connect(DESK)
    with one, other, ThreadPoolExecutor(1) as pool:
        one.execute("BEGIN")
        for statement in isolated:
            one.execute(statement.encode())
        world.begin(one, *first, by=by)
        waiting = pool.submit(_committed, world, other, second, isolated, by)
        _until_done_or_locked(world, other.info.backend_pid, waiting.done)
        try:
            one.execute("COMMIT")
            refusal = None
        except psycopg.Error as error:
            refusal = error
        return [refusal, waiting.result(timeout=PATIENCE)]


def _committed(
    world: World, connection: psycopg.Connection, statements: Sequence[str], isolated: Sequence[str], by: str
) -> psycopg.Error | None:
    try:
        with connection.transaction():
            for statement in isolated:
                connection.execute(statement.encode())
            world.begin(connection, *statements, by=by)
    except psycopg.Error as error:
        return error
    return None


def _until_done_or_locked(world: World, pid: int, is_done: Callable[[], bool]) -> None:
    watch = world.connect("register_bootstrap")
    asked, end = "SELECT wait_event_type FROM pg_stat_activity WHERE pid = %s", time.monotonic() + PATIENCE
    while not is_done() and watch.execute(asked, [pid]).fetchone() != ("Lock",):
        assert time.monotonic() < end, "the second session neither finished nor waits"
        time.sleep(0.01)


def at_once(*calls: Callable[[], object]) -> list[object]:
    """Run the calls in threads with connections of their own; what each returned or raised."""

    def run(call: Callable[[], object]) -> object:
        try:
            return call()
        except Exception as error:  # noqa: BLE001  what it raises is what is tested
            return error
        finally:
            connections["default"].close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))


def proof_deleted_while_approved(world: World) -> None:
    """In either order, with the citation deleted by a session that also takes it from the claim."""
    number = world.number("SELECT proof_id FROM deals_claim WHERE id = {draft}")
    unproved = ["UPDATE deals_claim SET proof_id = NULL WHERE id = {draft}"]
    deleted = [*unproved, f"DELETE FROM deals_citation WHERE id = {number}"]
    again = "UPDATE deals_claim SET state = 'draft', version = version + 1 WHERE id = {draft}"
    refusals = overlapping(world, [f"DELETE FROM deals_citation WHERE id = {number}"], APPROVED, by="publisher")
    assert "claim_proof_is_its_own" in str(refusals[0])
    assert refusals[1] is None
    assert world.write(DESK, again) is None
    assert "approved_claim_has_a_proof" in str(overlapping(world, APPROVED, deleted, by="publisher")[1])
    assert world.write(DESK, again) is None
    assert "approved_claim_has_a_proof" in str(overlapping(world, deleted, APPROVED, by="publisher")[1])


def each_deletes_one_of_two_passages(world: World) -> None:
    """The first has counted already (its constraints are immediate) when the second comes."""
    first = ["DELETE FROM deals_passage WHERE id = {passage}", "SET CONSTRAINTS ALL IMMEDIATE"]
    refusals = overlapping(world, first, ["DELETE FROM deals_passage WHERE id = {second_passage}"])
    assert refusals[0] is None
    assert "a quotation needs a passage" in str(refusals[1])
    assert world.number("SELECT count(*) FROM deals_passage WHERE citation_id = {quoted}") == 1


def passages_in_other_isolations(world: World) -> None:
    """Repeatable read would count what the other session has deleted; serializable finds the clash by itself."""
    for level in ("REPEATABLE READ", "SERIALIZABLE"):
        isolated = f"SET TRANSACTION ISOLATION LEVEL {level}"
        refusals = overlapping(
            world,
            ["DELETE FROM deals_passage WHERE id = {passage}"],
            ["DELETE FROM deals_passage WHERE id = {second_passage}"],
            isolated,
        )
        assert [refusal for refusal in refusals if refusal], level
        assert world.number("SELECT count(*) FROM deals_passage WHERE citation_id = {quoted}") >= 1


def reports_in_either_order(world: World) -> None:
    """Two sessions approve two reports; whoever comes first, the deal stands where the later day says."""
    deal = Deal.objects.get(pk=world.ids["deal"])
    publishers = [factories.a_member("publisher") for _ in range(2)]
    signed = factories.a_claim(deal, stage="contract_signed", instrument="unknown", happened="2031-09-12")
    talks = factories.a_claim(deal, stage="talks", happened="2031-10")
    found = at_once(
        *(
            lambda claim=claim, by=by: approve_claim(claim=claim, seen_version=1, by=by)
            for claim, by in zip((talks, signed), publishers, strict=True)
        )
    )
    assert not [error for error in found if isinstance(error, Exception)]
    assert stands_at(factories.a_release(deal)) == "contract_signed"


def approved_while_deleted(world: World) -> None:
    """One session deletes a draft while another approves it: it is approved, or gone, never approved and gone."""
    number = world.number("SELECT proof_id FROM deals_claim WHERE id = {draft}")
    deleted = [
        "UPDATE deals_claim SET proof_id = NULL WHERE id = {draft}",
        f"DELETE FROM deals_citation WHERE id = {number}",
        "DELETE FROM deals_claim WHERE id = {draft}",
    ]
    refusals = overlapping(world, APPROVED, deleted, by="publisher")
    assert refusals[0] is None
    assert isinstance(refusals[1], psycopg.Error)
    assert world.number("SELECT count(*) FROM deals_claim WHERE id = {draft} AND state = 'approved'") == 1


def edited_while_approved(world: World) -> None:
    """One session approves a draft while another changes its words: what was approved is what stands."""
    for level in ("READ COMMITTED", "REPEATABLE READ", "SERIALIZABLE"):
        isolated = f"SET TRANSACTION ISOLATION LEVEL {level}"
        text = world.number("SELECT text FROM deals_claim WHERE id = {draft}")
        changed = ["UPDATE deals_claim SET text = 'otherwise' WHERE id = {draft}"]
        refusals = overlapping(world, [NEW_APPROVAL], changed, isolated, by="publisher")
        assert [refusal is None for refusal in refusals] == [True, False], level
        assert world.number("SELECT text FROM deals_claim WHERE id = {draft}") == text
        with world.connect("register_bootstrap") as connection:
            connection.execute("SET session_replication_role = replica")
            connection.execute(world.sql("DELETE FROM deals_approval WHERE claim_id = {draft}"))


def one_signs_the_other_does_not(world: World) -> None:
    """A signature is its transaction's own: neither another session nor the next transaction writes under it."""
    one, other = world.connect(DESK), world.connect(DESK)
    one.execute("BEGIN")
    world.begin(one, "UPDATE deals_claim SET text = 'one' WHERE id = {draft}")
    for connection in (other, one):
        try:
            connection.execute(NEW_OUTLET.encode())
            refusal = ""
        except psycopg.Error as error:
            refusal = str(error)
        assert ("needs a signature" in refusal) == (connection is other)
    one.execute("COMMIT")
    assert "needs a signature" in str(_unsigned(world, one))


def _unsigned(world: World, connection: psycopg.Connection) -> psycopg.Error | None:
    try:
        connection.execute(world.sql("UPDATE deals_claim SET text = 'two' WHERE id = {draft}"))
    except psycopg.Error as error:
        return error
    return None


def public_reads_while_published(world: World) -> None:
    """Until the publisher commits, the public reads the old release and its projection, afterwards both new."""
    desk, public = world.connect(DESK), world.connect(PUBLIC)
    asked = b"SELECT max(r.number), max(d.title) FROM deals_release r, deals_publisheddeal d"
    before = public.execute(asked).fetchone()
    desk.execute("BEGIN")
    columns = "deal_id, deal_public_id, number, schema, document, sha256, published_at, published_by_id, why"
    copy = columns.replace("number", "number + 1")
    world.begin(desk, f"INSERT INTO deals_release ({columns}) SELECT {copy} FROM deals_release WHERE number = 1",
                "UPDATE deals_publisheddeal SET title = 'Zzz new'", by="publisher")  # fmt: skip
    assert public.execute(asked).fetchone() == before
    desk.execute("COMMIT")
    assert public.execute(asked).fetchone() == (2, "Zzz new")


def confirmed_by_two_while_published(world: World) -> None:
    """Two confirm one withholding while others approve and publish: one confirms, and no release says the name."""
    name = f"Zoe Quill {uuid4()}"
    deal, publisher = Deal.objects.get(pk=world.ids["deal"]), Member.objects.get(pk=world.ids["publisher"])
    asked = Withholding(what="name", ground="danger", reference="a letter", texts=[name])
    ask_withholding(withholding=asked, by=publisher)
    factories.an_approved_claim(deal, text=f"{name} says so.")
    late = factories.a_claim(deal, text=f"{name} says more.")
    others = [factories.a_member("administrator") for _ in range(4)]
    found = at_once(
        *(lambda by=by: confirm_withholding(withholding=asked, by=by) for by in others[:2]),
        lambda: approve_claim(claim=late, seen_version=1, by=others[2]),
        lambda: publish(deal=deal, by=others[3], why="a test"),
    )
    assert len([told for told in found[:2] if isinstance(told, Withholding)]) == 1, found
    assert [told for told in found[2:] if isinstance(told, Exception)] == []
    factories.a_release(deal)
    assert not [release for release in Release.objects.all() if name in release.document]
    assert not Approval.objects.filter(document__text__contains=name).exists()


def accepted_by_two(world: World) -> None:
    """Two editors accept one suggestion at once: one claim. The worker meanwhile cannot."""
    suggestion, deal = Suggestion.objects.get(pk=world.ids["waiting"]), Deal.objects.get(pk=world.ids["deal"])
    before, editors = Claim.objects.count(), [factories.a_member() for _ in range(2)]
    found = at_once(*(lambda by=by: accept(suggestion=suggestion, deal=deal, by=by) for by in editors))
    assert len({claim.pk for claim in found if isinstance(claim, Claim)}) == 1, found
    assert Claim.objects.count() == before + 1
    assert world.write(WORKER, "UPDATE suggestions_suggestion SET state = 'waiting'") is not None


def last_administrators_demote_each_other(world: World) -> None:
    """Of two who are the last, one stays: in SQL, in whatever isolation, and by the desk's action."""
    wanted = Member.objects.filter(role="administrator", is_active=True)
    one, other = wanted.order_by("pk")
    for isolation in ("READ COMMITTED", "SERIALIZABLE"):
        away = "UPDATE deals_member SET role = 'reader' WHERE id = {}"
        isolated = f"SET TRANSACTION ISOLATION LEVEL {isolation}"
        errors = overlapping(world, [away.format(other.pk)], [away.format(one.pk)], isolated, by="administrator")
        assert wanted.count() == 1, errors
        (stays,) = wanted
        change_role(member=other if stays == one else one, role=MemberRole.ADMINISTRATOR, by=stays)
    found = at_once(*(
        lambda member=member, by=by: change_role(member=member, role=MemberRole.READER, by=by)
        for member, by in ((one, other), (other, one))
    ))  # fmt: skip
    assert wanted.count() == 1, found


def contradicted_at_once(world: World) -> None:
    """Two sessions approve contradicting values, two publish: both stand in the last release, named as a conflict.

    Where both had approved before the first published, nothing is left for the second to publish.
    """
    deal = Deal.objects.get(pk=world.ids["deal"])
    publishers = [factories.a_member("publisher") for _ in range(2)]
    worth: dict[str, Any] = {"currency": "USD", "amount_mark": "exactly", "basis": "contract"}
    claims = [factories.a_claim(deal, Kind.VALUATION, amount=amount, **worth) for amount in (24, 30)]

    def approved_and_published(claim: Claim, by: Member) -> Release:
        approve_claim(claim=claim, seen_version=1, by=by)
        return publish(deal=deal, by=by, why="a test")

    pairs = zip(claims, publishers, strict=True)
    at_once(*(lambda claim=claim, by=by: approved_and_published(claim, by) for claim, by in pairs))
    newest = Release.objects.order_by("number").last()
    assert newest is not None
    assert newest.number in {2, 3}
    (found,) = conflicts(record_from(newest.document))
    assert found.claims == tuple(sorted(claim.public_id for claim in claims))
