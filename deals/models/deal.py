"""The deal and its tracks."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from deals.fields import one_of, public_id, word
from deals.models.weapon import WeaponSystem
from deals.signing import PUBLIC_ID_LENGTH, tracked
from deals.vocabulary.parties import Route, Transfer
from deals.vocabulary.relations import Ending


@tracked
class Deal(models.Model):
    """“The sale of S-400 systems by Russia to Turkey”: what one instrument covers, from interest to its end.

    Who takes part is said by claims of participation, and where it stands is derived from stage reports.
    """

    public_id = public_id()
    title = models.CharField(max_length=200)
    summary = models.TextField(blank=True, default="", help_text="One sentence: where it stands, and since when.")
    # Public ids of claims that are or were the deal's, each approved once: the rule stands in a migration.
    rests_on = ArrayField(
        models.CharField(max_length=PUBLIC_ID_LENGTH),
        default=list,
        blank=True,
        help_text="Readers see the sentence only with the facts that it rests on, each as a link.",
    )
    not_known = models.JSONField(default=list, blank=True, help_text="What is not known, a sentence each.")
    transfer = word(Transfer, default=Transfer.SALE)
    route = word(Route, default=Route.UNKNOWN)
    systems = models.ManyToManyField(WeaponSystem, through="DealSystem", related_name="deals")
    is_fictional = models.BooleanField(default=False, help_text="A deal to practise on; every page says so.")
    last_checked_on = models.DateField(null=True, blank=True)
    # A deal that is followed no longer stays where it is, and says what became of it.
    ending = word(Ending, blank=True, default="")
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="merged_here")
    ending_why = models.CharField(max_length=300, blank=True, default="")
    ended_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="ended_deal_says_why_and_when",
                condition=Q(ending="", ending_why="", ended_on__isnull=True)
                | one_of("ending", Ending) & ~Q(ending_why="") & Q(ended_on__isnull=False),
            ),
            models.CheckConstraint(
                name="merged_deal_names_its_target",
                condition=Q(ending=Ending.MERGED.value, merged_into__isnull=False) & ~Q(merged_into=F("id"))
                | ~Q(ending=Ending.MERGED.value) & Q(merged_into__isnull=True),
            ),
            models.CheckConstraint(name="deal_transfer_is_a_word", condition=one_of("transfer", Transfer)),
            models.CheckConstraint(name="deal_route_is_a_word", condition=one_of("route", Route)),
            models.CheckConstraint(name="deal_has_a_title", condition=~Q(title="")),
            models.UniqueConstraint(
                fields=["title"],
                name="deal_once_by_title",
                violation_error_message="There is a deal of this title already. Open it, or choose another title.",
            ),
        ]

    def __str__(self) -> str:
        return self.title


@tracked
class DealSystem(models.Model):
    """That a deal is about a weapon system."""

    deal = models.ForeignKey(Deal, on_delete=models.PROTECT, related_name="deal_systems")
    system = models.ForeignKey(WeaponSystem, on_delete=models.PROTECT, related_name="deal_systems")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["deal", "system"], name="system_once_a_deal")]

    def __str__(self) -> str:
        return f"{self.system} in {self.deal}"


@tracked
class Track(models.Model):
    """“Joint production”: a matter negotiated inside a deal, with stages of its own. The main track is the deal."""

    public_id = public_id()
    deal = models.ForeignKey(Deal, on_delete=models.PROTECT, related_name="tracks")
    name = models.CharField(max_length=80)
    is_main = models.BooleanField(default=False)

    class Meta:
        ordering = ["-is_main", "id"]
        constraints = [
            models.UniqueConstraint(fields=["deal", "name"], name="track_once_by_name"),
            models.UniqueConstraint(fields=["deal"], condition=Q(is_main=True), name="one_main_track"),
            # Claims point at (track, deal), so that no claim can sit on another deal's track.
            models.UniqueConstraint(fields=["id", "deal"], name="track_with_its_deal"),
            models.CheckConstraint(name="track_has_a_name", condition=~Q(name="")),
        ]

    def __str__(self) -> str:
        return self.name
