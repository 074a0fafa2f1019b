"""What became of a deal between two releases: of any two records drawn at random, and by name for each sort."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deals.record.differences import DEAL, STANDING, differences
from deals.record.reading import as_document, canonical
from deals.record.shape import EndingRecord, MovedRecord, SequelRecord
from deals.record.standing import standing
from deals.vocabulary.changes import Sort
from deals.vocabulary.kinds import Kind, Rank
from deals.vocabulary.relations import Became, Ending
from deals.vocabulary.stages import Stage
from tests.record.strategies import claims, drawn_records, numbered, records
from tests.timeline.records import (
    BUYER,
    MAIN,
    OTHER,
    SELLER,
    citation,
    claim,
    origin,
    partial,
    participation,
    record,
    stage,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from deals.record.differences import Change
    from deals.record.shape import ClaimRecord, Record

TALKS = stage("talks", "2016-11", id="ctalks")
BESIDE = {"schema", "deal_id", "number", "published_at", "as_of", "roles"}


# --- Of any two records -----------------------------------------------------------------------------------------------
@st.composite
def releases(draw: st.DrawFn) -> tuple[Record, Record]:
    """Two records of one deal that have some claims in common, some changed, some in one of them only."""
    before = draw(records(most=6))
    after = draw(records(most=3))
    same_or_changed = [draw(st.sampled_from([one, replace(one, text="Said anew.")])) for one in before.claims]
    kept = [one for one in same_or_changed if draw(st.booleans())]
    return before, replace(after, claims=(*kept, *numbered(after.claims, first=500)))


def in_any_order(told: Record) -> Any:
    """What it says, as plain data without an order of claims, citations, sequels, tracks and moves.

    A summary rests on nothing that is named in releases before schema 3 (None) as in one without facts (none of them).
    """
    document = {name: part for name, part in as_document(told).items() if name not in BESIDE}
    document["rests_on"] = document["rests_on"] or []
    for claim_told in document["claims"]:
        claim_told |= {name: sorted(claim_told[name], key=canonical) for name in ("citations", "sequels")}
    return {**document, **{name: sorted(document[name], key=canonical) for name in ("claims", "tracks", "moved")}}


def applied(before: Record, changes: Iterable[Change]) -> Record:
    """The record before, with the changes made in it: whatever a change does not tell, stays as it was."""
    made, collections = before, {}
    for change in changes:
        if change.about == DEAL:
            made = with_fields(made, change)
        elif change.about != STANDING:
            collections.setdefault(change.about, []).append(change)
    for about, told in collections.items():
        held = getattr(before, about)
        parts = with_parts(held.values() if isinstance(held, dict) else held, told)
        made = replace(made, **{about: {part.id: part for part in parts} if isinstance(held, dict) else tuple(parts)})
    return made


def with_parts(held: Iterable[Any], changes: Iterable[Change]) -> list[Any]:
    parts = list(held)
    for change in changes:
        if change.before is not None:
            parts.remove(change.before)
        if change.after is not None:
            parts.append(with_fields(change.before, change) if change.before is not None else change.after)
    return parts


def with_fields(part: Any, change: Change) -> Any:
    """The part with the fields that the change names, and its own parts."""
    values: dict[str, Any] = {}
    for told in change.fields:
        name, _, inner = told.field.partition(".")
        held = values.get(name, getattr(part, name))
        if name == "ending" or not inner:
            values[name] = getattr(change.after, name)
        elif isinstance(held, dict):
            values[name] = {key: value for key, value in {**held, inner: told.after}.items() if value is not None}
        else:
            values[name] = replace(held, **{inner: told.after})
    for about in {nested.about for nested in change.parts}:
        values[about] = tuple(with_parts(getattr(part, about), (one for one in change.parts if one.about == about)))
    return replace(part, **values)


@drawn_records
@given(told=records())
def test_a_release_does_not_differ_from_itself(told: Record) -> None:
    assert differences(told, told) == ()
    again = replace(told, number=told.number + 1, published_at=datetime(2032, 1, 1, tzinfo=UTC), as_of=date(2031, 1, 1))
    assert differences(told, again) == ()


@drawn_records
@given(data=st.data(), pair=releases())
def test_the_order_of_claims_and_citations_does_not_matter(data: st.DataObject, pair: tuple[Record, Record]) -> None:
    before, after = pair
    in_another_order = data.draw(st.permutations(after.claims))
    shuffled = [replace(one, citations=one.citations[::-1]) for one in in_another_order]
    found = differences(before, replace(after, claims=tuple(shuffled)))
    assert [(told.sort, told.about, told.id) for told in found] == [
        (told.sort, told.about, told.id) for told in differences(before, after)
    ]
    assert differences(after, replace(after, claims=tuple(shuffled))) == ()


@drawn_records
@given(pair=releases())
def test_whoever_applies_the_changes_to_the_old_release_has_the_new_one(pair: tuple[Record, Record]) -> None:
    before, after = pair
    assert in_any_order(applied(before, differences(before, after))) == in_any_order(after)


@drawn_records
@given(pair=releases())
def test_backwards_the_same_parts_differ_the_other_way_round(pair: tuple[Record, Record]) -> None:
    before, after = pair
    there, back = differences(before, after), differences(after, before)
    assert {(told.about, told.id) for told in there} == {(told.about, told.id) for told in back}
    new = {(told.about, told.id) for told in there if told.before is None}
    assert new == {(told.about, told.id) for told in back if told.after is None}


OTHERWISE: dict[str, Any] = {
    "id": None, "kind": None,  # of another id or kind it is another claim
    "track": "trackjoint", "version": 77, "text": "Said anew.", "label": "Anew", "weight": "minor",
    "modality": "planned", "is_negated": True, "happened": partial("1999"), "announced": partial("1998-01-02"),
    "phrase": "last year", "anchored_on": date(1999, 2, 2), "rank": "deprecated", "rank_reason": "Known better.",
    "retraction_reason": "About another deal.", "is_by_author": True, "details": {"act": "warn"},
    "citations": (citation("wire", origin(SELLER)),), "relation": "swap_for", "related_deal": "dealthree",
    "sequels": (SequelRecord(claim="c99", became=Became.PLANNED_ANEW),),
}  # fmt: skip


def test_each_field_of_a_claim_has_its_case() -> None:
    assert set(OTHERWISE) == {field.name for field in fields(claim(Kind.EVENT))}


@drawn_records
@given(told=claims([Kind.STATEMENT]))
def test_every_changed_field_of_a_claim_is_told_and_no_other(told: ClaimRecord) -> None:
    for field, value in OTHERWISE.items():
        if value is None or getattr(told, field) == value:
            continue
        (change,) = changes(record(told), record(replace(told, **{field: value})), "claims")
        assert {of.field.partition(".")[0] for of in change.fields} | {part.about for part in change.parts} == {field}


def test_who_stands_behind_a_stage_is_told_in_no_order() -> None:
    cast = (participation(SELLER, "supplier"), participation(OTHER, "supplier"))
    said = (citation("gazette", origin(SELLER)), citation("post", origin(OTHER)))
    one, other = (record(*cast, replace(TALKS, citations=cited)) for cited in (said, said[::-1]))
    assert standing(one, MAIN) != standing(other, MAIN)
    assert differences(one, other) == ()


# --- By name ----------------------------------------------------------------------------------------------------------
def changes(before: Record, after: Record, about: str) -> list[Change]:
    return [change for change in differences(before, after) if change.about == about]


def test_of_a_deal_that_was_not_public_before_all_is_new() -> None:
    found = differences(None, record(TALKS))
    assert {change.sort for change in found} == {Sort.NEW}
    assert {change.about for change in found} == {DEAL, STANDING, "parties", "systems", "tracks", "sources", "claims"}


def test_a_claim_is_new_corrected_retracted_or_holds_again() -> None:
    later, gone = replace(TALKS, happened=partial("2016-12")), replace(TALKS, retraction_reason="A slip.")
    pairs = (((), TALKS), (TALKS, later), (TALKS, gone), (gone, TALKS))
    found = [changes(record(*[b] if b else []), record(a), "claims")[0].sort for b, a in pairs]
    assert found == [Sort.NEW, Sort.CORRECTED, Sort.RETRACTED, Sort.RESTORED]


def test_a_claim_that_went_to_another_deal_has_moved_and_no_other_is_gone_by_itself() -> None:
    told = MovedRecord(claim="ctalks", label="Talks", deal="dealtwo", why="It is about the licence.")
    (moved,) = changes(record(TALKS), record(moved=(told,)), "claims")
    assert (moved.sort, moved.id) == (Sort.MOVED, "ctalks")
    assert [change.after for change in changes(record(TALKS), record(moved=(told,)), "moved")] == [told]
    assert changes(record(TALKS), record(), "claims")[0].sort is Sort.GONE


@pytest.mark.parametrize(("ending", "sort"), [(Ending.MERGED, Sort.MERGED), (Ending.WITHDRAWN, Sort.WITHDRAWN)])
def test_a_deal_is_merged_withdrawn_or_followed_again(ending: Ending, sort: Sort) -> None:
    ended = record(TALKS, ending=EndingRecord(ending=ending, why="One deal.", on=date(2020, 1, 1), merged_into="b"))
    (change,) = changes(record(TALKS), ended, DEAL)
    assert change.sort is sort
    assert "ending.why" in {told.field for told in change.fields}
    assert changes(ended, record(TALKS), DEAL)[0].sort is Sort.FOLLOWED_AGAIN


def test_the_deals_own_lines_are_told_field_by_field_before_and_after() -> None:
    (change,) = changes(record(title="Radars"), record(title="Radars for Lowland", not_known=()), DEAL)
    told = [(field.field, field.before, field.after) for field in change.fields]
    assert told == [("title", "Radars", "Radars for Lowland"), ("not_known", record().not_known, None)]
    assert change.sort is Sort.CORRECTED


def test_a_party_that_has_another_name_is_told_once_and_not_with_each_claim() -> None:
    parties = {**record().parties, BUYER: replace(record().parties[BUYER], name="Republic of Meridor")}
    (change,) = differences(record(TALKS), record(TALKS, parties=parties))
    assert (change.about, change.id, change.fields[0].field) == ("parties", BUYER, "name")


def test_citations_are_added_removed_and_corrected() -> None:
    one, two = citation("gazette"), citation("post", origin(SELLER))
    (added,) = changes(record(replace(TALKS, citations=(one,))), record(replace(TALKS, citations=(one, two))), "claims")
    assert [(part.sort, part.id, part.after) for part in added.parts] == [(Sort.NEW, "post", two)]
    (gone,) = changes(record(replace(TALKS, citations=(one, two))), record(replace(TALKS, citations=(two,))), "claims")
    assert [(part.sort, part.id) for part in gone.parts] == [(Sort.GONE, "gazette")]
    said = replace(one, origin=replace(one.origin, said=partial("2017-10-08")))
    (other,) = changes(record(replace(TALKS, citations=(one,))), record(replace(TALKS, citations=(said,))), "claims")
    assert [field.field for field in other.parts[0].fields] == ["origin.said"]


def test_a_rank_is_told_with_its_reason() -> None:
    ranked = replace(TALKS, rank=Rank.PREFERRED, rank_reason="Both sides say so.")
    (change,) = changes(record(TALKS), record(ranked), "claims")
    assert [field.field for field in change.fields] == ["rank", "rank_reason"]


def test_where_a_track_stands_is_told_beside_the_claim_that_moved_it() -> None:
    signed = stage("contract_signed", "2017-09-12")
    (moved,) = changes(record(TALKS), record(TALKS, signed), STANDING)
    assert (moved.id, moved.before.stage, moved.after.stage) == (MAIN, Stage.TALKS, Stage.CONTRACT_SIGNED)
    again = record(TALKS, claim(Kind.EVENT, "2017-09-12"))
    assert changes(record(TALKS), again, STANDING) == []
