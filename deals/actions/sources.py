"""Sources that a person names without an article at hand, and what a person corrects of any source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deals import permissions
from deals.actions.refused import ChangedMeanwhileError, RefusedError, require
from deals.models import Claim
from deals.signing import signed
from deals.sources.captures import TITLE_LENGTH, outlet_named
from deals.sources.models import Source
from deals.vocabulary.proof import SourceKind

if TYPE_CHECKING:
    from deals.models import Member
    from deals.models.claim import ClaimQuerySet

EDITED = (
    "kind", "title", "title_is_description", "author", "outlet", "url", "language",
    "published_edtf", "published_first", "published_last",
)  # fmt: skip


def source_for(
    *,
    title: str,
    by: Member,
    kind: SourceKind = SourceKind.ARTICLE,
    outlet: str = "",
    url: str = "",
    published: str = "",
) -> Source:
    """The source at this canonical address, or of this title, outlet and day; made where there is none."""
    require(permissions.may_cite(by), "Your account may not add sources. Ask an administrator.")
    title = title.strip()[:TITLE_LENGTH]
    with signed(by=by.pk, why="new source"):
        by_whom = outlet_named(outlet)
        if url:
            known = Source.objects.filter(url=url)
        else:
            known = Source.objects.filter(url="", title__iexact=title, outlet=by_whom, published_edtf=published)
        return known.first() or _new_source(Source(kind=kind, title=title, outlet=by_whom, url=url), published)


def edit_source(*, source: Source, seen_version: int, by: Member, why: str) -> Source:
    """Store what was corrected. Dates that were worked out from the old day of publication stay as they are.

    Raises ValidationError for wrong values; ChangedMeanwhileError where `seen_version` is no longer the newest;
    RefusedError without a reason where an approved claim cites the source.
    """
    require(permissions.may_cite(by), "Your account may not correct sources. Ask an administrator.")
    source.full_clean()
    with signed(by=by.pk, why=why):
        stored = Source.objects.select_for_update().get(pk=source.pk)
        if stored.version != seen_version:
            raise ChangedMeanwhileError("Somebody else saved this source meanwhile. Compare, then save yours again.")
        if needs_reason(stored) and not why.strip():
            raise RefusedError("Say why you correct a source that an approved claim cites.")
        if stored.title != source.title:
            source.title_is_description = False
        source.version = seen_version + 1
        source.save(update_fields=[*EDITED, "version"])
    return source


def claims_citing(source: Source) -> ClaimQuerySet:
    """Each once, deal by deal."""
    return Claim.objects.filter(citations__source=source).order_by("deal_id", "id").distinct()


def needs_reason(source: Source) -> bool:
    """Whether a claim that was ever approved cites it: releases name the source then."""
    return claims_citing(source).filter(approvals__isnull=False).exists()


def _new_source(source: Source, published: str) -> Source:
    source.published = published
    source.save()
    return source
