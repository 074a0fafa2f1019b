"""What the public sees: frozen releases, and what lists and search read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q, Value

from deals.fields import WORD_LENGTH
from deals.models.deal import Deal
from deals.record.differences import differences
from deals.record.reading import record_from
from deals.signing import PUBLIC_ID_LENGTH

if TYPE_CHECKING:
    from deals.record.differences import Change
    from deals.record.shape import Record

NAME_LENGTH = 200


class Release(models.Model):
    """“The deal's public record, as published at one moment.” Canonical JSON, kept as text, with its hash.

    The public's role may read all but who published it.
    """

    deal = models.ForeignKey(Deal, on_delete=models.PROTECT, related_name="releases")
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


class PublishedDeal(models.Model):
    """A deal as lists show it, derived from its newest release. `rebuild_published` remakes it."""

    release = models.OneToOneField(Release, on_delete=models.PROTECT, related_name="published_deal")
    deal_public_id = models.CharField(max_length=PUBLIC_ID_LENGTH, unique=True)
    title = models.CharField(max_length=NAME_LENGTH)
    summary = models.TextField()
    is_fictional = models.BooleanField()
    suppliers = ArrayField(models.CharField(max_length=NAME_LENGTH))
    recipients = ArrayField(models.CharField(max_length=NAME_LENGTH))
    systems = ArrayField(models.CharField(max_length=NAME_LENGTH))
    phase = models.CharField(max_length=WORD_LENGTH, blank=True)
    stage = models.CharField(max_length=WORD_LENGTH, blank=True)
    stage_edtf = models.CharField(max_length=WORD_LENGTH, blank=True)
    stage_said_by = ArrayField(models.CharField(max_length=NAME_LENGTH), help_text="Where one side alone says so.")
    is_disputed = models.BooleanField()
    first_on = models.DateField(null=True)
    last_on = models.DateField(null=True)
    number_claims = models.PositiveIntegerField()
    number_sources = models.PositiveIntegerField()
    last_checked_on = models.DateField(null=True)
    published_at = models.DateTimeField()
    ending = models.CharField(max_length=WORD_LENGTH, blank=True, default="", help_text="Lists leave ended deals out.")
    merged_into = models.CharField(max_length=PUBLIC_ID_LENGTH, blank=True, default="")

    def __str__(self) -> str:
        return self.title


class PublishedEntry(models.Model):
    """A claim of the newest release as lists and search read it."""

    deal = models.ForeignKey(PublishedDeal, on_delete=models.CASCADE, related_name="entries")
    claim_public_id = models.CharField(max_length=PUBLIC_ID_LENGTH)
    kind = models.CharField(max_length=WORD_LENGTH)
    track = models.CharField(max_length=80)
    text = models.CharField(max_length=300)
    modality = models.CharField(max_length=WORD_LENGTH)
    happened_edtf = models.CharField(max_length=WORD_LENGTH, blank=True)
    happened_first = models.DateField(null=True)
    happened_last = models.DateField(null=True)
    is_retracted = models.BooleanField()
    relation = models.CharField(max_length=WORD_LENGTH, blank=True, default="")
    related_deal_public_id = models.CharField(max_length=PUBLIC_ID_LENGTH, blank=True, default="", db_index=True)

    class Meta:
        constraints = [
            # A claim that moved stands in two deals until the one that it left is published anew.
            models.UniqueConstraint(fields=["deal", "claim_public_id"], name="entry_once_a_deal")
        ]

    def __str__(self) -> str:
        return self.text
