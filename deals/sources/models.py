"""What was published and our proof of it: outlet, source, capture, snapshot, reading."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from deals.fields import day, edtf, is_partial_date, one_of, partial_date, public_id, word
from deals.signing import tracked
from deals.vocabulary.proof import CaptureMethod, SourceKind
from deals.vocabulary.withholding import BLOCK

SHA256_HEX = 64


@tracked
class Outlet(models.Model):
    """“The newspaper Aksam published it.”"""

    name = models.CharField(max_length=200)
    domain = models.CharField(max_length=253, blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["name"], name="outlet_once_by_name"),
            models.CheckConstraint(name="outlet_has_a_name", condition=~Q(name="")),
        ]

    def __str__(self) -> str:
        return self.name


@tracked
class Source(models.Model):
    """“‘Turkey May Cancel S-400 Deal’, Conflict Observer, 9 October 2017.” Kept once, whatever rests on it."""

    public_id = public_id()
    kind = word(SourceKind, default=SourceKind.ARTICLE)
    title = models.CharField(max_length=500)
    title_is_description = models.BooleanField(default=False, help_text="Ours, where the title is not known.")
    author = models.CharField(max_length=200, blank=True, default="")
    outlet = models.ForeignKey(Outlet, on_delete=models.PROTECT, null=True, blank=True, related_name="sources")
    url = models.CharField(max_length=2000, blank=True, default="", help_text="The canonical address.")
    language = models.CharField(max_length=35, blank=True, default="", help_text="BCP 47, as in “en” or “tr”.")
    published_edtf = edtf()
    published_first = day()
    published_last = day()
    published = partial_date("published")
    version = models.PositiveIntegerField(default=1, help_text="Of what people corrected.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["url"], condition=~Q(url=""), name="source_once_by_url"),
            models.CheckConstraint(name="source_kind_is_a_word", condition=one_of("kind", SourceKind)),
            models.CheckConstraint(name="source_published_is_a_date", condition=is_partial_date("published")),
            models.CheckConstraint(name="source_has_a_title", condition=~Q(title="")),
            # It becomes a link for every reader. What was withheld may be blanked.
            models.CheckConstraint(
                name="source_is_on_the_web", condition=Q(url="") | Q(url__regex=rf"^(https?://|{BLOCK})")
            ),
        ]

    def __str__(self) -> str:
        return ", ".join(str(part) for part in (self.title, self.outlet, self.published_edtf) if part)


class Snapshot(models.Model):
    """The source as it was on one day: its bytes, by their hash. Never changes, never public."""

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="snapshots")
    sha256 = models.CharField(max_length=SHA256_HEX)
    media_type = models.CharField(max_length=100)
    charset = models.CharField(max_length=40, blank=True, default="")
    number_bytes = models.PositiveBigIntegerField()
    file = models.CharField(max_length=200, help_text="Its name in the storage, made of the hash.")
    headers = models.JSONField(default=dict, blank=True, help_text="What the server said.")
    taken_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "sha256"], name="snapshot_once_by_bytes"),
            models.CheckConstraint(name="snapshot_has_a_hash", condition=Q(sha256__regex=r"^[0-9a-f]{64}$")),
        ]

    def __str__(self) -> str:
        return f"{self.sha256[:12]} of {self.source}"


class Capture(models.Model):
    """One attempt to get a snapshot. Failed ones are kept too, with the error."""

    source = models.ForeignKey(Source, on_delete=models.PROTECT, null=True, blank=True, related_name="captures")
    snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, null=True, blank=True, related_name="captures")
    method = word(CaptureMethod)
    requested_url = models.CharField(max_length=2000, blank=True, default="")
    status = models.PositiveSmallIntegerField(null=True, blank=True, help_text="The server's, where there was one.")
    error = models.TextField(blank=True, default="")
    attempted_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="capture_method_is_a_word", condition=one_of("method", CaptureMethod)),
            models.CheckConstraint(
                name="capture_has_a_snapshot_or_an_error",
                condition=Q(snapshot__isnull=False, error="") | Q(snapshot__isnull=True) & ~Q(error=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.method} {self.requested_url} {self.error or 'ok'}"


class Reading(models.Model):
    """A snapshot's text, with its hash and the reader's version. A better reading is a new row."""

    snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, related_name="readings")
    reader = models.CharField(max_length=100)
    text = models.TextField()
    sha256 = models.CharField(max_length=SHA256_HEX)
    asides = models.JSONField(
        default=list, blank=True, help_text="Captions, credits and biographies, kept apart from the text."
    )
    read_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["snapshot", "reader"], name="reading_once_by_reader"),
            models.CheckConstraint(name="reading_has_text", condition=~Q(text="")),
            models.CheckConstraint(name="reading_has_a_hash", condition=Q(sha256__regex=r"^[0-9a-f]{64}$")),
        ]

    def __str__(self) -> str:
        return f"{self.reader} of {self.snapshot}"
