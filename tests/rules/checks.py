"""Each check constraint, with a write that this constraint alone refuses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.rules.guards import HISTORIES, Guard, guard, set_aside
from tests.rules.writes import FORGED

if TYPE_CHECKING:
    from collections.abc import Iterator

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
    "merged_deal_names_its_target": (
        "deals_deal",
        "ending = 'merged', ending_why = 'so', ended_on = now()",
        "id = {deal}",
    ),
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
    "source_is_on_the_web": ("sources_source", "url = 'javascript:' || id", "true"),
    "source_kind_is_a_word": ("sources_source", "kind = 'rumour'", "true"),
    "source_published_is_a_date": ("sources_source", "published_edtf = ''", "published_edtf <> ''"),
    "intake_state_is_a_word": ("suggestions_intake", "state = 'lost'", "true"),
    "decided_suggestion_has_a_decision": ("suggestions_suggestion", "state = 'rejected'", "id = {waiting}"),
    "suggestion_has_a_passage": ("suggestions_suggestion", '"end" = start', "true"),
    "suggestion_state_is_a_word": ("suggestions_suggestion", "state = 'perhaps'", "id = {waiting}"),
    "withholding_what_is_a_word": ("deals_withholding", "what = 'all', is_replayed = true", "true"),
    "withholding_ground_is_a_word": ("deals_withholding", "ground = 'shame'", "true"),
    "withholding_has_a_reference": ("deals_withholding", "reference = ''", "true"),
    "withholding_is_of_one_shape": ("deals_withholding", "reading_id = NULL", "id = {withholding}"),
    "withholding_is_by_two": ("deals_withholding", "decided_by_id = asked_by_id", "id = {withholding}"),
}

ASIDE = {
    # what refuses the same write first, for reasons of its own
    "ended_deal_says_why_and_when": "ALTER TABLE deals_deal DISABLE TRIGGER ended_by_a_publisher",
    "merged_deal_names_its_target": "ALTER TABLE deals_deal DISABLE TRIGGER ended_by_a_publisher",
    "member_role_is_a_word": "ALTER TABLE deals_member DISABLE TRIGGER member_by_administrator",
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
        aside = set_aside(table) or ASIDE.get(name, "")
        statement = f"UPDATE {table} SET {values} WHERE {where}"
        yield guard("constraint", table, name, f'check constraint "{name}"', statement, aside=aside)
