"""Text in, candidates out: what an article says about an arms deal, each finding with the words that say it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import islice

from deals.extraction.article import Article, read
from deals.extraction.candidate import Candidate, DealNames, Found
from deals.extraction.merging import merged, with_item
from deals.extraction.recognisers import RECOGNISERS
from deals.extraction.topic import deal_names

__all__ = ["Candidate", "DealNames", "Found", "extract"]

MOST_READ = 1_000  # findings before restatements are folded; a text that yields more is no article
MOST_CANDIDATES = 200  # the first in the text's order are kept


def extract(text: str, *, published: date | None = None, title: str = "", publisher: str = "") -> Found:
    """Return what `text` (in the normalised form of `deals.vocabulary.text`) tells about one deal.

    Relative dates are reckoned from `published`, or else from a date in the text's first lines. Any text is read
    without an error, in time linear in its length; a text about no deal yields nothing. `title` helps to tell what
    the text is about; a `publisher` that names itself as the source relays nobody.
    """
    article = read(text, published, title)
    deal = deal_names(article)
    if not deal.systems and not deal.recipients:
        return Found(deal=DealNames())
    system = deal.systems[0] if len(deal.systems) == 1 else None
    candidates = with_item(merged(islice(_found(article), MOST_READ)), system)
    return Found(deal=deal, candidates=tuple(_relayed(candidates[:MOST_CANDIDATES], publisher)))


def _relayed(candidates: tuple[Candidate, ...], publisher: str) -> Iterator[Candidate]:
    """Candidates without an outlet that is the publisher itself."""
    for candidate in candidates:
        is_own = bool(candidate.outlet) and str(candidate.outlet).casefold() == publisher.casefold()
        yield replace(candidate, outlet=None) if is_own else candidate


def _found(article: Article) -> Iterator[tuple[Candidate, bool]]:
    for sentence in article.sentences:
        for recogniser in RECOGNISERS:
            for candidate in recogniser.recognise(sentence):
                yield candidate, sentence.is_quoted
