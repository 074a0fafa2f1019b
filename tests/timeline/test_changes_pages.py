"""The list of a deal's releases, and the pages on what changed between two of them."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING
from unittest.mock import patch

import pytest

from deals.record.reading import record_from
from deals.record.shape import SCHEMA
from tests.record.test_reading import KEPT
from tests.timeline.conftest import EARLIER, RECORDS, WHY
from tests.timeline.records import quoted
from tests.timeline.test_views import DEAL, read

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.test import Client

pytestmark = pytest.mark.usefixtures("public_deals")

WHOLE = RECORDS["dealone"]
WITHOUT_PAYMENT = replace(WHOLE, title="Radars", claims=tuple(c for c in WHOLE.claims if c.id != "cpayment"))


@pytest.fixture(autouse=True)
def earlier() -> Iterator[None]:
    """Of the three releases the first says less, and has another title."""
    with patch.dict(EARLIER, {("dealone", 1): WITHOUT_PAYMENT}):
        yield


def test_the_list_has_each_release_with_its_time_reason_and_changes(client: Client) -> None:
    page = read(client, f"{DEAL}releases/")
    assert page.ids[1:] == ["release-3", "release-2", "release-1"]
    assert page.words.count(WHY) == 3
    assert "20 December 2020, 09:00 UTC by a publisher of this register" in page.words
    assert "1 claim: new; the deal’s own lines" in page.words
    assert "The first release. 25 claims: all new" in page.words
    assert {f"{DEAL}releases/3/", f"{DEAL}releases/3/changes/"} <= set(page.links)


def test_a_long_list_goes_on_on_another_page(client: Client, settings: object) -> None:
    settings.RELEASES_LISTED = 2  # type: ignore[attr-defined]
    first = read(client, f"{DEAL}releases/")
    assert [name for name in first.ids if name.startswith("release")] == ["release-3", "release-2"]
    assert "?before=2" in " ".join(first.links)
    older = read(client, f"{DEAL}releases/?before=2")
    assert [name for name in older.ids if name.startswith("release")] == ["release-1"]
    assert "Older releases" not in older.words
    assert "No older release" in read(client, f"{DEAL}releases/?before=1").words


def test_the_changes_since_the_release_before_or_since_any_earlier_one(client: Client) -> None:
    for address in ("releases/2/changes/", "releases/3/changes/?since=1"):
        page = read(client, DEAL + address)
        assert "from release 1 to release" in page.words
        assert "Title: before:Radars" in page.words.replace("before: ", "before:")
        assert "September 2017 Meridor made the first payment; the sum was not published." in page.words
        assert any(link.endswith("#claim-cpayment") for link in page.links)
    assert "Nothing that readers see is other." in read(client, f"{DEAL}releases/3/changes/").words


def test_of_the_first_release_all_is_new(client: Client) -> None:
    words = read(client, f"{DEAL}releases/1/changes/").words
    assert "What the first release said" in words
    assert "25 claims: all new" in words


@pytest.mark.parametrize("since", ["3", "7", "0", "-1", "one", "1.5", "²", "9" * 40, "1 2", "\x00"])
@pytest.mark.parametrize("kind", ["changes/", "changes.json"])
def test_what_is_no_earlier_release_is_refused_with_a_hint(client: Client, since: str, kind: str) -> None:
    response = client.get(f"{DEAL}releases/3/{kind}", {"since": since})
    assert response.status_code == 400
    assert "Write the number of an earlier release" in response.content.decode()


def test_the_first_release_is_compared_with_none(client: Client) -> None:
    response = client.get(f"{DEAL}releases/1/changes/?since=1")
    assert response.status_code == 400
    assert "It is the first release" in response.content.decode()


@pytest.mark.parametrize("number", ["0", "9", str(10**30)])
@pytest.mark.parametrize("kind", ["", "changes/", "changes.json", "record.json", "figure.json"])
def test_a_release_that_is_not_there_is_a_sentence_that_says_which_are(client: Client, number: str, kind: str) -> None:
    response = client.get(f"{DEAL}releases/{number}/{kind}")
    assert response.status_code == 404
    assert "This deal has the releases 1 to 3." in response.content.decode()


@pytest.mark.parametrize("text", ["seven", "-1", "1.5", "%00", "²"])
@pytest.mark.parametrize("kind", ["", "changes/"])
def test_what_is_no_number_says_so(client: Client, text: str, kind: str) -> None:
    response = client.get(f"{DEAL}releases/{text}/{kind}")
    assert response.status_code == 404
    assert "is not a release’s number" in response.content.decode()
    assert f"{DEAL}releases/" in response.content.decode()


@pytest.mark.parametrize("before", ["x", "-1", "9" * 40, "\x00"])
def test_a_page_of_the_list_that_is_none_is_refused(client: Client, before: str) -> None:
    response = client.get(f"{DEAL}releases/", {"before": before})
    assert response.status_code == 400
    assert "is not a release’s number" in response.content.decode()


def test_as_json_the_changes_are_typed(client: Client) -> None:
    found = json.loads(client.get(f"{DEAL}releases/3/changes.json?since=1").content)
    assert (found["deal"], found["number"], found["since"], found["why"]) == ("dealone", 3, 1, WHY)
    assert found["sha256"] != found["since_sha256"]
    told = [(change["sort"], change["about"], change["id"]) for change in found["changes"]]
    assert told == [("corrected", "deal", "dealone"), ("new", "claims", "cpayment")]
    assert found["changes"][0]["fields"] == [{"field": "title", "before": "Radars", "after": WHOLE.title}]
    assert found["changes"][1]["part"]["phrase"] == "last month"
    first = json.loads(client.get(f"{DEAL}releases/1/changes.json").content)
    assert (first["since"], first["since_sha256"]) == (None, None)


@pytest.mark.parametrize("kind", ["changes/", "changes.json"])
def test_no_more_is_quoted_than_the_setting_allows(client: Client, kind: str) -> None:
    long = replace(WHOLE.claims[0], citations=(quoted("word " * 100 + "end"),))
    longer = replace(WHOLE, claims=(long, *WHOLE.claims[1:]))
    with patch.dict(RECORDS, dealone=longer):
        now = client.get(f"{DEAL}releases/2/{kind}").content.decode()
    with patch.dict(EARLIER, {("dealone", 1): longer}):
        before = client.get(f"{DEAL}releases/2/{kind}").content.decode()
    for text in (now, before):
        assert "word word […]" in text
        assert "word " * 61 not in text


def test_each_pair_of_releases_has_a_mark_of_its_own_and_answers_304(client: Client) -> None:
    addresses = [f"{DEAL}releases/{end}" for end in ("", "3/changes/", "3/changes/?since=1", "3/changes.json", "3/")]
    marks = [client.get(address)["ETag"] for address in addresses]
    assert len(set(marks)) == len(marks)
    again = [
        client.get(a, headers={"If-None-Match": mark}).status_code for a, mark in zip(addresses, marks, strict=True)
    ]
    assert again == [304] * len(again)


def test_what_we_said_and_what_the_sources_had_said_link_to_each_other(client: Client) -> None:
    release = read(client, f"{DEAL}releases/2/")
    assert "This is what this register said, and it stays so. What the sources had said by that day is another" in (
        release.words
    )
    assert f"{DEAL}?as_of=2020-12-20" in release.links
    past = read(client, f"{DEAL}?as_of=2021-01-05")
    assert "What this register itself said is another question: on that day it showed release 3." in past.words
    assert f"{DEAL}releases/3/" in past.links
    before = read(client, f"{DEAL}?as_of=2017-10-31")
    assert "by that day it had published nothing on this deal" in before.words
    assert f"{DEAL}releases/" in before.links
    for page in (read(client, f"{DEAL}releases/"), read(client, f"{DEAL}releases/2/changes/")):
        assert "What the sources had said by a day is another question" in page.words


@pytest.mark.parametrize("schema", range(1, SCHEMA))
def test_a_release_of_each_older_schema_is_shown_and_compared_for_ever(client: Client, schema: int) -> None:
    kept = record_from((KEPT / f"release_of_schema_{schema}.json").read_text())
    first, now = replace(kept, deal_id="dealone"), replace(kept, deal_id="dealone", title="Anew")
    with patch.dict(EARLIER, {("dealone", 1): first}), patch.dict(RECORDS, dealone=now):
        page = read(client, f"{DEAL}releases/1/")
        changes = read(client, f"{DEAL}releases/2/changes/").words
    assert kept.title in page.words
    assert all(claim.text in page.words for claim in kept.claims)
    assert "from release 1 to release 2 The deal’s own lines What" in changes
    assert "The deal itself 1 Title:" in changes
