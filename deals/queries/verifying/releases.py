"""Rule 4: each release has its hash, its number, and a document that this program reads."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from deals.models import Release
from deals.queries.verifying.shape import UNREADABLE, Check, Finding, Looked, looked, wrong
from deals.record.reading import canonical, record_from

if TYPE_CHECKING:
    from collections.abc import Iterator

CHUNK = 200  # documents of some ten thousand characters
OTHER_HASH = """
    SELECT id FROM deals_release WHERE sha256 <> encode(sha256(convert_to(document, 'UTF8')), 'hex')
"""
NOT_NEXT = """
    SELECT release.id FROM (SELECT id, deal_id, deal_public_id, number, row_number() OVER
            (PARTITION BY deal_id ORDER BY number) AS place FROM deals_release) release
        JOIN deals_deal deal ON deal.id = release.deal_id
    WHERE place <> number OR deal.public_id <> release.deal_public_id
"""


def look() -> Looked:
    findings = (
        *wrong("deals_release", "its document has another hash", OTHER_HASH),
        *wrong("deals_release", "is not the next one of its deal", NOT_NEXT),
        *_documents(),
    )
    return looked("deals_release", findings=findings)


def _documents() -> Iterator[Finding]:
    for release in Release.objects.order_by("pk").iterator(CHUNK):
        if says := _complaint(release):
            yield Finding(table="deals_release", row=str(release.pk), says=says)


def _complaint(release: Release) -> str:
    try:
        document = json.loads(release.document)
        record = record_from(release.document)
    except UNREADABLE as error:
        return f"its document cannot be read: {type(error).__name__} {error}"
    if canonical(document) != release.document:
        return "its document is not the canonical text"
    told = (document["schema"], record.deal_id, record.number, record.published_at)
    if told != (release.schema, release.deal_public_id, release.number, release.published_at):
        return "its document tells another schema, deal, number or time"
    return ""


CHECK = Check(
    name="releases", holds="Each release has its hash and number, and is read.", look=look, blanking_explains=True
)  # fmt: skip
