"""Articles as JSON lines in, findings as JSON lines out."""

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from deals.extraction import extract
from deals.vocabulary.text import TextTooLongError, normalised


class LineError(ValueError):
    """The line is no article that can be read; the message says what is wrong with it."""


@dataclass(frozen=True, slots=True)
class ArticleLine:
    """`{"id": "a1", "text": "…", "published": "2017-10-09", "title": "…", "publisher": "…"}`; two are needed."""

    id: str | int
    text: str
    published: date | None = None
    title: str = ""
    publisher: str = ""


def found_line(line: bytes) -> str:
    """Return the findings of the article on `line` as one line of JSON. Raises LineError."""
    article = article_line(line)
    found = extract(article.text, published=article.published, title=article.title, publisher=article.publisher)
    return json.dumps({"id": article.id, **found.as_json()})


def article_line(line: bytes) -> ArticleLine:
    """Read one line, its text brought into the normalised form. Raises LineError."""
    row = _object(line)
    _require(
        isinstance(row.get("id"), str | int) and not isinstance(row["id"], bool), "“id” must be a string or a number"
    )
    _require(isinstance(row.get("text"), str), "“text” must be a string")
    for name in ("published", "title", "publisher"):
        _require(isinstance(row.get(name, ""), str | None), f"“{name}” must be a string or null")
    try:
        text = normalised(row["text"])
    except TextTooLongError as error:
        raise LineError(str(error)) from error
    return ArticleLine(
        row["id"], text, published_day(row.get("published")), row.get("title") or "", row.get("publisher") or ""
    )


def published_day(text: str | None) -> date | None:
    """The day in "2017-10-09" or "2017-10-09T08:00:00Z"; None where nothing is given. Raises LineError."""
    if not text or not text.strip():
        return None
    day, _, _ = text.strip().partition("T")
    try:
        return date.fromisoformat(day)
    except ValueError as error:
        raise LineError(f"“{text[:40]}” is not a day of publication: write it as 2017-10-09") from error


def _object(line: bytes) -> dict[str, Any]:
    try:
        row = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise LineError(f"not UTF-8: byte {error.start + 1} is no character") from error
    except json.JSONDecodeError as error:
        raise LineError(f"not JSON: {error.msg} at column {error.colno}") from error
    except (RecursionError, ValueError) as error:
        raise LineError("not JSON that can be read: it is nested too deep or has a number too long") from error
    _require(isinstance(row, dict), "one JSON object a line is expected")
    return row  # type: ignore[no-any-return]


def _require(is_right: bool, message: str) -> None:  # noqa: FBT001 - reads as a sentence
    if not is_right:
        raise LineError(message)
