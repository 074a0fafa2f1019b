"""Who takes part: parties, the names they go by, and the people who speak for them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from deals.fields import one_of, public_id, word
from deals.signing import tracked
from deals.vocabulary.parties import PartyKind


@tracked
class Party(models.Model):
    """“Turkey”, “Rosoboronexport”, “NATO”. One that is not known is a party too."""

    public_id = public_id()
    kind = word(PartyKind)
    name = models.CharField(max_length=200)
    code = models.CharField(max_length=3, blank=True, default="", help_text="ISO 3166-1 alpha-3, for states.")

    class Meta:
        verbose_name_plural = "parties"
        constraints = [
            models.UniqueConstraint(fields=["kind", "name"], name="party_once_by_name"),
            models.UniqueConstraint(fields=["code"], condition=~Q(code=""), name="party_once_by_code"),
            models.CheckConstraint(name="party_kind_is_a_word", condition=one_of("kind", PartyKind)),
            models.CheckConstraint(name="party_has_a_name", condition=~Q(name="")),
        ]

    def __str__(self) -> str:
        return self.name


@tracked
class PartyAlias(models.Model):
    """“Ankara” for Turkey, “Türkiye” in Turkish: found by, never shown instead of the name."""

    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="aliases")
    name = models.CharField(max_length=200)
    language = models.CharField(max_length=35, blank=True, default="")
    is_metonym = models.BooleanField(default=False)

    class Meta:
        verbose_name_plural = "party aliases"
        constraints = [models.UniqueConstraint(fields=["party", "name"], name="alias_once_by_party")]

    def __str__(self) -> str:
        return self.name


@tracked
class Speaker(models.Model):
    """“Mevlut Cavusoglu, foreign minister, for Turkey”: a person, an office and a party at a time.

    Without a name it is an unnamed official, or the party itself.
    """

    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="speakers")
    name = models.CharField(max_length=200, blank=True, default="")
    office = models.CharField(max_length=200, blank=True, default="")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["party", "name", "office"], name="speaker_once")]

    def __str__(self) -> str:
        return ", ".join(part for part in (self.name, self.office, self.party.name) if part)
