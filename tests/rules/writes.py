"""What nobody may do, as SQL, by rule. `guard` is what the refusal says to a role that has the rights on the table."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import psycopg

from config.engines.roles import DESK, OWNER, PUBLIC, WORKER

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.rules.world import World

DENIED = "permission denied"
NO_COLUMN = "does not exist"


@dataclass(frozen=True)
class Forbidden:
    """Statements of one transaction, and the words of the refusal: the guard's for owner and desk, else DENIED."""

    guard: str
    statements: tuple[str, ...]
    other: Mapping[str, str] = field(default_factory=dict)
    signed: bool = True
    why: str = "a test"

    def words(self, role: str) -> str:
        return self.other.get(role) or (self.guard if role in {OWNER, DESK} else DENIED)


def forbid(guard: str, *statements: str, **more: object) -> Forbidden:
    return Forbidden(guard, statements, **more)  # type: ignore[arg-type]


def refused(world: World, role: str, writes: list[Forbidden]) -> None:
    """Every one of the writes is refused to the role, with the words that name the guard."""
    assert writes
    for write in writes:
        error = world.write(role, *write.statements, signed=write.signed, why=write.why)
        assert isinstance(error, psycopg.Error), f"{role} was let do: {write.statements}"
        assert write.words(role) in str(error), f"{role}: {write.statements}: {error}"


def frozen_to_all_but_insert(table: str, row: str) -> list[Forbidden]:
    """The desk has no right to change or delete such a row; the owner has, and the trigger refuses."""
    where = f"WHERE id = {{{row}}}"
    return [
        forbid("never change", f"UPDATE {table} SET id = id {where}", other={DESK: DENIED}),
        forbid("never change", f"DELETE FROM {table} {where}", other={DESK: DENIED}),
        forbid("is never emptied", f"TRUNCATE {table} CASCADE", other={DESK: DENIED}),
    ]


NEW_PASSAGE = (
    'INSERT INTO deals_passage (citation_id, reading_id, text, start, "end", prefix, suffix) '
    "VALUES ({quoted}, {reading}, 'never said', 0, 10, '', '')"
)
PASSAGE_OF_ANOTHER_SOURCE = (
    'INSERT INTO deals_passage (citation_id, reading_id, text, start, "end", prefix, suffix) '
    "SELECT {quoted}, id, substr(text, 1, 10), 0, 10, '', '' FROM sources_reading WHERE id = {other_reading}"
)
QUOTATION_WITHOUT_PASSAGE = (
    "INSERT INTO deals_citation (claim_id, source_id, origin_id, relays, basis, kind, bearing, paraphrase, transcript,"
    " locator, language) VALUES ({draft}, {source}, {origin}, '[]', 'quoted', 'document', 'supports', '', '', '', '')"
)
NEW_PARTY = "INSERT INTO deals_party (public_id, kind, name, code) VALUES ('0000000000', 'state', 'Upland', '')"
NEW_OUTLET = "INSERT INTO sources_outlet (name, domain) VALUES ('Evening Post', '')"
COPY = "INSERT INTO {table} SELECT * FROM {table}"

