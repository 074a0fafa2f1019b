"""How a deal is related to another, what became of a plan, and how a deal of the register can end."""

from deals.vocabulary.words import Word


class Relation(Word):
    """“The deal is part of that one”: read from the deal that says so to the deal that it names."""

    PART_OF = "part_of"
    ALTERNATIVE_TO = "alternative_to"
    REPLACES = "replaces"
    FOLLOWS_FROM = "follows_from"
    COMPONENT_OF = "component_of"
    CONDITION_FOR = "condition_for"
    OFFSET_OF = "offset_of"
    FINANCED_BY = "financed_by"
    SWAP_FOR = "swap_for"
    BLOCKED_BY = "blocked_by"

    @property
    def inverse_label(self) -> str:
        """The same, read from the deal that is named."""
        return _INVERSE[self.value]


_INVERSE = {
    "part_of": "has as a part",
    "alternative_to": "alternative to",
    "replaces": "replaced by",
    "follows_from": "followed by",
    "component_of": "has as a component",
    "condition_for": "conditional on",
    "offset_of": "offset by",
    "financed_by": "finances",
    "swap_for": "swap for",
    "blocked_by": "blocks",
}


class Became(Word):
    """What became of a plan, a condition, a threat or an announcement: said by the cited claim that it links to."""

    FULFILLED = "fulfilled"
    PARTLY_FULFILLED = "partly_fulfilled"
    NOT_FULFILLED = "not_fulfilled"
    PLANNED_ANEW = "planned_anew"


class Ending(Word):
    """Why a deal is followed no longer. Its address still answers, with what became of it."""

    MERGED = "merged"
    WITHDRAWN = "withdrawn"
