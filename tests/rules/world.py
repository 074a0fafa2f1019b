"""A small register with real commits, and the routes into it that do not go through the program."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import psycopg
from pghistory.models import Context

from deals.actions.citing import CitationDraft
from deals.actions.members import let_go
from deals.actions.moving import move_claims
from deals.actions.sequels import add_sequel
from deals.actions.withholding import ask_withholding, confirm_withholding
from deals.models import Approval, Citation, Claim, Member, MemberRole, Passage, WithheldRow, Withholding
from deals.suggestions.deciding import accept
from deals.vocabulary.kinds import Kind
from deals.vocabulary.relations import Became
from tests import factories

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tests.engines import Connection, Engines

    Refusal = psycopg.Error | None

QUOTE = "Both sides agreed in principle to build the radars together"
SECOND_QUOTE = "A first payment was made last month."


@dataclass(frozen=True)
class World:
    """The rows that a forbidden write names, by what they are, and connections as each role."""

    engines: Engines
    connect: Callable[[str], Connection]
    ids: Mapping[str, Any]

    def sql(self, statement: str) -> bytes:
        """The statement with the rows' numbers in it: "… WHERE id = {draft}"."""
        return statement.format_map(self.ids).encode()

    def write(
        self, role: str, *statements: str, signed: bool = True, why: str = "a test", by: str = "member"
    ) -> Refusal:
        """One transaction as the role, signed by the member of that name; the error that refused it, or None."""
        with self.engines.connect(role) as connection:
            try:
                with connection.transaction():
                    self.begin(connection, *statements, signed=signed, why=why, by=by)
            except psycopg.Error as error:
                return error
        return None

    def begin(
        self, connection: Connection, *statements: str, signed: bool = True, why: str = "a test", by: str = "member"
    ) -> None:
        """The statements inside the transaction that is open."""
        if signed:
            sign(connection, self.ids[by], why=why)
        for statement in statements:
            connection.execute(self.sql(statement))

    def number(self, statement: str) -> Any:
        """The first value that the statement finds, as superuser."""
        row = self.connect("register_bootstrap").execute(self.sql(statement)).fetchone()
        return row[0] if row else None


def sign(connection: Connection, member: int, *, why: str = "a test") -> None:
    """What the program does at the start of each signed transaction."""
    signature = json.dumps({"member": member, "why": why, "via": "raw"})
    connection.execute(
        "SELECT set_config('pghistory.context_id', %s, true), set_config('pghistory.context_metadata', %s, true)",
        [str(uuid4()), signature],
    )


def rows() -> dict[str, Any]:
    """Make the rows, through the actions. The numbers of those that forbidden writes name."""
    member, publisher = factories.a_member(), factories.a_member(MemberRole.PUBLISHER)
    deal = factories.a_deal(by=member)
    draft = factories.a_claim(deal, by=member)
    approved = factories.an_approved_claim(deal, by=member, publisher=publisher)
    quoted = _quoted(deal, member)
    threat = factories.a_claim(
        deal, Kind.STATEMENT, by=member, speaker=factories.a_speaker(by=member), act="threaten", consequence="It ends."
    )
    party = factories.a_party(by=member)
    intake = factories.an_intake_with_suggestions(by=member, deal=deal)
    first, waiting, *_ = intake.suggestions.all()
    suggested = accept(suggestion=first, deal=deal, by=member)
    release = factories.a_release(deal, publisher=publisher)
    administrator = factories.a_member(MemberRole.ADMINISTRATOR)
    withholdings = _withholdings(publisher, administrator)
    other = factories.a_reading("Another paper, another text, long enough to be cited.", by=member)
    other_deal = factories.a_deal(by=member)
    (move,) = move_claims(claims=[factories.a_claim(deal, by=member)], to=other_deal, by=publisher, why="a test")
    add_sequel(claim=move.claim, followed_by=threat, became=Became.FULFILLED, by=member)
    left = factories.a_member()
    let_go(member=left, by=administrator)
    return {
        "member": member.pk, "left": left.pk, "signature": Context.objects.values_list("pk", flat=True)[0],
        "moved": move.claim_id, "other_deal": other_deal.pk, "other_track": other_deal.tracks.get().pk,
        "publisher": publisher.pk, "deal": deal.pk, "deal_id": deal.public_id,
        "draft": draft.pk, "approved": approved.pk, "approved_citation": approved.proof_id, "threat": threat.pk,
        "approval": Approval.objects.values_list("pk", flat=True).get(claim=approved),
        "quoted_claim": quoted.pk, "quoted": quoted.proof_id, **_of_the_quotation(quoted),
        "other_reading": other.pk, "other_source": other.snapshot.source_id, "track": draft.track_id,
        "intake": intake.pk, "waiting": waiting.pk, "suggestion": first.pk, "suggested": suggested.pk,
        "decision": suggested.decision_id, "release": release.pk, "party": party.pk,
        "administrator": administrator.pk, "reader": factories.a_member(MemberRole.READER).pk,
        "citation_editor": factories.a_member(MemberRole.CITATION_EDITOR).pk, **withholdings,
    }  # fmt: skip


def _withholdings(publisher: Member, administrator: Member) -> dict[str, int]:
    """One that was confirmed, of words that stand nowhere else, and one that waits."""
    reading = factories.a_reading(f"Nobody else says {uuid4()}.", by=publisher)
    grounds = {"ground": "court_order", "reference": "Case 7/31"}
    confirmed = Withholding(what="quote", reading=reading, start=17, end=53, **grounds)
    confirm_withholding(withholding=ask_withholding(withholding=confirmed, by=publisher), by=administrator)
    waiting = Withholding(what="name", texts=["Ada Brook"], **grounds)
    ask_withholding(withholding=waiting, by=publisher)
    row = WithheldRow.objects.get(withholding=confirmed, place="sources_reading")
    return {
        "withholding": confirmed.pk, "asked": waiting.pk, "withheld_row": row.pk,
        "withheld_snapshot": reading.snapshot_id,
    }  # fmt: skip


def _quoted(deal: Any, member: Any) -> Claim:
    reading = factories.a_reading(by=member)
    one, two = (factories.a_passage(quote, reading=reading) for quote in (QUOTE, SECOND_QUOTE))
    both = CitationDraft(source=one.source, passages=one.passages + two.passages)
    return factories.a_claim(deal, by=member, citations=[both])


def _of_the_quotation(claim: Claim) -> dict[str, int]:
    citation = Citation.objects.get(claim=claim)
    one, two = Passage.objects.filter(citation=citation)
    reading = one.reading
    return {
        "passage": one.pk, "second_passage": two.pk, "reading": reading.pk, "snapshot": reading.snapshot_id,
        "source": citation.source_id, "origin": citation.origin_id, "outlet": 0,
        "capture": reading.snapshot.captures.get().pk,
    }  # fmt: skip
