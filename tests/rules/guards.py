"""Each guard that the database keeps, with a write that this guard alone refuses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.rules.writes import (
    FORGED,
    NEW_APPROVAL,
    NEW_CLAIM,
    NEW_CONTEXT,
    NEW_MOVE,
    NEW_PASSAGE,
    NEW_SUGGESTION,
    NEXT_RELEASE,
    PASSAGE_OF_ANOTHER_SOURCE,
    QUOTATION_WITHOUT_PASSAGE,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

SIGNED = (
    "sources_outlet", "sources_source", "sources_capture", "sources_snapshot", "sources_reading", "deals_party",
    "deals_partyalias", "deals_speaker", "deals_weaponsystem", "deals_deal", "deals_dealsystem", "deals_track",
    "deals_claim", "deals_origin", "deals_citation", "deals_passage", "deals_decision", "deals_approval",
    "deals_release", "deals_sequel", "deals_move", "suggestions_intake", "suggestions_suggestion",
)  # fmt: skip
FROZEN = (
    "sources_capture", "sources_snapshot", "sources_reading", "deals_decision", "deals_approval", "deals_release",
    "deals_move",
)  # fmt: skip
HISTORIES = (
    "deals_partyhistory", "deals_partyaliashistory", "deals_speakerhistory", "deals_weaponsystemhistory",
    "deals_dealhistory", "deals_dealsystemhistory", "deals_trackhistory", "deals_claimhistory", "deals_originhistory",
    "deals_citationhistory", "deals_passagehistory", "deals_sequelhistory", "sources_outlethistory",
    "sources_sourcehistory", "suggestions_intakehistory", "suggestions_suggestionhistory",
)  # fmt: skip
WITH_PUBLIC_ID = (
    "deals_party", "deals_weaponsystem", "deals_deal", "deals_track", "deals_claim", "deals_origin", "sources_source",
    "suggestions_intake",
)  # fmt: skip
# Derived from releases, remade at any time, by somebody.
PROJECTION = ("deals_publisheddeal", "deals_publishedentry")
NEITHER_SIGNED_NOR_KEPT = {
    # signing in: Django's and axes' own
    "deals_member", "deals_member_groups", "deals_member_user_permissions", "auth_group", "auth_group_permissions",
    "auth_permission", "django_content_type", "django_session", "axes_accessattempt", "axes_accesslog",
    "axes_accessfailurelog", "axes_accessattemptexpiration", "django_migrations",
}  # fmt: skip


@dataclass(frozen=True)
class Guard:
    """A trigger or constraint, the write that it refuses, the words it says, and the triggers to set aside first."""

    kind: str
    table: str
    name: str
    statements: tuple[str, ...]
    words: str
    is_signed: bool = True
    why: str = "a test"
    by: str = "member"
    role: str = "register_owner"
    aside: str = ""

    @property
    def drop(self) -> str:
        if self.kind == "trigger":
            return f"DROP TRIGGER {self.name} ON {self.table}"
        if self.kind == "index":
            return f"DROP INDEX {self.name}"
        return f"ALTER TABLE {self.table} DROP CONSTRAINT {self.name}"


def guard(kind: str, table: str, name: str, words: str, *statements: str, **more: object) -> Guard:
    return Guard(kind, table, name, statements, words, **more)  # type: ignore[arg-type]


def _aside(name: str, but: str) -> str:
    """Set aside the triggers of that name on all tables but one: TRUNCATE CASCADE meets them all."""
    return (
        "DO $$ DECLARE t text; BEGIN FOR t IN SELECT tgrelid::regclass FROM pg_trigger"
        f" WHERE tgname = '{name}' AND tgrelid <> '{but}'::regclass LOOP"
        f" EXECUTE format('ALTER TABLE %s DISABLE TRIGGER {name}', t); END LOOP; END $$"
    )


def triggers() -> Iterator[Guard]:
    for table in (*SIGNED, *PROJECTION):
        aside = f"ALTER TABLE {table} DISABLE TRIGGER frozen" if table in FROZEN else ""
        yield guard("trigger", table, "signed", "needs a signature", f"UPDATE {table} SET id = id",
                    is_signed=False, aside=aside)  # fmt: skip
    for table in FROZEN:
        yield guard("trigger", table, "frozen", "never change", f"UPDATE {table} SET id = id")
    for table in (*SIGNED, *HISTORIES, "pghistory_context"):
        truncated = f"TRUNCATE {table} CASCADE"
        yield guard("trigger", table, "kept", "is never emptied", truncated, aside=_aside("kept", table))
    for table in WITH_PUBLIC_ID:
        drafts = " WHERE state = 'draft'" if table == "deals_claim" else ""
        yield guard("trigger", table, "permanent", "public id", f"UPDATE {table} SET public_id = 'x' || id{drafts}")
    for table in HISTORIES:
        yield guard("trigger", table, "written_by_a_change", "by the changes themselves", FORGED.format(table))
    yield from _single_triggers()
    yield from _triggers_of_rows_that_are_new()
    yield from _triggers_of_moves()


def _single_triggers() -> Iterator[Guard]:
    yield guard(
        "trigger",
        "deals_claim",
        "approved_needs_a_reason",
        "needs a reason",
        "UPDATE deals_claim SET text = 'otherwise' WHERE id = {approved}",
        why="",
        aside="ALTER TABLE deals_claim DISABLE TRIGGER approved_version_stands",
    )
    yield guard("trigger", "deals_claim", "approved_version_stands", "changes as a new version",
                "UPDATE deals_claim SET text = 'otherwise' WHERE id = {approved}")  # fmt: skip
    yield guard("trigger", "pghistory_context", "signature_stands", "never changes", "DELETE FROM pghistory_context")
    yield guard(
        "trigger",
        "suggestions_suggestion",
        "candidate_is_frozen",
        "never change",
        "UPDATE suggestions_suggestion SET quote = 'otherwise'",
    )
    yield guard("trigger", "deals_passage", "passage_stands", "does not stand", NEW_PASSAGE)
    # The deferred trigger counts again what this one refuses at once.
    yield guard("trigger", "deals_passage", "passage_stands", "not from the quoted", PASSAGE_OF_ANOTHER_SOURCE)
    yield guard("trigger", "deals_citation", "quotation_has_words", "needs a passage", QUOTATION_WITHOUT_PASSAGE)
    yield guard(
        "trigger",
        "deals_citation",
        "quotation_has_words",
        "not from the quoted",
        "UPDATE deals_citation SET source_id = {other_source} WHERE id = {quoted}",
    )
    yield guard("trigger", "deals_passage", "quotation_keeps_words", "needs a passage",
                "DELETE FROM deals_passage WHERE citation_id = {quoted}")  # fmt: skip


def _triggers_of_moves() -> Iterator[Guard]:
    yield guard("trigger", "deals_move", "move_is_of_the_claim", "not in the deal",
                NEW_MOVE.format("{moved}", "{deal}", "{other_deal}", "{other_track}"), by="publisher")  # fmt: skip
    yield guard("trigger", "deals_move", "move_is_of_the_claim", "not of the deal",
                NEW_MOVE.format("{draft}", "{deal}", "{other_deal}", "{track}"), by="publisher")  # fmt: skip
    yield guard("trigger", "deals_move", "move_is_of_the_claim", "signed by the publisher",
                NEW_MOVE.format("{draft}", "{deal}", "{other_deal}", "{other_track}"))  # fmt: skip
    yield guard("trigger", "deals_claim", "claim_moves_on_record", "only with a move",
                "UPDATE deals_claim SET deal_id = {other_deal}, track_id = {other_track}"
                " WHERE id = {draft}")  # fmt: skip


def _triggers_of_rows_that_are_new() -> Iterator[Guard]:
    yield guard("trigger", "pghistory_context", "signature_is_of_now", "only the present signature",
                NEW_CONTEXT.format("gen_random_uuid()"))  # fmt: skip
    yield guard("trigger", "deals_approval", "approval_is_of_the_version", "not of the version",
                NEW_APPROVAL.replace("version, 2", "7, 2"), by="publisher")  # fmt: skip
    yield guard("trigger", "deals_approval", "approval_is_of_the_version", "signed by the publisher", NEW_APPROVAL)
    yield guard("trigger", "deals_release", "release_is_the_next", "not the next release",
                NEXT_RELEASE.replace("+ 1", "+ 2"), by="publisher")  # fmt: skip
    yield guard("trigger", "deals_release", "release_is_the_next", "signed by the publisher", NEXT_RELEASE)
    yield guard("trigger", "deals_claim", "beginning_stands", "how a claim came about",
                "UPDATE deals_claim SET entry = 'typed', decision_id = NULL WHERE id = {suggested}")  # fmt: skip
    yield guard("trigger", "deals_claim", "beginning_stands", "only grows",
                "UPDATE deals_claim SET version = 0 WHERE id = {draft}")  # fmt: skip
    yield guard("trigger", "deals_claim", "decision_is_of_its_entry", "does not come of a decision",
                NEW_CLAIM.format("imported", "{decision}"))  # fmt: skip
    yield guard("trigger", "suggestions_suggestion", "suggestion_stands", "does not stand",
                NEW_SUGGESTION.format("'never said'", "'waiting', NULL, NULL", "{waiting}"))  # fmt: skip
    yield guard("trigger", "sources_source", "cited_source_stands", "does not change a source",
                "UPDATE sources_source SET title = 'otherwise' WHERE id = {source}",
                role="register_worker")  # fmt: skip
    yield guard("index", "deals_claim", "claim_once_a_decision", "claim_once_a_decision",
                NEW_CLAIM.format("suggested", "{decision}"))  # fmt: skip


def foreign_keys() -> Iterator[Guard]:
    yield guard(
        "constraint",
        "deals_claim",
        "claim_proof_is_its_own",
        "claim_proof_is_its_own",
        "UPDATE deals_claim SET proof_id = {quoted} WHERE id = {draft}",
    )
    yield guard(
        "constraint",
        "deals_claim",
        "claim_proof_is_its_own",
        "claim_proof_is_its_own",
        "DELETE FROM deals_citation WHERE id = {approved_citation}",
    )
    yield guard("constraint", "deals_claim", "claim_proof_is_its_own", "claim_proof_is_its_own",
                "UPDATE deals_citation SET bearing = 'mentions' WHERE id = {approved_citation}")  # fmt: skip
    yield guard("constraint", "deals_claim", "approved_claim_has_an_approval", "approved_claim_has_an_approval",
                "UPDATE deals_claim SET state = 'approved' WHERE id = {draft}")  # fmt: skip
    yield guard("constraint", "deals_claim", "claim_track_is_of_its_deal", "claim_track_is_of_its_deal",
                "UPDATE deals_claim SET track_id = {other_track} WHERE id = {draft}")  # fmt: skip


# check constraint: table, what is set to which value, in which rows
CHECKS: dict[str, tuple[str, str, str]] = {
    "approved_claim_has_a_proof": ("deals_claim", "proof_id = NULL", "id = {approved}"),
    "claim_kind_is_a_word": ("deals_claim", "kind = 'rumour', modality = 'asserted'", "id = {bare}"),
    "claim_modality_is_a_word": ("deals_claim", "modality = 'sure'", "id = {draft}"),
    "claim_state_is_a_word": ("deals_claim", "state = 'nearly'", "id = {draft}"),
    "claim_weight_is_a_word": ("deals_claim", "weight = 'heavy'", "id = {draft}"),
    "claim_happened_is_a_date": ("deals_claim", "happened_edtf = '2031'", "id = {draft}"),
    "claim_announced_is_a_date": ("deals_claim", "announced_first = now()", "id = {draft}"),
    "claim_has_words": ("deals_claim", "label = ''", "id = {draft}"),
    "rank_has_a_reason": ("deals_claim", "rank = 'preferred'", "id = {draft}"),
    "retracted_claim_has_a_reason": ("deals_claim", "retraction_reason = 'so'", "id = {draft}"),
    "proposed_claim_has_a_decision": ("deals_claim", "entry = 'imported'", "id = {draft}"),
    "phrase_has_an_anchor": ("deals_claim", "anchored_on = now()", "id = {draft}"),
    "participation_is_whole": ("deals_claim", "role = NULL", "kind = 'participation'"),
    "participation_is_alone": ("deals_claim", "act = 'warn'", "kind = 'participation'"),
    "stage_is_whole": ("deals_claim", "stage = 'contract_signed'", "id = {draft}"),
    "stage_is_alone": ("deals_claim", "amount = 1", "id = {draft}"),
    "payment_is_whole": ("deals_claim", "amount = 1", "kind = 'payment'"),
    "payment_is_alone": ("deals_claim", "basis = 'loan'", "kind = 'payment'"),
    "delivery_is_whole": ("deals_claim", "system_id = NULL", "kind = 'delivery'"),
    "delivery_is_alone": ("deals_claim", "commitment = 'firm'", "kind = 'delivery'"),
    "order_is_whole": ("deals_claim", "quantity_unit = ''", "kind = 'order'"),
    "order_is_alone": ("deals_claim", "delivery_measure = 'flow'", "kind = 'order'"),
    "valuation_is_whole": ("deals_claim", "currency = 'usd'", "kind = 'valuation'"),
    "valuation_is_alone": ("deals_claim", "share_percent = 1", "kind = 'valuation'"),
    "authorisation_is_whole": ("deals_claim", "outcome = 'perhaps'", "kind = 'authorisation'"),
    "authorisation_is_alone": ("deals_claim", "stage = 'in_force'", "kind = 'authorisation'"),
    "statement_is_whole": ("deals_claim", "consequence = NULL", "id = {threat}"),
    "statement_is_alone": ("deals_claim", "stage = 'cancelled'", "id = {threat}"),
    "event_is_whole": ("deals_claim", "actor_id = NULL", "kind = 'event'"),
    "event_is_alone": ("deals_claim", "outcome = 'refused'", "kind = 'event'"),
    "relation_names_another_deal": ("deals_claim", "relation = 'part_of', related_deal_id = deal_id", "id = {draft}"),
    "ended_deal_says_why_and_when": ("deals_deal", "ending = 'withdrawn'", "id = {deal}"),
    "merged_deal_names_its_target":
        ("deals_deal", "ending = 'merged', ending_why = 'so', ended_on = now()", "id = {deal}"),
    "citation_grades_are_words": ("deals_citation", "source_grade = 'G'", "true"),
    "translation_names_its_translator": ("deals_citation", "translation = 'in other words'", "true"),
    "sequel_became_is_a_word": ("deals_sequel", "became = 'forgotten'", "true"),
    "sequel_is_another_claim": ("deals_sequel", "followed_by_id = claim_id", "true"),
    "move_goes_elsewhere": ("deals_move", "to_deal_id = from_deal_id", "true"),
    "move_says_why": ("deals_move", "why = ''", "true"),
    "approver_is_not_the_author": ("deals_approval", "approved_by_id = drafted_by_id", "true"),
    "citation_bearing_is_a_word": ("deals_citation", "bearing = 'hints'", "true"),
    "citation_kind_is_a_word": ("deals_citation", "kind = 'rumour'", "true"),
    "citation_is_of_one_basis": ("deals_citation", "locator = ''", "basis = 'paraphrased'"),
    "deal_has_a_title": ("deals_deal", "title = ''", "id = {deal}"),
    "deal_route_is_a_word": ("deals_deal", "route = 'by mail'", "true"),
    "deal_transfer_is_a_word": ("deals_deal", "transfer = 'theft'", "true"),
    "decision_verdict_is_a_word": ("deals_decision", "verdict = 'perhaps'", "true"),
    "import_names_its_report": ("deals_decision", "verdict = 'imported', reason = ''", "true"),
    "member_role_is_a_word": ("deals_member", "role = 'king'", "true"),
    "origin_said_is_a_date": ("deals_origin", "said_edtf = '2031'", "true"),
    "party_has_a_name": ("deals_party", "name = ''", "id = {party}"),
    "party_kind_is_a_word": ("deals_party", "kind = 'planet'", "id = {party}"),
    "passage_has_text": ("deals_passage", "text = ''", "true"),
    "release_says_why": ("deals_release", "why = ''", "true"),
    "track_has_a_name": ("deals_track", "name = ''", "id = {track}"),
    "weapon_system_category_is_a_word": ("deals_weaponsystem", "category = 'toys'", "true"),
    "weapon_system_has_a_designation": ("deals_weaponsystem", "designation = ''", "true"),
    "capture_has_a_snapshot_or_an_error": ("sources_capture", "error = 'none'", "true"),
    "capture_method_is_a_word": ("sources_capture", "method = 'dreamt'", "true"),
    "outlet_has_a_name": ("sources_outlet", "name = ''", "true"),
    "reading_has_a_hash": ("sources_reading", "sha256 = 'no'", "true"),
    "reading_has_text": ("sources_reading", "text = ''", "true"),
    "snapshot_has_a_hash": ("sources_snapshot", "sha256 = 'no' || id", "true"),
    "source_has_a_title": ("sources_source", "title = ''", "true"),
    "source_kind_is_a_word": ("sources_source", "kind = 'rumour'", "true"),
    "source_published_is_a_date": ("sources_source", "published_edtf = ''", "published_edtf <> ''"),
    "intake_state_is_a_word": ("suggestions_intake", "state = 'lost'", "true"),
    "decided_suggestion_has_a_decision": ("suggestions_suggestion", "state = 'rejected'", "id = {waiting}"),
    "suggestion_has_a_passage": ("suggestions_suggestion", '"end" = start', "true"),
    "suggestion_state_is_a_word": ("suggestions_suggestion", "state = 'perhaps'", "id = {waiting}"),
}

ASIDE = {
    # what refuses the same write first, for reasons of its own
    "citation_bearing_is_a_word": "ALTER TABLE deals_claim DROP CONSTRAINT claim_proof_is_its_own",
    "passage_has_text": "ALTER TABLE deals_passage DISABLE TRIGGER passage_stands",
    "suggestion_has_a_passage": "ALTER TABLE suggestions_suggestion DISABLE TRIGGER candidate_is_frozen",
    "proposed_claim_has_a_decision": "ALTER TABLE deals_claim DISABLE TRIGGER beginning_stands",
    "claim_state_is_a_word": "ALTER TABLE deals_claim DROP CONSTRAINT retracted_claim_has_a_reason",
    "suggestion_state_is_a_word":
        "ALTER TABLE suggestions_suggestion DROP CONSTRAINT decided_suggestion_has_a_decision",
}  # fmt: skip


def checks() -> Iterator[Guard]:
    for table in HISTORIES:
        forged = FORGED.format(table).replace("-h.pgh_id", "-h.pgh_id, 'pgh_context_id', null")
        aside = f"ALTER TABLE {table} DISABLE TRIGGER written_by_a_change"
        yield guard("constraint", table, f"{table}_is_signed", f"{table}_is_signed", forged, aside=aside)
    for name, (table, values, where) in CHECKS.items():
        aside = f"ALTER TABLE {table} DISABLE TRIGGER frozen" if table in FROZEN else ASIDE.get(name, "")
        statement = f"UPDATE {table} SET {values} WHERE {where}"
        yield guard("constraint", table, name, f'check constraint "{name}"', statement, aside=aside)
