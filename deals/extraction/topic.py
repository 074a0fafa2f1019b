"""What the text is about: whether there is an arms deal in it, and between whom for what."""

import re
from collections import Counter

from deals.extraction.article import Article, Sentence
from deals.extraction.candidate import DealNames
from deals.vocabulary.gazetteer import Mention

DEAL_NOUN = (
    r"(?:contracts?|deals?|agreements?|accords?|purchases?|acquisitions?|procurements?|sales?|orders?|tenders?|packages?|"
    r"exports?)"
)
BUYS = (
    r"(?:buy|buys|buying|bought|purchas(?:e|es|ed|ing)|order(?:s|ed|ing)?|acquir(?:e|es|ed|ing)|procur(?:e|es|ed|ing)|"
    r"obtain(?:s|ed|ing)?|get(?:s|ting)?|receiv(?:e|es|ed|ing))"
)
SELLS = (
    r"(?:sell|sells|selling|sold|suppl(?:y|ies|ied|ying)|deliver(?:s|ed|ing)?|export(?:s|ed|ing)?|offer(?:s|ed|ing)?)"
)
_DEAL = re.compile(
    rf"\b(?:{DEAL_NOUN}|{BUYS}|{SELLS}|on order|deliver(?:y|ies)|payments?|down ?payments?|advance|batch|"
    r"(?:fighter|joint) project|programme|program)\b"
)
_STRONG = re.compile(
    r"\b(?:contracts?|deals?|agreements?|accords?|purchases?|orders?|ordered|picks|sales?|sell|sold|buy|buys|bought|buying|"
    r"acquires?|acquired|procured?|tender|deliver(?:y|ed|ies)|notice of award|on order|(?:fighter|joint) project|"
    r"joint development|re-exports?|arms exports?|export licen[cs]es?)\b"
)
_NO_DEAL = re.compile(
    r"\b(?:great deal|deal with|deals with|dealing with|in order to|order of battle|peace (?:deal|agreement|talks))\b"
)
_ARMS = re.compile(
    r"\b(?:missiles?|fighters?|warplanes?|jets?|aircraft|submarines?|frigates?|corvettes?|warships?|tanks?|howitzers?|"
    r"helicopters?|drones?|air defen[cs]e|artillery|weapons?|arms|munitions?|ammunition|radars?|launchers?|"
    r"vehicles?|planes?|"
    r"torpedoes|boats?|hulls?|engines?|armou?red|rockets?)\b"
)
_RECIPIENT_BEFORE = re.compile(rf"\b(?:(?:{SELLS}|sales?|deliver(?:y|ies)) (?:of )?.{{0,50}}?to|for) (?:the )?$")
_RECIPIENT_AFTER = re.compile(
    rf"^(?:['’]s?)?(?: \w{{1,12}}){{0,4}} (?:{BUYS}|purchase|acquisition|made the (?:first|initial)|paid|on order|"
    r"signed an? (?:\S{1,20} ){0,4}(?:order|contract|deal|agreement) (?:to (?:buy|acquire|purchase)|for (?:\d+|"
    r"two|three|four|six))|"
    r"to (?:buy|acquire|purchase))\b|^['’]s (?:purchase|acquisition|order)\b"
)
_SUPPLIER_BEFORE = re.compile(r"\b(?:from|made in|made by|bought from|built by) (?:the )?$")
_SUPPLIER_AFTER = re.compile(rf"^(?:['’]s?)?(?: \w{{1,12}}){{0,3}} {SELLS}\b|^-(?:made|built|supplied)")
_WITH = re.compile(r"\b(?:contracts?|deals?|agreements?) with (?:the )?$")
_FOR_GOODS = re.compile(r"^ (?:for|to (?:buy|acquire|purchase)) (?!the (?:supply|delivery|sale))")
_BETWEEN = re.compile(r"\bbetween (?:the )?(?:\w+ (?:and )?)?$")
HOME_SHARE = 3  # times more often than any other state the maker's own is named where it buys at home
LONGEST_CONTEXT = 80  # characters beside a name that tell its role


def speaks_of_deal(sentence: Sentence) -> bool:
    """The sentence, or it and the one before it, speak of dealing and of weapons (or plainly of a contract)."""
    both = f"{sentence.before} {sentence.text}"
    has_weapon = bool(sentence.systems) or bool(_ARMS.search(both))
    return bool(_DEAL.search(both)) and (has_weapon or bool(_STRONG.search(both)))


def is_about_a_deal(article: Article) -> bool:
    """The headline or a sentence has a weapon system (or a count of weapons), a state, and a word for dealing."""
    headline = (article.headline,) if article.headline else ()
    return any(_names_deal(sentence) for sentence in (*headline, *article.sentences))


