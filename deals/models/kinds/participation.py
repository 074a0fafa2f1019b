"""“Russia is the supplier.”"""

from django.db import models
from django.db.models import Q

from deals.models.kinds.columns import is_word, optional_party, optional_word
from deals.vocabulary.parties import Role


class ParticipationColumns(models.Model):
    participant = optional_party()
    role = optional_word(Role)

    PARTICIPATION = ("participant", "role")
    PARTICIPATION_CHECK = Q(participant__isnull=False) & is_word("role", Role)

    class Meta:
        abstract = True
