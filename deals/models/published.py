"""What lists and search read, derived from each deal's newest release. `rebuild_published` remakes it."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import F, Q

from deals.fields import WORD_LENGTH
from deals.models.places import DAYS_LEFT, DAYS_SINCE, PRACTICE, SUM_LEFT, as_sorted, by_phase, generated
from deals.models.release import Release
from deals.signing import PUBLIC_ID_LENGTH
from deals.vocabulary.sorting import Sorting

NAME_LENGTH = 200
TOKEN_LENGTH = WORD_LENGTH + 1 + NAME_LENGTH
PLACE_LENGTH = 10 + PUBLIC_ID_LENGTH
LINE_DIGITS = 5
LINE_PLACE_LENGTH = len("2027-12-31..") + PUBLIC_ID_LENGTH + LINE_DIGITS
SUBJECT_LENGTH = 80
SUBJECT_NAME_LENGTH = 500
SEARCH_CONFIG = "register"
"""The text search configuration of migration 0014: accents forgiven, endings cut the same way in every language."""


# Keys to a deal have no index of their own where a constraint begins with them; `unique=True` on a text would make a
# second index, for patterns, that nothing asks for.
class PublishedDeal(models.Model):
    """A deal as lists show it and search finds it."""

    release = models.OneToOneField(Release, on_delete=models.PROTECT, related_name="published_deal")
    deal_public_id = models.CharField(max_length=PUBLIC_ID_LENGTH)
    title = models.CharField(max_length=NAME_LENGTH)
    summary = models.TextField()
    is_fictional = models.BooleanField()
    suppliers = ArrayField(models.CharField(max_length=NAME_LENGTH))
    recipients = ArrayField(models.CharField(max_length=NAME_LENGTH))
    systems = ArrayField(models.CharField(max_length=NAME_LENGTH))
    phase = models.CharField(max_length=WORD_LENGTH, blank=True)
    stage = models.CharField(max_length=WORD_LENGTH, blank=True)
    stage_edtf = models.CharField(max_length=WORD_LENGTH, blank=True)
    stage_said_by = ArrayField(models.CharField(max_length=NAME_LENGTH), help_text="Where one side alone says so.")
    is_disputed = models.BooleanField()
    first_on = models.DateField(null=True)
    last_on = models.DateField(null=True)
    number_claims = models.PositiveIntegerField()
    number_sources = models.PositiveIntegerField()
    last_checked_on = models.DateField(null=True)
    published_at = models.DateTimeField()
    ending = models.CharField(max_length=WORD_LENGTH, blank=True, default="", help_text="Lists leave ended deals out.")
    merged_into = models.CharField(max_length=PUBLIC_ID_LENGTH, blank=True, default="")
    place = models.CharField(
        max_length=PLACE_LENGTH, db_collation="C", help_text="Its place in the list, newest fact first."
    )
    place_oldest = generated(PRACTICE, DAYS_SINCE, "deal_public_id")
    place_furthest = generated(PRACTICE, by_phase(Sorting.FURTHEST), DAYS_LEFT, "deal_public_id")
    place_earliest = generated(PRACTICE, by_phase(Sorting.EARLIEST), DAYS_LEFT, "deal_public_id")
    place_title = generated(PRACTICE, as_sorted("title"), "' '", "deal_public_id")
    facets = ArrayField(models.CharField(max_length=TOKEN_LENGTH), default=list)
    names = models.TextField(default="", help_text="Of parties and systems, with all by which they are known.")
    said = models.TextField(default="", help_text="The words of its claims and quotations.")
    course = models.JSONField(default=list, help_text="Its phases in time: since when, and which claim says so.")
    phase_years = ArrayField(
        models.CharField(max_length=WORD_LENGTH), default=list, help_text="The years in each phase: “2017:contracted”."
    )
    made_by = models.PositiveSmallIntegerField(default=0, help_text="The version of the projection that made its rows.")
    search = models.GeneratedField(
        expression=SearchVector("title", weight="A", config=SEARCH_CONFIG)
        + SearchVector("names", weight="B", config=SEARCH_CONFIG)
        + SearchVector("said", weight="C", config=SEARCH_CONFIG),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["deal_public_id"], name="published_once"),
            models.UniqueConstraint(fields=["place"], name="published_newest_first"),
        ]
        indexes = [
            GinIndex(fields=["search"], name="published_by_words"),
            GinIndex(fields=["facets"], name="published_by_facets"),
            models.Index(fields=["merged_into"], name="published_merged_into", condition=~Q(merged_into="")),
            models.Index(fields=["place_oldest"], name="published_oldest_first"),
            models.Index(fields=["place_furthest"], name="published_furthest_first"),
            models.Index(fields=["place_earliest"], name="published_earliest_first"),
            models.Index(fields=["place_title"], name="published_by_title"),
        ]

    def __str__(self) -> str:
        return self.title


class PublishedEntry(models.Model):
    """A claim of the newest release as lists and search read it."""

    deal = models.ForeignKey(PublishedDeal, on_delete=models.CASCADE, related_name="entries", db_index=False)
    claim_public_id = models.CharField(max_length=PUBLIC_ID_LENGTH)
    kind = models.CharField(max_length=WORD_LENGTH)
    track = models.CharField(max_length=80)
    text = models.CharField(max_length=300)
    modality = models.CharField(max_length=WORD_LENGTH)
    happened_edtf = models.CharField(max_length=WORD_LENGTH, blank=True)
    happened_first = models.DateField(null=True)
    happened_last = models.DateField(null=True)
    is_retracted = models.BooleanField()
    relation = models.CharField(max_length=WORD_LENGTH, blank=True, default="")
    related_deal_public_id = models.CharField(max_length=PUBLIC_ID_LENGTH, blank=True, default="")
    said = models.TextField(default="", help_text="The words of the claim and of its quotations.")
    search = models.GeneratedField(
        expression=SearchVector("said", config=SEARCH_CONFIG), output_field=SearchVectorField(), db_persist=True
    )

    class Meta:
        constraints = [
            # A claim that moved stands in two deals until the one that it left is published anew.
            models.UniqueConstraint(fields=["deal", "claim_public_id"], name="entry_once_a_deal")
        ]
        indexes = [
            models.Index(
                fields=["related_deal_public_id"],
                name="entries_naming_a_deal",
                condition=~Q(related_deal_public_id=""),
            )
        ]

    def __str__(self) -> str:
        return self.text


class PublishedFacet(models.Model):
    """“Recipient: Turkey, 12 deals”: a value that lists can be narrowed by, and how many deals have it."""

    token = models.CharField(max_length=TOKEN_LENGTH)
    facet = models.CharField(max_length=WORD_LENGTH)
    label = models.CharField(max_length=NAME_LENGTH)
    number_deals = models.PositiveIntegerField(default=0)
    place_name = generated(as_sorted("label"), "' '", "token")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["token"], name="facet_once")]
        indexes = [
            models.Index(F("facet").asc(), F("number_deals").desc(), F("token").asc(), name="facet_largest_first"),
            models.Index(fields=["facet", "place_name"], name="facet_by_name"),
        ]

    def __str__(self) -> str:
        return f"{self.facet}: {self.label}"


class PublishedMention(models.Model):
    """“Turkey, the recipient in this deal”: of what has a page of its own, a row for each deal that names it.

    One without a role stands for the deal, and one for each role that it has there; all tell the same of it.
    """

    deal = models.ForeignKey(PublishedDeal, on_delete=models.CASCADE, related_name="mentions", db_index=False)
    subject = models.CharField(max_length=SUBJECT_LENGTH, help_text="As in “party:7f3k…”.")
    role = models.CharField(max_length=WORD_LENGTH, blank=True)
    name = models.CharField(max_length=SUBJECT_NAME_LENGTH)
    told = models.JSONField(help_text="The subject as the release describes it.")
    proofs = models.JSONField(help_text="Ids of the claims that name it, by role; of those in no role the first few.")
    counted = ArrayField(models.CharField(max_length=TOKEN_LENGTH), help_text="What it adds one deal to: its tallies.")
    phase = models.CharField(max_length=WORD_LENGTH, blank=True)
    place = models.CharField(max_length=PLACE_LENGTH, db_collation="C", help_text="The deal’s.")
    published_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["deal", "subject", "role"], name="mention_once_a_deal_and_role")]
        indexes = [
            models.Index(fields=["subject", "role", "place"], name="mentions_in_their_order"),
            models.Index(
                F("subject").asc(), F("published_at").desc(), name="mention_newest_first", condition=Q(role="")
            ),
            models.Index(fields=["subject", "name"], name="mention_names", condition=Q(role="")),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.role}" if self.role else self.name


class PublishedTally(models.Model):
    """“Turkey as recipient: 12 deals with Russia”, kept at publishing: to count 40,000 deals takes too long."""

    subject = models.CharField(max_length=SUBJECT_LENGTH)
    role = models.CharField(max_length=WORD_LENGTH, blank=True)
    token = models.CharField(max_length=TOKEN_LENGTH, help_text="By what it is counted: “with:7f3k…”.")
    number_deals = models.IntegerField()

    class Meta:
        verbose_name_plural = "published tallies"
        constraints = [models.UniqueConstraint(fields=["subject", "role", "token"], name="tally_once")]

    def __str__(self) -> str:
        return f"{self.subject} {self.role} {self.token}: {self.number_deals}"


class PublishedFigure(models.Model):
    """“Contracted: about 2.5 billion US dollars, Turkey the recipient”: listed by size, and never added up."""

    deal = models.ForeignKey(PublishedDeal, on_delete=models.CASCADE, related_name="figures")
    subject = models.CharField(max_length=SUBJECT_LENGTH, help_text="A party for money, a system for quantities.")
    role = models.CharField(max_length=WORD_LENGTH, blank=True)
    unit = models.CharField(max_length=WORD_LENGTH + 20, help_text="A currency, or what the source counts in.")
    step = models.CharField(max_length=WORD_LENGTH)
    number = models.DecimalField(max_digits=20, decimal_places=2)
    mark = models.CharField(max_length=WORD_LENGTH)
    is_level = models.BooleanField()
    is_planned = models.BooleanField()
    is_disputed = models.BooleanField()
    claims = ArrayField(models.CharField(max_length=PUBLIC_ID_LENGTH))

    class Meta:
        indexes = [
            models.Index(
                F("subject").asc(),
                F("role").asc(),
                F("unit").asc(),
                F("step").asc(),
                F("number").desc(),
                F("id").asc(),  # of thousands that are equal the first are found without reading them all
                name="figures_largest_first",
            )
        ]

    def __str__(self) -> str:
        return f"{self.step}: {self.number} {self.unit}"


class PublishedLine(models.Model):
    """“Due by 31 December 2027: the last aircraft”: a line of a list over all deals."""

    deal = models.ForeignKey(PublishedDeal, on_delete=models.CASCADE, related_name="lines")
    listing = models.CharField(max_length=WORD_LENGTH)
    kind = models.CharField(max_length=WORD_LENGTH, help_text="Of the claims that it is about.")
    place = models.CharField(
        max_length=LINE_PLACE_LENGTH, db_collation="C", help_text="Its day, its deal and its number there."
    )
    first_on = models.DateField(null=True, help_text="Of what is due the first day that its promise can mean.")
    told = models.JSONField(help_text="All that the list says of it.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["listing", "place"], name="line_once_a_place")]
        indexes = [models.Index(fields=["listing", "kind", "place"], name="lines_of_a_kind")]

    def __str__(self) -> str:
        return f"{self.listing} {self.place}"


class PublishedValue(models.Model):
    """“Contracted: at most 2.5 billion US dollars”: a deal’s largest sum in a currency, by which lists are sorted.

    One without a number: its claims tell of money in this currency, and of no contracted sum.
    """

    deal = models.ForeignKey(PublishedDeal, on_delete=models.CASCADE, related_name="values", db_index=False)
    deal_public_id = models.CharField(max_length=PUBLIC_ID_LENGTH)
    is_fictional = models.BooleanField()
    currency = models.CharField(max_length=WORD_LENGTH)
    number = models.DecimalField(max_digits=20, decimal_places=2, null=True)
    mark = models.CharField(max_length=WORD_LENGTH, blank=True)
    is_disputed = models.BooleanField(default=False)
    claim = models.CharField(max_length=PUBLIC_ID_LENGTH, blank=True, help_text="The first that says it.")
    place = generated(PRACTICE, SUM_LEFT, "deal_public_id")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["deal", "currency"], name="value_once_a_deal_and_currency")]
        indexes = [models.Index(fields=["currency", "place"], name="values_largest_first")]

    def __str__(self) -> str:
        return f"{self.number} {self.currency}"
