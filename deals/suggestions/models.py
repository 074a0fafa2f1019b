"""Candidates that wait for a person, and the intake that brought them."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from deals.fields import one_of, public_id, word
from deals.models import Claim, Deal, Decision
from deals.signing import tracked
from deals.sources.models import Capture, Reading
from deals.vocabulary.proof import CaptureMethod
from deals.vocabulary.words import Word


class IntakeState(Word):
    """How far an intake has come. `set_aside`: it failed three times in a row and waits for a person."""

    QUEUED = "queued"
    CAPTURED = "captured"
    READ = "read"
    READY = "ready"
    FAILED = "failed"
    SET_ASIDE = "set_aside"

    @property
    def is_over(self) -> bool:
        return self in {IntakeState.READY, IntakeState.FAILED, IntakeState.SET_ASIDE}


@tracked
class Intake(models.Model):
    """“An editor pasted this address at noon; five suggestions came of it.”"""

    public_id = public_id()
    method = word(CaptureMethod)
    requested_url = models.CharField(max_length=2000, blank=True, default="")
    # What was pasted or uploaded waits in the storage under its hash; only its name is here.
    file = models.CharField(max_length=200, blank=True, default="")
    file_name = models.CharField(max_length=200, blank=True, default="")
    media_type = models.CharField(max_length=100, blank=True, default="")
    title = models.CharField(max_length=500, blank=True, default="")
    publisher = models.CharField(max_length=200, blank=True, default="")
    published_edtf = models.CharField(max_length=40, blank=True, default="")
    state = word(IntakeState, default=IntakeState.QUEUED)
    error = models.TextField(blank=True, default="")
    number_attempts = models.PositiveSmallIntegerField(default=0, help_text="Of the present step, in a row.")
    deal = models.ForeignKey(Deal, on_delete=models.PROTECT, null=True, blank=True, related_name="intakes")
    capture = models.ForeignKey(Capture, on_delete=models.PROTECT, null=True, blank=True, related_name="intakes")
    reading = models.ForeignKey(Reading, on_delete=models.PROTECT, null=True, blank=True, related_name="intakes")
    found = models.JSONField(default=dict, blank=True, help_text="Which deal it is about: names as in the text.")
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField()

    class Meta:
        ordering = ["-started_at", "-id"]
        constraints = [models.CheckConstraint(name="intake_state_is_a_word", condition=one_of("state", IntakeState))]

    def __str__(self) -> str:
        return self.title or self.requested_url or self.file_name or f"Pasted text of {self.started_at:%Y-%m-%d %H:%M}"


class SuggestionState(Word):
    WAITING = "waiting"
    ACCEPTED = "accepted"
    AMENDED = "amended"
    REJECTED = "rejected"


class SuggestionQuerySet(models.QuerySet["Suggestion"]):
    def waiting(self) -> Self:
        return self.filter(state=SuggestionState.WAITING)


@tracked
class Suggestion(models.Model):
    """“The program read a first payment in this sentence.” It waits for a decision; its candidate never changes."""

    intake = models.ForeignKey(Intake, on_delete=models.PROTECT, related_name="suggestions")
    reading = models.ForeignKey(Reading, on_delete=models.PROTECT, related_name="suggestions")
    kind = models.CharField(max_length=40)
    candidate = models.JSONField()
    quote = models.TextField()
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    fingerprint = models.CharField(max_length=64, help_text="So that a task that runs twice suggests once.")
    state = word(SuggestionState, default=SuggestionState.WAITING)
    decision = models.OneToOneField(
        Decision, on_delete=models.PROTECT, null=True, blank=True, related_name="suggestion"
    )
    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, null=True, blank=True, related_name="suggestions")

    objects = SuggestionQuerySet.as_manager()

    class Meta:
        ordering = ["start", "id"]
        constraints = [
            models.UniqueConstraint(fields=["reading", "fingerprint"], name="suggestion_once_a_reading"),
            models.CheckConstraint(name="suggestion_state_is_a_word", condition=one_of("state", SuggestionState)),
            models.CheckConstraint(name="suggestion_has_a_passage", condition=Q(start__lt=F("end")) & ~Q(quote="")),
            models.CheckConstraint(
                name="decided_suggestion_has_a_decision",
                condition=Q(state=SuggestionState.WAITING.value, decision__isnull=True, claim__isnull=True)
                | Q(state=SuggestionState.REJECTED.value, decision__isnull=False, claim__isnull=True)
                | Q(
                    state__in=[SuggestionState.ACCEPTED.value, SuggestionState.AMENDED.value],
                    decision__isnull=False,
                    claim__isnull=False,
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.quote}"
