"""Copies of one deal, by COPY: as many as wanted, each with numbers, permanent ids, hashes and a title of its own."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.contrib.auth import get_user_model
from pghistory.models import Context, Event

from deals.models import Party, PartyAlias, PublishedFacet, Release, Speaker, WeaponSystem
from deals.signing import _ALPHABET as LETTERS
from deals.sources.models import Outlet
from tests.benchmarks.pattern import NUMBER

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import psycopg
    from django.db.models import Model

    Connection = psycopg.Connection[tuple[Any, ...]]
    Piece = str | tuple[str, str, int]
    """Literal text; or what to fill in (a number, an id, a signature's number, the title's, a hash) and of what."""

SHARED = (get_user_model(), Party, PartyAlias, Speaker, WeaponSystem, Outlet, PublishedFacet)
"""All deals name the same ones."""
CHUNK = 200
HEAD = 5
"""The characters of a permanent id that a copy keeps: so what is sorted by id stays so."""


def copied_models() -> list[type[Model]]:
    ours = [model for app in ("sources", "deals", "suggestions") for model in apps.get_app_config(app).get_models()]
    return [Context, *(model for model in ours if not model._meta.proxy and _followed(model) not in SHARED)]


def _followed(model: type[Model]) -> type[Model]:
    return model.pgh_tracked_model if issubclass(model, Event) else model  # type: ignore[return-value]


def multiply(connection: Connection, number_deals: int, tell: Callable[[int], None]) -> None:
    """Make the one deal of the register `number_deals` of them. As superuser, with triggers off."""
    connection.execute("SET session_replication_role = replica")
    patterns = Patterns(connection)
    for first in range(1, number_deals, CHUNK):
        chunk = range(first, min(first + CHUNK, number_deals))
        with connection.transaction():
            for statement, lines in patterns.filled(chunk):
                with connection.cursor() as cursor, cursor.copy(statement) as copy:
                    copy.write(lines)
        tell(chunk[-1] + 1)
    connection.execute("UPDATE deals_publishedfacet SET number_deals = number_deals * %s", [number_deals])
    connection.execute(NUMBERS_GO_ON)
    connection.execute("VACUUM (ANALYZE)")


NUMBERS_GO_ON = """
DO $$ DECLARE found record; highest bigint; BEGIN
    FOR found IN SELECT attrelid::regclass AS name, attname FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
            WHERE attidentity <> '' AND relnamespace = 'public'::regnamespace LOOP
        EXECUTE format('SELECT max(%I) FROM %s', found.attname, found.name) INTO highest;
        IF highest > 0 THEN PERFORM setval(pg_get_serial_sequence(found.name::text, found.attname), highest); END IF;
    END LOOP;
END $$
"""


class Patterns:
    """The rows of the one deal, each taken apart into what is the same in all copies and what is filled in."""

    def __init__(self, connection: Connection) -> None:
        self._connection, self._models = connection, copied_models()
        self._strides = {model: self._highest(model) for model in self._models}
        ids = {public_id for model in self._models for public_id in self._ids(model)}
        assert len({public_id[:HEAD] for public_id in ids}) == len(ids), "two ids begin alike: make the deal again"
        self._marks = re.compile("|".join([*map(re.escape, sorted(ids)), re.escape(NUMBER)]))
        documents = Release.objects.order_by("pk").values_list("document", flat=True)
        self._documents = [self._parted(text) for text in documents]
        self._tables = {self._statement(model): self._joined(self._rows(model)) for model in self._models}

    def filled(self, copies: range) -> Iterator[tuple[str, str]]:
        """For each table the statement, and the lines of all these copies."""
        for statement, pieces in self._tables.items():
            if pieces:
                yield statement, "".join(self._fill(pieces, copy) for copy in copies)

    def _fill(self, pieces: list[Piece], copy: int) -> str:
        return "".join(piece if isinstance(piece, str) else self._told(piece, copy) for piece in pieces)

    def _told(self, piece: tuple[str, str, int], copy: int) -> str:
        kind, of, stride = piece
        if kind == "number":
            return str(int(of) + copy * stride)
        if kind == "id":
            return of[:HEAD] + _in_letters(copy)
        if kind == "signature":
            return f"{copy:08x}{of[8:]}"
        if kind == "title":
            return f"No {copy:07}"
        return hashlib.sha256(self._fill(self._documents[stride], copy).encode()).hexdigest()

    def _rows(self, model: type[Model]) -> Iterator[Piece]:
        fields, columns = _written(model), _columns(model)
        table, key = model._meta.db_table, model._meta.pk.column
        query = f"COPY (SELECT {columns} FROM {table} ORDER BY {key}) TO STDOUT".encode()
        with self._connection.cursor() as cursor, cursor.copy(query) as copy:
            lines = b"".join(bytes(block) for block in copy).decode().splitlines()
        for place, line in enumerate(lines):
            for field, value in zip(fields, line.split("\t"), strict=True):
                if model is Release and field.column == "sha256":
                    yield ("hash", "", place)
                else:
                    yield from self._value(field, value)
                yield "\n" if field is fields[-1] else "\t"

    def _value(self, field: Any, value: str) -> Iterator[Piece]:
        is_followed = issubclass(field.model, Event) and field.column == "id"  # the number of the row that it tells of
        target = _followed(field.model) if is_followed else field.model if field.primary_key else field.related_model
        if value == r"\N" or target is None or (target not in self._strides and _base(target) not in self._strides):
            yield from self._parted(value)
        elif _base(target) is Context:
            yield ("signature", value, 0)
        else:
            yield ("number", value, self._strides[_base(target)])

    def _parted(self, text: str) -> list[Piece]:
        found: list[Piece] = []
        end = 0
        for mark in self._marks.finditer(text):
            found += [text[end : mark.start()], ("title" if mark[0] == NUMBER else "id", mark[0], 0)]
            end = mark.end()
        return [*found, text[end:]]

    def _joined(self, pieces: Iterator[Piece]) -> list[Piece]:
        """Neighbouring literals as one."""
        joined: list[Piece] = []
        for piece in pieces:
            if isinstance(piece, str) and joined and isinstance(joined[-1], str):
                joined[-1] += piece
            else:
                joined.append(piece)
        return joined

    def _statement(self, model: type[Model]) -> str:
        return f"COPY {model._meta.db_table} ({_columns(model)}) FROM STDIN"

    def _highest(self, model: type[Model]) -> int:
        if model is Context:
            return 0
        newest = model._default_manager.order_by("-pk").values_list("pk", flat=True).first()
        return int(newest or 1)

    def _ids(self, model: type[Model]) -> list[str]:
        if issubclass(model, Event) or "public_id" not in {field.name for field in model._meta.concrete_fields}:
            return []
        return list(model._default_manager.values_list("public_id", flat=True))


def _written(model: type[Model]) -> list[Any]:
    """The fields that are stored as given: COPY refuses the columns that the database generates."""
    return [field for field in model._meta.concrete_fields if not field.generated]


def _columns(model: type[Model]) -> str:
    return ", ".join(f'"{field.column}"' for field in _written(model))


def _base(model: type[Model]) -> type[Model]:
    return model._meta.concrete_model or model


def _in_letters(copy: int) -> str:
    told = ""
    for _ in range(HEAD):
        copy, place = divmod(copy, len(LETTERS))
        told = LETTERS[place] + told
    return told
