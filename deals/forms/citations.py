"""One more source for, or against, a claim; and the first one of a claim that is typed by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError

from deals.actions.citing import CitationDraft, OriginDraft
from deals.actions.deals import speaker_for
from deals.actions.sources import source_for
from deals.forms.fields import OUTLETS_LIST, NameField, NewPartyKindField, PartialDateField, party_made, speak_plainly
from deals.sources.addresses import AddressError
from deals.sources.canonical import canonical_address
from deals.vocabulary.parties import PartyKind
from deals.vocabulary.proof import Bearing, CitationKind, SourceKind

if TYPE_CHECKING:
    from deals.models import Member, Speaker


class CitationForm(forms.Form):
    """A paraphrased citation: what was published, where in it, and what it says in our own words."""

    prefix = "citation"

    source_title = forms.CharField(label="Title of the source", max_length=500)
    source_kind = forms.ChoiceField(label="Kind of source", choices=SourceKind.choices(), initial=SourceKind.ARTICLE)
    outlet = NameField(label="Outlet", names=OUTLETS_LIST)
    url = forms.CharField(label="Address", required=False, max_length=2000)
    published = PartialDateField(label="Published on")
    paraphrase = forms.CharField(
        label="What it says", help_text="In our own words, not the source’s.", widget=forms.Textarea(attrs={"rows": 2})
    )
    locator = forms.CharField(label="Where in it", max_length=100, help_text="Page, paragraph, minute or cell.")
    bearing = forms.ChoiceField(label="It", choices=[(word.value, f"{word.label} the claim") for word in Bearing])
    kind = forms.ChoiceField(label="As", choices=CitationKind.choices(), initial=CitationKind.OWN_REPORTING)
    speaker_party = NameField(label="Who says so: party", help_text="For whom they speak.")
    speaker_name = forms.CharField(label="Person", required=False, max_length=200)
    speaker_office = forms.CharField(label="Office", required=False, max_length=200)
    first_said = NameField(label="First said in", names=OUTLETS_LIST, help_text="If the source relays it.")
    said = PartialDateField(label="Said on")
    new_party_kind = NewPartyKindField()

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        speak_plainly(self)

    def clean_url(self) -> str:
        url = self.cleaned_data["url"]
        try:
            return canonical_address(url) if url else ""
        except AddressError as error:
            raise ValidationError(str(error)) from error

    def clean(self) -> dict[str, Any]:
        told = self.cleaned_data
        if (told.get("speaker_name") or told.get("speaker_office")) and not told.get("speaker_party"):
            self.add_error("speaker_party", "Say for which party they speak.")
        return told

    def draft(self, *, by: Member, speaker: Speaker | None = None) -> CitationDraft:
        """The citation; its source, speaker and party are made where they are new. `speaker`: if none is typed."""
        told = self.cleaned_data
        source = source_for(
            title=told["source_title"],
            kind=SourceKind(told["source_kind"]),
            outlet=told["outlet"],
            url=told["url"],
            published=told["published"],
            by=by,
        )
        first_said = told["first_said"]
        return CitationDraft(
            source=source,
            origin=OriginDraft(speaker=self._speaker(by) or speaker, first_said=first_said, said=told["said"]),
            relays=(first_said,) if first_said else (),
            paraphrase=told["paraphrase"],
            locator=told["locator"],
            kind=CitationKind(told["kind"]),
            bearing=Bearing(told["bearing"]),
        )

    def _speaker(self, by: Member) -> Speaker | None:
        told = self.cleaned_data
        party = party_made(told["speaker_party"], kind=PartyKind(told["new_party_kind"]), by=by)
        if party is None:
            return None
        return speaker_for(party=party, name=told["speaker_name"], office=told["speaker_office"], by=by)