WRITES: dict[int, list[Forbidden]] = {
    1: [
        forbid("approved_claim_has_a_proof",
               "UPDATE deals_claim SET state = 'approved', proof_id = NULL WHERE id = {draft}"),
        forbid("approved_claim_has_a_proof", "UPDATE deals_claim SET proof_id = NULL WHERE id = {approved}"),
        forbid("claim_proof_is_its_own", "UPDATE deals_claim SET proof_id = {quoted} WHERE id = {draft}"),
        forbid("claim_proof_is_its_own", "DELETE FROM deals_citation WHERE id = {approved_citation}"),
        forbid("claim_proof_is_its_own", "UPDATE deals_citation SET claim_id = {draft} WHERE id = {approved_citation}"),
    ],
    2: [
        forbid("does not stand", NEW_PASSAGE),
        forbid("does not stand", "UPDATE deals_passage SET text = 'never said' WHERE id = {passage}"),
        forbid("does not stand", 'UPDATE deals_passage SET start = start + 1, "end" = "end" + 1 WHERE id = {passage}'),
        forbid("does not stand", "UPDATE deals_passage SET text = lower(text)"),
        forbid("not from the quoted source", PASSAGE_OF_ANOTHER_SOURCE),
        forbid("not from the quoted source",
               "UPDATE deals_citation SET source_id = {other_source} WHERE id = {quoted}"),
        forbid("a quotation needs a passage", "DELETE FROM deals_passage WHERE citation_id = {quoted}"),
        forbid("a quotation needs a passage", QUOTATION_WITHOUT_PASSAGE),
        forbid("never change", "UPDATE sources_reading SET text = 'another text' WHERE id = {reading}",
               other={DESK: DENIED}),
    ],
    3: [
        forbid("statement_is_alone", "UPDATE deals_claim SET stage = 'delivered' WHERE id = {threat}"),
        forbid("stage_is_", "UPDATE deals_claim SET kind = 'stage' WHERE id = {threat}"),
        forbid("stage_is_whole", "UPDATE deals_claim SET stage = 'nearly there' WHERE id = {draft}"),
        forbid("claim_modality_is_a_word", "UPDATE deals_claim SET modality = 'sure' WHERE id = {draft}"),
        forbid("claim_track_is_of_its_deal",
               "INSERT INTO deals_deal (public_id, title, summary, not_known, transfer, route, is_fictional, version)"
               " VALUES ('1111111111', 'Another deal', '', '[]', 'sale', 'unknown', false, 1)",
               "UPDATE deals_claim SET deal_id = (SELECT id FROM deals_deal WHERE public_id = '1111111111')"
               " WHERE id = {draft}"),
        *(forbid(NO_COLUMN, f"UPDATE {table} SET stage = 'delivered'", other=dict.fromkeys((WORKER, PUBLIC), NO_COLUMN))
          for table in ("deals_deal", "deals_track")),
    ],
    4: [
        *frozen_to_all_but_insert("sources_capture", "capture"),
        *frozen_to_all_but_insert("sources_snapshot", "snapshot"),
        *frozen_to_all_but_insert("sources_reading", "reading"),
        *frozen_to_all_but_insert("deals_approval", "approval"),
        *frozen_to_all_but_insert("deals_decision", "decision"),
        *frozen_to_all_but_insert("deals_release", "release"),
        forbid("deals_approval", "UPDATE deals_claim SET proof_id = NULL, state = 'draft' WHERE id = {approved}",
               "DELETE FROM deals_citation WHERE id = {approved_citation}",
               "DELETE FROM deals_claim WHERE id = {approved}"),
        forbid("is never emptied", "TRUNCATE deals_claim CASCADE", other={DESK: DENIED}),
        forbid("retracted_claim_has_a_reason", "UPDATE deals_claim SET state = 'retracted' WHERE id = {approved}"),
        forbid("public id", "UPDATE deals_claim SET public_id = '2222222222' WHERE id = {draft}"),
    ],
    5: [
        forbid("needs a signature", "UPDATE deals_claim SET text = 'otherwise' WHERE id = {draft}", signed=False),
        forbid("needs a signature", NEW_PARTY, signed=False),
        forbid("needs a signature", NEW_OUTLET, signed=False, other={WORKER: "needs a signature"}),
        forbid("needs a signature", "DELETE FROM deals_passage WHERE id = {second_passage}", signed=False),
        forbid("needs a signature",  # a name, but no number under which history keeps it
               "SELECT set_config('pghistory.context_metadata', '{{\"member\": 1}}', true)", NEW_OUTLET,
               signed=False, other={WORKER: "needs a signature"}),
        forbid("needs a reason", "UPDATE deals_claim SET version = 2, state = 'draft' WHERE id = {approved}", why=""),
        forbid("needs a reason", "UPDATE deals_claim SET text = 'otherwise' WHERE id = {approved}", why=""),
        forbid("Cannot update or delete", "UPDATE deals_claimhistory SET text = 'otherwise'", other={DESK: DENIED}),
        forbid("Cannot update or delete", "DELETE FROM deals_claimhistory", other={DESK: DENIED}),
        forbid("Cannot update or delete", "SET LOCAL pgtrigger.ignore = '{{public.deals_claimhistory:append_only}}'",
               "DELETE FROM deals_claimhistory", other={DESK: DENIED}),
        forbid("is never emptied", "TRUNCATE deals_claimhistory", other={DESK: DENIED}),
        forbid("who signed, and why, never changes", "UPDATE pghistory_context SET metadata = '{{}}'",
               other={WORKER: "who signed, and why, never changes"}),
        forbid("who signed, and why, never changes", "DELETE FROM pghistory_context", other={DESK: DENIED}),
    ],
    7: [
        forbid("proposed_claim_has_a_decision", "UPDATE deals_claim SET entry = 'suggested' WHERE id = {draft}"),
        forbid("proposed_claim_has_a_decision", "UPDATE deals_claim SET entry = 'imported' WHERE id = {draft}"),
        forbid("proposed_claim_has_a_decision", "UPDATE deals_claim SET decision_id = NULL WHERE id = {suggested}"),
        forbid("decided_suggestion_has_a_decision",
               "UPDATE suggestions_suggestion SET state = 'accepted', claim_id = {draft} WHERE id = {waiting}"),
        forbid("never change", "UPDATE suggestions_suggestion SET quote = 'otherwise' WHERE id = {waiting}"),
        forbid("import_names_its_report",
               "INSERT INTO deals_decision (verdict, reason, decided_by_id, decided_at)"
               " VALUES ('imported', '', {member}, now())"),
    ],
    8: [
        forbid("rank_has_a_reason", "UPDATE deals_claim SET rank = 'preferred' WHERE id = {draft}"),
        forbid("rank_has_a_reason", "UPDATE deals_claim SET rank = 'deprecated' WHERE id = {approved}"),
        forbid("rank_has_a_reason", "UPDATE deals_claim SET rank = 'best', rank_reason = 'so' WHERE id = {draft}"),
    ],
}  # fmt: skip

PROPOSED_ONLY = [
    forbid("", f"INSERT INTO {table} SELECT * FROM {table}")
    for table in ("deals_claim", "deals_citation", "deals_passage", "deals_decision", "deals_approval", "deals_release",
                  "deals_deal", "deals_party", "deals_publisheddeal")
]  # fmt: skip
"""Of these the worker may make none."""

PUBLIC_WRITES = [
    forbid("", f"{verb} {table}{rest}")
    for table in ("deals_release", "deals_publisheddeal", "deals_publishedentry")
    for verb, rest in (("DELETE FROM", ""), ("UPDATE", " SET id = id"), ("INSERT INTO", " DEFAULT VALUES"))
]
"""What the public reads, neither it nor the worker writes."""
