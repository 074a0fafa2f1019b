"""Taking in an article: an address, a pasted text or an uploaded file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import timezone

from deals import permissions
from deals.actions.refused import RefusedError, require
from deals.signing import signed
from deals.sources import captures
from deals.sources.addresses import AddressError
from deals.sources.canonical import canonical_address
from deals.sources.withheld import WithheldSourceError, refuse_withheld
from deals.suggestions.models import Intake, IntakeState
from deals.vocabulary.dates import NotADateError, PartialDate
from deals.vocabulary.proof import CaptureMethod

if TYPE_CHECKING:
    from deals.models import Deal, Member

MAY_NOT = "Your account may not take in articles. Ask an administrator."


def start_intake(
    *,
    by: Member,
    url: str = "",
    content: bytes = b"",
    file_name: str = "",
    media_type: str = "text/plain",
    title: str = "",
    publisher: str = "",
    published: str = "",
    deal: Deal | None = None,
) -> Intake:
    """Take in an address, or the bytes of a file or of a pasted text. Raises RefusedError for what cannot be read."""
    require(permissions.may_start_an_intake(by), MAY_NOT)
    intake = Intake(
        method=_method(url, file_name),
        requested_url=_checked_address(url),
        file_name=file_name[:200],
        media_type="" if url else media_type,
        title=title.strip()[:500],
        publisher=publisher.strip()[:200],
        published_edtf=_checked_day(published),
        deal=deal,
        started_by=by,
        started_at=timezone.now(),
    )
    try:
        if url:
            refuse_withheld(url=intake.requested_url)
        else:
            _check_size(content)
            intake.file = captures.keep_bytes(content)
    except WithheldSourceError as error:
        raise RefusedError(str(error)) from error
    with signed(by=by.pk, why="new intake"):
        intake.save()
    return intake


def try_again(*, intake: Intake, by: Member) -> Intake:
    """Send an intake that failed, or was set aside, on its way again from where it stopped."""
    require(permissions.may_start_an_intake(by), MAY_NOT)
    if not IntakeState(intake.state).is_over or intake.state == IntakeState.READY:
        raise RefusedError("This intake is not stopped: there is nothing to try again.")
    with signed(by=by.pk, why="try again"):
        intake.state = _state_reached(intake)
        intake.error, intake.number_attempts = "", 0
        intake.save(update_fields=["state", "error", "number_attempts"])
    return intake


def choose_deal(*, intake: Intake, deal: Deal, by: Member) -> Intake:
    """Say which deal the article is about. Suggestions that were accepted stay where they are."""
    require(permissions.may_start_an_intake(by), MAY_NOT)
    with signed(by=by.pk, why="chose the deal"):
        intake.deal = deal
        intake.save(update_fields=["deal"])
    return intake


def unfinished_intakes() -> list[Intake]:
    """Intakes on which nobody has been at work for a while: their message, or the broker, was lost."""
    before = timezone.now() - settings.INTAKE_LOST_AFTER
    waiting = [IntakeState.QUEUED, IntakeState.CAPTURED, IntakeState.READ]
    return list(Intake.objects.filter(state__in=waiting, started_at__lt=before))


def _method(url: str, file_name: str) -> CaptureMethod:
    if url:
        return CaptureMethod.FETCHED
    return CaptureMethod.UPLOADED if file_name else CaptureMethod.PASTED


def _state_reached(intake: Intake) -> IntakeState:
    if intake.reading_id:
        return IntakeState.READ
    return IntakeState.CAPTURED if intake.capture and intake.capture.snapshot_id else IntakeState.QUEUED


def _checked_address(url: str) -> str:
    if not url:
        return ""
    try:
        return canonical_address(url)
    except AddressError as error:
        raise RefusedError(str(error)) from error


def _checked_day(published: str) -> str:
    try:
        return PartialDate.parse(published).text if published.strip() else ""
    except NotADateError as error:
        raise RefusedError(f"When it was published: {error}") from error


def _check_size(content: bytes) -> None:
    if not content.strip():
        raise RefusedError("There is no text: paste the article, or give its address.")
    if len(content) > settings.UPLOAD_BYTES:
        raise RefusedError(f"This is larger than {settings.UPLOAD_BYTES:,} bytes: paste the article's text alone.")
