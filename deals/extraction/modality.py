"""How sure the words are: asserted, planned, possible or denied."""

import re

from deals.extraction.patterns import any_of

BEFORE = 60  # characters before the finding's own words that can change how sure they are
AFTER = 40  # and after them; not for a stage: "agreed that the last two will be built at home" is agreed

_DENIED = any_of(
    r"(?:will|would|shall|could|can|do|does|did|is|are|was|were|has|have|had)(?:n['’]t| (?:not|never|no longer))",
    "cannot|won['’]t|denie[sd]|denying|ruled out|rules out|rejected|without (?:getting|receiving)",
    r"refus(?:e|es|ed|ing) to|stop(?:s|ped)? paying|no plans? to|ceased? (?:to pay|paying)",
)
_POSSIBLE = any_of(
    "may|might|could|possibly|consider(?:s|ed|ing)|mulling|mulls|weighing|potential(?:ly)?|perhaps|likely|if|"
    "unless|in case",
    flags=re.NOFLAG,  # "May" is a month
)
_PLANNED = any_of(
    "will|['’]ll|shall|would|should|scheduled|plan(?:s|ned)?|due|foreseen|intends?|intended|means to|aims?|hopes?",
    "(?:is|are|was|were) (?:all |still )?(?:to|due|set|expected|slated|supposed|about to)",
    "(?<!reported )(?<!said )(?<!believed )(?<!known )(?<!thought )to be|to sign|expect(?:s|ed)?|promis(?:es?|ed|ing)",
    "set aside|earmarked|slated|in the coming|next (?:step|year|month|week)|later this|ready to|yet to",
)


def modality(words: str, span: tuple[int, int], *, is_stage: bool = False) -> str:
    """Of the passage `words`, in which the finding's own words stand at `span`."""
    near = words[max(0, span[0] - BEFORE) : span[1] + (0 if is_stage else AFTER)]
    if _DENIED.search(words[max(0, span[0] - BEFORE) : span[1]]):
        return "denied"
    if _POSSIBLE.search(near):
        return "possible"
    return "planned" if _PLANNED.search(near) else "asserted"
