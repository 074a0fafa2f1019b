"""What is traded."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from deals.fields import one_of, public_id, word
from deals.models.party import Party
from deals.signing import tracked
from deals.vocabulary.parties import Category


@tracked
class WeaponSystem(models.Model):
    """“S-400, a surface-to-air missile system, of the category air defence systems.”"""

    public_id = public_id()
    designation = models.CharField(max_length=100)
    description = models.CharField(max_length=200, blank=True, default="")
    category = word(Category)
    manufacturer = models.ForeignKey(Party, on_delete=models.PROTECT, null=True, blank=True, related_name="systems")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["designation"], name="weapon_system_once_by_designation"),
            models.CheckConstraint(name="weapon_system_category_is_a_word", condition=one_of("category", Category)),
            models.CheckConstraint(name="weapon_system_has_a_designation", condition=~Q(designation="")),
        ]

    def __str__(self) -> str:
        return self.designation
