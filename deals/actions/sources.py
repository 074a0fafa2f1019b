"""Sources that a person names without an article at hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deals.signing import signed
from deals.sources.captures import TITLE_LENGTH, outlet_named
from deals.sources.models import Source
from deals.vocabulary.proof import SourceKind

if TYPE_CHECKING:
    from deals.models import Member


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
    title = title.strip()[:TITLE_LENGTH]
    with signed(by=by.pk, why="new source"):
        by_whom = outlet_named(outlet)
        if url:
            known = Source.objects.filter(url=url)
        else:
            known = Source.objects.filter(url="", title__iexact=title, outlet=by_whom, published_edtf=published)
        return known.first() or _new_source(Source(kind=kind, title=title, outlet=by_whom, url=url), published)


def _new_source(source: Source, published: str) -> Source:
    source.published = published
    source.save()
    return source
