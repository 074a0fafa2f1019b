"""Two people saved the same thing: what it was, what the other stored, and what one typed oneself; a choice per field.

A form names the version from which it was made (`opened_version`) and the newest one that its editor saw
(`seen_version`). They differ once two have met; the action refuses whatever does not follow the newest.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ObjectDoesNotExist

from deals.forms.fields import NewPartyKindField
from deals.models.past import as_of_version
from deals.queries.history import last_change
from deals.vocabulary.text import normalised

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.forms import BaseForm
    from django.forms.boundfield import BoundField
    from django.http import HttpRequest, QueryDict

    from deals.queries.history import Change


VERSION_DIGITS = 9
MOST_DIGITS = 18  # of a number that the database can hold
REASON_LENGTH = 300
"""As the register's columns for reasons."""
THEIRS, YOURS = "theirs", "yours"
MET = "Somebody else saved this meanwhile."
CHOOSE = "Two of you changed what is marked. Choose for each: theirs or yours."


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A field in which two versions differ. `taken`: theirs or yours; empty where both changed it and one chooses."""

    field: BoundField
    opened: str
    theirs: str
    yours: str
    taken: str

    @property
    def label(self) -> str:
        return str(self.field.label)

    @property
    def is_of_both(self) -> bool:
        return self.opened not in {self.theirs, self.yours}


@dataclass(frozen=True, slots=True, kw_only=True)
class Clash:
    sentence: str
    last: Change | None
    differences: tuple[Difference, ...]

    @property
    def names(self) -> set[str]:
        """Of the fields that stand beside each other, and not in the form below."""
        return {difference.field.name for difference in self.differences}


def reason(request: HttpRequest) -> str:
    """The one-line reason that was typed, without invisible characters."""
    return normalised(request.POST.get("why", "")[:REASON_LENGTH]).replace("\n", " ")


def seen_version(request: HttpRequest, name: str = "seen_version") -> int:
    """The version that the form was made from; 0, which is no version, where it was tampered with."""
    text = request.POST.get(name, "")
    return int(text) if text.isdecimal() and len(text) <= VERSION_DIGITS else 0


def seen_versions(request: HttpRequest) -> dict[int, int]:
    """Number and version of each `claim` that is posted, as in 12:3; what is no number is passed over."""
    pairs = [pair.partition(":") for pair in request.POST.getlist("claim")]
    return {int(pk): int(version) for pk, _, version in pairs if _is_number(pk) and _is_number(version)}


def _is_number(text: str) -> bool:
    return text.isdecimal() and len(text) <= MOST_DIGITS


class Editing:
    """A stored row in its form. `make` makes the form of what was typed, or of None, and a row."""

    def __init__(
        self, request: HttpRequest, row: Any, make: Callable[[QueryDict | None, Any], Any], *, is_sent: bool = True
    ) -> None:
        """`is_sent`: the request, where it is sent, sends this form, and not another one of the page."""
        self.row, self.make = row, make
        self.typed = request.POST if is_sent and request.method == "POST" else None
        self.seen = seen_version(request) if self.typed else row.version
        self.opened = (seen_version(request, "opened_version") or self.seen) if self.typed else row.version
        self.sentence = ""
        self.form = make(self._chosen(), row)

    def is_ready(self) -> bool:
        """It was sent, its fields are right, and each that both changed was chosen. Else the form says what is not."""
        if self.typed is None or not self.form.is_valid():
            return False
        if all(self.typed.get(f"choose-{name}") for name in self.typed.getlist("differs")):
            return True
        self.form.add_error(None, CHOOSE)
        return False

    def meet(self, sentence: str, stored: Any) -> None:
        """Somebody else has stored a newer version meanwhile: from now on that one is seen."""
        self.sentence, self.seen = sentence, stored.version

    def clash(self) -> Clash | None:
        if self.seen == self.opened:
            return None
        made = [self._form_of(version) for version in (self.opened, self.seen)]
        return Clash(
            sentence=self.sentence or MET,
            last=last_change(self.row),
            differences=tuple(self._differences(*made)),
        )

    def page(self) -> dict[str, Any]:
        """What `_edited.html` shows: what was typed, also where one chose theirs and something else is still wrong."""
        if self.typed is not None:
            errors, self.form = self.form.errors, self.make(self.typed, self.row)
            self.form._errors = errors  # noqa: SLF001  those of what would have been stored
        return {"form": self.form, "clash": self.clash(), "seen_version": self.seen, "opened_version": self.opened}

    def typed_otherwise(self) -> list[Difference]:
        """What was typed and differs from what is stored: where nothing may be stored, it is not lost at least."""
        stored = self._form_of(self.row.version)
        return list(self._differences(stored, stored)) if self.typed else []

    def _chosen(self) -> QueryDict | None:
        """What was typed, with theirs in the fields of which one chose theirs."""
        if self.typed is None:
            return None
        chosen = self.typed.copy()
        theirs = self._form_of(self.seen)
        for name in self.typed.getlist("differs"):
            if theirs and name in theirs.fields and self.typed.get(f"choose-{name}") == THEIRS:
                chosen.setlist(name, _typed(theirs[name]))
        return chosen

    def _form_of(self, version: int) -> BaseForm | None:
        """The form of the row at a version; None where there was none, or where what it named is gone."""
        try:
            row = as_of_version(self.row, version)
            made: BaseForm | None = self.make(None, row) if row else None
        except ObjectDoesNotExist:
            return None
        return made

    def _differences(self, opened: BaseForm | None, theirs: BaseForm | None) -> list[Difference]:
        return [
            self._difference(field, opened, theirs)
            for field in self.form.visible_fields()
            if theirs and not isinstance(field.field, NewPartyKindField) and shown(theirs[field.name]) != shown(field)
        ]

    def _difference(self, field: BoundField, opened: BaseForm | None, theirs: BaseForm | None) -> Difference:
        before = shown(opened[field.name]) if opened else ""
        stored, yours = shown(theirs[field.name]) if theirs else "", shown(field)
        untouched = THEIRS if yours == before else YOURS if stored == before else ""
        chosen = self.typed.get(f"choose-{field.name}", "") if self.typed else ""
        return Difference(field=field, opened=before, theirs=stored, yours=yours, taken=chosen or untouched)


def _typed(field: BoundField) -> list[str]:
    """The field's values as a browser would send them; none for what it would not send."""
    value = field.value()
    if isinstance(value, list):
        return value
    if isinstance(value, bool):
        return ["on"] if value else []
    return [] if value is None or value == "" else [str(value)]


def shown(field: BoundField) -> str:
    value = field.value()
    choices: Any = getattr(field.field, "choices", None)
    if isinstance(value, list) and choices is not None:
        return "\n".join(str(label) for key, label in choices if str(key) in value)
    if choices is not None:
        return next((str(label) for key, label in choices if str(key) == str(value or "")), str(value or ""))
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value).replace("\r\n", "\n").strip()
