"""Keeping what was published: bytes by their hash, and the rows that say when and how we got them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db.models import Q
from django.utils import timezone

from deals.sources.models import Capture, Outlet, Reading, Snapshot, Source
from deals.sources.reader_process import read_limited
from deals.sources.reading import ReadLimits
from deals.sources.withheld import file_name, refuse_blanked, refuse_withheld, stored_bytes
from deals.vocabulary.proof import CaptureMethod, SourceKind

if TYPE_CHECKING:
    from datetime import datetime

    from deals.sources.reading import ReadText

TITLE_LENGTH = 500
COMPLETED = (
    "title", "title_is_description", "author", "language", "outlet",
    "published_edtf", "published_first", "published_last",
)  # fmt: skip
NAME_LENGTH = 200
URL_LENGTH = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Captured:
    """Bytes as they came, and what came with them. `url` is canonical, or empty where nothing was fetched."""

    method: CaptureMethod
    content: bytes
    media_type: str
    charset: str = ""
    url: str = ""
    requested_url: str = ""
    status: int | None = None
    headers: dict[str, str] = field(default_factory=dict)
    taken_at: datetime = field(default_factory=timezone.now)


def sha256_hex(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def keep_bytes(content: bytes) -> str:
    """Store the bytes under their hash, once. Returns the name in the storage. Raises WithheldSourceError."""
    digest = sha256_hex(content)
    refuse_withheld(sha256=digest)
    name = file_name(digest)
    if not default_storage.exists(name):
        default_storage.save(name, ContentFile(content))
    return name


def kept_bytes(name: str) -> bytes:
    """The bytes. Raises WithheldSourceError where they were withheld."""
    return refuse_blanked(stored_bytes(name))


def record_capture(captured: Captured, *, title: str = "", publisher: str = "") -> Capture:
    """The source, snapshot and capture of these bytes. The same bytes of the same source are one snapshot.

    Without an address the same bytes are the same source, unless another outlet published them.
    """
    digest = sha256_hex(captured.content)
    source = _source(captured, digest, title, publisher.strip())
    snapshot, _ = Snapshot.objects.get_or_create(
        source=source,
        sha256=digest,
        defaults={
            "media_type": captured.media_type,
            "charset": captured.charset,
            "number_bytes": len(captured.content),
            "file": keep_bytes(captured.content),
            "headers": captured.headers,
            "taken_at": captured.taken_at,
        },
    )
    return Capture.objects.create(
        source=source,
        snapshot=snapshot,
        method=captured.method,
        requested_url=captured.requested_url[:URL_LENGTH],
        status=captured.status,
        attempted_at=captured.taken_at,
    )


def record_failure(*, method: CaptureMethod, requested_url: str, error: str, status: int | None = None) -> Capture:
    """An attempt that got nothing is kept too, with what the server answered, if it did."""
    return Capture.objects.create(
        method=method,
        requested_url=requested_url[:URL_LENGTH],
        error=error,
        status=status,
        attempted_at=timezone.now(),
    )


def read_snapshot(snapshot: Snapshot) -> ReadText:
    """The snapshot's text by the reader of today, in a process of its own. Raises ReadFailedError, OSError.

    Raises WithheldSourceError where its bytes were withheld.
    """
    limits = ReadLimits(
        seconds=settings.READ_SECONDS, memory=settings.READ_MEMORY_BYTES, characters=settings.READ_CHARACTERS
    )
    content, address = kept_bytes(snapshot.file), snapshot.source.url
    return read_limited(content, snapshot.media_type, address=address, charset=snapshot.charset, limits=limits)


def record_reading(snapshot: Snapshot, read: ReadText) -> Reading:
    """The snapshot's text by this reader. A better reader makes a new row; the same one makes none."""
    reading, _ = Reading.objects.get_or_create(
        snapshot=snapshot,
        reader=read.reader,
        defaults={
            "text": read.text,
            "sha256": sha256_hex(read.text.encode()),
            "asides": list(read.asides),
            "read_at": timezone.now(),
        },
    )
    return reading


def complete_source(source: Source, read: ReadText, *, title: str, publisher: str, published: str) -> Source:
    """Fill in what the source does not say yet: what a person gave first, then what the page says of itself."""
    told = title or read.title
    if told and source.title_is_description:
        source.title, source.title_is_description = told[:TITLE_LENGTH], False
    source.author = source.author or read.author[:NAME_LENGTH]
    source.language = source.language or read.language
    source.outlet = source.outlet or outlet_named(publisher or read.publisher)
    source.published = source.published or published or read.published
    # These columns and no others: the worker may change nothing else of a source.
    source.save(update_fields=COMPLETED)
    return source


def outlet_named(name: str) -> Outlet | None:
    """The outlet of this name, whatever its case; made where there is none; None for no name."""
    name = name.strip()[:NAME_LENGTH]
    if not name:
        return None
    return Outlet.objects.filter(name__iexact=name).first() or Outlet.objects.create(name=name)


def _source(captured: Captured, digest: str, title: str, publisher: str) -> Source:
    if captured.url:
        known = Source.objects.filter(url=captured.url).first()
    else:
        same = Source.objects.filter(snapshots__sha256=digest).order_by("pk")
        known = same.filter(Q(outlet=None) | Q(outlet__name__iexact=publisher)).first() if publisher else same.first()
    return known or Source.objects.create(
        kind=SourceKind.ARTICLE,
        title=(title or captured.url or "Untitled text")[:TITLE_LENGTH],
        title_is_description=not title,
        url=captured.url,
    )
