"""One form a kind of claim: what all claims have, and the kind's own columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.forms.models import modelform_factory

from deals.actions.deals import speaker_for, track_named
from deals.forms.fields import (
    OUTLETS_LIST,
    TRACKS_LIST,
    DealNameField,
    NameField,
    NewPartyKindField,
    PartialDateField,
    party_made,
    speak_plainly,
)
from deals.forms.kinds import (
    HELP,
    HELP_WHERE_NEEDED,
    LABELS,
    REQUIRED,
    complaints,
    completed,
    party_columns,
    plain_columns,
)
from deals.models import Claim
from deals.suggestions.drafting import DraftClaim
from deals.vocabulary.kinds import Kind, Rank
from deals.vocabulary.parties import PartyKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from django.core.exceptions import ValidationError
    from django.utils.datastructures import MultiValueDict

    from deals.models import Deal, Member, Party

    ClaimModelForm = forms.ModelForm[Claim]
else:
    ClaimModelForm = forms.ModelForm

COMMON = ("text", "label", "happened", "announced", "phrase", "anchored_on")
CLAIM_LAST = ("modality", "is_negated", "track", "weight", "relation", "related_deal")
RANKING = ("rank", "rank_reason")
RELATION = "Fill in both, or leave both empty: how the deal is related, and to which."
SPEAKING = ("speaker_party", "speaker_name", "speaker_office", "first_said")


class ClaimForm(ClaimModelForm):
    """A claim before it is stored; parties, speakers and the track go by name and may be new."""

    kind: Kind

    happened = PartialDateField(label="When it happened")
    announced = PartialDateField(label="When it was announced", help_text="If that is another day.")
    track = NameField(
        label="Track", names=TRACKS_LIST, max_length=80, help_text="“Joint production”. Empty: the deal itself."
    )
    speaker_party = NameField(label="Who says so: party", help_text="For whom they speak. Empty: the source itself.")
    speaker_name = forms.CharField(label="Person", required=False, max_length=200)
    speaker_office = forms.CharField(label="Office", required=False, max_length=200)
    first_said = NameField(label="First said in", names=OUTLETS_LIST, help_text="If the article relays another outlet.")
    new_party_kind = NewPartyKindField()
    related_deal = DealNameField(label="To the deal", help_text="Its title. Only with a relation.")

    class Meta:
        model = Claim
        fields = ("text", "label", "weight", "modality", "is_negated", "phrase", "anchored_on", "relation", *RANKING)
        labels = {
            "text": "What is claimed",
            "label": "The same, short",
            "is_negated": "It did not, or will not, happen",
            "rank_reason": "Why this rank",
            "phrase": "The source’s words for the date",
            "anchored_on": "Counted from",
            "relation": "The deal is",
            **LABELS,
        }
        help_texts = {
            **HELP,
            "text": "One sentence, in our own words.",
            "label": "At most 40 characters, for the timeline.",
            "is_negated": "",
            "relation": "If the source relates this deal to another: part of a framework, financed by a loan.",
            "rank": "Of claims that contradict each other; readers see all of them.",
            "phrase": "As in “last month”.",
            "anchored_on": "The day from which “last month” is counted.",
        }
        widgets = {
            "text": forms.Textarea(attrs={"rows": 2}),
            "anchored_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "if_condition": forms.Textarea(attrs={"rows": 2}),
            "consequence": forms.Textarea(attrs={"rows": 2}),
        }

    def __init__(
        self,
        data: MultiValueDict[str, Any] | Mapping[str, Any] | None = None,
        *,
        deal: Deal,
        draft: DraftClaim | None = None,
        instance: Claim | None = None,
        is_cited_apart: bool = False,
    ) -> None:
        """A drafted claim to amend, a stored one to edit (`instance`), or neither for a new one.

        Who says so is asked here, unless the citation is stored already or a form of its own.
        """
        self.deal = deal
        claim = instance or (draft.claim if draft else Claim(deal=deal, kind=self.kind))
        super().__init__(data, instance=claim, initial=_told_by_name(claim, draft))
        for column in party_columns(self.kind):
            self.fields[column] = NameField(label=LABELS[column], help_text=HELP.get(column, ""))
            self.initial[column] = str(getattr(claim, column) or "")
        if "system" in self.fields:
            self._offer_systems_of_the_deal()
        if instance or is_cited_apart:
            self._leave_out_the_origin()
        if not instance:
            self._leave_out(RANKING)
        for column in REQUIRED[self.kind]:
            field = self.fields[column]
            field.required, field.help_text = True, HELP_WHERE_NEEDED.get(column, field.help_text)
        speak_plainly(self)
        self.order_fields(
            [*COMMON, *plain_columns(self.kind), *party_columns(self.kind), *CLAIM_LAST, *RANKING, *SPEAKING]
        )

    def clean(self) -> dict[str, Any]:
        told = completed(self.cleaned_data)
        for column, sentence in complaints(self.kind, told):
            if column not in self.errors:  # one sentence a field: what is wrong in itself comes first
                self.add_error(column, sentence)
        if told.get("anchored_on") and not told.get("phrase"):
            self.add_error("phrase", "Give the words for the date that are counted from that day.")
        if bool(told.get("relation")) is not bool(told.get("related_deal")) and "related_deal" in told:
            self.add_error("related_deal" if told.get("relation") else "relation", RELATION)
        if told.get("related_deal") == self.deal:
            self.add_error("related_deal", "A deal is related to another one. Choose which.")
        if told.get("rank", Rank.NORMAL) != Rank.NORMAL and not told.get("rank_reason"):
            self.add_error("rank_reason", "Say why it is preferred or deprecated: readers see it.")
        if (told.get("speaker_name") or told.get("speaker_office")) and not told.get("speaker_party"):
            self.add_error("speaker_party", "Say for which party they speak.")
        return told

    def _post_clean(self) -> None:
        self.instance.happened = self.cleaned_data.get("happened") or None
        self.instance.related_deal = self.cleaned_data.get("related_deal")
        self.instance.announced = self.cleaned_data.get("announced") or None
        super()._post_clean()  # type: ignore[misc]  # Django's own hook, where the instance takes the values

    def validate_constraints(self) -> None:
        """Not here: parties by name are not looked up yet. `complaints` says the same, and the action checks all."""

    def refuse(self, error: ValidationError) -> None:
        """Show what the action found wrong. Its fields may be columns that this form has under another name."""
        for message in error.messages:
            self.add_error(None, message)

    def draft(self, *, by: Member) -> DraftClaim:
        """The claim as typed; its parties are made where they are new. Call it inside the action's transaction."""
        for column in party_columns(self.kind):
            setattr(self.instance, column, self._party(column, by))
        told = self.cleaned_data
        return DraftClaim(
            claim=self.instance,
            track=told["track"],
            speaker=told.get("speaker_name", ""),
            office=told.get("speaker_office", ""),
            speaker_party=self._party("speaker_party", by),
            first_said=told.get("first_said", ""),
        )

    def changed_claim(self, *, by: Member) -> Claim:
        """The stored claim with what was typed. Call it inside the action's transaction."""
        draft = self.draft(by=by)
        draft.claim.track = track_named(deal=self.deal, name=draft.track, by=by)
        if self.kind is Kind.STATEMENT and draft.speaker_party:
            party = draft.speaker_party
            draft.claim.speaker = speaker_for(party=party, name=draft.speaker, office=draft.office, by=by)
        return draft.claim

    def _party(self, column: str, by: Member) -> Party | None:
        kind = PartyKind(self.cleaned_data["new_party_kind"])
        return party_made(self.cleaned_data.get(column, ""), kind=kind, by=by)

    def _offer_systems_of_the_deal(self) -> None:
        field = self.fields["system"]
        systems = self.deal.systems.order_by("deal_systems__id")
        field.queryset = systems  # type: ignore[attr-defined]  # a ModelChoiceField
        if not self.initial.get("system") and systems.count() == 1:
            self.initial["system"] = systems.get().pk

    def _leave_out_the_origin(self) -> None:
        """Only a statement has a speaker of its own."""
        self._leave_out(("first_said",) if self.kind is Kind.STATEMENT else SPEAKING)

    def _leave_out(self, names: Iterable[str]) -> None:
        for name in names:
            del self.fields[name]


def _told_by_name(claim: Claim, draft: DraftClaim | None) -> dict[str, Any]:
    told = {"happened": claim.happened_edtf, "announced": claim.announced_edtf}
    if claim.related_deal:
        told["related_deal"] = claim.related_deal.title
    if claim.track_id and not claim.track.is_main:
        told["track"] = claim.track.name
    if claim.speaker_id and claim.speaker:
        speaker = claim.speaker
        told |= {"speaker_party": speaker.party.name, "speaker_name": speaker.name, "speaker_office": speaker.office}
    if draft:
        told |= {
            "track": draft.track,
            "speaker_party": str(draft.speaker_party or ""),
            "speaker_name": draft.speaker,
            "speaker_office": draft.office,
            "first_said": draft.first_said,
        }
    return told


def _form_of(kind: Kind) -> type[ClaimForm]:
    fields = (*ClaimForm.Meta.fields, *plain_columns(kind))
    made = cast("type[ClaimForm]", modelform_factory(Claim, form=ClaimForm, fields=fields))
    made.kind = kind
    return made


CLAIM_FORMS: dict[Kind, type[ClaimForm]] = {kind: _form_of(kind) for kind in Kind}
