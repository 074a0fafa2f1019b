"""“The United States put sanctions on the Presidency of Defence Industries.”"""

from django.db import models
from django.db.models import Q

from deals.models.kinds.columns import is_word, optional_party, optional_word
from deals.vocabulary.terms import EventType


class EventColumns(models.Model):
    event_type = optional_word(EventType)
    actor = optional_party()

    EVENT = ("event_type", "actor")
    EVENT_CHECK = Q(actor__isnull=False) & is_word("event_type", EventType)

    class Meta:
        abstract = True
