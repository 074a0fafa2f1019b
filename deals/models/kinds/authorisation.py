"""“Congress was notified of the sale”: a gate, not a step. It moves no stage."""

from django.db import models
from django.db.models import Q

from deals.fields import one_of
from deals.models.kinds.columns import optional_party, optional_word
from deals.vocabulary.terms import Outcome, Subject


class AuthorisationColumns(models.Model):
    organ = optional_party()
    subject = optional_word(Subject)
    outcome = optional_word(Outcome)

    AUTHORISATION = ("organ", "subject", "outcome")
    AUTHORISATION_CHECK = Q(organ__isnull=False) & one_of("subject", Subject) & one_of("outcome", Outcome)

    class Meta:
        abstract = True
