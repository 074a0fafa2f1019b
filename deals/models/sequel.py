"""What became of a plan, a condition, a threat or an announcement."""

from django.db import models
from django.db.models import F, Q

from deals.fields import one_of, word
from deals.models.claim import Claim
from deals.signing import tracked
from deals.vocabulary.relations import Became


@tracked
class Sequel(models.Model):
    """“First deliveries in March 2020” was fulfilled: “the first parts arrived on 12 July 2019”.

    Both are claims with citations of their own, so that what became of a plan is proved like the plan.
    """

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="sequels")
    followed_by = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="sequel_of")
    became = word(Became)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["claim", "followed_by"], name="sequel_once"),
            models.CheckConstraint(name="sequel_became_is_a_word", condition=one_of("became", Became)),
            models.CheckConstraint(name="sequel_is_another_claim", condition=~Q(claim=F("followed_by"))),
        ]

    def __str__(self) -> str:
        return f"{self.claim} → {self.followed_by}"
