"""Releases and approvals of older schemas, made readable: one pure function from each schema to the next.

A release is frozen, so what it said in schema 1 is read in today's shape and never rewritten. Each function is tested
on a release that was kept when its schema was in use.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from deals.record.shape import SCHEMA

if TYPE_CHECKING:
    from collections.abc import Callable

Document = dict[str, Any]


class UnknownSchemaError(ValueError):
    """The release was written by a newer version of the program."""


def upgraded(document: Document) -> Document:
    """A release's document in today's schema. Raises UnknownSchemaError for one that a newer version wrote."""
    _known(document["schema"])
    for schema in range(document["schema"], SCHEMA):
        document = {**_RELEASE[schema](document), "schema": schema + 1}
    return document


def upgraded_claim(claim: Document, schema: int) -> Document:
    """A claim of that schema, as approvals keep it, in today's."""
    _known(schema)
    for number in range(schema, SCHEMA):
        claim = _CLAIM[number](claim)
    return claim


def _known(schema: int) -> None:
    if schema not in range(1, SCHEMA + 1):
        raise UnknownSchemaError(f"Schema {schema} is newer than this program, which reads {SCHEMA}.")


def _release_1_to_2(document: Document) -> Document:
    """Schema 1 knew no related deals, no moves and no ended deals."""
    claims = [_claim_1_to_2(claim) for claim in document["claims"]]
    return {**document, "claims": claims, "deals": {}, "moved": [], "ending": None}


def _claim_1_to_2(claim: Document) -> Document:
    """Schema 1 knew no relations, no sequels, no translations and no grades."""
    ungraded = {"translation": "", "translated_by": "", "source_grade": None, "information_grade": None}
    citations = [{**citation, **ungraded} for citation in claim["citations"]]
    return {**claim, "citations": citations, "relation": None, "related_deal": "", "sequels": []}


def _release_2_to_3(document: Document) -> Document:
    """Schema 2 did not say which claims the summary rests on: it is shown as not cited."""
    return {**document, "rests_on": None}


def _claim_2_to_3(claim: Document) -> Document:
    return claim


_RELEASE: dict[int, Callable[[Document], Document]] = {1: _release_1_to_2, 2: _release_2_to_3}
_CLAIM: dict[int, Callable[[Document], Document]] = {1: _claim_1_to_2, 2: _claim_2_to_3}
