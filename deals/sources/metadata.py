"""What a page says about itself: JSON-LD first, then meta elements, then what a reader sees."""

import html
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any
from urllib.parse import urljoin

from lxml.html import HtmlElement

from deals.sources.addresses import Address, AddressError
from deals.sources.canonical import canonical_address, is_same_site
from deals.sources.datelines import day_told
from deals.vocabulary.text import TextTooLongError, normalised

MOST_NODES = 500  # of JSON-LD on a page
MOST_AUTHORS = 10
TITLE_CHARACTERS = 500
NAME_CHARACTERS = 200
SEPARATORS = (" - ", " | ", " – ", " — ", " · ", " :: ", " « ")

_ARTICLE = re.compile(r"(?:.*/)?(?:\w*Article|BlogPosting|LiveBlogPosting|Report|SocialMediaPosting)")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,3}")
_BYLINE = re.compile(r"by[: ]\s*", re.IGNORECASE)
_WRAPPING = re.compile(r"^\s*(?:<!--|//<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\]\]>|\]\]>)\s*$")

TITLES = ("og:title", "twitter:title", "dc.title", "citation_title")
AUTHORS = ("author", "parsely-author", "dc.creator", "byl", "sailthru.author", "article:author", "citation_author")
PUBLISHERS = ("og:site_name", "dc.publisher", "citation_publisher")
LANGUAGES = ("og:locale", "content-language", "dc.language")
DAYS = (
    *("article:published_time", "og:article:published_time", "parsely-pub-date", "datepublished", "pubdate"),
    *("publishdate", "publish-date", "sailthru.date", "dc.date.issued", "dcterms.issued", "dc.date", "dcterms.date"),
    *("citation_publication_date", "date"),
)

Node = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class PageFacts:
    """Each empty where the page does not tell. `published` is EDTF, the day in the outlet's own time zone."""

    title: str = ""
    author: str = ""
    publisher: str = ""
    published: str = ""
    language: str = ""
    canonical_address: str = ""


def page_facts(page: HtmlElement, address: str) -> PageFacts:
    """Read a parsed page that came from `address` (empty for an upload)."""
    facts = _filled(_facts_of_json(page), _facts_of_meta(page))
    facts = _filled(facts, _facts_in_sight(page))
    return replace(
        facts, title=_without_outlet(facts.title, facts.publisher), canonical_address=_own_address(page, address)
    )


def _filled(first: PageFacts, second: PageFacts) -> PageFacts:
    return PageFacts(*(getattr(first, field.name) or getattr(second, field.name) for field in fields(PageFacts)))


def _facts_of_json(page: HtmlElement) -> PageFacts:
    nodes = list(_nodes(page))
    by_id = {node["@id"]: node for node in reversed(nodes) if isinstance(node.get("@id"), str) and len(node) > 1}
    article = next((node for node in nodes if _is_article(node)), None)
    if article is None:
        return PageFacts()
    return PageFacts(
        title=_line(article.get("headline") or article.get("name"), TITLE_CHARACTERS),
        author=_names(article.get("author"), by_id),
        publisher=_names(article.get("publisher"), by_id),
        published=day_told(_line(article.get("datePublished"), NAME_CHARACTERS)),
        language=_language(article.get("inLanguage")),
    )


def _nodes(page: HtmlElement) -> Iterator[Node]:
    """Every object at the top of the page's JSON-LD, in lists and graphs too."""
    waiting = [_json(script.text) for script in page.iterfind(".//script[@type='application/ld+json']")]
    for _ in range(MOST_NODES):
        if not waiting:
            return
        value = waiting.pop(0)
        if isinstance(value, list):
            waiting = value[:MOST_NODES] + waiting
        elif isinstance(value, dict):
            yield value
            waiting = [value.get("@graph"), value.get("mainEntity"), *waiting]


def _json(text: str | None) -> Any:
    try:
        return json.loads(_WRAPPING.sub("", text or ""), strict=False)
    except (ValueError, RecursionError):
        return None


