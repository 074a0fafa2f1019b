"""The mix of requests, a line each: what is drawn for it stands in braces. A quarter has the word of half the deals."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

from tests.benchmarks.shapes import CURRENCIES, FEW, HALF, SOME

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
    Line("front page", 4, "/"),
    Line("front page", 1, "/fr/"),
    Line("further on, by key", 5, "/?after={place}"),
    Line("word of half the deals", 9, f"/?q={HALF}"),
    Line("word of half the deals", 4, f"/?q={HALF}&after={{place}}"),
    Line("word of half the deals", 3, f"/fr/?q={HALF}"),
    Line("word of half the deals and another", 4, f"/?q={HALF}+{{name}}"),
    Line("word of half the deals and another", 4, f"/?q={HALF}+{SOME}"),
    Line("word of half the deals and a facet", 6, f"/?q={HALF}&recipient={{recipient}}"),
    Line("word of half the deals and a facet", 6, f"/?q={HALF}&phase={{phase}}"),
    Line("word of half the deals and two facets", 5, f"/?q={HALF}&supplier={{supplier}}&year={{year}}"),
    Line("word of half the deals, as data", 4, f"/deals.json?q={HALF}"),
    Line("word of half the deals, sorted", 2, f"/?q={HALF}&sort=title"),
    Line("word of half the deals, sorted", 1, f"/?q={HALF}&sort=oldest"),
    Line("word of half the deals, sorted", 1, f"/?q={HALF}&sort=furthest"),
    Line("word of half the deals, sorted", 1, f"/?q={HALF}&currency={{currency}}&sort=value"),
    Line("middling word", 6, f"/?q={SOME}"),
    Line("middling word", 4, f"/?q={FEW}"),
    Line("middling word", 3, f"/?q={FEW}&after={{place}}"),
    Line("rare word", 4, "/?q={rare}"),
    Line("a party’s or system’s name", 5, "/?q={system}"),
    Line("a party’s or system’s name", 4, "/?q={state}"),
    Line("one facet", 5, "/?recipient={recipient}"),
    Line("one facet", 5, "/?supplier={supplier}"),
    Line("one facet", 3, "/?year={year}"),
    Line("one facet", 3, "/?category={category}"),
    Line("one facet", 3, "/?conflict={conflict}"),
    Line("one facet, further on", 4, "/?region={region}&after={place}"),
    Line("facets combined", 5, "/?supplier={supplier}&category={category}"),
    Line("facets combined", 4, "/?recipient={recipient}&phase={phase}&year={year}"),
    Line("facets combined", 5, "/?region={region}&currency={currency}&modality={modality}&transfer={transfer}"),
    Line("sorted", 1, "/?sort=oldest"),
    Line("sorted", 1, "/?sort=furthest&after={furthest}"),
    Line("sorted", 1, "/?sort=title&after={title}"),
    Line("sorted", 1, "/?currency={currency}&sort=value"),
    Line("sorted", 1, f"/?currency={CURRENCIES[0]}&sort=value&after={{value}}"),
    Line("sorted", 1, "/?recipient={recipient}&sort=furthest"),
    Line("sorted", 1, "/?phase={phase}&sort=earliest"),
    Line("sorted", 1, "/?category={category}&sort=title"),
    Line("sorted", 1, f"/?q={SOME}&sort=oldest"),
    Line(f"overview{COLD}", 1, "/overview/"),
    Line(f"overview{COLD}", 1, "/fr/overview/"),
    Line(f"overview{COLD}", 1, "/overview/?by=supplier"),
    Line(f"overview{COLD}", 1, "/fr/overview/?by=supplier"),
    Line(f"overview{COLD}", 1, "/overview/?by=region"),
    Line(f"overview{COLD}", 1, "/fr/overview/?by=category"),
    Line(f"overview{COLD}", 1, "/overview/?by=recipient&after={group}"),
    Line(f"overview{COLD}", 1, "/overview.json?by=phase"),
    Line(f"a group opened{COLD}", 2, "/overview/?open={recipient}"),
    Line(f"a group opened{COLD}", 1, "/overview/?by=supplier&open={supplier}&sort=furthest"),
    Line(f"a group opened{COLD}", 1, "/fr/overview/?by=phase&open={phase}"),
    Line(f"a group opened{COLD}", 1, "/overview.json?by=region&open={region}&sort=title&after={title}"),
    Line(f"list over all deals{COLD}", 1, "/due/"),
    Line(f"list over all deals{COLD}", 1, "/fr/due/"),
    Line(f"list over all deals{COLD}", 1, "/due/?which=overdue&kind=delivery&after={due}"),
    Line(f"list over all deals{COLD}", 1, "/due/?months=36&kind=payment&party={party}"),
    Line(f"list over all deals{COLD}", 1, "/conflicts/"),
    Line(f"list over all deals{COLD}", 1, "/conflicts/?kind=payment&after={disputed}"),
    Line(f"list over all deals{COLD}", 1, "/one-sided/"),
    Line(f"list over all deals{COLD}", 1, "/one-sided/?side=supplier&kind=stage&party={party}"),
    Line(f"list over all deals{COLD}", 1, "/changes/"),
    Line(f"list over all deals{COLD}", 1, "/changes.json?after={change}"),
    Line("odd, but valid", 1, "/?q=%22What+the+article+says%22"),
    Line("odd, but valid", 1, "/?q={rare}+or+{rare}+-{name}"),
    Line("odd, but valid", 1, "/?q=paper+-{name}"),
    Line("odd, but valid", 1, "/?q=Rosoboroneksport"),
    Line("odd, but valid", 1, "/?q=%D0%A2%D1%83%D1%80%D1%86%D0%B8%D1%8F"),
    Line("odd, but valid", 1, "/?q=&after=99999999zzzzzzzzzz"),
    Line("deals as data", 2, "/deals.json"),
    Line("deals as data", 3, "/deals.json?supplier={supplier}"),
    Line(f"a deal{COLD}", 7, "/deals/{cold_deal}/"),
    Line("a deal, warm", 3, "/deals/{deal}/"),
    Line(f"deals side by side{COLD}", 3, "/compare/?deal={cold_deal}&deal={cold_deal}"),
    Line(f"deals side by side{COLD}", 2, "/compare/?deal={cold_deal}&deal={cold_deal}&deal={cold_deal}"),
    Line(f"a party or system{COLD}", 7, "/parties/{cold_party}/"),
    Line(f"a party or system{COLD}", 3, "/systems/{cold_system}/"),
    Line("a party, further on", 2, "/parties/{party}/?after={place}"),
    Line(f"a source{COLD}", 3, "/sources/{cold_source}/"),
    Line(f"an outlet{COLD}", 3, "/outlets/{cold_outlet}/"),
    Line("an outlet, further on", 1, "/outlets/{outlet}/?after={place}"),
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
