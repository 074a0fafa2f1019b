"""Approved claims become the deal's public record."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from django.utils import timezone

from deals import permissions
from deals.actions.refused import ChangedMeanwhileError, RefusedError, require
from deals.models import Deal, Move, PublishedDeal, PublishedLine, Release
from deals.publishing.counting import count_anew
from deals.publishing.projection import newest_releases, project, project_all
from deals.publishing.releases import release_document, sha256
from deals.record.reading import canonical
from deals.record.shape import SCHEMA
from deals.record.upgrades import upgraded
from deals.signing import signed

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from deals.models import Member
    from deals.publishing.releases import Document

AT_ONCE = 200
"""Deals whose projection is remade in one transaction."""


def publish(*, deal: Deal, by: Member, why: str) -> Release:
    """Freeze the approved claims as the next release, and remake what lists show. Raises RefusedError.

    `deal` is as the publisher saw it: where somebody has changed its own lines meanwhile, ChangedMeanwhileError.
    """
    if not why.strip():
        raise RefusedError("Say why this is published: it stands beside the release.")
    require(permissions.may_publish(by), "Only a publisher publishes.")
    with signed(by=by.pk, why=why):
        # The lock keeps two publishers from taking the same number.
        stored = Deal.objects.select_for_update().get(pk=deal.pk)
        if stored.version != deal.version:
            raise ChangedMeanwhileError("Somebody changed the deal's own lines meanwhile. Read them, then publish.")
        last = stored.releases.order_by("-number").first()
        number, now = (last.number if last else 0) + 1, timezone.now()
        document = release_document(stored, number=number, published_at=now)
        if not any(document[part] for part in ("claims", "moved", "ending")):
            raise RefusedError("No claim of this deal is approved yet. Approve one, then publish.")
        if stored.ending:
            _refuse_a_dead_end(stored, document["moved"], is_public=last is not None)
        _refuse_unchanged(stored, document)
        release = Release.objects.create(
            deal=stored,
            deal_public_id=stored.public_id,
            number=number,
            schema=SCHEMA,
            document=canonical(document),
            sha256=sha256(document),
            published_at=now,
            published_by=by,
            why=why.strip(),
            withheld=_withheld(stored, last),
        )
        project(release)
    return release


def unchanged_since(last: Release | None, document: Document) -> str:
    """A sentence where the document says what the last release says, number and time aside; else empty."""
    if last is None or _said(upgraded(json.loads(last.document))) != _said(json.loads(canonical(document))):
        return ""
    return f"Nothing has changed since release {last.number}."


def _withheld(deal: Deal, last: Release | None) -> list[dict[str, str]]:
    """What was withheld stays so, and readers are told; with claims that were moved here came their notices."""
    came_from = Move.objects.filter(claim__deal=deal).values("from_deal")
    others = Release.objects.filter(deal__in=came_from).order_by("deal_id", "-number").distinct("deal_id")
    notices = [note for release in (last, *others) if release for note in release.withheld]
    return [note for number, note in enumerate(notices) if note not in notices[:number]]


def _refuse_a_dead_end(deal: Deal, moved: list[Document], *, is_public: bool) -> None:
    """Readers are told only of what they knew, and are led only to a deal that leads on to none."""
    if not is_public:
        raise RefusedError("This deal was never public: there is nothing to tell readers.")
    into = PublishedDeal.objects.filter(deal_public_id=deal.merged_into.public_id).first() if deal.merged_into else None
    if into and into.ending:
        raise RefusedError(f"Publish “{deal.merged_into}” first: readers who are led there would be led on from it.")
    gone = {claim["claim"] for claim in moved} if into else set()
    if into and not gone <= set(into.entries.values_list("claim_public_id", flat=True)):
        raise RefusedError(f"Publish “{deal.merged_into}” first: it does not show yet what went there.")


def _refuse_unchanged(deal: Deal, document: Document) -> None:
    unchanged = unchanged_since(deal.releases.order_by("-number").first(), document)
    if unchanged:
        raise RefusedError(unchanged)


def _said(document: Document) -> Document:
    return {key: value for key, value in document.items() if key not in {"number", "published_at"}}


def rebuild_published(*, by: Member, only_older: bool = False, tell: Callable[[int, int], None] | None = None) -> int:
    """Remake the projection from each deal's newest release, and what is counted of it. Returns the number of deals.

    In transactions of AT_ONCE deals, after each of which it tells how many of how many are done. With `only_older` just
    what an older version made, and of that what differs: done again after it was broken off, it goes on where it was.
    """
    require(permissions.may_publish(by), "Only a publisher remakes what is public.")
    releases = list(newest_releases(only_older=only_older).values_list("pk", flat=True))
    for first in range(0, len(releases), AT_ONCE):
        done = releases[: first + AT_ONCE]
        with signed(by=by.pk, why="rebuild_published"):
            _remake(done[first:], leave_same=only_older)
            if done == releases:  # with the last ones, so that it cannot be left out
                count_anew()
        if tell:
            tell(len(done), len(releases))
    return len(releases)


def _remake(releases: Sequence[int], *, leave_same: bool) -> None:
    found = list(Release.objects.filter(pk__in=releases).order_by("pk"))
    if not leave_same:
        PublishedLine.objects.filter(deal__deal_public_id__in=[release.deal_public_id for release in found]).delete()
    project_all(found, leave_same=leave_same)
