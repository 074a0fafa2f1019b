"""Turn the bytes of a page or a plain text into the text that citations point at, and what the page tells of itself."""

import re
from dataclasses import dataclass
from importlib.metadata import version

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from deals.sources.asides import head_of, parted
from deals.sources.formats import ReadFailedError, decoded, format_of
from deals.sources.metadata import PageFacts, page_facts
from deals.vocabulary.text import TextTooLongError, normalised

__all__ = ["ReadFailedError", "ReadLimits", "ReadText", "read"]

ASIDE_CHARACTERS = 1_000  # a caption's or credit's; an element that holds more is no caption, whatever it is called
MOST_ASIDES = 200
LEAST_PAGE_CHARACTERS = 100  # less is a menu, a notice on cookies or a wall
LEAST_FULL_LINE, MOST_FULL_LINE = 50, 100  # characters; letters and wire copy are broken at 60 to 80
LEAST_FULL_LINES = 4
FULL_SHARE = 0.8  # of the lines that others follow directly
NO_ARTICLE = "No article was found in the page: copy the article's text and paste it."
TOO_DEEP = "The page is nested too deeply to be read: copy the article's text and paste it."

_ASIDE_CLASS = re.compile(
    r"(?:^|[\s_-])(?:caption|captions|figcaption|wp-caption-text|photo-credit|image-credit|author-bio|author-box"
    r"|about-author|author-description)(?:$|[\s_-])",
    re.IGNORECASE,
)
# What trafilatura adds to lists and tables. None of it stood in the page, so none of it may stand in a quote.
_MARKUP = re.compile(r"^(?:- |\|(?:-{3}\|)+\n|\| )| \|$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class ReadLimits:
    """`seconds` of processor and of wall clock, `memory` in bytes, `characters` of the text that comes out."""

    seconds: float = 5
    memory: int = 768 * 1024 * 1024
    characters: int = 1_000_000


@dataclass(frozen=True, slots=True)
class ReadText:
    """A normalised text, with what the page tells of itself, each empty where it does not; `published` is EDTF.

    `asides` are captions, credits and biographies that were kept apart; `reader` names program and version.
    """

    text: str
    title: str
    author: str
    publisher: str
    published: str
    language: str
    canonical_address: str
    asides: tuple[str, ...]
    reader: str


def read(
    content: bytes, media_type: str, *, address: str = "", charset: str = "", limits: ReadLimits | None = None
) -> ReadText:
    """Read a page or plain text in this process. What strangers sent goes through `read_limited` instead.

    `address` is where it came from, `charset` what the server said of it. Raises ReadFailedError.
    """
    limits = limits or ReadLimits()
    try:
        if format_of(content, media_type) == "html":
            return _read_html(decoded(content, charset), address, limits)
        return _read_text(decoded(content, charset), limits)
    except TextTooLongError as error:
        raise ReadFailedError(str(error)) from error
    except RecursionError as error:
        raise ReadFailedError(TOO_DEEP) from error


def _read_text(raw: str, limits: ReadLimits) -> ReadText:
    text = normalised(_unwrapped(raw), limits.characters)
    head = head_of(text)
    lines = text.split("\n")
    rest = parted("\n".join(lines[head.lines :]), head.author)
    facts = PageFacts(title=head.title, author=head.author, published=head.published)
    above = tuple(line for line in lines[: head.lines] if line != head.title)
    return _read_text_of(facts, rest.text, above + rest.asides, "text-1")


def _unwrapped(raw: str) -> str:
    """Join the lines of a text that was broken at a fixed width; a sentence would end at each of them else.

    It was, where no line is longer than a page is wide, and most lines that others follow directly are nearly full
    and break off inside a sentence.
    """
    blocks = [block.split("\n") for block in re.split(r"\n\s*\n", "\n".join(raw.splitlines()))]
    followed = [line.rstrip() for block in blocks for line in block[:-1]]
    full = sum(len(line) >= LEAST_FULL_LINE and not line.endswith((".", "!", "?", ":")) for line in followed)
    is_narrow = all(len(line) <= MOST_FULL_LINE for block in blocks for line in block)
    if not is_narrow or full < LEAST_FULL_LINES or full < FULL_SHARE * len(followed):
        return raw
    return "\n".join(" ".join(block) for block in blocks)


def _read_html(raw: str, address: str, limits: ReadLimits) -> ReadText:
    import trafilatura  # noqa: PLC0415  # takes a third of a second, which plain texts need not wait for

    page = _parsed(raw)
    facts = page_facts(page, address)
    asides = _taken_asides(page, limits)
    document = trafilatura.bare_extraction(page, favor_precision=True, include_comments=False)
    found = normalised(getattr(document, "text", "") or "", limits.characters)
    text = normalised(_MARKUP.sub("", found), limits.characters)
    if len(text) < LEAST_PAGE_CHARACTERS:
        raise ReadFailedError(NO_ARTICLE)
    rest = parted(text.removeprefix(f"{facts.title}\n"), facts.author)
    reader = f"html-1/trafilatura-{version('trafilatura')}"
    return _read_text_of(facts, rest.text, asides + rest.asides, reader)


def _read_text_of(facts: PageFacts, text: str, asides: tuple[str, ...], reader: str) -> ReadText:
    if not text:
        raise ReadFailedError(NO_ARTICLE)
    return ReadText(
        text=text,
        title=facts.title,
        author=facts.author,
        publisher=facts.publisher,
        published=facts.published,
        language=facts.language,
        canonical_address=facts.canonical_address,
        asides=tuple(dict.fromkeys(asides))[:MOST_ASIDES],
        reader=reader,
    )


def _parsed(raw: str) -> HtmlElement:
    """Parse what was decoded before, so that the page's own word on its encoding does not count again."""
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        return document_fromstring(raw.replace("\x00", "").encode("utf-8", "ignore"), parser=parser)
    except (etree.LxmlError, ValueError) as error:
        raise ReadFailedError(NO_ARTICLE) from error


def _taken_asides(page: HtmlElement, limits: ReadLimits) -> tuple[str, ...]:
    """Take captions, credits and biographies out of the page."""
    taken: dict[HtmlElement, str] = {}
    for element in page.xpath("//body//figcaption | //body//*[@class]"):
        if element.tag != "figcaption" and not _ASIDE_CLASS.search(element.get("class")):
            continue
        text = normalised(" ".join(element.itertext()), limits.characters).replace("\n", " ")
        if len(text) <= ASIDE_CHARACTERS and not any(above in taken for above in element.iterancestors()):
            taken[element] = text
    for element in taken:
        element.drop_tree()
    return tuple(filter(None, taken.values()))
