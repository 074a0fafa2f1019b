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
    by: str = "member"

    def words(self, role: str) -> str:
        return self.other.get(role) or (self.guard if role in {OWNER, DESK} else DENIED)


def forbid(guard: str, *statements: str, **more: object) -> Forbidden:
    return Forbidden(guard, statements, **more)  # type: ignore[arg-type]


def refused(world: World, role: str, writes: list[Forbidden]) -> None:
    """Every one of the writes is refused to the role, with the words that name the guard."""
    assert writes
    for write in writes:
        error = world.write(role, *write.statements, signed=write.signed, why=write.why, by=write.by)
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
    " locator, language, translation, translated_by, source_grade, information_grade) VALUES ({draft}, {source},"
    " {origin}, '[]', 'quoted', 'document', 'supports', '', '', '', '', '', '', '', '')"
)
NEW_PARTY = "INSERT INTO deals_party (public_id, kind, name, code) VALUES ('0000000000', 'state', 'Upland', '')"
NEW_OUTLET = "INSERT INTO sources_outlet (name, domain) VALUES ('Evening Post', '')"
NEW_APPROVAL = (
    "INSERT INTO deals_approval"
    " (claim_id, version, schema, document, drafted_by_id, approved_by_id, approved_at, is_by_author)"
    " SELECT id, version, 2, '{{}}', drafted_by_id, {publisher}, now(), false FROM deals_claim WHERE id = {draft}"
)
_RELEASE = "deal_id, deal_public_id, number, schema, document, sha256, published_at, published_by_id, why"
NEXT_RELEASE = (
    f"INSERT INTO deals_release ({_RELEASE}) SELECT {_RELEASE.replace('number', 'number + 1')} FROM deals_release"
)
FORGED = "INSERT INTO {0} SELECT (jsonb_populate_record(h, jsonb_build_object('pgh_id', -h.pgh_id))).* FROM {0} h"
CONTEXT = "set_config('pghistory.context_id', '{0}', true)"
METADATA = """set_config('pghistory.context_metadata', '{{{{"member": {0}}}}}', true)"""
NEW_CONTEXT = (
    "INSERT INTO pghistory_context (id, metadata, created_at, updated_at)"
    " VALUES ({0}, '{{{{}}}}', '2001-01-01', '2001-01-01')"
)
NEW_MOVE = (
    "INSERT INTO deals_move (claim_id, from_deal_id, to_deal_id, to_track_id, why, moved_by_id, moved_at)"
    " VALUES ({0}, {1}, {2}, {3}, 'so', {{publisher}}, now())"
)
OLD_SIGNATURE = "SELECT set_config('pghistory.context_id', '{signature}', true)"
NEW_SUGGESTION = (
    'INSERT INTO suggestions_suggestion (intake_id, reading_id, kind, candidate, quote, start, "end", fingerprint,'
    " state, decision_id, claim_id) SELECT intake_id, reading_id, kind, candidate, {0}, start, \"end\", 'new', {1}"
    " FROM suggestions_suggestion WHERE id = {2}"
)
NEW_CLAIM = (
    "INSERT INTO deals_claim (public_id, deal_id, track_id, kind, text, label, weight, modality, is_negated,"
    " happened_edtf, announced_edtf, phrase, relation, state, rank, rank_reason, retraction_reason, version,"
    " drafted_by_id, drafted_at, authors, stage, entry, decision_id) SELECT '3333333333', deal_id, track_id, kind,"
    " 'again', 'again', weight, modality, false, '', '', '', '', 'draft', rank, '', '', 1, drafted_by_id, now(),"
    " authors, stage, '{0}', {1}"
    " FROM deals_claim"
    " WHERE id = {{draft}}"
)

_WITHHOLDING = "public_id, what, ground, reference, texts, marks, asked_by_id, asked_at, is_replayed, state"
NEW_WITHHOLDING = (
    f"INSERT INTO deals_withholding ({_WITHHOLDING}) VALUES ('4444444444', 'name', 'danger', 'a letter',"
    " '[\"Ada Brook\"]', '[]', {publisher}, now(), false, 'asked')"
)
CONFIRMED_AT_ONCE = (
    f"INSERT INTO deals_withholding ({_WITHHOLDING}, decided_by_id, decided_at, blanked_at)"
    " SELECT '4444444444', what, ground, reference, texts, marks, asked_by_id, asked_at, false, state, decided_by_id,"
    " now(), now() FROM deals_withholding WHERE id = {withholding}"
)
NEW_WITHHELD_ROW = (
    'INSERT INTO deals_withheldrow (withholding_id, place, "row", "column", found)'
    " VALUES ({withholding}, 'deals_release', '{release}', 'document', '{{}}')"
)
WITHHELD_AGAIN = (
    "INSERT INTO sources_snapshot (source_id, sha256, media_type, charset, number_bytes, file, headers, taken_at)"
    " SELECT source_id, repeat('0', 64), media_type, charset, number_bytes, 'another', headers, now()"
    " FROM sources_snapshot WHERE id = {withheld_snapshot}"
)
CONFIRMED = "state = 'confirmed', decided_by_id = {0}, decided_at = now(), blanked_at = now() WHERE id = {{asked}}"

