"""What a person decided on what a program proposed."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from deals.fields import one_of, word
from deals.vocabulary.proof import Verdict


class Decision(models.Model):
    """“The editor accepted it on 23 November.” Never changes; a claim that a program proposed keeps its number."""

    verdict = word(Verdict)
    reason = models.CharField(max_length=500, blank=True, default="")
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="decision_verdict_is_a_word", condition=one_of("verdict", Verdict)),
            models.CheckConstraint(
                name="import_names_its_report", condition=~Q(verdict=Verdict.IMPORTED.value) | ~Q(reason="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.verdict} on {self.decided_at:%Y-%m-%d}"
