"""The proof of a claim as a form: which source, in which words, who said so first and through whom it came."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError

from deals.actions.citing import CitationDraft, OriginDraft
from deals.actions.deals import speaker_for
from deals.actions.sources import source_for
from deals.forms.fields import (
    LONGEST_NAME,
    OUTLETS_LIST,
    LinesField,
    NameField,
    NewPartyKindField,
    PartialDateField,
    party_made,
    speak_plainly,
)
from deals.sources.addresses import AddressError
from deals.sources.canonical import canonical_address
from deals.sources.models import Reading, Source
from deals.vocabulary.parties import PartyKind
from deals.vocabulary.proof import Bearing, CitationBasis, CitationKind, InformationGrade, SourceGrade, SourceKind
from deals.vocabulary.text import find_passage

if TYPE_CHECKING:
    from deals.models import Citation, Member, Speaker

NOT_GRADED = [("", "not graded")]
LONGEST_WORDS, LONGEST_PARAPHRASE = 2000, 600
"""As the register's columns."""


class SaidForm(forms.Form):
    """What a citation says, and whose words they are."""

    prefix = "citation"

    paraphrase = forms.CharField(
        label="What it says",
        required=False,
        max_length=LONGEST_PARAPHRASE,
        help_text="In our own words, not the source’s.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    transcript = forms.CharField(
        label="Or its very words, typed by you",
        required=False,
        max_length=LONGEST_WORDS,
        help_text="From a book or a broadcast, of which we hold no text.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    locator = forms.CharField(
        label="Where in it", required=False, max_length=100, help_text="Page, paragraph, minute or cell."
    )
    bearing = forms.ChoiceField(label="It", choices=[(word.value, f"{word.label} the claim") for word in Bearing])
    kind = forms.ChoiceField(label="As", choices=CitationKind.choices(), initial=CitationKind.OWN_REPORTING)
    speaker_party = NameField(label="Who says so: party", help_text="For whom they speak.")
    speaker_name = forms.CharField(label="Person", required=False, max_length=LONGEST_NAME)
    speaker_office = forms.CharField(label="Office", required=False, max_length=LONGEST_NAME)
    first_said = NameField(label="First said in", names=OUTLETS_LIST, help_text="If the source relays it.")
    said = PartialDateField(label="Said on")
    relays = LinesField(
        label="Relayed by",
        longest=LONGEST_NAME,
        help_text="In order, one outlet a line: from who was told to the source.",
    )
    language = forms.CharField(
        label="Language", required=False, max_length=35, help_text="If not the source’s: ru, tr."
    )
    translation = forms.CharField(
        label="In English", required=False, max_length=LONGEST_WORDS, widget=forms.Textarea(attrs={"rows": 2})
    )
    translated_by = forms.CharField(label="Translated by", required=False, max_length=LONGEST_NAME)
    source_grade = forms.ChoiceField(
        label="The source is", required=False, choices=[*NOT_GRADED, *SourceGrade.choices()]
    )
    information_grade = forms.ChoiceField(
        label="What it says is", required=False, choices=[*NOT_GRADED, *InformationGrade.choices()]
    )
    new_party_kind = NewPartyKindField()

    def clean(self) -> dict[str, Any]:
        told = self.cleaned_data
        if (told.get("speaker_name") or told.get("speaker_office")) and not told.get("speaker_party"):
            self.add_error("speaker_party", "Say for which party they speak.")
        if told.get("translation") and not told.get("translated_by"):
            self.add_error("translated_by", "Say whose translation it is: ours, or the outlet’s.")
        if told.get("translated_by") and not told.get("translation"):
            self.add_error("translation", "Give the translation, or leave its translator empty.")
        return told

    def refuse_other_than_one(self, *fields: str) -> None:
        """A citation is of one basis: in our words, in its own words as typed, or in words that stand in our copy."""
        told = [name for name in fields if self.cleaned_data.get(name)]
        if not told and not self.errors:
            self.add_error("paraphrase", "Fill this in, or give the source’s own words below.")
        for name in told[1:]:
            self.add_error(name, "Give one of the two: our words, or the source’s own.")
        if told == ["paraphrase"] and not self.cleaned_data.get("locator"):
            self.add_error("locator", "Fill this in: a paraphrase says where in the source it stands.")

    def said_columns(self) -> dict[str, Any]:
        """What a citation draft and a stored citation have in common, by column."""
        told = self.cleaned_data
        plain = ("paraphrase", "transcript", "locator", "language", "translation", "translated_by")
        grades = ("source_grade", "information_grade")
        first_said = (told["first_said"],) if told["first_said"] else ()
        return {
            **{name: told[name] for name in (*plain, *grades)},
            "relays": tuple(told["relays"]) or first_said,
            "kind": CitationKind(told["kind"]),
            "bearing": Bearing(told["bearing"]),
        }

    def origin(self, *, by: Member, speaker: Speaker | None = None) -> OriginDraft:
        """Who said it first; the party and the speaker are made where they are new."""
        told = self.cleaned_data
        return OriginDraft(speaker=self._speaker(by) or speaker, first_said=told["first_said"], said=told["said"])

    def _speaker(self, by: Member) -> Speaker | None:
        told = self.cleaned_data
        party = party_made(told["speaker_party"], kind=PartyKind(told["new_party_kind"]), by=by)
        if party is None:
            return None
        return speaker_for(party=party, name=told["speaker_name"], office=told["speaker_office"], by=by)