WRITES: dict[int | str, list[Forbidden]] = {
    1: [
        forbid("approved_claim_has_a_proof",
               "UPDATE deals_claim SET state = 'approved', proof_id = NULL WHERE id = {draft}"),
        forbid("approved_claim_has_a_proof", "UPDATE deals_claim SET proof_id = NULL WHERE id = {approved}"),
        forbid("claim_proof_is_its_own", "UPDATE deals_claim SET proof_id = {quoted} WHERE id = {draft}"),
        forbid("claim_proof_is_its_own", "DELETE FROM deals_citation WHERE id = {approved_citation}"),
        forbid("claim_proof_is_its_own", "UPDATE deals_citation SET claim_id = {draft} WHERE id = {approved_citation}"),
        forbid("claim_proof_is_its_own",
               "UPDATE deals_citation SET bearing = 'disputes' WHERE id = {approved_citation}"),
    ],
    2: [
        forbid("does not stand", NEW_PASSAGE),
        forbid("does not stand", "UPDATE deals_passage SET text = 'never said' WHERE id = {passage}"),
        forbid("does not stand", 'UPDATE deals_passage SET start = start + 1, "end" = "end" + 1 WHERE id = {passage}'),
        forbid("does not stand", "UPDATE deals_passage SET text = lower(text)"),
        forbid("does not stand", NEW_SUGGESTION.format("'never said'", "'waiting', NULL, NULL", "{waiting}"),
               other={WORKER: "does not stand"}),
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
               "UPDATE deals_claim SET track_id = {other_track} WHERE id = {draft}"),
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
        forbid("retracted_claim_has_a_reason", "UPDATE deals_claim SET state = 'retracted' WHERE id = {approved}",
               by="publisher"),
        forbid("public id", "UPDATE deals_claim SET public_id = '2222222222' WHERE id = {draft}"),
        forbid("only with a move on record",
               "UPDATE deals_claim SET deal_id = {other_deal}, track_id = {other_track} WHERE id = {draft}"),
        forbid("not in the deal that it would leave",
               NEW_MOVE.format("{moved}", "{deal}", "{other_deal}", "{other_track}"), by="publisher"),
        forbid("signed by the publisher", NEW_MOVE.format("{draft}", "{deal}", "{other_deal}", "{other_track}")),
        forbid("never change", "UPDATE deals_move SET why = 'otherwise'", other={DESK: DENIED}),
        forbid("approved_claim_has_an_approval", "UPDATE deals_claim SET state = 'approved' WHERE id = {draft}"),
        forbid("not of the version that stands", NEW_APPROVAL.replace("version, 2", "7, 2"), by="publisher"),
        forbid("not of the version that stands", NEW_APPROVAL.replace("SELECT id, version, 2, '{{}}', drafted_by_id",
               "SELECT id, version, 2, '{{}}', {publisher}"), by="publisher"),
        forbid("names its author", "UPDATE deals_claim SET authors = authors || {publisher}::bigint WHERE id = {draft}",
               NEW_APPROVAL, by="publisher"),
        forbid("not the next release", NEXT_RELEASE.replace("+ 1", "+ 2"), by="publisher"),
        forbid("not the next release", NEXT_RELEASE.replace("deal_public_id, number +", "'2222222222', number +"),
               by="publisher"),
        forbid("hash is not that", NEXT_RELEASE.replace("document, sha256, published_at, published_by_id, why FROM",
               "'another', sha256, published_at, published_by_id, why FROM"), by="publisher"),
        forbid("version only grows", "UPDATE deals_claim SET version = 0 WHERE id = {draft}"),
        *(forbid("changes as a new version", f"UPDATE deals_claim SET {words} WHERE id = {{approved}}") for words in (
            "text = 'otherwise'", "happened_edtf = '2031', happened_first = '2031-01-01', happened_last = '2031-12-31'",
            "rank = 'preferred', rank_reason = 'It is later.'", "text = 'otherwise', state = 'draft'")),
        forbid("changes as a new version", "UPDATE deals_claim SET state = 'draft' WHERE id = {approved}",
               "UPDATE deals_claim SET text = 'otherwise' WHERE id = {approved}"),
    ],
    "4, withholding": [
        forbid("who signs", NEW_WITHHOLDING),
        forbid("who signs", CONFIRMED_AT_ONCE, by="administrator"),
        forbid("and stands", f"UPDATE deals_withholding SET {CONFIRMED.format('{publisher}')}", by="publisher"),
        forbid("and stands", "UPDATE deals_withholding SET reading_id = {reading} WHERE id = {asked}", by="publisher"),
        forbid("and stands", "UPDATE deals_withholding SET state = 'asked', decided_by_id = NULL, decided_at = NULL,"
               " blanked_at = NULL WHERE id = {withholding}", by="administrator"),
        forbid("and stands", "DELETE FROM deals_withholding WHERE id = {asked}", other={DESK: DENIED}),
        forbid("a second publisher", "SELECT withhold({asked}, '{{}}')", by="publisher"),
        forbid("a second publisher", "SELECT withhold({asked}, '{{}}')"),
        forbid("does not wait", "SELECT withhold({withholding}, '{{}}')", by="administrator"),
        forbid("never change", "SELECT blank_withheld({asked}, '{{}}')", by="administrator", other={DESK: DENIED}),
        forbid("the withholding itself", NEW_WITHHELD_ROW, other={DESK: DENIED}),
        forbid("never change", "UPDATE deals_release SET withheld = '[]'", other={DESK: DENIED}),
        forbid("not captured again", WITHHELD_AGAIN, other={WORKER: "not captured again"}),
        *frozen_to_all_but_insert("deals_withheldrow", "withheld_row"),
    ],
    5: [
        forbid("needs a signature", "UPDATE deals_claim SET text = 'otherwise' WHERE id = {draft}", signed=False),
        forbid("needs a signature", NEW_PARTY, signed=False),
        forbid("needs a signature", NEW_OUTLET, signed=False, other={WORKER: "needs a signature"}),
        forbid("needs a signature", "DELETE FROM deals_passage WHERE id = {second_passage}", signed=False),
        forbid("needs a signature",  # a name, but no number under which history keeps it
               "SELECT set_config('pghistory.context_metadata', '{{\"member\": 1}}', true)", NEW_OUTLET,
               signed=False, other={WORKER: "needs a signature"}),
        forbid("invalid input syntax for type uuid", f"SELECT {CONTEXT.format('zzz')}", NEW_OUTLET,
               other={WORKER: "invalid input syntax for type uuid"}),
        forbid("of another transaction", OLD_SIGNATURE, NEW_OUTLET, other={WORKER: "of another transaction"}),
        *(forbid("needs a signature", f"SELECT {METADATA.format(member)}", NEW_OUTLET,
                 other={WORKER: "needs a signature"}) for member in ("0", "null", '"one"', "true")),
        forbid("needs a signature", NEW_PARTY, by="left"),
        forbid("signed by the publisher", NEW_APPROVAL),
        forbid("signed by the publisher", NEW_APPROVAL.replace("{publisher}", "{member}").replace("false", "true")),
        forbid("signed by the publisher", NEXT_RELEASE),
        forbid("only the present signature", NEW_CONTEXT.format("gen_random_uuid()"), other={DESK: DENIED}),
        forbid("written by the changes themselves", FORGED.format("deals_claimhistory"), other={DESK: DENIED}),
        forbid("needs a signature", "UPDATE deals_publisheddeal SET title = 'otherwise'", signed=False),
        forbid("needs a signature", "DELETE FROM deals_publishedentry", signed=False),
        forbid("needs a reason", "UPDATE deals_claim SET version = 2, state = 'draft' WHERE id = {approved}", why=""),
        forbid("needs a reason", "UPDATE deals_claim SET text = 'otherwise' WHERE id = {approved}", why=""),
        forbid("Cannot update or delete", "UPDATE deals_claimhistory SET text = 'otherwise'", other={DESK: DENIED}),
        forbid("Cannot update or delete", "DELETE FROM deals_claimhistory", other={DESK: DENIED}),
        forbid("Cannot update or delete", "SET LOCAL pgtrigger.ignore = '{{public.deals_claimhistory:append_only}}'",
               "DELETE FROM deals_claimhistory", other={DESK: DENIED}),
        forbid("is never emptied", "TRUNCATE deals_claimhistory", other={DESK: DENIED}),
        forbid("who signed, and why, never changes", "UPDATE pghistory_context SET metadata = '{{}}'",
               other={DESK: DENIED}),
        forbid("who signed, and why, never changes", "DELETE FROM pghistory_context", other={DESK: DENIED}),
    ],
    7: [
        forbid("how a claim came about", "UPDATE deals_claim SET entry = 'suggested' WHERE id = {draft}"),
        forbid("how a claim came about", "UPDATE deals_claim SET decision_id = NULL WHERE id = {suggested}"),
        forbid("how a claim came about",
               "UPDATE deals_claim SET decision_id = NULL, entry = 'typed' WHERE id = {suggested}"),
        forbid("proposed_claim_has_a_decision", NEW_CLAIM.format("suggested", "NULL")),
        forbid("claim_once_a_decision", NEW_CLAIM.format("suggested", "{decision}")),
        forbid("does not come of a decision", NEW_CLAIM.format("imported", "{decision}")),
        forbid("a suggestion begins by waiting", NEW_SUGGESTION.format(
               "quote", "state, (SELECT max(id) FROM deals_decision), claim_id", "{suggestion}"),
               other={WORKER: "a suggestion begins by waiting"}),
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
    forbid("", f"INSERT INTO {table} DEFAULT VALUES")
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
