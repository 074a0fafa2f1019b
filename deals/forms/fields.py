"""Fields that several forms share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import ProhibitNullCharactersValidator
from django.db.models import Q

from deals.actions.deals import party_for, party_named
from deals.models import Deal
from deals.vocabulary.dates import EDTF_LENGTH, FAR, NotADateError, PartialDate
from deals.vocabulary.gazetteer import mentions, states
from deals.vocabulary.parties import PartyKind
from deals.vocabulary.text import DROPPED

if TYPE_CHECKING:
    from deals.models import Member, Party

EDTF_HELP = "2017, 2017-09, 2017-09-12, about: 2017-09~, from and to: 2017-09/2017-10. Leave empty if it is not told."
PARTIES_LIST, TRACKS_LIST, OUTLETS_LIST = "known-parties", "known-tracks", "known-outlets"
NOT_A_NUMBER = "Write digits alone, with a point for decimals, no blanks, commas or unit: 2500000000."
NO_NULL = ProhibitNullCharactersValidator
DEALS_LIST = "known-deals"
"""Ids of the lists of names that a page offers while one types."""

LONGEST_LINE, MOST_LINES = 300, 50
LONGEST_DESIGNATION, LONGEST_NAME = 100, 200
"""As the register's columns."""


class PartialDateField(forms.CharField):
    """EDTF text; cleaned to the same text, or to an empty one."""

    def __init__(self, **options: Any) -> None:
        given = {"required": False, "max_length": EDTF_LENGTH, "help_text": EDTF_HELP, "strip": True, **options}
        super().__init__(**given)
        self.widget.attrs.update({"class": "date", "autocomplete": "off"})

    def clean(self, value: Any) -> str:
        text = str(super().clean(value) or "")
        try:
            day = PartialDate.parse(text) if text else None
        except NotADateError as error:
            raise ValidationError(str(error)) from error
        if day and day.is_far:
            raise ValidationError(FAR)
        return day.text if day else ""


class NameField(forms.CharField):
    """A name, with the known ones offered; `names` is the id of the list on the page."""

    def __init__(self, *, names: str = PARTIES_LIST, **options: Any) -> None:
        super().__init__(**{"required": False, "max_length": 200, **options})
        self.widget.attrs.update({"list": names, "autocomplete": "off"})


class DealNameField(NameField):
    """A deal by its title or its permanent id; cleaned to the deal, or to None."""

    def __init__(self, **options: Any) -> None:
        super().__init__(names=DEALS_LIST, **options)

    def prepare_value(self, value: Any) -> Any:
        return value.title if isinstance(value, Deal) else value

    def clean(self, value: Any) -> Any:
        text = str(super().clean(value) or "")
        if not text:
            return None
        found = Deal.objects.filter(Q(title__iexact=text) | Q(public_id=text)).order_by("id").first()
        if found is None:
            raise ValidationError("There is no deal of this title. Choose one from the list, or copy its title.")
        return found


class LinesField(forms.CharField):
    """One thing a line; cleaned to the list of those that are not empty, each of at most `longest` characters."""

    def __init__(self, *, longest: int = LONGEST_LINE, **options: Any) -> None:
        self.longest = longest
        super().__init__(**{"required": False, "widget": forms.Textarea(attrs={"rows": 3}), **options})

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> Any:
        text = super().clean(value) or ""
        lines = list(dict.fromkeys(line.strip() for line in text.splitlines() if line.strip()))
        if len(lines) > MOST_LINES:
            raise ValidationError(f"At most {MOST_LINES} lines.")
        if any(len(line) > self.longest for line in lines):
            raise ValidationError(f"A line has at most {self.longest} characters.")
        return lines


class NewPartyKindField(forms.TypedChoiceField):
    """Of what kind a party is that is not known yet; a state where nothing is chosen."""

    def __init__(self) -> None:
        known = [(kind.value, kind.label) for kind in PartyKind if kind is not PartyKind.UNKNOWN]
        super().__init__(
            choices=known,
            initial=PartyKind.STATE,
            empty_value=PartyKind.STATE,
            required=False,
            label="A party that is not listed yet is a",
        )


def no_invisible(text: str) -> None:
    """Refuse what cannot be seen: such a name looks like another, such a text turns the words after it round."""
    found = DROPPED.search(text)
    if found:
        sign, place = ord(found[0][0]), len(text[: found.start()])
        raise ValidationError(
            f"Take out the invisible character U+{sign:04X} after “{text[max(0, place - 20) : place]}”."
            if place
            else f"Take out the invisible character U+{sign:04X} at the beginning."
        )


def speak_plainly(form: forms.BaseForm) -> None:
    """Our sentences in place of Django's, and words in place of its dashes for an empty choice."""
    for field in form.fields.values():
        field.error_messages["required"] = "Fill this in."
        if isinstance(field, (forms.DecimalField, forms.IntegerField)):
            field.error_messages["invalid"] = NOT_A_NUMBER
        elif isinstance(field, forms.CharField):
            field.validators = [no_invisible, *(v for v in field.validators if not isinstance(v, NO_NULL))]
        choices = list(getattr(field, "choices", ()))
        if choices and choices[0][0] == "":
            field.choices = [("", "Choose" if field.required else "not told"), *choices[1:]]  # type: ignore[attr-defined]


def party_made(name: str, *, kind: PartyKind, by: Member) -> Party | None:
    """The party of this name, made where there is none.

    What is a state or a company by our lists of names is made as such, whatever `kind` says.
    """
    if not name:
        return None
    known = party_named(name)
    if known:
        return known
    if name.lower() == PartyKind.UNKNOWN:
        return party_for(name=PartyKind.UNKNOWN.label, kind=PartyKind.UNKNOWN, by=by)
    state = next((state for state in states().values() if state.name.lower() == name.lower()), None)
    if state:
        return party_for(name=state.name, kind=PartyKind.STATE, code=state.code, by=by)
    is_company = any(found.name.kind == "company" and found.surface == name for found in mentions(name))
    return party_for(name=name, kind=PartyKind.COMPANY if is_company else kind, by=by)
