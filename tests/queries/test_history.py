"""Who, when, before, after and why, of every row of a deal."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.apps import apps
from django.utils import timezone

from deals.actions.claims import add_citation, edit_claim
from deals.actions.deals import add_alias, edit_deal
from deals.models import Claim, Deal, MemberRole, Party
from deals.models.past import HANGS_ON, STANDS_ALONE, as_of_version, tracked_tables
from deals.queries.history import CHANGES_A_PAGE, History, Wanted, change_signed, history_of
from deals.signing import signed
from deals.sources.models import Source
from tests import factories

pytestmark = pytest.mark.django_db


def test_each_tracked_table_has_its_place() -> None:
    """A new one has to say what it is a part of, or its changes stand on no page."""
    assert {table._meta.label_lower for table in tracked_tables()} == set(HANGS_ON) | STANDS_ALONE
    assert len(tracked_tables()) == sum(model.__name__.endswith("History") for model in apps.get_models())


def test_an_edit_is_told_with_who_why_before_and_after() -> None:
    editor, other = factories.a_member(username="ada"), factories.a_member(username="ben")
    claim = factories.a_claim(by=editor, text="Talks are held.", happened="2031-05")
    claim = Claim.objects.get(pk=claim.pk)
    claim.text, claim.happened = "Talks go on.", "2031-06"
    edit_claim(claim=claim, seen_version=1, by=other, why="A later report.")
    change = history_of(claim).changes[0]
    assert (change.by, change.why, change.via) == ("ben", "A later report.", "desk")
    (row,) = change.rows
    assert (row.table, row.done, row.name, row.public_id) == ("claim", "changed", "Talks", claim.public_id)
    told = {field.column: (field.before, field.after) for field in row.fields}
    assert told == {"text": ("Talks are held.", "Talks go on."), "happened": ("2031-05", "2031-06")}
    kept = {field.column: (field.before, field.after) for field in row.bookkeeping}
    assert kept["version"] == ("1", "2")
    assert kept["drafted_by"] == ("ada", "ben")


def test_a_deal_tells_of_all_its_rows() -> None:
    editor, publisher = factories.a_member(), factories.a_member(MemberRole.PUBLISHER)
    deal = factories.a_deal(by=editor)
    claim = factories.an_approved_claim(deal, by=editor, publisher=publisher, track="Financing")
    factories.a_release(deal, publisher=publisher)
    stored = Deal.objects.get(pk=deal.pk)
    stored.title = "Another title"
    edit_deal(deal=stored, seen_version=1, by=editor, why="Said better.")
    reading = factories.a_reading(by=editor)
    quote = factories.a_passage("A first payment was made last month.", reading=reading)
    add_citation(claim=claim, citation=quote, by=editor)
    found = history_of(deal)
    done = {(row.table, row.done) for change in found.changes for row in change.rows}
    assert {("deal", "added"), ("deal", "changed"), ("track", "added"), ("dealsystem", "added"), ("claim", "added"),
            ("claim", "changed"), ("citation", "added"), ("passage", "added"), ("origin", "added")} <= done  # fmt: skip
    assert [change.release for change in found.changes if change.release] == [1]
    whys = {change.why for change in found.changes}
    assert {"A test.", "approved", "new claim", "Said better.", "another citation"} <= whys
    assert set(History(deal).tables()) == {table for table, _ in done} | {"release"}


def test_another_deals_changes_stand_elsewhere() -> None:
    one, other = factories.a_deal(), factories.a_deal()
    factories.a_claim(other, text="Of the other.")
    assert "claim" not in History(one).tables()
    names = {row.name for change in history_of(one).changes for row in change.rows}
    assert str(other) not in names


def test_what_points_at_another_row_goes_by_its_name() -> None:
    editor = factories.a_member()
    claim = factories.a_claim(by=editor, track="Financing")
    fields = {field.column: field.after for change in history_of(claim).changes for row in change.rows
              if row.table == "claim" and row.done == "added" for field in row.fields}  # fmt: skip
    assert (fields["track"], fields["stage"], fields["deal"]) == ("Financing", "talks", str(claim.deal))


@pytest.mark.django_db(transaction=True)
def test_a_row_that_was_removed_is_still_told_by_its_name() -> None:
    editor = factories.a_member()
    party = factories.a_party("Upland", by=editor)
    alias = add_alias(party=party, name="The Uplands", by=editor)
    with signed(by=editor.pk, why="It was another's."):
        alias.delete()
    change = history_of(party).changes[0]
    (row,) = change.rows
    assert (row.name, row.done) == ("The Uplands", "removed")
    assert {field.column: (field.before, field.after) for field in row.fields}["party"] == ("Upland", "")


def test_changes_are_chosen_by_member_table_and_day() -> None:
    ada, ben = factories.a_member(username="ada"), factories.a_member(username="ben")
    deal = factories.a_deal(by=ada)
    factories.a_claim(deal, by=ben)
    assert History(deal).signers() == [(ada.pk, "ada"), (ben.pk, "ben")]
    assert {change.by for change in history_of(deal, wanted=Wanted(by=ben.pk)).changes} == {"ben"}
    only = history_of(deal, wanted=Wanted(table="citation"))
    assert {row.table for change in only.changes for row in change.rows} == {"citation"}
    today = timezone.now().date()
    assert history_of(deal, wanted=Wanted(since=today, until=today)).number_changes
    assert not history_of(deal, wanted=Wanted(since=today + timedelta(days=1))).number_changes
    assert not history_of(deal, wanted=Wanted(until=today - timedelta(days=1))).number_changes


def test_a_long_history_comes_in_pages() -> None:
    editor = factories.a_member()
    party = factories.a_party("Upland", by=editor)
    for number in range(CHANGES_A_PAGE):
        with signed(by=editor.pk, why=f"change {number}"):
            Party.objects.filter(pk=party.pk).update(name=f"Upland {number}")
    first, second = history_of(party), history_of(party, page=2)
    assert (first.number_changes, first.number_pages) == (CHANGES_A_PAGE + 1, 2)
    assert [change.why for change in second.changes] == ["new party"]
    assert len({change.signature for change in (*first.changes, *second.changes)}) == CHANGES_A_PAGE + 1
    assert history_of(party, page=99).number == 2


def test_a_history_takes_as_many_queries_however_long_it_is(django_assert_max_num_queries: object) -> None:
    deal = factories.a_deal()
    for _ in range(5):
        factories.a_claim(deal)
    with django_assert_max_num_queries(60):  # type: ignore[operator]
        history_of(deal)
    for _ in range(10):
        factories.a_claim(deal)
    with django_assert_max_num_queries(60):  # type: ignore[operator]
        history_of(deal)


def test_a_source_tells_of_its_corrections() -> None:
    editor = factories.a_member()
    source = factories.a_source("First title", by=editor)
    with signed(by=editor.pk, why="Its real title."):
        Source.objects.filter(pk=source.pk).update(title="Second title")
    (field,) = history_of(source).changes[0].rows[0].fields
    assert (field.column, field.before, field.after) == ("title", "First title", "Second title")


def test_all_that_one_signature_did_is_found_by_it() -> None:
    claim = factories.a_claim()
    signature = next(c.signature for c in history_of(claim).changes if c.why == "new claim")
    assert signature
    change = change_signed(signature)
    assert change
    assert {"claim", "citation", "origin"} <= {row.table for row in change.rows}
    assert [row.done for row in change.rows] == ["added"] * len(change.rows)
    told = {field.column: field.after for row in change.rows if row.table == "claim" for field in row.bookkeeping}
    assert told["proof"].startswith("paraphrased from Article")  # which the claim got under the same signature


def test_a_row_is_known_as_it_stood_at_each_version() -> None:
    claim = Claim.objects.get(pk=factories.a_claim(text="First.").pk)
    claim.text = "Second."
    edit_claim(claim=claim, seen_version=1, by=factories.a_member(), why="")
    assert [as_of_version(claim, version).text for version in (1, 2)] == ["First.", "Second."]
    assert as_of_version(claim, 3) is None
