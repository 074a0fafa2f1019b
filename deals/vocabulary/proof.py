"""The words of sources and citations."""

from deals.vocabulary.words import Word


class SourceKind(Word):
    ARTICLE = "article"
    PRESS_RELEASE = "press_release"
    NOTICE = "notice"
    RECORD = "record"
    REPORT = "report"
    POST = "post"
    DATASET = "dataset"
    BOOK = "book"
    BROADCAST = "broadcast"


class CaptureMethod(Word):
    FETCHED = "fetched"
    UPLOADED = "uploaded"
    PASTED = "pasted"


class CitationBasis(Word):
    """`quoted` from a frozen reading, `transcribed` by a person, or `paraphrased`: no quote, a locator instead."""

    QUOTED = "quoted"
    TRANSCRIBED = "transcribed"
    PARAPHRASED = "paraphrased"


class CitationKind(Word):
    DIRECT_QUOTE = "direct_quote"
    PARAPHRASE = "paraphrase"
    RELAYED_REPORT = "relayed_report"
    DOCUMENT = "document"
    OWN_REPORTING = "own_reporting"
    ANALYSIS = "analysis"


class Bearing(Word):
    SUPPORTS = "supports"
    MENTIONS = "mentions"
    DISPUTES = "disputes"


class SourceGrade(Word):
    """How far the source is to be relied on: the letters of the Admiralty code (NATO AJP-2.1). Empty: not graded."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"
    E = "E"
    F = "F"

    @property
    def label(self) -> str:
        return f"{self.value}, {_RELIABLE[self.value]}"


class InformationGrade(Word):
    """How credible what it says is, whoever says it: the figures of the Admiralty code. Never made one number."""

    ONE = "1"
    TWO = "2"
    THREE = "3"
    FOUR = "4"
    FIVE = "5"
    SIX = "6"

    @property
    def label(self) -> str:
        return f"{self.value}, {_CREDIBLE[self.value]}"


_RELIABLE = {
    "A": "completely reliable",
    "B": "usually reliable",
    "C": "fairly reliable",
    "D": "not usually reliable",
    "E": "unreliable",
    "F": "reliability cannot be judged",
}
_CREDIBLE = {
    "1": "confirmed by other sources",
    "2": "probably true",
    "3": "possibly true",
    "4": "doubtful",
    "5": "improbable",
    "6": "truth cannot be judged",
}


class Verdict(Word):
    """What a person decided on a suggestion."""

    ACCEPTED = "accepted"
    AMENDED = "amended"
    REJECTED = "rejected"
    ADDED = "added"
    IMPORTED = "imported"
