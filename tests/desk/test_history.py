"""The pages of a history: in words, with a choice, page by page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from deals.actions.claims import edit_claim
from deals.models import Claim, Member, Party
from deals.models.past import columns, tracked_tables
from deals.queries.history import CHANGES_A_PAGE
from deals.signing import signed
from deals.views.wording import label_of, table_name
from tests.desk.pages import desk, errors, text
from tests.factories import a_claim, a_member, a_party, a_release

if TYPE_CHECKING:
    from django.test import Client


@pytest.fixture
def claim(editor: Member) -> Claim:
    """One that another member has edited."""
    claim = Claim.objects.get(pk=a_claim(by=editor, text="Talks are held.").pk)
    claim.text, claim.happened = "Talks go on.", "2031-06"
    edit_claim(claim=claim, seen_version=1, by=a_member(username="ben"), why="A later report.")
    return claim


def test_a_claims_history_says_what_was_there_before_and_after(editor_desk: Client, claim: Claim) -> None:
    page = text(editor_desk.get(desk("claim_history", claim.public_id)))
    assert re.search(r"<strong>ben</strong>: <span class=\"why\">A later report\.", page)
    row = re.search(r"<li><span class=\"field-name\">What is claimed</span>.*?</li>", page)
    assert row
    assert "<del>Talks are held.</del>" in row[0]
    assert "<ins>Talks go on.</ins>" in row[0]
    assert "When it happened" in page


def test_a_deals_history_is_chosen_by_who_what_and_day(editor_desk: Client, claim: Claim, editor: Member) -> None:
    address = desk("deal_history", claim.deal.public_id)
    assert {"ben", "editor"} <= {told.change.by for told in editor_desk.get(address).context["changes"]}
    chosen = editor_desk.get(address, {"by": editor.pk, "table": "citation"}).context["changes"]
    assert {told.change.by for told in chosen} == {"editor"}
    assert {row.what for told in chosen for row in told.rows} == {"citation"}
    assert "No change is like that" in text(editor_desk.get(address, {"since": "2999-01-01"}))


@pytest.mark.parametrize(("field", "value"), [("since", "soon"), ("by", "nobody"), ("table", "secrets"), ("by", "0")])
def test_a_wrong_choice_is_said_at_its_field_and_leaves_nothing_out(
    editor_desk: Client, claim: Claim, field: str, value: str
) -> None:
    answer = editor_desk.get(desk("deal_history", claim.deal.public_id), {field: value})
    assert field in errors(answer)
    assert answer.context["changes"]


def test_a_release_stands_in_the_history(editor_desk: Client) -> None:
    release = a_release()
    page = text(editor_desk.get(desk("deal_history", release.deal.public_id)))
    assert "Release 1 was published." in page


def test_older_changes_stand_on_the_next_page_of_the_same_choice(editor: Member, editor_desk: Client) -> None:
    party = a_party("Upland", by=editor)
    for number in range(CHANGES_A_PAGE):
        with signed(by=editor.pk, why=f"change {number}"):
            Party.objects.filter(pk=party.pk).update(name=f"Upland {number}")
    address = desk("party_history", party.public_id)
    first = text(editor_desk.get(address, {"by": editor.pk}))
    assert f'href="?by={editor.pk}&amp;page=2" rel="next"' in first
    assert 'rel="prev"' not in first
    second = editor_desk.get(address, {"by": editor.pk, "page": "2"})
    assert [told.change.why for told in second.context["changes"]] == ["new party"]
    assert editor_desk.get(address, {"page": "9" * 30}).status_code == 200


def test_every_column_of_every_tracked_table_has_a_label_in_plain_words() -> None:
    """New columns too: what no form names goes by its own name without underscores."""
    for table in tracked_tables():
        assert "_" not in table_name(str(table._meta.model_name))
        for column in columns(table):
            label = label_of(str(table._meta.model_name), column.name.removesuffix("_edtf"))
            assert "_" not in label
            assert label[0].isupper()
