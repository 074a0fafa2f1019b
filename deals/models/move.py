"""That a claim went from one deal to another, where deals are split or merged."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from deals.models.claim import Claim
from deals.models.deal import Deal, Track


class Move(models.Model):
    """“The claim stood in the framework's deal until then; it is about the first call-off.” Never changes.

    The claim's permanent id stays, and so does what was approved of it. The deal that it left says where it went.
    """

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="moves")
    from_deal = models.ForeignKey(Deal, on_delete=models.PROTECT, related_name="moved_away")
    to_deal = models.ForeignKey(Deal, on_delete=models.PROTECT, related_name="moved_here")
    to_track = models.ForeignKey(Track, on_delete=models.PROTECT, related_name="+")
    why = models.CharField(max_length=300)
    moved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    moved_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(name="move_goes_elsewhere", condition=~Q(from_deal=F("to_deal"))),
            models.CheckConstraint(name="move_says_why", condition=~Q(why="")),
        ]

    def __str__(self) -> str:
        return f"{self.claim}: {self.from_deal} → {self.to_deal}"
