"""A long chronology comes in parts, so that its page is quick however much is known of a deal."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from timeline.entries import anchor, entries, in_chronology

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from deals.record.shape import Record
    from timeline.entries import Entry

WHOLE = "all"
"""In place of a part's number: all entries on one page."""
_DIGITS = 6
_LINK = re.compile(r'href="#(?P<anchor>claim-[^"]+)"')


class NotAPartError(ValueError):
    """The message says which parts there are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """The entries shown of a chronology, `number` of `last` parts; the one part of a whole one is number 1."""

    number: int
    last: int
    entries: tuple[Entry, ...]
    by_claim: Mapping[str, int]
    """In which part each claim of the chronology stands, by itself or as a restatement."""
    first_entry: int
    """Its place in the chronology, from 1."""
    number_entries: int
    """Of all parts."""
    before: str
    """The anchor of the last entry of the part before; "" where there is none."""
    after: str
    """The anchor of the first entry of the part after; "" where there is none."""

    @property
    def last_entry(self) -> int:
        return self.first_entry + len(self.entries) - 1


@dataclass(frozen=True, slots=True, kw_only=True)
class PartLink:
    """“Later entries”, and the address's query that leads there."""

    words: str
    query: str
    rel: str
    entry: str = ""
    """The anchor of the entry there that is next to those shown."""


def part(listed: Sequence[Entry], wanted: str, most: int | None) -> Part:
    """The part that is `wanted`, of at most so many entries; the first one where none is.

    Raises NotAPartError for what is neither a part's number nor “all”.
    """
    size = max(len(listed), 1) if most is None or wanted == WHOLE else most
    last = max(-(-len(listed) // size), 1)
    number = 1 if wanted in {"", WHOLE} else _number(wanted, last)
    first = (number - 1) * size
    return Part(
        number=number,
        last=last,
        entries=tuple(listed[first : first + size]),
        by_claim=_by_claim(listed, size),
        first_entry=first + 1,
        number_entries=len(listed),
        before=listed[first - 1].anchor if first else "",
        after=listed[first + size].anchor if number < last else "",
    )


def part_of(record: Record, claim_id: str, most: int) -> int:
    """In which part of the whole chronology a claim stands; 1 for what stands beside all of them."""
    return _by_claim(in_chronology(entries(record)), most).get(claim_id, 1)


def part_links(shown: Part, query: Sequence[tuple[str, str]], most: int) -> tuple[PartLink, ...]:
    """To the parts beside the one shown, to the last one and to the whole; from a long whole one back to its parts."""
    if shown.number_entries <= most:
        return ()
    if shown.last == 1:
        return (_link(_("In parts"), query, "", "nofollow"),)
    earlier, later, last = shown.number - 1, shown.number + 1, shown.last
    wanted = str(earlier) if earlier > 1 else ""
    found = [
        _link(_("Earlier entries"), query, wanted, "prev", shown.before) if earlier else None,
        _link(_("Later entries"), query, str(later), "next", shown.after) if later <= last else None,
        _link(_("Newest entries"), query, str(last), "") if later < last else None,
        _link(_("All on one page"), query, WHOLE, "nofollow"),
    ]
    return tuple(filter(None, found))


def leading_to_parts(html: str, shown: Part, query: Sequence[tuple[str, str]]) -> str:
    """The page with its links to facts of other parts leading there; `query` is what these are asked for beside it."""
    by_anchor = {anchor(claim): number for claim, number in shown.by_claim.items() if number != shown.number}

    def there(link: re.Match[str]) -> str:
        number = by_anchor.get(link["anchor"])
        if number is None:
            return link[0]
        return f'href="{escape(_query(query, str(number)))}#{link["anchor"]}"'

    return _LINK.sub(there, html)


def _link(words: str, query: Sequence[tuple[str, str]], wanted: str, rel: str, entry: str = "") -> PartLink:
    return PartLink(words=words, query=_query(query, wanted), rel=rel, entry=entry)


def _query(query: Sequence[tuple[str, str]], wanted: str) -> str:
    return f"?{urlencode([*query, *([('part', wanted)] if wanted else [])])}"


def _by_claim(listed: Iterable[Entry], size: int) -> Mapping[str, int]:
    return {
        claim.id: place // size + 1
        for place, entry in enumerate(listed)
        for claim in (entry.claim, *entry.restatements)
    }


def _number(wanted: str, last: int) -> int:
    if wanted.isascii() and wanted.isdecimal() and len(wanted) <= _DIGITS and 1 <= int(wanted) <= last:
        return int(wanted)
    words = ngettext(
        "This chronology has one part. There is no part “{wanted}”: leave it out.",
        "This chronology has the parts 1 to {last}. There is no part “{wanted}”: write one of these, or “all”.",
        last,
    )
    raise NotAPartError(words.format(wanted=wanted[:40], last=last))
