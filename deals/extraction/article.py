"""A text made ready for the recognisers: its sentences, the names in them, who speaks and through which outlet."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from deals.extraction.dates import When, dates
from deals.extraction.furniture import headlines, prose, told_date
from deals.extraction.money import Money, amounts
from deals.extraction.names import names
from deals.extraction.people import Speaker
from deals.extraction.quantities import Quantity, quantities
from deals.extraction.sentences import Span
from deals.extraction.speech import Told, is_inside, quoted_spans, voices
from deals.vocabulary.gazetteer import Mention


@dataclass(frozen=True)
class Sentence:
    """One sentence of the story. All offsets inside it count from its own start."""

    text: str
    start: int  # in the article's text
    paragraph: int
    mentions: tuple[Mention, ...] = ()
    anchor: date | None = None
    is_quoted: bool = False  # begins inside the quotation marks of direct speech
    speaker: Speaker | None = None
    outlet: str | None = None
    before: str = ""  # the sentence before it in the story

    @cached_property
    def amounts(self) -> tuple[Money, ...]:
        return tuple(amounts(self.text))

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        return tuple(quantities(self.text, frozenset((m.start, m.end) for m in self.systems)))

    @cached_property
    def systems(self) -> tuple[Mention, ...]:
        return tuple(mention for mention in self.mentions if mention.name.kind == "system")

    @cached_property
    def parties(self) -> tuple[Mention, ...]:
        """States that act or are acted on; a capital after "in" is only a place."""
        return tuple(m for m in self.mentions if m.name.kind == "state" and not _is_place(self.text, m))

    def dates(self, *, ahead: bool) -> tuple[When, ...]:
        """All dates in it; `ahead`: reckoned as still to come."""
        return self._dates_ahead if ahead else self._dates

    @cached_property
    def _dates(self) -> tuple[When, ...]:
        return tuple(dates(self.text, self.anchor))

    @cached_property
    def _dates_ahead(self) -> tuple[When, ...]:
        return tuple(dates(self.text, self.anchor, ahead=True))


@dataclass(frozen=True)
class Article:
    """The story's sentences in order; `published` is as given, or else as the text's first lines tell."""

    text: str
    sentences: tuple[Sentence, ...]
    published: date | None = None
    headline: Sentence | None = None  # tells what the text is about, and is never quoted


def read(text: str, published: date | None, title: str = "") -> Article:
    """Return `text` in sentences with their names and speakers. `text` is expected in its normalised form."""
    published = published or told_date(text)
    spans = tuple(prose(text))
    found = names(text)
    bare = [_sentence(text, span, found, published) for span in spans]
    quoted = quoted_spans(text, spans)
    heard = voices([Told(s.text, s.paragraph, s.start, s.mentions) for s in bare], quoted)
    told = [
        replace(sentence, is_quoted=is_inside(sentence.start, quoted), speaker=voice.speaker, outlet=voice.outlet)
        for sentence, voice in zip(bare, heard, strict=True)
    ]
    headline = headlines(text, title)
    heading = Sentence(headline, 0, -1, names(headline))
    return Article(text, tuple(_with_before(told)), published, heading)


def _sentence(text: str, span: Span, found: tuple[Mention, ...], anchor: date | None) -> Sentence:
    first = bisect_left(found, span.start, key=lambda mention: mention.start)
    last = bisect_left(found, span.end, key=lambda mention: mention.start)
    inside = tuple(replace(m, start=m.start - span.start, end=m.end - span.start) for m in found[first:last])
    return Sentence(text[span.start : span.end], span.start, span.paragraph, inside, anchor)


def _with_before(found: list[Sentence]) -> Iterator[Sentence]:
    before = ""
    for sentence in found:
        yield replace(sentence, before=before)
        before = sentence.text


def _is_place(text: str, mention: Mention) -> bool:
    return mention.name.form == "capital" and text[max(0, mention.start - 6) : mention.start].lower().endswith(
        (" in ", "in ", " at ", "near ", " from ", "here in ")
    )
