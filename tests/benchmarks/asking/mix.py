"""The mix of requests, a line each: what is drawn for it stands in braces. A quarter has the word of half the deals."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

from tests.benchmarks.shapes import FEW, HALF, SOME

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

SEED = 3
COLD = ", cold"
"""Ends the kinds that nobody has asked for before: these pages are made, others are kept from one time to the next."""


@dataclass(frozen=True, slots=True)
class Line:
    kind: str
    number: int
    """Of requests in the mix."""
    address: str


LINES = (
    Line("front page", 8, "/"),
    Line("front page", 2, "/fr/"),
    Line("further on, by key", 10, "/?after={place}"),
    Line("word of half the deals", 12, f"/?q={HALF}"),
    Line("word of half the deals", 4, f"/?q={HALF}&after={{place}}"),
    Line("word of half the deals", 4, f"/fr/?q={HALF}"),
    Line("word of half the deals and another", 4, f"/?q={HALF}+{{name}}"),
    Line("word of half the deals and another", 4, f"/?q={HALF}+{SOME}"),
    Line("word of half the deals and a facet", 6, f"/?q={HALF}&recipient={{recipient}}"),
    Line("word of half the deals and a facet", 6, f"/?q={HALF}&phase={{phase}}"),
    Line("word of half the deals and two facets", 5, f"/?q={HALF}&supplier={{supplier}}&year={{year}}"),
    Line("word of half the deals, as data", 5, f"/deals.json?q={HALF}"),
    Line("middling word", 8, f"/?q={SOME}"),
    Line("middling word", 6, f"/?q={FEW}"),
    Line("middling word", 4, f"/?q={FEW}&after={{place}}"),
    Line("rare word", 8, "/?q={rare}"),
    Line("a party’s or system’s name", 6, "/?q={system}"),
    Line("a party’s or system’s name", 6, "/?q={state}"),
    Line("one facet", 6, "/?recipient={recipient}"),
    Line("one facet", 6, "/?supplier={supplier}"),
    Line("one facet", 4, "/?year={year}"),
    Line("one facet", 3, "/?category={category}"),
    Line("one facet", 3, "/?conflict={conflict}"),
    Line("one facet, further on", 4, "/?region={region}&after={place}"),
    Line("facets combined", 6, "/?supplier={supplier}&category={category}"),
    Line("facets combined", 5, "/?recipient={recipient}&phase={phase}&year={year}"),
    Line("facets combined", 5, "/?region={region}&currency={currency}&modality={modality}&transfer={transfer}"),
    Line("odd, but valid", 1, "/?q=%22What+the+article+says%22"),
    Line("odd, but valid", 1, "/?q={rare}+or+{rare}+-{name}"),
    Line("odd, but valid", 1, "/?q=paper+-{name}"),
    Line("odd, but valid", 1, "/?q=Rosoboroneksport"),
    Line("odd, but valid", 1, "/?q=%D0%A2%D1%83%D1%80%D1%86%D0%B8%D1%8F"),
    Line("odd, but valid", 1, "/?q=&after=99999999zzzzzzzzzz"),
    Line("deals as data", 6, "/deals.json"),
    Line("deals as data", 4, "/deals.json?supplier={supplier}"),
    Line(f"a deal{COLD}", 12, "/deals/{cold_deal}/"),
    Line("a deal, warm", 6, "/deals/{deal}/"),
    Line(f"a party or system{COLD}", 8, "/parties/{cold_party}/"),
    Line(f"a party or system{COLD}", 4, "/systems/{cold_system}/"),
    Line("a party, further on", 4, "/parties/{party}/?after={place}"),
)


@dataclass(frozen=True, slots=True)
class Request:
    kind: str
    address: str


def mix(values: Mapping[str, Sequence[str]]) -> list[Request]:
    """The requests in an order of chance, the same at each run; `values` to draw from, those of most deals first."""
    drawn = _Drawn(values)
    requests = [Request(line.kind, line.address.format_map(drawn)) for line in LINES for _ in range(line.number)]
    random.Random(SEED).shuffle(requests)  # noqa: S311 -- no secret
    return requests


class _Drawn(dict[str, str]):
    """By Zipf's law, as readers ask most for what is largest; what is to be cold once each, the largest first."""

    def __init__(self, values: Mapping[str, Sequence[str]]) -> None:
        self._values = values
        self._draw = random.Random(SEED)  # noqa: S311 -- no secret
        self._cold = {name: iter(found) for name, found in values.items() if name.startswith("cold")}

    def __missing__(self, name: str) -> str:
        if name in self._cold:
            return next(self._cold[name])
        values = self._values[name]
        return quote(self._draw.choices(values, [1 / (place + 1) for place in range(len(values))])[0])
