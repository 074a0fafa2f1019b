"""Which changes of a history one wants to see."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

from deals.queries.history import Wanted

if TYPE_CHECKING:
    from collections.abc import Mapping


class HistoryForm(forms.Form):
    """All of it where nothing is chosen. What is no choice is said at its field, and then nothing is left out."""

    by = forms.TypedChoiceField(label="Changed by", required=False, coerce=int, empty_value=None)
    table = forms.ChoiceField(label="What", required=False)
    since = forms.DateField(label="From", required=False, widget=forms.DateInput(attrs={"type": "date"}))
    until = forms.DateField(label="Until", required=False, widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(
        self, data: Mapping[str, Any], *, members: list[tuple[int, str]], tables: list[tuple[str, str]]
    ) -> None:
        super().__init__(data)
        self.fields["by"].choices = [("", "anybody"), *members]  # type: ignore[attr-defined]
        self.fields["table"].choices = [("", "everything"), *tables]  # type: ignore[attr-defined]

    def wanted(self) -> Wanted:
        return Wanted(**self.cleaned_data) if self.is_valid() else Wanted()
