"""How sure the words are: asserted, planned, possible or denied."""

import re

_NOT = r"(?:not|never|no longer|n['’]t)"
_DENIED = re.compile(
    rf"\b(?:will|would|shall|could|can|do|does|did|is|are|was|were|has|have|had)(?:n['’]t| {_NOT})\b|\bcannot\b|"
    r"\b(?:denie[sd]|denying|ruled out|rules out|refus(?:e|es|ed|ing) to|rejected|stop(?:s|ped)? paying|no plans? to|"
    r"ceased? (?:to pay|paying)|without (?:getting|receiving))\b",
    re.IGNORECASE,
)
_POSSIBLE = re.compile(
    r"\b(?:may|might|could|possibly|consider(?:s|ed|ing)|mulling|mulls|weighing|potential(?:ly)?|perhaps|likely|if|unless|"
    r"in case|option(?:al)? (?:for|to|on))\b"
)
_PLANNED = re.compile(
    r"\b(?:will|['’]ll|shall|would|should|(?:is|are|was|were) (?:all )?(?:still )?(?:to|due|set|scheduled|expected|slated|"
    r"planned|supposed|about to|likely to)|to be|to sign|expect(?:s|ed)?|scheduled|plan(?:s|ned)?|due|foreseen|intends?|"
    r"intended|means to|aims?|hopes?|promis(?:es?|ed|ing)|set aside|earmarked|slated|in the coming|next (?:step|year|month|"
    r"week)|later this|is being prepared|ready to|yet to)\b",
    re.IGNORECASE,
)
_HAPPENED = re.compile(
    r"\b(?:has|have|had) (?:already |now |just |since |so far )?(?:been )?\w+(?:ed|en|id|de|ne|ught|gned)\b"
)


def modality(words: str, trigger: int) -> str:
    """Of the passage `words`, in which the finding's own words begin at offset `trigger`."""
    if _DENIED.search(words) and not _HAPPENED.match(words, trigger):
        return "denied"
    if _POSSIBLE.search(words):
        return "possible"
    near = words[max(0, trigger - 60) : trigger + 80]
    if _PLANNED.search(near):
        return "planned"
    return "asserted"
