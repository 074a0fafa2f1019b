"""Taking in an article."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError

from deals.forms.fields import OUTLETS_LIST, NameField, PartialDateField

MEDIA_TYPES = {".html": "text/html", ".htm": "text/html", ".txt": "text/plain"}
_WAYS = ("url", "text", "file")


class TakeInForm(forms.Form):
    """One of three: an address, a pasted text or a file. `content` and so on are what `start_intake` takes."""

    url = forms.CharField(
        label="Address", required=False, max_length=2000, widget=forms.TextInput(attrs={"inputmode": "url"})
    )
    text = forms.CharField(label="Or its text", required=False, widget=forms.Textarea(attrs={"rows": 5}))
    file = forms.FileField(label="Or a file", required=False, help_text="HTML or plain text.")
    published = PartialDateField(
        label="Published on", help_text="If the page does not say it. “Last month” is counted from this day."
    )
    publisher = NameField(label="Publisher", names=OUTLETS_LIST)
    title = forms.CharField(label="Title", required=False, max_length=500)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["file"].widget.attrs["accept"] = ",".join(MEDIA_TYPES)

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file and file.size > settings.UPLOAD_BYTES:
            raise ValidationError(f"The file is larger than {settings.UPLOAD_BYTES:,} bytes: paste its text instead.")
        if file and _ending(file.name) not in MEDIA_TYPES:
            raise ValidationError("Only .html and .txt files can be read. Paste the text of others.")
        return file

    def clean(self) -> dict[str, Any]:
        given = [way for way in _WAYS if self.cleaned_data.get(way)]
        if not given and not self.errors:
            self.add_error("url", "Give the article’s address, its text, or a file.")
        for way in given[1:]:
            self.add_error(way, "Give one of address, text and file, not several.")
        return self.cleaned_data

    def intake(self) -> dict[str, Any]:
        """What `start_intake` takes, beside who starts it."""
        told = {key: self.cleaned_data[key] for key in ("url", "published", "publisher", "title")}
        file = self.cleaned_data["file"]
        if file:
            media_type = MEDIA_TYPES[_ending(file.name)]
            return {**told, "content": file.read(), "file_name": file.name, "media_type": media_type}
        return {**told, "content": self.cleaned_data["text"].encode()}


def _ending(name: str) -> str:
    return "." + name.rpartition(".")[2].lower()
