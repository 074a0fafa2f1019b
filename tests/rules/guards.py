"""Each guard that the database keeps, with a write that this guard alone refuses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.rules.roles import MEMBERS, NOT_BY_ROLE
from tests.rules.writes import (
    FORGED,
    NEW_APPROVAL,
    NEW_CLAIM,
    NEW_CONTEXT,
    NEW_MOVE,
    NEW_PASSAGE,
    NEW_SUGGESTION,
    NEW_WITHHELD_ROW,
    NEW_WITHHOLDING,
    NEXT_RELEASE,
    PASSAGE_OF_ANOTHER_SOURCE,
    QUOTATION_WITHOUT_PASSAGE,
    WITHHELD_AGAIN,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

SIGNED = (
    "sources_outlet", "sources_source", "sources_capture", "sources_snapshot", "sources_reading", "deals_party",
    "deals_partyalias", "deals_speaker", "deals_weaponsystem", "deals_deal", "deals_dealsystem", "deals_track",
    "deals_claim", "deals_origin", "deals_citation", "deals_passage", "deals_decision", "deals_approval",
    "deals_release", "deals_sequel", "deals_move", "deals_withholding", "deals_withheldrow", "suggestions_intake",
    "suggestions_suggestion",
)  # fmt: skip
FROZEN = (
    "sources_capture", "sources_snapshot", "sources_reading", "deals_decision", "deals_approval", "deals_release",
    "deals_move", "deals_withheldrow",
)  # fmt: skip
HISTORIES = (
    "deals_partyhistory", "deals_partyaliashistory", "deals_speakerhistory", "deals_weaponsystemhistory",
    "deals_dealhistory", "deals_dealsystemhistory", "deals_trackhistory", "deals_claimhistory", "deals_originhistory",
    "deals_citationhistory", "deals_passagehistory", "deals_sequelhistory", "deals_memberhistory",
    "sources_outlethistory", "sources_sourcehistory", "suggestions_intakehistory", "suggestions_suggestionhistory",
)  # fmt: skip
WITH_PUBLIC_ID = (
    "deals_party", "deals_weaponsystem", "deals_deal", "deals_track", "deals_claim", "deals_origin", "sources_source",
    "suggestions_intake", "deals_withholding",
)  # fmt: skip
# Derived from releases, remade at any time, by somebody.
PROJECTION = (
    "deals_publisheddeal", "deals_publishedentry", "deals_publishedfacet", "deals_publishedfigure",
    "deals_publishedline", "deals_publishedmention", "deals_publishedtally", "deals_publishedvalue",
)  # fmt: skip
NEW_FIGURE = (
    "INSERT INTO deals_publishedfigure (deal_id, subject, role, unit, step, number, mark, is_level, is_planned,"
    " is_disputed, claims) SELECT id, 'system:x', '', 'boats', 'contracted', 1, 'exactly', false, false, false, '{{}}'"
    " FROM deals_publisheddeal"
)
NEW_VALUE = (
    "INSERT INTO deals_publishedvalue (deal_id, deal_public_id, is_fictional, currency, mark, is_disputed, claim)"
    " SELECT id, deal_public_id, false, 'XXX', '', false, '' FROM deals_publisheddeal"
)
"""The register of these tests says no sum and no quantity."""
NEW_LINE = (
    "INSERT INTO deals_publishedline (deal_id, listing, kind, place, told)"
    " SELECT id, 'due', 'delivery', 'x', '{{}}' FROM deals_publisheddeal"
)
"""It may have no line of any list either."""
NEW_ROWS = {"deals_publishedfigure": NEW_FIGURE, "deals_publishedline": NEW_LINE, "deals_publishedvalue": NEW_VALUE}
NEITHER_SIGNED_NOR_KEPT = {
    # signing in: Django's and axes' own
    "deals_member", "deals_member_groups", "deals_member_user_permissions", "auth_group", "auth_group_permissions",
    "auth_permission", "django_content_type", "django_session", "axes_accessattempt", "axes_accesslog",
    "axes_accessfailurelog", "axes_accessattemptexpiration", "django_migrations",
    # that a form was sent off; nothing of what was typed
    "deals_sentform",
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


def set_aside(table: str) -> str:
    """What refuses any change of the table's rows."""
    if table == "deals_withholding":
        return f"ALTER TABLE {table} DISABLE TRIGGER withholding_stands"
    return f"ALTER TABLE {table} DISABLE TRIGGER frozen" if table in FROZEN else ""


