"""What a register has to ask for: its facets' values, names and words, places in its list and deals."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from deals.vocabulary.facets import Facet
from deals.vocabulary.listings import Listing
from deals.vocabulary.subjects import Subject
from tests.benchmarks.asking.mix import LINES
from tests.benchmarks.shapes import CURRENCIES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

FACET = """
    SELECT split_part(token, ':', 2) FROM deals_publishedfacet WHERE facet = '{}' AND number_deals > 0
    ORDER BY number_deals DESC, token LIMIT 30
"""
LABEL = """
    SELECT label FROM deals_publishedfacet WHERE facet = '{}' AND number_deals > 0
    ORDER BY number_deals DESC, token LIMIT 30
"""
NAME = """
    SELECT name FROM (SELECT (regexp_match(said, ' by (\\w+)\\.'))[1] AS name FROM deals_publisheddeal) named
    WHERE name IS NOT NULL GROUP BY name ORDER BY count(*) {}, md5(name) LIMIT 30
"""
GROUP = """
    SELECT number_deals || '.' || split_part(token, ':', 2) FROM deals_publishedfacet
    WHERE facet = '{}' AND number_deals > 0 ORDER BY md5(token) LIMIT 30
"""
MENTIONED = """
    SELECT split_part(subject, ':', 2) FROM deals_publishedmention WHERE subject LIKE '{}:%' AND role = ''
    GROUP BY subject ORDER BY count(*) DESC, md5(subject) LIMIT 30
"""
LINES_OF = "SELECT place FROM deals_publishedline WHERE listing = '{}' ORDER BY md5(place) LIMIT 30"
VALUES = "SELECT place FROM deals_publishedvalue WHERE currency = '{}' ORDER BY md5(place) LIMIT 30"
DEALS = "SELECT {} FROM deals_publisheddeal ORDER BY md5(deal_public_id || '{}') LIMIT {}"
QUERIES = {
    "place": DEALS.format("place", "place", 30),
    "furthest": DEALS.format("place_furthest", "place", 30),
    "title": DEALS.format("place_title", "place", 30),
    "value": VALUES.format(CURRENCIES[0]),
    "group": GROUP.format(Facet.RECIPIENT),
    "due": LINES_OF.format(Listing.DUE),
    "disputed": LINES_OF.format(Listing.CONFLICT),
    "change": LINES_OF.format(Listing.CHANGE),
    "cold_outlet": MENTIONED.format(Subject.OUTLET),
    "outlet": MENTIONED.format(Subject.OUTLET),
    "cold_source": MENTIONED.format(Subject.SOURCE),
    "cold_deal": DEALS.format("deal_public_id", "cold", 30),
    "deal": DEALS.format("deal_public_id", "warm", 4),
    "cold_party": FACET.format(Facet.PARTY),
    "cold_system": FACET.format(Facet.SYSTEM),
    "state": LABEL.format(Facet.RECIPIENT),
    "system": LABEL.format(Facet.SYSTEM),
    "name": NAME.format("DESC"),
    "rare": NAME.format("ASC"),
}


def values(query: Callable[[str], Sequence[tuple[object, ...]]]) -> dict[str, list[str]]:
    """What each name in braces in LINES is drawn from, those of most deals first; `query` asks the database."""
    names = set(re.findall(r"{(\w+)}", "".join(line.address for line in LINES)))
    return {name: _column(query(QUERIES.get(name) or FACET.format(Facet(name)))) for name in sorted(names)}


def _column(rows: Iterable[tuple[object, ...]]) -> list[str]:
    return [str(value) for (value,) in rows]
