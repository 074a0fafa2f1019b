"""Rule 7: nothing that a program or an import proposed became a claim without a person's decision for it."""

from deals.queries.verifying.shape import Check, Looked, looked, wrong

AGAINST = """
    SELECT claim.id FROM deals_claim claim JOIN deals_decision decision ON decision.id = claim.decision_id
    WHERE decision.verdict = 'rejected' OR (decision.verdict = 'imported') <> (claim.entry = 'imported')
"""
OTHERWISE = """
    SELECT suggestion.id FROM suggestions_suggestion suggestion
        JOIN deals_decision decision ON decision.id = suggestion.decision_id
    WHERE decision.verdict <> suggestion.state
"""


def look() -> Looked:
    findings = (
        *wrong("deals_claim", "does not come of its decision", AGAINST),
        *wrong("suggestions_suggestion", "is in another state than was decided", OTHERWISE),
    )
    return looked("deals_claim", "suggestions_suggestion", findings=findings)


CHECK = Check(name="decisions", holds="Each claim that was proposed comes of a person's decision.", look=look)
