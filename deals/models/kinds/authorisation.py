"""“Congress was notified of the sale”: a gate, not a step. It moves no stage."""

from django.db import models
from django.db.models import Q

from deals.models.kinds.columns import is_word, optional_party, optional_word
from deals.vocabulary.terms import Outcome, Subject


class AuthorisationColumns(models.Model):
    organ = optional_party()
    subject = optional_word(Subject)
    outcome = optional_word(Outcome)

    AUTHORISATION = ("organ", "subject", "outcome")
    AUTHORISATION_CHECK = Q(organ__isnull=False) & is_word("subject", Subject) & is_word("outcome", Outcome)

    class Meta:
        abstract = True
