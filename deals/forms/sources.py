"""What a person may correct of a source."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError

from deals.forms.fields import OUTLETS_LIST, NameField, PartialDateField, speak_plainly
from deals.sources.addresses import AddressError
from deals.sources.canonical import canonical_address
from deals.sources.captures import outlet_named
from deals.sources.models import Source

if TYPE_CHECKING:
    from collections.abc import Mapping

    SourceModelForm = forms.ModelForm[Source]
else:
    SourceModelForm = forms.ModelForm

LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*", re.IGNORECASE)
"""As far as BCP 47 goes for a newspaper: “en”, “tr”, “zh-Hant”, “pt-BR”."""


class SourceForm(SourceModelForm):
    """The outlet goes by name and may be new: call `corrected` inside the action's transaction."""

    outlet_name = NameField(label="Outlet", names=OUTLETS_LIST)
    published_day = PartialDateField(label="Published on")

    class Meta:
        model = Source
        fields = ("title", "kind", "author", "language", "url")
        labels = {"url": "Address"}
        help_texts = {"url": "", "language": "As in en or tr."}
        widgets = {"url": forms.TextInput(attrs={"inputmode": "url"})}

    def __init__(self, data: Mapping[str, Any] | None = None, *, instance: Source) -> None:
        told = {"outlet_name": str(instance.outlet or ""), "published_day": instance.published_edtf}
        super().__init__(data, instance=instance, initial=told)
        self.order_fields(["title", "kind", "outlet_name", "author", "published_day", "language", "url"])
        speak_plainly(self)

    def clean_url(self) -> str:
        url = self.cleaned_data["url"]
        try:
            address = canonical_address(url) if url else ""
        except AddressError as error:
            raise ValidationError(str(error)) from error
        other = Source.objects.filter(url=address).exclude(pk=self.instance.pk).first() if address else None
        if other:
            raise ValidationError(f"Another source has this address: “{other}”.")
        return address

    def clean_language(self) -> str:
        language = str(self.cleaned_data["language"])
        if language and not LANGUAGE.fullmatch(language):
            raise ValidationError("Give the language’s code, as in en or tr.")
        return language

    def corrected(self) -> Source:
        """The source as typed, not stored. Makes the outlet where it is new."""
        source = self.instance
        source.outlet = outlet_named(self.cleaned_data["outlet_name"])
        source.published = self.cleaned_data["published_day"]
        return source
