"""One thing said about a deal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from deals.fields import day, edtf, is_partial_date, one_of, partial_date, public_id, word
from deals.models.deal import Deal, Track
from deals.models.decision import Decision
from deals.models.kinds import KindColumns, kind_constraints
from deals.signing import tracked
from deals.vocabulary.dates import FAR
from deals.vocabulary.kinds import ClaimState, Entry, Kind, Modality, Rank, Weight
from deals.vocabulary.relations import Relation

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from deals.models.member import Member

LABEL_LENGTH = 40


class ClaimQuerySet(models.QuerySet["Claim"]):
    def of_kind(self, kind: Kind) -> Self:
        return self.filter(kind=kind)

    def waiting(self) -> Self:
        """Drafts, and edits of approved claims: what a publisher has to look at."""
        return self.filter(state=ClaimState.DRAFT)

    def not_retracted(self) -> Self:
        return self.exclude(state=ClaimState.RETRACTED)

    def not_written_by(self, member: Member) -> Self:
        """Since their last approval: whoever wrote at a claim does not approve it."""
        return self.exclude(authors__contains=[member.pk])


@tracked
class Claim(KindColumns):
    """“Turkey made the first payment in September 2017, says Conflict Observer.”

    The row is the working copy; its id is for ever. An edit makes it a draft, approval by another person pins that
    version, a release takes the newest approved version.
    """

    public_id = public_id()
    deal = models.ForeignKey(Deal, on_delete=models.PROTECT, related_name="claims")
    # With its deal: the composite foreign key stands in the migration of the rules.
    track = models.ForeignKey(Track, on_delete=models.PROTECT, related_name="claims")
    kind = word(Kind)
    text = models.CharField(max_length=300, help_text="What is claimed, in one sentence of ours.")
    label = models.CharField(max_length=LABEL_LENGTH, help_text="The same in at most 40 characters.")
    weight = word(Weight, default=Weight.NORMAL)

    modality = word(Modality, default=Modality.ASSERTED)
    is_negated = models.BooleanField(default=False, help_text="It did not or will not happen.")
    happened_edtf = edtf()
    happened_first = day()
    happened_last = day()
    happened = partial_date("happened")
    announced_edtf = edtf()
    announced_first = day()
    announced_last = day()
    announced = partial_date("announced")
    phrase = models.CharField(max_length=100, blank=True, default="", help_text="The source's words for the date.")
    anchored_on = models.DateField(null=True, blank=True, help_text="The day that the phrase was resolved against.")

    # “Under the framework agreement”: that the claim's deal is related to another is part of what the claim says.
    relation = word(Relation, blank=True, default="")
    related_deal = models.ForeignKey(Deal, on_delete=models.PROTECT, null=True, blank=True, related_name="named_by")

    state = word(ClaimState, default=ClaimState.DRAFT)
    rank = word(Rank, default=Rank.NORMAL)
    rank_reason = models.CharField(max_length=300, blank=True, default="")
    retraction_reason = models.CharField(max_length=300, blank=True, default="")
    # With this claim: the composite, deferrable foreign key stands in the migration of the rules.
    proof = models.ForeignKey(
        "deals.Citation", on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_constraint=False
    )
    entry = word(Entry, default=Entry.TYPED)
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, null=True, blank=True, related_name="claims")
    version = models.PositiveIntegerField(default=1)
    drafted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField()
    authors = ArrayField(
        models.BigIntegerField(), default=list, help_text="Who wrote at it since its last approval. None approves it."
    )

    objects = ClaimQuerySet.as_manager()

    class Meta:
        ordering = ["happened_first", "id"]
        constraints = [
            *kind_constraints(),
            models.CheckConstraint(name="claim_kind_is_a_word", condition=one_of("kind", Kind)),
            models.CheckConstraint(name="claim_modality_is_a_word", condition=one_of("modality", Modality)),
            models.CheckConstraint(name="claim_state_is_a_word", condition=one_of("state", ClaimState)),
            models.CheckConstraint(name="claim_weight_is_a_word", condition=one_of("weight", Weight)),
            models.CheckConstraint(name="claim_happened_is_a_date", condition=is_partial_date("happened")),
            models.CheckConstraint(name="claim_announced_is_a_date", condition=is_partial_date("announced")),
            models.CheckConstraint(name="claim_has_words", condition=~Q(text="") & ~Q(label="")),
            models.CheckConstraint(
                name="approved_claim_has_a_proof",
                condition=Q(state=ClaimState.DRAFT.value) | Q(proof__isnull=False),
            ),
            models.CheckConstraint(
                name="rank_has_a_reason",
                condition=Q(rank=Rank.NORMAL.value) | one_of("rank", Rank) & ~Q(rank_reason=""),
            ),
            models.CheckConstraint(
                name="retracted_claim_has_a_reason",
                condition=Q(state=ClaimState.RETRACTED.value) & ~Q(retraction_reason="")
                | ~Q(state=ClaimState.RETRACTED.value) & Q(retraction_reason=""),
            ),
            models.CheckConstraint(
                name="proposed_claim_has_a_decision",
                condition=Q(entry=Entry.TYPED.value, decision__isnull=True)
                | Q(entry__in=[Entry.SUGGESTED.value, Entry.IMPORTED.value], decision__isnull=False),
            ),
            models.CheckConstraint(
                name="relation_names_another_deal",
                condition=Q(relation="", related_deal__isnull=True)
                | one_of("relation", Relation) & Q(related_deal__isnull=False) & ~Q(related_deal=models.F("deal")),
            ),
            models.CheckConstraint(name="phrase_has_an_anchor", condition=Q(anchored_on__isnull=True) | ~Q(phrase="")),
        ]

    def __str__(self) -> str:
        return self.label

    def clean(self) -> None:
        if any(day and day.is_far for day in (self.happened, self.announced)):
            raise ValidationError(FAR)

    @classmethod
    def from_db(cls, db: str | None, field_names: Collection[str], values: Collection[Any], **options: Any) -> Claim:
        """A row comes back as its kind's class: a payment as `Payment`."""
        from deals.models.claim_kinds import CLASSES  # noqa: PLC0415  the classes are made of this one

        row: Sequence[Any] = list(values)
        names = list(field_names)
        kind = row[names.index("kind")] if "kind" in names else None
        wanted = CLASSES[Kind(kind)] if kind and issubclass(CLASSES[Kind(kind)], cls) else cls
        return super(Claim, wanted).from_db(db, field_names, values, **options)
