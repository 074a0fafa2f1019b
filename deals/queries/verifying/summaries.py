"""What a deal's summary rests on was approved once, and is or was a claim of that deal."""

from deals.queries.verifying.shape import Check, Looked, looked, wrong

NOT_ITS_OWN = """
    SELECT deal.id FROM deals_deal deal, unnest(deal.rests_on) AS named(claim)
    WHERE NOT EXISTS (SELECT FROM deals_claim claim WHERE claim.public_id = named.claim
        AND (claim.deal_id = deal.id
            OR EXISTS (SELECT FROM deals_move WHERE claim_id = claim.id AND from_deal_id = deal.id))
        AND EXISTS (SELECT FROM deals_approval WHERE claim_id = claim.id))
"""


def look() -> Looked:
    says = "has a summary that rests on what is no approved claim of it"
    return looked("deals_deal", findings=wrong("deals_deal", says, NOT_ITS_OWN))


CHECK = Check(name="summaries", holds="Each summary rests on approved claims of its deal.", look=look)
