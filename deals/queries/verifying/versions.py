"""Rule 4: what was approved as one version of a claim stays that version; how a claim began never changes."""

from deals.queries.verifying.shape import Check, Looked, looked, wrong

# What the trigger `approved_version_stands` lets change without a new version, and what no history column is.
NOT_CONTENT = (
    "'{pgh_id,pgh_created_at,pgh_label,pgh_obj_id,pgh_context_id,state,retraction_reason,proof_id,deal_id,track_id}'"
    "::text[]"
)
OTHER_CONTENT = f"""
    SELECT pgh_obj_id FROM (
        SELECT pgh_id, pgh_obj_id, version, pgh_created_at,
            min(pgh_created_at) FILTER (WHERE state = 'approved') OVER (PARTITION BY pgh_obj_id, version) AS approved_at
        FROM deals_claimhistory) placed
        JOIN deals_approval approval ON approval.claim_id = pgh_obj_id AND approval.version = placed.version
        CROSS JOIN LATERAL (SELECT hashtextextended((to_jsonb(event) - {NOT_CONTENT})::text, 0) AS said
            FROM deals_claimhistory event WHERE event.pgh_id = placed.pgh_id) told
    WHERE pgh_created_at >= placed.approved_at
    GROUP BY pgh_obj_id, placed.version HAVING count(DISTINCT said) > 1
"""
# What the approval keeps is what the claim said then, as far as its row tells.
OTHER_DOCUMENT = """
    SELECT DISTINCT approval.id FROM deals_approval approval JOIN deals_claimhistory event
        ON event.pgh_obj_id = approval.claim_id AND event.version = approval.version AND event.state = 'approved'
    WHERE (document ->> 'id', document ->> 'kind', document ->> 'text', document ->> 'label', document ->> 'modality',
            (document ->> 'is_negated')::boolean, coalesce(document ->> 'happened', ''), document ->> 'rank')
        IS DISTINCT FROM (event.public_id, kind, text, label, modality, is_negated, happened_edtf, rank)
"""
# As the first change in its history has it; a version that shrinks would be approved twice.
OTHER_BEGINNING = """
    SELECT DISTINCT pgh_obj_id FROM (
        SELECT pgh_obj_id, (public_id, entry, decision_id) AS began, lag((public_id, entry, decision_id)) OVER earlier
            AS before, version, lag(version) OVER earlier AS version_before
        FROM deals_claimhistory WINDOW earlier AS (PARTITION BY pgh_obj_id ORDER BY pgh_id)) event
    WHERE version_before IS NOT NULL AND (before IS DISTINCT FROM began OR version < version_before)
"""


def look() -> Looked:
    findings = (
        *wrong("deals_claim", "says otherwise than the version that was approved", OTHER_CONTENT),
        *wrong("deals_approval", "keeps other words than the claim had", OTHER_DOCUMENT),
        *wrong("deals_claim", "began otherwise, or went back to an earlier version", OTHER_BEGINNING),
    )
    return looked("deals_approval", "deals_claimhistory", findings=findings)


CHECK = Check(name="versions", holds="Each approved version says what it said when it was approved.", look=look)
