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


class Verdict(Word):
    """What a person decided on a suggestion."""

    ACCEPTED = "accepted"
    AMENDED = "amended"
    REJECTED = "rejected"
    ADDED = "added"
    IMPORTED = "imported"
