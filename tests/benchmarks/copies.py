"""Copies of pattern deals, by COPY: as many as wanted, each with numbers, permanent ids, hashes and a title of its own.

Each is of a time of its own too, and has names of its own in its texts: few names stand in many deals, most in few.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Any
from zlib import crc32

from django.apps import apps
from django.contrib.auth import get_user_model
from pghistory.models import Context, Event

from deals.models import (
    MemberRole,
    Party,
    PartyAlias,
    PublishedDeal,
    PublishedFacet,
    PublishedMention,
    PublishedTally,
    Release,
    Speaker,
    WeaponSystem,
)
from deals.signing import _ALPHABET as LETTERS
from deals.signing import PUBLIC_ID_LENGTH
from deals.sources.models import Outlet
from tests import factories
from tests.benchmarks import pattern
from tests.benchmarks.counting import FACETS_COUNTED, NUMBERS_GO_ON, TALLIES_COUNTED
from tests.benchmarks.pattern import LAST_YEAR, NUMBER
from tests.benchmarks.shapes import NAMES, made_up_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    import psycopg
    from django.db.models import Model

    from tests.benchmarks.shapes import Shape

    Connection = psycopg.Connection[tuple[Any, ...]]
    Piece = str | tuple[str, str, int]
    """Literal text; or what to fill in (a number, an id, a year, a name, a hash …) and of what."""
    Rows = dict[str, int]
    """How many rows each model has, by its label."""

SHARED = (get_user_model(), Party, PartyAlias, Speaker, WeaponSystem, Outlet, PublishedFacet, PublishedTally)
"""All deals name the same ones."""
CHUNK = 200
HEAD, TAIL = 7, 3
"""The characters of a permanent id that a copy keeps, so that what is sorted by id stays so; and those of its own."""
NEWEST, YEARS = 2026, 28
"""The last year of the newest deals, and over how many years the last years of all are spread."""
MARKS = re.compile(rf"{re.escape(NUMBER)}|Xq\dq|\b19[0-4]\d\b|(?<![0-9a-z])[0-9a-z]{{10}}(?![0-9a-z])")


@dataclass(frozen=True, slots=True)
class Copy:
    pattern: int
    number: int
    """Among those of its pattern, from 1."""
    serial: int
    """Among all, from 1."""
    tail: str
    """That its permanent ids have of their own."""
    later: int
    """By so many years than its pattern."""


def copied_models() -> list[type[Model]]:
    ours = [model for app in ("sources", "deals", "suggestions") for model in apps.get_app_config(app).get_models()]
    return [Context, *(model for model in ours if not model._meta.proxy and _followed(model) not in SHARED)]


def _followed(model: type[Model]) -> type[Model]:
    return model.pgh_tracked_model if issubclass(model, Event) else model  # type: ignore[return-value]


def made(shapes: Iterable[Shape]) -> list[Rows]:
    """Make a pattern deal of each shape, and count the rows after each: those since the one before are its own."""
    author, publisher = factories.a_member(), factories.a_member(MemberRole.PUBLISHER)
    counted = []
    for shape in shapes:
        pattern.make(shape, author, publisher)
        counted.append({model._meta.label: model._default_manager.count() for model in copied_models()})
    return counted


def multiply(
    connection: Connection,
    patterns: Sequence[Rows],
    numbers: Sequence[int],
    tell: Callable[[int], None],
    *,
    with_history: bool = True,
) -> None:
    """Put so many copies of each pattern deal in the place of all these. As superuser, with triggers off.

    History is half of all rows, and no public page reads it: without it a register is made in half of the time.
    """
    connection.execute("SET session_replication_role = replica")
    found = Patterns(connection, patterns, with_history=with_history)
    found.remove()
    copies = list(_mixed(numbers))
    for first in range(0, len(copies), CHUNK):
        chunk = copies[first : first + CHUNK]
        with connection.transaction():
            for statement, lines in found.filled(chunk):
                with connection.cursor() as cursor, cursor.copy(statement) as copy:
                    copy.write(lines)
        tell(first + len(chunk))
    for statement in (*FACETS_COUNTED, *TALLIES_COUNTED, NUMBERS_GO_ON, "VACUUM (ANALYZE)"):
        connection.execute(statement)


def _mixed(numbers: Sequence[int]) -> Iterator[Copy]:
    """The copies of all patterns, evenly mixed: what is alike stands no closer together than in a grown register."""
    places = [
        ((copy + 0.5) / number, place, copy + 1) for place, number in enumerate(numbers) for copy in range(number)
    ]
    for serial, (_, place, number) in enumerate(sorted(places), start=1):
        later = NEWEST - LAST_YEAR - int(YEARS * _drawn("year", serial) ** 2)  # the newer, the more deals
        yield Copy(place, number, serial, _in_letters(number), later)


class Patterns:
    """The rows of the pattern deals, each taken apart into what is the same in all copies and what is filled in."""

    def __init__(self, connection: Connection, made: Sequence[Rows], *, with_history: bool) -> None:
        self._connection, self._models = connection, copied_models()
        self._strides = {model: self._highest(model) for model in self._models}
        self._found = {public_id for model in self._models for public_id in _ids(model)}
        heads = {public_id[:HEAD] for public_id in self._found}
        assert len(heads) == len(self._found), "two ids begin alike: make the deals again"
        documents = Release.objects.order_by("pk").values_list("document", flat=True)
        self._documents = [self._parted(text) for text in documents]
        self._tables = {
            _statement(model): self._by_pattern(model, made)
            for model in self._models
            if with_history or not issubclass(model, (Event, Context))
        }

    def filled(self, copies: Sequence[Copy]) -> Iterator[tuple[str, str]]:
        """For each table the statement, and the lines of all these copies."""
        for statement, pieces in self._tables.items():
            if any(pieces):
                yield statement, "".join(self._fill(pieces[copy.pattern], copy) for copy in copies)

    def remove(self) -> None:
        """The pattern deals themselves, whose facts are of no time that is looked at."""
        for model in self._models:
            # Of the signatures some are of shared rows; of what has no rows the keys may be no numbers.
            if model is not Context and model._default_manager.exists():
                table, key = model._meta.db_table, model._meta.pk.column
                self._connection.execute(f"DELETE FROM {table} WHERE {key} <= {self._strides[model]}".encode())

    def _fill(self, pieces: list[Piece], copy: Copy) -> str:
        return "".join([piece if isinstance(piece, str) else self._told(piece, copy) for piece in pieces])

    def _told(self, piece: tuple[str, str, int], copy: Copy) -> str:
        kind, of, stride = piece
        if kind == "number":
            return str(int(of) + copy.number * stride)
        if kind == "id":
            return of[:HEAD] + copy.tail
        if kind == "signature":
            return f"{copy.number:08x}{of[8:]}"
        if kind == "hash":
            return hashlib.sha256(self._fill(self._documents[stride], copy).encode()).hexdigest()
        if kind == "place":
            day = date.max - timedelta(days=int(of))
            return f"{(date.max - day.replace(year=day.year + copy.later)).days:07d}"
        return _own(of, copy)

    def _by_pattern(self, model: type[Model], made: Sequence[Rows]) -> list[list[Piece]]:
        found = list(self._rows(model))
        ends = [0, *(rows[model._meta.label] for rows in made)]
        return [list(_joined(piece for row in found[first:end] for piece in row)) for first, end in pairwise(ends)]

    def _rows(self, model: type[Model]) -> Iterator[list[Piece]]:
        """In the order in which they were made."""
        fields, columns = _written(model), _columns(model)
        table, order = model._meta.db_table, "created_at" if model is Context else model._meta.pk.column
        query = f"COPY (SELECT {columns} FROM {table} ORDER BY {order}) TO STDOUT".encode()
        with self._connection.cursor() as cursor, cursor.copy(query) as copy:
            lines = b"".join(bytes(block) for block in copy).decode().split("\n")[:-1]
        for place, line in enumerate(lines):
            row: list[Piece] = []
            for field, value in zip(fields, line.split("\t"), strict=True):
                is_hash = model is Release and field.column == "sha256"
                row += [("hash", "", place)] if is_hash else self._value(field, value)
                row.append("\n" if field is fields[-1] else "\t")
            yield row

    def _value(self, field: Any, value: str) -> list[Piece]:
        is_followed = issubclass(field.model, Event) and field.column == "id"  # the number of the row that it tells of
        target = _followed(field.model) if is_followed else field.model if field.primary_key else field.related_model
        if field.model in {PublishedDeal, PublishedMention} and field.column == "place":
            return [value[0], ("place", value[1:8], 0), *self._parted(value[8:])]
        if value == r"\N" or (target is None and "Integer" in field.get_internal_type()):
            return [value]
        if target is None or (target not in self._strides and _base(target) not in self._strides):
            return self._parted(value)
        if _base(target) is Context:
            return [("signature", value, 0)]
        return [("number", value, self._strides[_base(target)])]

    def _parted(self, text: str) -> list[Piece]:
        found: list[Piece] = []
        end = 0
        for mark in MARKS.finditer(text):
            is_id = len(mark[0]) == PUBLIC_ID_LENGTH and mark[0] != NUMBER
            if not is_id or mark[0] in self._found:
                found += [text[end : mark.start()], ("id" if is_id else "own", mark[0], 0)]
                end = mark.end()
        return [*found, text[end:]]

    def _highest(self, model: type[Model]) -> int:
        if model is Context:
            return 0
        newest = model._default_manager.order_by("-pk").values_list("pk", flat=True).first()
        return int(newest or 1)


def _ids(model: type[Model]) -> list[str]:
    if issubclass(model, Event) or "public_id" not in {field.name for field in model._meta.concrete_fields}:
        return []
    return list(model._default_manager.values_list("public_id", flat=True))


def _statement(model: type[Model]) -> str:
    return f"COPY {model._meta.db_table} ({_columns(model)}) FROM STDIN"


def _written(model: type[Model]) -> list[Any]:
    """The fields that are stored as given: COPY refuses the columns that the database generates."""
    return [field for field in model._meta.concrete_fields if not field.generated]


def _columns(model: type[Model]) -> str:
    return ", ".join(f'"{field.column}"' for field in _written(model))


def _base(model: type[Model]) -> type[Model]:
    return model._meta.concrete_model or model


def _in_letters(copy: int) -> str:
    told = ""
    for _ in range(TAIL):
        copy, place = divmod(copy, len(LETTERS))
        told = LETTERS[place] + told
    assert not copy, "more copies of one deal than its ids have room for"
    return told


def _joined(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Neighbouring literals as one."""
    before = ""
    for piece in pieces:
        if isinstance(piece, str):
            before += piece
        else:
            yield from (before, piece) if before else (piece,)
            before = ""
    if before:
        yield before


def _own(mark: str, copy: Copy) -> str:
    """What a copy has in the place of a title's number, of a name, of a year."""
    if mark == NUMBER:
        return f"No {copy.serial:07}"
    if mark.startswith("Xq"):
        return made_up_name(int(NAMES * _drawn(mark, copy.serial) ** 3))
    return str(int(mark) + copy.later)


def _drawn(what: str, serial: int) -> float:
    """From 0 to 1, the same at each run."""
    return crc32(f"{what} of {serial}".encode()) / 2**32