class CitationForm(SaidForm):
    """A new citation of a source that is named here: paraphrased, transcribed, or quoted from the text that we hold."""

    source_title = forms.CharField(label="Title of the source", max_length=500)
    source_kind = forms.ChoiceField(label="Kind of source", choices=SourceKind.choices(), initial=SourceKind.ARTICLE)
    outlet = NameField(label="Outlet", names=OUTLETS_LIST)
    url = forms.CharField(label="Address", required=False, max_length=2000)
    published = PartialDateField(label="Published on")
    quotes = LinesField(
        label="Or passages of the text that we hold",
        longest=LONGEST_WORDS,
        help_text="Of an article that was taken in, letter for letter, one a line; a headline is one of its own.",
    )
    field_order = (
        "source_title", "source_kind", "outlet", "url", "published", "paraphrase", "transcript", "quotes", "locator",
    )  # fmt: skip

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.passages: tuple[tuple[Reading, int, int], ...] = ()
        speak_plainly(self)

    def clean_url(self) -> str:
        url = self.cleaned_data["url"]
        try:
            return canonical_address(url) if url else ""
        except AddressError as error:
            raise ValidationError(str(error)) from error

    def clean(self) -> dict[str, Any]:
        told = super().clean()
        self.refuse_other_than_one("paraphrase", "transcript", "quotes")
        if told.get("quotes") and not self.errors:
            self._find(told["quotes"])
        return told

    def _find(self, quotes: list[str]) -> None:
        told = self.cleaned_data
        held = Source.objects.filter(url=told["url"]) if told["url"] else Source.objects.none()
        held = held or Source.objects.filter(title__iexact=told["source_title"])
        reading = Reading.objects.filter(snapshot__source__in=held).order_by("-pk").first()
        if reading is None:
            self.add_error("quotes", "We hold no text of this source. Take the article in first, or paraphrase it.")
            return
        found = [(quote, find_passage(reading.text, quote)) for quote in quotes]
        for quote, place in found:
            if place is None:
                self.add_error("quotes", f"“{quote[:60]}” does not stand in the text that we hold of it.")
        self.passages = tuple((reading, *place) for _, place in found if place)

    def draft(self, *, by: Member, speaker: Speaker | None = None) -> CitationDraft:
        """The citation; its source, speaker and party are made where they are new. `speaker`: if none is typed."""
        origin = self.origin(by=by, speaker=speaker)
        return CitationDraft(source=self._source(by), origin=origin, passages=self.passages, **self.said_columns())

    def _source(self, by: Member) -> Source:
        if self.passages:
            return self.passages[0][0].snapshot.source
        told = self.cleaned_data
        return source_for(
            title=told["source_title"],
            kind=SourceKind(told["source_kind"]),
            outlet=told["outlet"],
            url=told["url"],
            published=told["published"],
            by=by,
        )


class CorrectionForm(SaidForm):
    """A stored citation. Its source and its passages stay: another source is another citation."""

    def __init__(self, data: Any = None, *, citation: Citation) -> None:
        self.citation = citation
        super().__init__(data, initial=_as_typed(citation))
        if citation.basis == CitationBasis.QUOTED:
            for name in ("paraphrase", "transcript"):
                del self.fields[name]
        speak_plainly(self)

    def clean(self) -> dict[str, Any]:
        told = super().clean()
        if self.citation.basis != CitationBasis.QUOTED:
            self.refuse_other_than_one("paraphrase", "transcript")
        return told

    def said_columns(self) -> dict[str, Any]:
        self.cleaned_data = {"paraphrase": "", "transcript": "", **self.cleaned_data}
        return super().said_columns()


def _as_typed(citation: Citation) -> dict[str, Any]:
    columns = (
        "paraphrase", "transcript", "locator", "bearing", "kind", "language", "translation", "translated_by",
        "source_grade", "information_grade", "relays",
    )  # fmt: skip
    origin = citation.origin
    speaker = origin.speaker
    return {
        **{name: getattr(citation, name) for name in columns},
        "speaker_party": speaker.party.name if speaker else "",
        "speaker_name": speaker.name if speaker else "",
        "speaker_office": speaker.office if speaker else "",
        "first_said": origin.first_said,
        "said": origin.said_edtf,
    }
