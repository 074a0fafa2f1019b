"""A passage of the article that a person selected, or pasted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

from deals.vocabulary.kinds import Kind
from deals.vocabulary.text import find_passage, normalised

if TYPE_CHECKING:
    from collections.abc import Mapping

    from deals.sources.models import Reading


class PassageForm(forms.Form):
    """The words, and the places that a script filled in (code points); `place` is where they stand in the reading."""

    quote = forms.CharField(label="Passage", widget=forms.Textarea(attrs={"rows": 3}))
    start = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)
    end = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)
    kind = forms.ChoiceField(label="It tells of a", choices=Kind.choices(), initial=Kind.STAGE)

    def __init__(self, data: Mapping[str, Any] | None = None, *, reading: Reading) -> None:
        super().__init__(data)
        self.reading = reading
        self.place = (0, 0)

    def clean(self) -> dict[str, Any]:
        told = self.cleaned_data
        if "quote" in told:
            self._find(told)
        return told

    def _find(self, told: dict[str, Any]) -> None:
        found = self._selected(told.get("start"), told.get("end"), told["quote"])
        found = found or find_passage(self.reading.text, told["quote"])
        if found:
            self.place = found
        else:
            self.add_error("quote", "These words do not stand in the article. Select them in its text, or paste them.")

    def _selected(self, start: int | None, end: int | None, quote: str) -> tuple[int, int] | None:
        """The places that the script gave, if those words do stand there."""
        if start is None or end is None or not start < end <= len(self.reading.text):
            return None
        same = _one_line(self.reading.text[start:end]) == _one_line(quote)
        return (start, end) if same else None


def _one_line(text: str) -> str:
    return " ".join(normalised(text).split())
