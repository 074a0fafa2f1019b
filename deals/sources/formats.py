"""What kind of file some bytes are, and the characters that they stand for."""

import codecs
import re
from typing import Literal

Format = Literal["html", "text"]

HEAD_BYTES = 4_096  # how far into a page its encoding and its first tag are looked for
MOST_CONTROLS = 0.01  # the share of control characters from which bytes are no text
MOST_FOREIGN_LETTERS = 0.3  # western languages have fewer accented letters; another script read wrongly has more

HTML_TYPES = frozenset({"text/html", "application/xhtml+xml"})
TEXT_TYPES = frozenset({"text/plain", "text/markdown"})
UNTOLD_TYPES = frozenset({"", "application/octet-stream", "binary/octet-stream"})
MARKS = (
    (re.compile(rb"\s*%PDF"), "PDF files cannot be read yet"),
    (re.compile(rb"PK\x03\x04|\xd0\xcf\x11\xe0|\{\\rtf"), "Office files and zip archives cannot be read"),
    (re.compile(rb"\x1f\x8b|BZh|\xfd7zXZ|7z\xbc\xaf"), "Packed files cannot be read"),
    (re.compile(rb"\x89PNG|\xff\xd8\xff|GIF8|RIFF....WEBP", re.DOTALL), "Pictures cannot be read"),
)
PAGE = re.compile(rb"\s*(?:<\?xml[^>]{0,200}>\s*)?<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
DECLARED = re.compile(rb"<meta\b[^>]{0,200}?charset\s*=\s*[\"']?\s*([a-z0-9_:.-]{1,40})", re.IGNORECASE)
BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Encodings that pages are written in; Python's own list has others, such as "punycode", that can be abused.
KNOWN = re.compile(
    r"(?:windows|cp)-?\d{3,4}|iso-?8859-\d+|latin-?1|(?:us-)?ascii|koi8-[ru]|gb2312|gbk|gb18030|big5(?:-hkscs)?"
    r"|euc-(?:jp|kr)|shift[_-]jis|iso-2022-jp|tis-620|utf-16(?:le|be)?"
)
SEVEN_BIT = frozenset({"iso-2022-jp"})  # looks like ASCII, so that it would pass for UTF-8
LATIN_1 = re.compile(r"iso-?8859-1|latin-?1|(?:us-)?ascii")
CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f]")

NOT_TOLD = "The text's encoding cannot be told: save the file as UTF-8 and try again."
NOT_TEXT = "The file holds no text that can be read: copy the article's text and paste it."


class ReadFailedError(Exception):
    """No text came out; the message says in one sentence what to do."""


def format_of(content: bytes, media_type: str) -> Format:
    """Tell pages from plain text, by the bytes before the server's word. Raises ReadFailedError for all else."""
    if not content.strip():
        raise ReadFailedError("The file is empty: check the address or the file.")
    for mark, sentence in MARKS:
        if mark.match(content):
            raise ReadFailedError(f"{sentence}: copy the article's text and paste it.")
    if media_type in HTML_TYPES or PAGE.match(content, 0, HEAD_BYTES):
        return "html"
    if media_type in TEXT_TYPES or media_type in UNTOLD_TYPES:
        return "text"
    raise ReadFailedError(f"Files of the type {media_type} cannot be read: copy the article's text and paste it.")


def decoded(content: bytes, charset: str) -> str:
    """Return the characters: by byte order mark, as UTF-8, as declared, else as windows-1252 if that makes sense.

    `charset` is what the server said; a page's own word comes after it. Raises ReadFailedError rather than guess.
    """
    text = _decoded(content, charset.strip().lower())
    if len(CONTROLS.findall(text)) > MOST_CONTROLS * len(text):
        raise ReadFailedError(NOT_TEXT)
    return text


def _decoded(content: bytes, charset: str) -> str:
    for mark, encoding in BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return _tried(content, encoding) or _fail(NOT_TOLD)
    declared = [name for name in (charset, _declared_inside(content)) if KNOWN.fullmatch(name)]
    for encoding in [*SEVEN_BIT.intersection(declared), "utf-8", *declared]:
        if text := _tried(content, "windows-1252" if LATIN_1.fullmatch(encoding) else encoding):
            return text
    text = _tried(content, "windows-1252")
    return text if text and _is_western(text) else _fail(NOT_TOLD)


def _tried(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except (UnicodeError, LookupError):
        return ""


def _fail(sentence: str) -> str:
    raise ReadFailedError(sentence)


def _declared_inside(content: bytes) -> str:
    found = DECLARED.search(content, 0, HEAD_BYTES)
    return found[1].decode("ascii").lower() if found else ""


def _is_western(text: str) -> bool:
    letters = [character for character in text if character.isalpha()]
    return sum(not letter.isascii() for letter in letters) <= MOST_FOREIGN_LETTERS * len(letters)
