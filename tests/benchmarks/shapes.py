"""What the deals of a large register are like: few large suppliers and recipients, many small ones, 3 to 300 claims."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, TypeVar

from deals.vocabulary.gazetteer import states
from deals.vocabulary.parties import Category, Route, Transfer
from deals.vocabulary.stages import Stage

if TYPE_CHECKING:
    from collections.abc import Sequence

Value = TypeVar("Value")
SEED = 74
PATTERNS = 120
LARGEST, SMALLEST = 0.05, 0.00004
"""The share of all deals that are like the first pattern, and like the last one; in between it falls steadily."""
SUPPLIERS = (
    "USA", "RUS", "FRA", "DEU", "CHN", "ITA", "GBR", "ISR", "ESP", "KOR", "TUR", "SWE", "NLD", "UKR", "POL", "CHE",
    "NOR", "AUS", "CAN", "BRA", "ZAF", "BLR", "CZE", "IND", "SRB",
)  # fmt: skip
CURRENCIES = ("USD", "EUR", "USD", "RUB", "GBP", "USD", "INR", "KRW", "EUR", "TRY", "SEK", "PLN")
CLAIMS = (3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 16, 18, 20, 24, 28, 36, 54, 92)
"""Of deals in turn; with them the mean over a whole register is 20."""
MOST_CLAIMS = 300
"""Of one pattern, of which there are few deals."""
PATHS = (
    (Stage.TALKS, Stage.CONTRACT_SIGNED, Stage.DELIVERING, Stage.DELIVERED),
    (Stage.REQUESTED, Stage.CONTRACT_SIGNED, Stage.IN_PRODUCTION),
    (Stage.INTEREST, Stage.TALKS),
    (Stage.TENDER, Stage.SELECTED, Stage.CONTRACT_SIGNED, Stage.DELIVERED, Stage.IN_SERVICE),
    (Stage.TALKS, Stage.AGREED_IN_PRINCIPLE),
    (Stage.CONTRACT_SIGNED, Stage.DELIVERING),
    (Stage.TENDER, Stage.FAILED),
    (Stage.PRELIMINARY_SIGNED,),
    (Stage.CONTRACT_SIGNED, Stage.IN_FORCE),
    (Stage.CONTRACT_SIGNED, Stage.SUSPENDED),
    (Stage.INTEREST,),
    (Stage.SELECTED, Stage.CANCELLED),
)
SYSTEMS: dict[Category, Sequence[str]] = {
    Category.AIRCRAFT: ("F-16", "Su-30", "Rafale", "C-130"),
    Category.MISSILES: ("Javelin", "Harpoon", "Exocet"),
    Category.ARMOURED_VEHICLES: ("T-90", "Leopard 2", "Boxer"),
    Category.AIR_DEFENCE_SYSTEMS: ("Patriot", "S-400", "NASAMS"),
    Category.SHIPS: ("Gowind", "FREMM"),
    Category.ARTILLERY: ("Caesar", "HIMARS"),
    Category.SENSORS: ("Ground Master", "E-2D"),
    Category.ENGINES: ("Halberd-7",),
    Category.NAVAL_WEAPONS: ("Quillon-2",),
    Category.SATELLITES: ("Göktürk-9",),
    Category.ANTI_SUBMARINE_WARFARE_WEAPONS: ("Petrel M",),
    Category.OTHER: ("Scorpène",),
}
NAMES = 20_000
"""So many different ones are made up."""
OUTLETS = 150
"""From the few that most deals cite to those that a handful does."""
SYLLABLES = re.findall("..", "kalenebotimavedurohelipogastonofawitazeu")
ENDINGS = {0: "şçı", 5: "-Юг"}
HALF, SOME, FEW = "missile", "corvette", "howitzer"
"""Words that half of the deals contain, one deal in eight, and one in twenty-five."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """One pattern, and how many of the register's deals are like it. States by ISO 3166-1 alpha-3 code."""

    number: int
    copies: int
    supplier: str
    recipient: str
    category: Category
    system: str
    transfer: Transfer
    route: Route
    currency: str
    amount: int
    """In full units of the currency."""
    path: tuple[Stage, ...]
    years: int
    """From its first fact to its last."""
    claims: int
    words: tuple[str, ...]
    disagrees: bool


def shapes(number_deals: int) -> tuple[Shape, ...]:
    """The same at each call; of fewer deals than there are patterns each is like another one."""
    draw = random.Random(SEED)  # noqa: S311 -- no secret
    recipients = sorted(states())
    draw.shuffle(recipients)
    claims = [number for _ in range(PATTERNS // len(CLAIMS)) for number in draw.sample(CLAIMS, len(CLAIMS))]
    claims[PATTERNS // 2] = MOST_CLAIMS
    return tuple(
        _shape(number, copies, claims[number], recipients, draw) for number, copies in enumerate(_copies(number_deals))
    )


def _copies(number_deals: int) -> list[int]:
    """Falling by the same ratio from pattern to pattern, one at least; the first one has what is left."""
    if number_deals < PATTERNS:
        return [1] * number_deals + [0] * (PATTERNS - number_deals)
    ratio = (SMALLEST / LARGEST) ** (1 / (PATTERNS - 1))
    shares = [ratio**number for number in range(PATTERNS)]
    wanted = [max(1, int(number_deals * share / sum(shares))) for share in shares]
    return [wanted[0] + number_deals - sum(wanted), *wanted[1:]]


def _shape(number: int, copies: int, claims: int, recipients: Sequence[str], draw: random.Random) -> Shape:
    supplier = _one_of(SUPPLIERS, draw)
    category = _one_of(list(SYSTEMS), draw)
    return Shape(
        number=number,
        copies=copies,
        supplier=supplier,
        recipient=_one_of([code for code in recipients if code != supplier], draw),
        category=category,
        system=_one_of(SYSTEMS[category], draw),
        transfer=_one_of(list(Transfer), draw),
        route=_one_of(list(Route), draw),
        currency=CURRENCIES[number % len(CURRENCIES)],
        amount=draw.randrange(2, 99) * 10 ** draw.randrange(6, 10),
        path=PATHS[number % len(PATHS)],
        years=draw.randrange(1, 9),
        claims=claims,
        words=_words(number),
        disagrees=number % 5 == 1,
    )


def _one_of(values: Sequence[Value], draw: random.Random) -> Value:
    """By Zipf's law: the first twice as often as the second, three times as often as the third."""
    return draw.choices(values, [1 / (place + 1) for place in range(len(values))])[0]


def outlet(number: int, source: int) -> str:
    """Where a source of the pattern with this number was published; the largest outlet is in two deals of three."""
    draw = random.Random(f"{SEED} {number} {source}")  # noqa: S311 -- no secret
    return f"{made_up_name(OUTLETS + _one_of(range(OUTLETS), draw))} Post"


def _words(number: int) -> tuple[str, ...]:
    found = {HALF: number % 2 == 0, SOME: number % 8 == 3, FEW: number % 25 == 7}
    return tuple(word for word, is_said in found.items() if is_said)


@cache
def made_up_name(number: int) -> str:
    """“Kalenbor”; some with accents, some in another script."""
    places = (number % 20, number // 20 % 20, number // 400 % 20, *([number // 8000] if number >= 8000 else []))
    return "".join(SYLLABLES[place] for place in places).capitalize() + ENDINGS.get(number % 10, "")
