"""“If the Russians do not agree, we will sign with another country.”"""

from django.db import models
from django.db.models import Q

from deals.fields import one_of
from deals.models.kinds.columns import optional_text, optional_word
from deals.models.party import Speaker
from deals.vocabulary.terms import Act

CLAUSE_LENGTH = 300


class StatementColumns(models.Model):
    speaker = models.ForeignKey(Speaker, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    act = optional_word(Act)
    if_condition = optional_text(CLAUSE_LENGTH)
    consequence = optional_text(CLAUSE_LENGTH)

    STATEMENT = ("speaker", "act", "if_condition", "consequence")
    STATEMENT_CHECK = (
        Q(speaker__isnull=False)
        & one_of("act", Act)
        & (~Q(act__in=[Act.THREATEN.value, Act.DEMAND.value]) | Q(if_condition__gt="") | Q(consequence__gt=""))
    )

    class Meta:
        abstract = True
