"""The deal's own columns, and a new deal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import Q

from deals.actions.deals import system_for
from deals.forms.fields import (
    LONGEST_DESIGNATION,
    LONGEST_NAME,
    LinesField,
    NewPartyKindField,
    party_made,
    speak_plainly,
)
from deals.models import Claim, Deal
from deals.vocabulary.kinds import ClaimState
from deals.vocabulary.parties import Category, PartyKind, Role

if TYPE_CHECKING:
    from deals.models import Member, Party, WeaponSystem

    DealModelForm = forms.ModelForm[Deal]
else:
    DealModelForm = forms.ModelForm


class RestsOnField(forms.MultipleChoiceField):
    """Public ids of the deal's approved claims; one that is chosen already is offered whatever became of it."""

    def __init__(self) -> None:
        super().__init__(
            required=False,
            widget=forms.CheckboxSelectMultiple,
            label="The summary rests on",
            help_text="Readers see the sentence only with the facts that it rests on, each as a link.",
        )
        self.error_messages["invalid_choice"] = "Choose among the approved claims of this deal."

    def offer(self, deal: Deal) -> None:
        approved = Q(deal=deal.pk, approvals__isnull=False) & ~Q(state=ClaimState.RETRACTED)
        found = Claim.objects.filter(approved | Q(public_id__in=deal.rests_on)).distinct()
        ordered = found.order_by("happened_first", "happened_last", "announced_first", "id")
        self.choices = [(claim.public_id, f"{claim.happened_edtf or 'no date'}: {claim.label}") for claim in ordered]


class DealForm(DealModelForm):
    """What one may change of a deal. Who takes part and where it stands is said by claims."""

    rests_on = RestsOnField()
    not_known = LinesField(label="What is not known", help_text="One sentence a line.")
    field_order: tuple[str, ...] = ("title", "summary", "rests_on")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        rests_on: Any = self.fields["rests_on"]
        rests_on.offer(self.instance)
        if not rests_on.choices:  # nothing is approved yet
            del self.fields["rests_on"]
        speak_plainly(self)

    class Meta:
        model = Deal
        fields: tuple[str, ...] = (
            "title", "summary", "rests_on", "transfer", "route", "not_known", "last_checked_on", "is_fictional",
        )  # fmt: skip
        widgets = {
            "summary": forms.Textarea(attrs={"rows": 2}),
            "last_checked_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }
        labels = {"is_fictional": "A deal to practise on, not a real one"}
        help_texts = {"is_fictional": "Every page says so."}


class NewDealForm(DealForm):
    """A new deal with its weapon systems."""

    systems = LinesField(
        label="Weapon systems", longest=LONGEST_DESIGNATION, help_text="One designation a line, as in “S-400”."
    )
    category = forms.ChoiceField(
        label="A system that is not listed yet is of", choices=Category.choices(), initial=Category.OTHER
    )
    field_order = ("title", "systems", "category", "suppliers", "recipients", "new_party_kind")

    class Meta(DealForm.Meta):
        fields = ("title", "summary", "transfer", "route", "is_fictional")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        del self.fields["not_known"]

    def weapon_systems(self, *, by: Member) -> list[WeaponSystem]:
        """The systems of these designations, made where they are new."""
        category = Category(self.cleaned_data["category"])
        return [system_for(designation=name, category=category, by=by) for name in self.cleaned_data["systems"]]


class ArticleDealForm(NewDealForm):
    """A new deal that an article is about: who supplies and receives becomes claims, cited by its passage."""

    suppliers = LinesField(longest=LONGEST_NAME, help_text="One a line. “unknown” is a party too.")
    recipients = LinesField(longest=LONGEST_NAME, help_text="One a line.")
    new_party_kind = NewPartyKindField()

    def parties(self, *, by: Member) -> list[tuple[Role, Party]]:
        """Who takes part and as what; made where they are new."""
        kind = PartyKind(self.cleaned_data["new_party_kind"])
        named = [
            (role, party_made(name, kind=kind, by=by))
            for role, key in ((Role.SUPPLIER, "suppliers"), (Role.RECIPIENT, "recipients"))
            for name in self.cleaned_data[key]
        ]
        return [(role, party) for role, party in named if party]
