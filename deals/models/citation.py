"""The proof of a claim: origin, citation, passage."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from deals.fields import day, edtf, is_partial_date, one_of, partial_date, public_id, word
from deals.models.claim import Claim
from deals.models.party import Speaker
from deals.signing import tracked
from deals.sources.models import Reading, Source
from deals.vocabulary.proof import Bearing, CitationBasis, CitationKind, InformationGrade, SourceGrade


@tracked
class Origin(models.Model):
    """“Cavusoglu, in an interview with Aksam, 9 October 2017”: one utterance, document or observation.

    Three papers that relay one interview share one origin; origins are counted, not articles.
    """

    public_id = public_id()
    speaker = models.ForeignKey(Speaker, on_delete=models.PROTECT, null=True, blank=True, related_name="origins")
    first_said = models.CharField(max_length=200, blank=True, default="", help_text="Where it was first said.")
    said_edtf = edtf()
    said_first = day()
    said_last = day()
    said = partial_date("said")

    class Meta:
        constraints = [models.CheckConstraint(name="origin_said_is_a_date", condition=is_partial_date("said"))]

    def __str__(self) -> str:
        told = [str(part) for part in (self.speaker, self.first_said, self.said_edtf) if part]
        return ", ".join(told) or "who said it first is not told"


@tracked
class Citation(models.Model):
    """“Conflict Observer says so, in these words, quoting Cavusoglu through Aksam.”"""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="citations")
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="citations")
    origin = models.ForeignKey(Origin, on_delete=models.PROTECT, related_name="citations")
    relays = models.JSONField(default=list, blank=True, help_text="Outlets between origin and source, in order.")
    basis = word(CitationBasis)
    kind = word(CitationKind, default=CitationKind.OWN_REPORTING)
    bearing = word(Bearing, default=Bearing.SUPPORTS)
    paraphrase = models.CharField(max_length=600, blank=True, default="", help_text="Ours, where nothing is quoted.")
    transcript = models.CharField(max_length=2000, blank=True, default="", help_text="Typed from a book or broadcast.")
    locator = models.CharField(max_length=100, blank=True, default="", help_text="Page, paragraph, minute or cell.")
    language = models.CharField(max_length=35, blank=True, default="")
    translation = models.CharField(max_length=2000, blank=True, default="", help_text="Of the words cited.")
    translated_by = models.CharField(max_length=200, blank=True, default="", help_text="Whose translation it is.")
    source_grade = word(SourceGrade, blank=True, default="")
    information_grade = word(InformationGrade, blank=True, default="")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["id", "claim"], name="citation_with_its_claim"),
            models.CheckConstraint(name="citation_kind_is_a_word", condition=one_of("kind", CitationKind)),
            models.CheckConstraint(name="citation_bearing_is_a_word", condition=one_of("bearing", Bearing)),
            models.CheckConstraint(
                name="citation_grades_are_words",
                condition=(Q(source_grade="") | one_of("source_grade", SourceGrade))
                & (Q(information_grade="") | one_of("information_grade", InformationGrade)),
            ),
            models.CheckConstraint(
                name="translation_names_its_translator",
                condition=Q(translation="", translated_by="") | ~Q(translation="") & ~Q(translated_by=""),
            ),
            models.CheckConstraint(
                name="citation_is_of_one_basis",
                condition=Q(basis=CitationBasis.QUOTED.value, paraphrase="", transcript="")
                | Q(basis=CitationBasis.TRANSCRIBED.value, paraphrase="") & ~Q(transcript="")
                | Q(basis=CitationBasis.PARAPHRASED.value, transcript="") & ~Q(paraphrase="") & ~Q(locator=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.basis} from {self.source}"


@tracked
class Passage(models.Model):
    """Characters `start` to `end` of a reading, letter for letter. The database compares."""

    citation = models.ForeignKey(Citation, on_delete=models.PROTECT, related_name="passages")
    reading = models.ForeignKey(Reading, on_delete=models.PROTECT, related_name="passages")
    text = models.TextField()
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    # W3C text quote selector: what stands before and after, to find the passage again in a later reading.
    prefix = models.CharField(max_length=64, blank=True, default="")
    suffix = models.CharField(max_length=64, blank=True, default="")

    class Meta:
        ordering = ["start"]
        constraints = [
            models.UniqueConstraint(fields=["citation", "reading", "start", "end"], name="passage_once_a_citation"),
            models.CheckConstraint(name="passage_has_text", condition=Q(start__lt=F("end")) & ~Q(text="")),
        ]

    def __str__(self) -> str:
        return self.text
