"""What lists and search show is what the newest releases yield now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deals.models import PublishedDeal
from deals.publishing.counting import COUNTED
from deals.publishing.projection import differing
from deals.queries.verifying.shape import UNREADABLE, Check, Finding, Looked, looked, wrong

if TYPE_CHECKING:
    from collections.abc import Iterator

TABLE = "deals_publisheddeal"
CHUNK = 200
NOT_NEWEST = """
    SELECT published.id FROM deals_publisheddeal published WHERE release_id <> (SELECT id FROM deals_release
        WHERE deal_public_id = published.deal_public_id ORDER BY number DESC LIMIT 1)
"""
NOT_SHOWN = """
    SELECT max(id) FROM deals_release release GROUP BY deal_public_id
    HAVING deal_public_id NOT IN (SELECT deal_public_id FROM deals_publisheddeal)
"""
NOT_COUNTED = f"""
    SELECT concat_ws(' ', subject, role, token) FROM deals_publishedtally kept FULL JOIN ({COUNTED}) counted
        USING (subject, role, token) WHERE coalesce(kept.number_deals, 0) <> coalesce(counted.number_deals, 0)
"""


def look() -> Looked:
    findings = (
        *wrong("deals_release", "is of a deal that lists do not show: run rebuild_published", NOT_SHOWN),
        *wrong(TABLE, "is not of its deal's newest release", NOT_NEWEST),
        *wrong("deals_publishedtally", "is not what a count yields: run rebuild_published", NOT_COUNTED),
        *_differing(),
    )
    return looked(
        TABLE,
        "deals_publishedentry",
        "deals_publishedmention",
        "deals_publishedfigure",
        "deals_publishedline",
        "deals_publishedtally",
        "deals_publishedvalue",
        findings=findings,
    )


def _differing() -> Iterator[Finding]:
    published = (
        PublishedDeal.objects.order_by("pk")
        .select_related("release")
        .prefetch_related("entries", "mentions", "figures", "lines", "values")
    )
    for deal in published.iterator(CHUNK):
        try:
            columns = differing(deal)
        except UNREADABLE:
            continue  # the check of the releases says so
        if columns:
            yield Finding(table=TABLE, row=str(deal.pk), says=f"differs from its release in {', '.join(columns)}")


CHECK = Check(
    name="published", holds="Lists and search show what the newest releases say.", look=look, blanking_explains=True
)  # fmt: skip
