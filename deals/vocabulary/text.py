"""A text's one form, in which its passages are cited; offsets count Unicode code points."""

import re
import unicodedata

MOST_CHARACTERS = 1_000_000
MOST_MARKS = 30  # accents on one letter: Unicode Standard Annex 15, section 13, "stream-safe" text

SOFT_HYPHENS = "\u00ad"
ZERO_WIDTHS = "\u034f\u180e\u200b\u200c\u200d\u2060-\u2064\ufeff\U000e0000-\U000e007f"
DIRECTIONS = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f"
CONTROLS = "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"
SURROGATES = "\ud800-\udfff"  # halves of characters, which no database or file can hold

DROPPED = re.compile(f"[{SOFT_HYPHENS}{ZERO_WIDTHS}{DIRECTIONS}{CONTROLS}{SURROGATES}]+")
LINE_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
BLANKS = re.compile("[ \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
BREAKS = re.compile(r" ?\n[ \n]*")


class TextTooLongError(ValueError):
    """The text has more characters than may be kept; nothing was cut."""


def normalised(text: str, limit: int = MOST_CHARACTERS) -> str:
    """Return `text` as readings keep it: NFC, single blanks, one line break between paragraphs, nothing invisible.

    Applying it twice changes nothing. Raises TextTooLongError for more than `limit` characters.
    """
    text = DROPPED.sub("", LINE_BREAKS.sub("\n", text))
    text = _composed(BLANKS.sub(" ", text))
    text = BREAKS.sub("\n", text).strip(" \n")
    if len(text) > limit:
        raise TextTooLongError(
            f"The text has {len(text):,} characters and may have {limit:,}: split it and take in the parts."
        )
    return text


def find_passage(text: str, quote: str) -> tuple[int, int] | None:
    """Where `quote` first stands in the normalised `text`, as (start, end); a line break counts as a space."""
    wanted = normalised(quote).replace("\n", " ")
    start = text.replace("\n", " ").find(wanted) if wanted else -1
    return None if start < 0 else (start, start + len(wanted))


def _composed(text: str) -> str:
    """NFC in linear time.

    Ordering the marks on one letter takes quadratic time in the standard library (a million accents: hours),
    so more than MOST_MARKS in a row are dropped; again afterwards, for a few characters decompose into several.
    """
    if text.isascii():
        return text
    return _few_marks(unicodedata.normalize("NFC", _few_marks(text)))


def _few_marks(text: str) -> str:
    marks = "".join(character for character in set(text) if unicodedata.combining(character))
    if not marks:
        return text
    return re.sub(f"([{marks}]{{{MOST_MARKS}}})[{marks}]+", r"\1", text)
