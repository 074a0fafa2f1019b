"""What changed between two releases, in one line in the reader's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, ngettext_lazy, pgettext_lazy

from deals.record.overview import beside, claims_by_sort
from deals.vocabulary.changes import Sort
from timeline.words import CHANGES, said

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Collection, Iterable

    from deals.record.differences import Change

ONE = {
    Sort.NEW: pgettext_lazy("the one claim", "new"),
    Sort.CORRECTED: pgettext_lazy("the one claim", "corrected"),
    Sort.RETRACTED: pgettext_lazy("the one claim", "retracted"),
    Sort.RESTORED: pgettext_lazy("the one claim", "holds again"),
    Sort.MOVED: pgettext_lazy("the one claim", "moved to another deal"),
    Sort.GONE: pgettext_lazy("the one claim", "not shown any more"),
}
ALL = {
    Sort.NEW: pgettext_lazy("claims", "all new"),
    Sort.CORRECTED: pgettext_lazy("claims", "all corrected"),
    Sort.RETRACTED: pgettext_lazy("claims", "all retracted"),
    Sort.RESTORED: pgettext_lazy("claims", "all hold again"),
    Sort.MOVED: pgettext_lazy("claims", "all moved to another deal"),
    Sort.GONE: pgettext_lazy("claims", "all not shown any more"),
}
SOME = {
    Sort.NEW: ngettext_lazy("{number} new", "{number} new"),
    Sort.CORRECTED: ngettext_lazy("{number} corrected", "{number} corrected"),
    Sort.RETRACTED: ngettext_lazy("{number} retracted", "{number} retracted"),
    Sort.RESTORED: ngettext_lazy("{number} that holds again", "{number} that hold again"),
    Sort.MOVED: ngettext_lazy("{number} moved to another deal", "{number} moved to another deal"),
    Sort.GONE: ngettext_lazy("{number} not shown any more", "{number} not shown any more"),
}


def in_short(changes: Collection[Change]) -> str:
    """“3 claims: 2 new, 1 corrected; where it stands”, “52 claims: all new”. Empty where nothing changed."""
    return counted_in_short(claims_by_sort(changes), beside(changes))


def counted_in_short(counts: Counter[Sort], beside: Iterable[str]) -> str:
    """The same of numbers of claims, and of what else changed in the register's words."""
    number = counts.total()
    of_claims = ngettext("{number} claim: {sorts}", "{number} claims: {sorts}", number)
    told = of_claims.format(number=number, sorts=_sorts(counts)) if number else ""
    others = ", ".join(said(CHANGES, text) for text in beside)
    return _("{claims}; {others}").format(claims=told, others=others) if told and others else told or others


def _sorts(counts: Counter[Sort]) -> str:
    if len(counts) == 1:
        return str((ONE if counts.total() == 1 else ALL)[next(iter(counts))])
    return ", ".join((SOME[sort] % counts[sort]).format(number=counts[sort]) for sort in SOME if counts[sort])
