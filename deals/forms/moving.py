"""Which claims go where, what becomes of a deal, and what became of a claim."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

from deals.forms.fields import DealNameField, speak_plainly
from deals.models import Claim, Deal
from deals.vocabulary.relations import Became, Ending

if TYPE_CHECKING:
    from django.db.models import QuerySet

    ChoiceOfClaims = forms.ModelMultipleChoiceField[Claim]
    ChoiceOfClaim = forms.ModelChoiceField[Claim]
else:
    ChoiceOfClaims = forms.ModelMultipleChoiceField
    ChoiceOfClaim = forms.ModelChoiceField

WHY_LENGTH = 300


class WhyField(forms.CharField):
    def __init__(self) -> None:
        super().__init__(label="Why", max_length=WHY_LENGTH, help_text="It stands in the history, and readers see it.")


class ClaimsField(ChoiceOfClaims):
    def label_from_instance(self, claim: Any) -> str:
        return f"{claim.happened_edtf or 'no date'}: {claim.label} ({claim.get_kind_display()})"


class ClaimField(ChoiceOfClaim):
    def label_from_instance(self, claim: Any) -> str:
        return f"{claim.happened_edtf or 'no date'}: {claim.label}"


class MoveForm(forms.Form):
    """Claims of a deal to another deal, one that is there or a new one."""

    claims = ClaimsField(label="Claims", queryset=Claim.objects.none(), widget=forms.CheckboxSelectMultiple)
    to = DealNameField(label="To the deal", help_text="Its title, or the id from its address.")
    new_title = forms.CharField(
        label="Or to a new deal", required=False, max_length=200, help_text="Its title. It has this one’s systems."
    )
    why = WhyField()

    def __init__(self, *args: Any, deal: Deal, **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["claims"]
        field.queryset = deal.claims.order_by("happened_first", "id")
        speak_plainly(self)
        field.error_messages["required"] = "Choose the claims that go there."

    def clean(self) -> dict[str, Any]:
        told = self.cleaned_data
        if "to" in told and bool(told.get("to")) is bool(told.get("new_title")):
            self.add_error("to", "Name a deal that is there, or the title of a new one: one of the two.")
        title = told.get("new_title")
        if title and Deal.objects.filter(title=title).exists():
            self.add_error("new_title", "There is a deal of this title already. Name it above.")
        return told


class EndForm(forms.Form):
    """Merge a deal into another, or withdraw it."""

    ending = forms.ChoiceField(
        label="What becomes of it",
        choices=[
            ("", ""),
            (Ending.MERGED.value, "It is merged into another deal"),
            (Ending.WITHDRAWN.value, "It is withdrawn"),
        ],
    )
    into = DealNameField(label="Into the deal", help_text="Only where it is merged: all its claims go there.")
    why = WhyField()

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        speak_plainly(self)

    def clean(self) -> dict[str, Any]:
        told = self.cleaned_data
        is_merged = told.get("ending") == Ending.MERGED
        if is_merged and "into" in told and not told["into"]:
            self.add_error("into", "Name the deal that it is merged into.")
        if told.get("ending") == Ending.WITHDRAWN and told.get("into"):
            self.add_error("into", "A withdrawn deal goes nowhere: leave this empty.")
        return told


class FollowForm(forms.Form):
    why = WhyField()


class SequelForm(forms.Form):
    """What became of a claim, told by another claim of its deal."""

    became = forms.ChoiceField(label="It was", choices=Became.choices())
    followed_by = ClaimField(label="As this claim tells", queryset=Claim.objects.none())

    def __init__(self, *args: Any, claim: Claim, **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["followed_by"]
        field.queryset = _could_tell(claim)
        speak_plainly(self)


def _could_tell(claim: Claim) -> QuerySet[Claim]:
    others = Claim.objects.filter(deal=claim.deal).exclude(pk=claim.pk).not_retracted()
    return others.order_by("happened_first", "id")
