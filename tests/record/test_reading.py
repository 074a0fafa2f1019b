"""A release's canonical JSON: there and back, one text whatever the order, and no newer schema."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deals.record.reading import as_document, canonical, record_from
from deals.record.shape import SCHEMA, Record
from deals.record.upgrades import UnknownSchemaError, upgraded
from tests.record.strategies import drawn_records, records
from tests.timeline.records import hard_record, record, stage

if TYPE_CHECKING:
    from collections.abc import Collection

TEXT = st.text(st.characters(codec="utf-8"), max_size=40)


def there_and_back(told: Record) -> Record:
    return record_from(canonical(as_document(told)))


def test_a_record_with_all_that_is_hard_comes_back_equal() -> None:
    assert there_and_back(hard_record()) == hard_record()


@settings(deadline=None, max_examples=60)
@given(
    title=TEXT, text=TEXT, relays=st.lists(TEXT, max_size=3), not_known=st.lists(TEXT, max_size=2),
    day=st.none() | st.dates(), instant=st.datetimes(timezones=st.just(UTC)), is_fictional=st.booleans(),
)  # fmt: skip
def test_any_words_and_days_come_back_as_they_were(
    *, title: str, text: str, relays: list[str], not_known: list[str], day: date | None, instant: datetime,
    is_fictional: bool,
) -> None:  # fmt: skip
    claim = stage("talks", "2017-09~/2018", text=text, anchored_on=day)
    claim = replace(claim, citations=(replace(claim.citations[0], relays=tuple(relays), passages=(text,)),))
    told = record(claim, title=title, not_known=tuple(not_known), last_checked_on=day, published_at=instant,
                  is_fictional=is_fictional)  # fmt: skip
    assert there_and_back(told) == told


def test_the_canonical_text_is_one_whatever_the_order_of_the_keys() -> None:
    document = as_document(hard_record())
    shuffled = dict(reversed(document.items()))
    assert canonical(document) == canonical(shuffled)
    assert canonical(json.loads(canonical(document))) == canonical(document)


def test_the_canonical_text_has_sorted_keys_no_blanks_and_letters_as_they_are() -> None:
    assert canonical({"b": "Çavuşoğlu – “yes”", "a": [1, None, True]}) == '{"a":[1,null,true],"b":"Çavuşoğlu – “yes”"}'
    with pytest.raises(ValueError, match="JSON"):
        canonical({"a": float("nan")})


def test_the_hash_of_a_known_document_stays_what_it_was() -> None:
    digest = hashlib.sha256(canonical({"title": "Mérida", "schema": 1}).encode()).hexdigest()
    assert digest == hashlib.sha256('{"schema":1,"title":"Mérida"}'.encode()).hexdigest()


def test_a_release_of_a_newer_schema_is_refused() -> None:
    document = as_document(hard_record()) | {"schema": SCHEMA + 1}
    with pytest.raises(UnknownSchemaError, match=f"Schema {SCHEMA + 1} is newer"):
        record_from(canonical(document))


def test_what_is_shown_as_of_a_day_is_not_in_the_document() -> None:
    assert "as_of" not in as_document(replace(hard_record(), as_of=date(2017, 10, 31)))


# --- Older schemas ----------------------------------------------------------------------------------------------------
KEPT = Path(__file__).parent / "kept"


@pytest.mark.parametrize("schema", range(1, SCHEMA))
def test_a_release_kept_from_each_older_schema_reads_as_it_said(schema: int) -> None:
    told = record_from((KEPT / f"release_of_schema_{schema}.json").read_text())
    kept = json.loads((KEPT / f"release_of_schema_{schema}.json").read_text())
    assert told.schema == SCHEMA
    assert kept["schema"] == schema
    assert [claim.text for claim in told.claims] == [claim["text"] for claim in kept["claims"]]
    assert _is_within(kept, as_document(told), but={"schema"})


def _is_within(kept: Any, upgraded: Any, but: Collection[str] = ()) -> bool:
    """Whether all that was kept stands in the upgraded document, which may say more."""
    if isinstance(kept, dict):
        return all(key in but or _is_within(value, upgraded[key]) for key, value in kept.items())
    if isinstance(kept, list):
        return len(kept) == len(upgraded) and all(map(_is_within, kept, upgraded))
    return bool(kept == upgraded)


@drawn_records
@given(told=records())
def test_whatever_schema_1_could_say_is_read_the_same_after_the_upgrade(told: Record) -> None:
    document = as_document(told)
    old = {key: value for key, value in document.items() if key not in {"deals", "moved", "ending", "rests_on"}}
    old["claims"] = [_as_in_schema_1(claim) for claim in document["claims"]]
    read = record_from(canonical({**old, "schema": 1}))
    assert _is_within(old, as_document(read), but={"schema"})
    assert (read.deals, read.moved, read.ending, read.rests_on) == ({}, (), None, None)
    assert upgraded(upgraded({**old, "schema": 1})) == upgraded({**old, "schema": 1})


def _as_in_schema_1(claim: dict[str, Any]) -> dict[str, Any]:
    new_of_citations = {"translation", "translated_by", "source_grade", "information_grade"}
    return {
        **{key: value for key, value in claim.items() if key not in {"relation", "related_deal", "sequels"}},
        "citations": [
            {key: value for key, value in citation.items() if key not in new_of_citations}
            for citation in claim["citations"]
        ],
    }
