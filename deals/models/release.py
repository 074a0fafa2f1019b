"""What the public sees: a deal's frozen releases."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q, Value

from deals.models.deal import Deal
from deals.record.differences import differences
from deals.record.reading import record_from
from deals.signing import PUBLIC_ID_LENGTH

if TYPE_CHECKING:
    from deals.record.differences import Change
    from deals.record.shape import Record


class Release(models.Model):
    """“The deal's public record, as published at one moment.” Canonical JSON, kept as text, with its hash.

    The public's role may read all but who published it.
    """

    deal = models.ForeignKey(Deal, on_delete=models.PROTECT, related_name="releases", db_index=False)
    deal_public_id = models.CharField(max_length=PUBLIC_ID_LENGTH)
    number = models.PositiveIntegerField()
    schema = models.PositiveSmallIntegerField()
    document = models.TextField()
    sha256 = models.CharField(max_length=64)
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    why = models.CharField(max_length=300)
    # Told to readers: [{"ground": "court_order", "since": "2026-11-27"}]. What is frozen is the document.
    withheld = models.JSONField(default=list, db_default=Value([], models.JSONField()), blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["deal", "number"], name="release_once_by_number"),
            models.UniqueConstraint(fields=["deal_public_id", "number"], name="release_once_by_public_number"),
            models.CheckConstraint(name="release_says_why", condition=~Q(why="")),
        ]

    def __str__(self) -> str:
        return f"release {self.number} of {self.deal_public_id}"

    def record(self) -> Record:
        return record_from(self.document)

    def changes(self) -> tuple[Change, ...]:
        """What it says otherwise than the deal's release before it; of the first one all is new."""
        earlier = Release.objects.filter(deal_id=self.deal_id, number__lt=self.number).order_by("-number").first()
        return differences(earlier.record() if earlier else None, self.record())
