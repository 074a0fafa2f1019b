"""“If the Russians do not agree, we will sign with another country.”"""

from django.db import models
from django.db.models import Q

from deals.models.kinds.columns import is_text, is_word, optional_text, optional_word
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
        & is_word("act", Act)
        & (~Q(act__in=[Act.THREATEN.value, Act.DEMAND.value]) | is_text("if_condition") | is_text("consequence"))
    )

    class Meta:
        abstract = True
