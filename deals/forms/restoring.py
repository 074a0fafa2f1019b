"""Which past a deal's claims are put back to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from deals.publishing.past_claims import claims_at, claims_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from deals.models import Deal
    from deals.publishing.past_claims import PastClaim


class RestoreForm(forms.Form):
    """A release, or a moment: one of the two."""

    release = forms.ChoiceField(label="As a release shows them", required=False)
    moment = forms.DateTimeField(
        label="Or as they stood at (UTC)",
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local", "step": 1}, format="%Y-%m-%dT%H:%M:%S"),
        error_messages={"invalid": "Write a day and a time, as in 2026-11-27 14:30."},
    )

    def __init__(self, data: Mapping[str, Any] | None, *, deal: Deal) -> None:
        super().__init__(data)
        self.deal = deal
        releases = deal.releases.order_by("-number").values_list("number", "published_at")
        told = [(str(number), f"Release {number}, {at:%Y-%m-%d %H:%M} UTC") for number, at in releases]
        self.fields["release"].choices = [("", "none"), *told]  # type: ignore[attr-defined]

    def clean_moment(self) -> Any:
        moment = self.cleaned_data["moment"]
        if moment and moment > timezone.now():
            raise ValidationError("That moment has not come yet.")
        return moment

    def clean(self) -> dict[str, Any]:
        given = [name for name in ("release", "moment") if self.cleaned_data.get(name)]
        if not given and not self.errors:
            self.add_error("release", "Choose a release, or give a moment.")
        if len(given) > 1:
            self.add_error("moment", "Choose a release or a moment, not both.")
        return self.cleaned_data

    @property
    def then(self) -> Callable[[], list[PastClaim]]:
        """Finds the claims as they stood; only where the form is valid."""
        if self.cleaned_data["release"]:
            release = self.deal.releases.get(number=self.cleaned_data["release"])
            return lambda: claims_of(release)
        return lambda: claims_at(self.deal, self.cleaned_data["moment"])

    @property
    def which(self) -> str:
        """“to release 3”, “to 2026-11-27 14:30:00 UTC”."""
        told = self.cleaned_data
        if told["release"]:
            return f"to release {told['release']}"
        return f"to {told['moment']:%Y-%m-%d %H:%M:%S} UTC"
