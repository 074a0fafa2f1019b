"""The way of an article: captured, read, suggested. Each step may run twice and does its work once."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import asdict
from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import F

from deals.extraction import extract
from deals.models import Citation
from deals.signing import signed
from deals.sources import captures
from deals.sources.canonical import canonical_address
from deals.sources.fetching import FetchFailedError, FetchLimits, FetchRefusedError, fetch
from deals.sources.formats import ReadFailedError
from deals.sources.withheld import WithheldSourceError, refuse_withheld
from deals.suggestions.matching import matching_deals
from deals.suggestions.models import Intake, IntakeState, Suggestion
from deals.suggestions.suggesting import suggestions_from
from deals.vocabulary.proof import CaptureMethod

if TYPE_CHECKING:
    from collections.abc import Iterator

    from deals.sources.models import Reading, Snapshot, Source
    from deals.sources.reading import ReadText

BY_WORKER = "worker"
# These columns and no others: the worker may change nothing else of an intake.
REACHED = ("state", "error", "number_attempts", "capture", "reading", "found", "deal")
SET_ASIDE = "The program failed at this {} times in a row. Try again, or paste the article's text instead."


def begin_step(number: int, expected: IntakeState) -> Intake | None:
    """The intake, if it waits for this step; one more attempt is counted. After too many it is set aside."""
    intake = Intake.objects.get(pk=number)
    if intake.state != expected:
        return None
    with signed(by=intake.started_by_id, why=f"attempt, {expected}", via=BY_WORKER):
        Intake.objects.filter(pk=number, state=expected).update(number_attempts=F("number_attempts") + 1)
        intake.refresh_from_db()
        if intake.number_attempts <= settings.TASK_ATTEMPTS_MOST:
            return intake
        intake.state, intake.error = IntakeState.SET_ASIDE, SET_ASIDE.format(settings.TASK_ATTEMPTS_MOST)
        intake.save(update_fields=["state", "error"])
    return None


def capture(intake: Intake) -> None:
    """Get the bytes and keep them. What cannot be got is kept as a failed capture, with the reason."""
    try:
        captured = _captured(intake)
    except (FetchFailedError, FetchRefusedError) as error:
        with _step(intake, IntakeState.QUEUED, IntakeState.FAILED) as waiting:
            if waiting:
                waiting.error = str(error)
                waiting.capture = captures.record_failure(
                    method=CaptureMethod(waiting.method),
                    requested_url=waiting.requested_url,
                    error=str(error),
                    status=getattr(error, "status", None),
                )
        return
    with _step(intake, IntakeState.QUEUED, IntakeState.CAPTURED) as waiting:
        if waiting:
            waiting.capture = captures.record_capture(captured, title=waiting.title, publisher=waiting.publisher)


def read(intake: Intake) -> None:
    """Read the snapshot's text in a limited process, and complete what the source does not say yet."""
    snapshot = _snapshot(intake)
    try:
        text = captures.read_snapshot(snapshot)
    except (ReadFailedError, WithheldSourceError) as error:
        with _step(intake, IntakeState.CAPTURED, IntakeState.FAILED) as waiting:
            if waiting:
                waiting.error = str(error)
        return
    with _step(intake, IntakeState.CAPTURED, IntakeState.READ) as waiting:
        if waiting:
            waiting.reading = captures.record_reading(snapshot, text)
            _complete(snapshot.source, text, waiting)


def suggest(intake: Intake) -> None:
    """Read candidates in the text and let them wait for a person. Says which deal they seem to be about."""
    reading = _reading(intake)
    source = reading.snapshot.source
    found = extract(
        reading.text,
        # "Last month" is resolved against the day it was published, where that day is known.
        published=source.published.first if source.published and source.published.is_exact else None,
        title=source.title,
        publisher=source.outlet.name if source.outlet else "",
    )
    with _step(intake, IntakeState.READ, IntakeState.READY) as waiting:
        if waiting:
            waiting.found = asdict(found.deal)
            Suggestion.objects.bulk_create(suggestions_from(found, waiting, reading), ignore_conflicts=True)
            waiting.deal = waiting.deal or next(iter(matching_deals(waiting.found)), None)


def _complete(source: Source, text: ReadText, intake: Intake) -> None:
    """What is cited stays as the editors cited it: only they change it."""
    if Citation.objects.filter(source=source).exists():
        return
    captures.complete_source(
        source, text, title=intake.title, publisher=intake.publisher, published=intake.published_edtf
    )


def _captured(intake: Intake) -> captures.Captured:
    if intake.method != CaptureMethod.FETCHED:
        return captures.Captured(
            method=CaptureMethod(intake.method),
            content=captures.kept_bytes(intake.file),
            media_type=intake.media_type,
            taken_at=intake.started_at,
        )
    limits = FetchLimits(
        seconds=settings.FETCH_SECONDS,
        size=settings.FETCH_BYTES,
        redirects=settings.FETCH_REDIRECTS,
        allowed_test_addresses=settings.FETCH_ALLOWED_TEST_ADDRESSES,
    )
    refuse_withheld(url=intake.requested_url)
    fetched = fetch(intake.requested_url, limits=limits)
    refuse_withheld(url=canonical_address(fetched.final_url), sha256=captures.sha256_hex(fetched.content))
    return captures.Captured(
        method=CaptureMethod.FETCHED,
        content=fetched.content,
        media_type=fetched.media_type,
        charset=fetched.charset,
        url=canonical_address(fetched.final_url),
        requested_url=intake.requested_url,
        status=fetched.status,
        headers=fetched.headers,
        taken_at=fetched.fetched_at,
    )


def _snapshot(intake: Intake) -> Snapshot:
    if intake.capture is None or intake.capture.snapshot is None:
        raise RuntimeError(f"intake {intake.pk} is said to be captured but has no snapshot")
    return intake.capture.snapshot


def _reading(intake: Intake) -> Reading:
    if intake.reading is None:
        raise RuntimeError(f"intake {intake.pk} is said to be read but has no reading")
    return intake.reading


@contextmanager
def _step(intake: Intake, before: IntakeState, after: IntakeState) -> Iterator[Intake | None]:
    """One signed transaction over the locked intake; gives None where another process did the step meanwhile."""
    with signed(by=intake.started_by_id, why=f"intake {after}", via=BY_WORKER):
        waiting = Intake.objects.select_for_update().filter(pk=intake.pk, state=before).first()
        yield waiting
        if waiting:
            waiting.state, waiting.number_attempts = after, 0
            waiting.save(update_fields=REACHED)