def triggers() -> Iterator[Guard]:
    for table in (*SIGNED, *PROJECTION):
        touched = NEW_ROWS.get(table, f"UPDATE {table} SET id = id")
        yield guard("trigger", table, "signed", "needs a signature", touched, is_signed=False, aside=set_aside(table))
    for table in FROZEN:
        yield guard("trigger", table, "frozen", "never change", f"UPDATE {table} SET id = id")
    for table in (*SIGNED, *HISTORIES, "pghistory_context", "deals_member"):
        truncated = f"TRUNCATE {table} CASCADE"
        yield guard("trigger", table, "kept", "is never emptied", truncated, aside=_aside("kept", table))
    for table in WITH_PUBLIC_ID:
        drafts = " WHERE state = 'draft'" if table == "deals_claim" else ""
        yield guard("trigger", table, "permanent", "public id", f"UPDATE {table} SET public_id = 'x' || id{drafts}",
                    aside=set_aside(table))  # fmt: skip
    for table in HISTORIES:
        yield guard("trigger", table, "written_by_a_change", "by the changes themselves", FORGED.format(table))
    yield from _single_triggers()
    yield from _triggers_of_rows_that_are_new()
    yield from _triggers_of_moves()
    yield from _triggers_of_summaries()
    yield from _triggers_of_rights()
    yield from _triggers_of_withholding()


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


def _triggers_of_rights() -> Iterator[Guard]:
    for role, words, statement in NOT_BY_ROLE:
        table = statement.split("deals_")[1].split()[0]
        yield guard("trigger", f"deals_{table}", "signed", words, statement, by=role)
    retracted = "UPDATE deals_claim SET state = 'retracted', retraction_reason = 'so' WHERE id = {approved}"
    yield guard("trigger", "deals_claim", "retracted_by_a_publisher", "a publisher retracts", retracted)
    yield guard("trigger", "deals_deal", "ended_by_a_publisher", "a publisher ends",
                "UPDATE deals_deal SET ending = 'withdrawn', ending_why = 'so', ended_on = now()")  # fmt: skip
    for by, words, statement in MEMBERS:
        yield guard("trigger", "deals_member", "member_by_administrator", words, statement, by=by)


def _triggers_of_summaries() -> Iterator[Guard]:
    """A draft, a claim of another deal, and one that is not there."""
    of = "(SELECT array_agg(public_id) FROM deals_claim WHERE id = {0})"
    for deal, named in (
        ("{deal}", of.format("{draft}")), ("{other_deal}", of.format("{approved}")), ("{deal}", "'{{nosuchone1}}'"),
    ):  # fmt: skip
        yield guard("trigger", "deals_deal", "summary_rests_on_its_claims", "approved claims of its deal",
                    f"UPDATE deals_deal SET rests_on = {named} WHERE id = {deal}")  # fmt: skip


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


def _triggers_of_withholding() -> Iterator[Guard]:
    yield guard("trigger", "deals_withholding", "withholding_stands", "and stands",
                "UPDATE deals_withholding SET reference = 'another'")  # fmt: skip
    yield guard("trigger", "deals_withholding", "withholding_stands", "who signs", NEW_WITHHOLDING)
    yield guard("trigger", "deals_withheldrow", "told_by_a_withholding", "the withholding itself", NEW_WITHHELD_ROW)
    yield guard("trigger", "sources_snapshot", "withheld_stays_away", "not captured again", WITHHELD_AGAIN)


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