def _names_deal(sentence: Sentence) -> bool:
    text = _NO_DEAL.sub("", f"{sentence.before} {sentence.text}")
    has_weapon = bool(sentence.systems) or bool(sentence.quantities and _ARMS.search(sentence.text))
    has_party = any(m.name.kind in {"state", "company"} for m in sentence.mentions)
    return has_weapon and has_party and (bool(_STRONG.search(text)) or bool(sentence.amounts))


def deal_names(article: Article) -> DealNames:
    """Suppliers, recipients and systems by weight of evidence; empty where the text is about no deal."""
    if not is_about_a_deal(article):
        return DealNames()
    systems = _systems(article)
    supplier, recipient = _sides(article, systems)
    named = {supplier, recipient, *(system.name.name for system in systems)} - {""}
    best = max(article.sentences, key=lambda s: (_names_deal(s), _weight(s, named), -s.start), default=None)
    return DealNames(
        suppliers=(supplier,) if supplier else (),
        recipients=(recipient,) if recipient else (),
        systems=tuple(system.name.name for system in systems),
        quote=best.text if best else None,
        start=best.start if best else None,
        end=best.start + len(best.text) if best else None,
    )


def _weight(sentence: Sentence, named: set[str]) -> int:
    return len(named & {mention.name.name for mention in sentence.mentions})


def _systems(article: Article) -> list[Mention]:
    """The system named most beside words for dealing; a marked form ("F-16 Block 70") stands for its family."""
    counts: Counter[str] = Counter()
    fullest: dict[str, Mention] = {}
    for sentence in article.sentences:
        weight = 3 if _names_deal(sentence) else 1
        for mention in sentence.systems:
            family = _family(mention)
            counts[family] += weight
            if family not in fullest or len(mention.name.name) > len(fullest[family].name.name):
                fullest[family] = mention
    return [fullest[family] for family, _ in counts.most_common(1)]


def _family(mention: Mention) -> str:
    return mention.name.name.split(" Block ")[0].removesuffix(" 8×8").removesuffix(" 8x8")


def _sides(article: Article, systems: list[Mention]) -> tuple[str, str]:
    buying, selling, named = _roles(article)
    home = systems[0].name.home if systems else ""
    selling.update(_makers(article))
    if home:
        selling[home] += 6
    supplier = _most(selling, without="")
    other = _most(named, without=supplier)
    has_bought = buying[supplier] > named[supplier] and buying[other] == named[other]
    if has_bought and named[supplier] >= HOME_SHARE * named[other]:
        return supplier, supplier  # bought at home
    return supplier, _most(buying, without=supplier) or other


def _roles(article: Article) -> tuple[Counter[str], Counter[str], Counter[str]]:
    buying: Counter[str] = Counter()
    selling: Counter[str] = Counter()
    named: Counter[str] = Counter()
    for sentence in article.sentences:
        weight = 2 if _names_deal(sentence) else 1
        for mention in sentence.parties:
            state, (buys, sells) = mention.name.name, _role(sentence, mention)
            named[state] += weight
            buying[state] += weight * (3 * buys + 1)
            selling[state] += 3 * weight * sells
    return buying, selling, named


def _role(sentence: Sentence, mention: Mention) -> tuple[bool, bool]:
    """(buys, sells), by the words right before and after the name."""
    before = sentence.text[max(0, mention.start - LONGEST_CONTEXT) : mention.start]
    after = sentence.text[mention.end : mention.end + LONGEST_CONTEXT]
    is_maker = mention.name.form == "demonym" and any(0 <= s.start - mention.end < 24 for s in sentence.systems)  # noqa: PLR2004
    if _BETWEEN.search(before):
        return True, True
    buys = bool(_RECIPIENT_BEFORE.search(before) or _RECIPIENT_AFTER.search(after))
    is_counterpart = bool(_WITH.search(before) and _FOR_GOODS.match(after))
    sells = is_counterpart or bool(_SUPPLIER_BEFORE.search(before) or _SUPPLIER_AFTER.search(after) or is_maker)
    return buys and not sells, sells


def _makers(article: Article) -> Counter[str]:
    """Home states of the makers named beside the deal, more for one from whom something is bought."""
    points: Counter[str] = Counter()
    for sentence in article.sentences:
        for mention in sentence.mentions if _names_deal(sentence) else ():
            if mention.name.kind == "company" and mention.name.home:
                points[mention.name.home] += 8 if _SUPPLIER_BEFORE.search(sentence.text[: mention.start][-40:]) else 2
    return points


def _most(counts: Counter[str], *, without: str) -> str:
    """The name with most points, the first named of equals; "" if none has any."""
    return next((name for name, points in counts.most_common() if name != without and points > 0), "")