def _is_article(node: Node) -> bool:
    kinds = node.get("@type")
    return any(
        isinstance(kind, str) and _ARTICLE.fullmatch(kind) for kind in (kinds if isinstance(kinds, list) else [kinds])
    )


def _names(value: Any, by_id: Mapping[str, Node]) -> str:
    """People or organisations, which may be text, an object, a reference to one, or a list of them."""
    found = []
    for one in (value if isinstance(value, list) else [value])[:MOST_AUTHORS]:
        node = by_id.get(str(one.get("@id")), one) if isinstance(one, dict) and "name" not in one else one
        found.append(_name(node.get("name") if isinstance(node, dict) else node))
    return _line(", ".join(dict.fromkeys(filter(None, found))), NAME_CHARACTERS)


def _name(value: Any) -> str:
    """A name; some pages give the address of a profile instead."""
    name = _BYLINE.sub("", _line(value, NAME_CHARACTERS), count=1)
    return "" if name.lower().startswith(("http:", "https:", "www.", "@")) else name


def _facts_of_meta(page: HtmlElement) -> PageFacts:
    said: dict[str, str] = {}
    for element in page.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or element.get("http-equiv")
        if name and element.get("content"):
            said.setdefault(name.strip().lower(), element.get("content"))
    return PageFacts(
        title=_first(_line(said.get(name), TITLE_CHARACTERS) for name in TITLES),
        author=_first(_name(said.get(name)) for name in AUTHORS),
        publisher=_first(_name(said.get(name)) for name in PUBLISHERS),
        published=_first(day_told(_line(said.get(name), NAME_CHARACTERS)) for name in DAYS),
        language=_language(page.get("lang")) or _first(_language(said.get(name)) for name in LANGUAGES),
    )


def _facts_in_sight(page: HtmlElement) -> PageFacts:
    headings = page.findall(".//h1")
    heading = headings[0].text_content() if len(headings) == 1 else page.findtext(".//title")
    authors = page.xpath("//a[contains(concat(' ', @rel, ' '), ' author ')] | //*[@itemprop='author']")
    days = page.xpath(
        "//time[@itemprop='datePublished' or @pubdate]/@datetime | //*[@itemprop='datePublished']/@content"
    )
    times = {day_told(time) for time in page.xpath("//time/@datetime")}
    return PageFacts(
        title=_line(heading, TITLE_CHARACTERS),
        author=_first(_name(author.text_content()) for author in authors[:1]),
        published=_first(day_told(day) for day in days[:MOST_AUTHORS]) or (times.pop() if len(times) == 1 else ""),
    )


def _own_address(page: HtmlElement, address: str) -> str:
    """The page's word for its own address, where it names one of its own outlet; else the one it came from.

    Trap: some sites name their front page on every page, and anybody could name another outlet's article.
    """
    said = page.xpath("//link[@rel='canonical']/@href | //meta[@property='og:url']/@content")
    for candidate in said[:MOST_AUTHORS]:
        try:
            own = canonical_address(urljoin(address, candidate.strip()))
            is_front_page = Address.parse(own).target == "/"
            if not address or (is_same_site(own, address) and not is_front_page):
                return own
        except ValueError:
            continue
    try:
        return canonical_address(address)
    except AddressError:
        return ""


def _without_outlet(title: str, publisher: str) -> str:
    for separator in SEPARATORS:
        if publisher and title.lower().endswith(f"{separator}{publisher}".lower()):
            return title[: -len(separator) - len(publisher)].rstrip()
    return title


def _language(value: Any) -> str:
    """A BCP 47 tag."""
    text = _line(value.get("alternateName") if isinstance(value, dict) else value, NAME_CHARACTERS)
    return text.replace("_", "-") if _LANGUAGE.fullmatch(text) else ""


def _line(value: Any, limit: int) -> str:
    """`value` as one normalised line, character references resolved; nothing if it is no text or absurdly long."""
    if not isinstance(value, str) or len(value) > 10 * limit:
        return ""
    try:
        return normalised(html.unescape(html.unescape(value)), limit).replace("\n", " ")
    except TextTooLongError:
        return ""


def _first(found: Iterator[str]) -> str:
    return next(filter(None, found), "")
