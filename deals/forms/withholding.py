"""What is to be withheld, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

from deals.actions.withholding import check_texts
from deals.forms.fields import LONGEST_NAME, LinesField, speak_plainly
from deals.models import Withholding
from deals.sources.models import Reading, Snapshot
from deals.vocabulary.text import find_passage
from deals.vocabulary.withholding import LEAST_CHARACTERS, Ground, Withheld

if TYPE_CHECKING:
    from collections.abc import Mapping

    from deals.sources.models import Source

    SnapshotField = forms.ModelChoiceField[Snapshot]
else:
    SnapshotField = forms.ModelChoiceField

NOT_THERE = "These words do not stand in the text. Copy them from it, as they are."
WHAT = {
    Withheld.QUOTE: "a quotation: these words, wherever they are quoted",
    Withheld.NAME: "a name, wherever it stands",
    Withheld.READING: "the whole text of this source, and its file",
    Withheld.SNAPSHOT: "the file of this source; what was read in it stays",
}


class WhichDay(SnapshotField):
    def label_from_instance(self, obj: Snapshot) -> str:
        return f"{obj.taken_at:%Y-%m-%d %H:%M}, {obj.number_bytes:,} bytes"


class WithholdingForm(forms.Form):
    """For a source, or for names alone. `withholding` is what is asked for, not stored, once the form is valid."""

    withholding: Withholding

    what = forms.ChoiceField(label="What", choices=[(what.value, told) for what, told in WHAT.items()])
    snapshot = WhichDay(label="As it was on", queryset=Snapshot.objects.none(), empty_label=None)
    quote = forms.CharField(
        label="The quotation", required=False, max_length=20_000, widget=forms.Textarea(attrs={"rows": 3})
    )
    texts = LinesField(
        longest=LONGEST_NAME,
        label="Names, and further wordings",
        help_text="One a line, as written: “Ada Brook”, and “Brook” if it is to go where it stands alone.",
    )
    ground = forms.ChoiceField(
        label="Reason", choices=[(ground.value, ground.label) for ground in Ground], help_text="Readers are told it."
    )
    reference = forms.CharField(
        label="Reference",
        max_length=300,
        help_text="The order, the letter, the case. For staff only. No withheld word.",
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, source: Source | None) -> None:
        super().__init__(data, initial={"what": Withheld.QUOTE})
        if source is None:
            for name in ("what", "snapshot", "quote"):
                del self.fields[name]
        else:
            shown = source.snapshots.order_by("-taken_at")
            self.fields["snapshot"].queryset = shown  # type: ignore[attr-defined]
            self.fields["snapshot"].initial = shown.first()
        speak_plainly(self)

    def clean(self) -> dict[str, Any]:
        told = self.cleaned_data
        what = Withheld(told.get("what", Withheld.NAME))
        self.withholding = Withholding(
            what=what, texts=told.get("texts", []), ground=told.get("ground", ""), reference=told.get("reference", "")
        )
        if "snapshot" in told and what is Withheld.SNAPSHOT:
            self.withholding.snapshot = told["snapshot"]
        elif "snapshot" in told and what in {Withheld.READING, Withheld.QUOTE}:
            self._place(what, told)
        if not self.errors:
            check_texts(self.withholding)
        return told

    def _place(self, what: Withheld, told: dict[str, Any]) -> None:
        """The reading, and where the quotation stands in it."""
        readings = Reading.objects.filter(snapshot=told["snapshot"]).order_by("-pk")
        if what is Withheld.READING:
            self.withholding.reading = readings.first()
            if self.withholding.reading is None:
                self.add_error("snapshot", "No text was read in this file. Withhold the file.")
            return
        if len(told.get("quote", "")) < LEAST_CHARACTERS:
            self.add_error("quote", "Give the words, as they stand in the text.")
            return
        for reading in readings:
            if found := find_passage(reading.text, told["quote"]):
                self.withholding.reading, (self.withholding.start, self.withholding.end) = reading, found
                return
        self.add_error("quote", NOT_THERE)
