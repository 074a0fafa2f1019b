"""The version of a claim that a second person has approved."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from deals.models.claim import Claim


class Approval(models.Model):
    """“Version 3 of this claim, as it then stood, approved by someone who did not write it.” Never changes."""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="approvals")
    version = models.PositiveIntegerField()
    schema = models.PositiveSmallIntegerField(help_text="Of the document, as for releases.")
    document = models.JSONField(help_text="The claim as a release will show it.")
    drafted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField()
    is_by_author = models.BooleanField(default=False, help_text="A staff of one; the page says so.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["claim", "version"], name="one_approval_a_version"),
            models.CheckConstraint(
                name="approver_is_not_the_author", condition=Q(is_by_author=True) | ~Q(approved_by=F("drafted_by"))
            ),
        ]

    def __str__(self) -> str:
        return f"version {self.version} of {self.claim}"
