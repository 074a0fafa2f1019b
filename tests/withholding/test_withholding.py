"""A withholding, from the question to the last file: nothing is left of the words, and everything else stands."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection

from deals.actions.claims import approve_claim
from deals.actions.ledger import is_marked
from deals.actions.refused import RefusedError
from deals.actions.withholding import ask_withholding, confirm_withholding, decline_withholding
from deals.models import Claim, Deal, Member, MemberRole, Passage, PublishedEntry, Release, Withholding
from deals.queries.verifying import verify
from deals.queries.verifying.withheld import withheld_rows
from deals.record.reading import canonical, record_from
from deals.signing import signed
from deals.sources.models import Reading
from deals.sources.withheld import BLANKED, _kept_files, ledger, stored_bytes
from deals.suggestions.deciding import accept
from deals.suggestions.intakes import start_intake
from deals.suggestions.models import Suggestion
from tests import factories

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from django.test import Client
    from pytest_django import DjangoCaptureOnCommitCallbacks


pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_files")]
QUOTE = "Lowland would buy elsewhere if Highland kept the drawings to itself"


def two() -> tuple[Member, Member]:
    return factories.a_member(MemberRole.PUBLISHER), factories.a_member(MemberRole.ADMINISTRATOR)


def a_quote(text: str = QUOTE, **more: Any) -> Withholding:
    reading = Reading.objects.filter(text__contains=text).latest("pk")
    start = reading.text.index(text)
    return Withholding(what="quote", reading=reading, start=start, end=start + len(text), **grounds(), **more)


def grounds() -> dict[str, str]:
    return {"ground": "court_order", "reference": "Case 7/31"}


@pytest.fixture
def own_files(settings: Any, tmp_path: Path) -> None:
    """Other tests' files say the same words; they are not to be withheld."""
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def withheld(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> Callable[[Withholding], Withholding]:
    def blank(asked: Withholding) -> Withholding:
        one, other = two()
        ask_withholding(withholding=asked, by=one)
        with django_capture_on_commit_callbacks(execute=True):
            return confirm_withholding(withholding=asked, by=other)

    return blank


@pytest.fixture
def published() -> Release:
    """A deal whose claims came of an article, accepted, approved and released."""
    editor, publisher = factories.a_member(), factories.a_member(MemberRole.PUBLISHER)
    deal = factories.a_deal(by=editor)
    intake = factories.an_intake_with_suggestions(by=editor, deal=deal)
    for suggestion in intake.suggestions.all():
        claim = accept(suggestion=suggestion, deal=deal, by=editor)
        approve_claim(claim=claim, seen_version=claim.version, by=publisher)
    return factories.a_release(deal, publisher=publisher)


def test_a_withheld_quote_is_found_in_no_column_of_any_table_and_in_no_file(
    published: Release, withheld: Callable[[Withholding], Withholding]
) -> None:
    before = everywhere(QUOTE)
    assert {place for place, _ in before} >= {
        "sources_reading", "deals_passage", "deals_passagehistory", "suggestions_suggestion", "deals_approval",
        "suggestions_suggestionhistory", "deals_release", "file",
    }  # fmt: skip
    withheld(a_quote())
    assert everywhere(QUOTE) == set()
    assert Passage.objects.filter(text="█" * len(QUOTE)).exists()


def everywhere(words: str) -> set[tuple[str, str]]:
    """(table, column) of every text or JSON that says the words, and ("file", name) of every file."""
    said = {place for place in columns() if says(*place, words)}
    return said | {("file", name) for name in _kept_files() if words.encode() in stored_bytes(name)}


def columns() -> list[tuple[str, str]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public'"
            " AND data_type IN ('text', 'character varying', 'jsonb', 'json', 'ARRAY', 'tsvector')"
        )
        return cursor.fetchall()


def says(table: str, column: str, words: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT count(*) FROM {table} WHERE "{column}"::text ILIKE %s', [f"%{words}%"])
        return bool(cursor.fetchone()[0])


def test_what_is_not_withheld_stands(published: Release, withheld: Callable[[Withholding], Withholding]) -> None:
    record, reading = record_from(published.document), Reading.objects.get()
    withheld(a_quote())
    release = Release.objects.get()
    assert (release.number, release.sha256, release.published_at) == (
        published.number, published.sha256, published.published_at
    )  # fmt: skip
    assert release.document == canonical(json.loads(release.document))
    assert hashlib.sha256(release.document.encode()).hexdigest() != release.sha256
    after = record_from(release.document)
    assert [claim.id for claim in after.claims] == [claim.id for claim in record.claims]
    assert after.claims[1:] == record.claims[1:]
    blanked = Reading.objects.get()
    assert blanked.text == reading.text.replace(QUOTE, "█" * len(QUOTE))
    assert (blanked.sha256, blanked.snapshot.sha256) == (reading.sha256, reading.snapshot.sha256)


def test_verification_accepts_what_was_withheld_and_nothing_else(
    published: Release, withheld: Callable[[Withholding], Withholding]
) -> None:
    withheld(a_quote())
    quick = frozenset({"rereadings", "signatures"})
    assert [(done.name, done.findings) for done in verify(without=quick) if done.findings] == []
    assert ("deals_release", str(published.pk)) in withheld_rows()
    assert ("deals_claim", str(Claim.objects.latest("pk").pk)) not in withheld_rows()


def test_a_second_person_confirms_and_the_first_does_not(published: Release) -> None:
    one, _ = two()
    asked = ask_withholding(withholding=a_quote(), by=one)
    with pytest.raises(RefusedError, match="Whoever asked does not confirm"):
        confirm_withholding(withholding=asked, by=one)
    with pytest.raises(RefusedError, match="Only a publisher"):
        confirm_withholding(withholding=asked, by=factories.a_member())
    with pytest.raises(RefusedError, match="Only a publisher"):
        ask_withholding(withholding=a_quote(), by=factories.a_member())
    assert Reading.objects.get().text.count(QUOTE) == 1


def test_what_was_declined_is_forgotten_and_nothing_is_blanked(published: Release) -> None:
    one, other = two()
    asked = ask_withholding(withholding=Withholding(what="name", texts=["Ada Brook"], **grounds()), by=one)
    decline_withholding(withholding=asked, by=other)
    assert Withholding.objects.get().texts == []
    assert "Ada Brook" in Reading.objects.get().text
    with pytest.raises(RefusedError, match="decided on this withholding meanwhile"):
        confirm_withholding(withholding=asked, by=other)


def test_a_name_is_withheld_in_every_form_and_the_page_stays_readable(
    published: Release, withheld: Callable[[Withholding], Withholding]
) -> None:
    withheld(Withholding(what="name", texts=["Ada Brook", "Brook"], **grounds()))
    assert everywhere("Ada Brook") == set()
    release = Release.objects.get()
    assert "█████████" in release.document
    assert PublishedEntry.objects.filter(text__contains="█").count() == 0 or release.withheld
    assert publish_again(published.deal_id).withheld == release.withheld


def publish_again(deal: int) -> Release:
    return factories.a_release(Deal.objects.get(pk=deal))


def test_a_whole_text_is_withheld_with_its_asides_and_its_bytes(
    published: Release, withheld: Callable[[Withholding], Withholding]
) -> None:
    reading = Reading.objects.get()
    withheld(Withholding(what="reading", reading=reading, **grounds()))
    blanked = Reading.objects.get()
    assert blanked.text == "█" * len(reading.text)
    assert {passage.text.strip("█") for passage in Passage.objects.all()} == {""}
    assert {found.quote.strip("█") for found in Suggestion.objects.all()} == {""}
    assert stored_bytes(reading.snapshot.file).decode().startswith(BLANKED)
    assert everywhere("Both sides agreed in principle to build") == set()


def test_bytes_alone_are_withheld_and_the_text_stays(
    published: Release, withheld: Callable[[Withholding], Withholding]
) -> None:
    reading = Reading.objects.get()
    withheld(Withholding(what="snapshot", snapshot=reading.snapshot, **grounds()))
    assert stored_bytes(reading.snapshot.file).decode().startswith(BLANKED)
    assert Reading.objects.get().text == reading.text
    assert Release.objects.get().document == published.document
    assert [note["ground"] for note in Release.objects.get().withheld] == ["court_order"]


def test_two_names_of_one_length_are_withheld_of_one_party(
    published: Release, withheld: Callable[[Withholding], Withholding]
) -> None:
    factories.a_speaker("Ada Brook")
    factories.a_speaker("Eve Stone")
    withheld(Withholding(what="name", texts=["Ada Brook", "Eve Stone"], **grounds()))
    assert everywhere("Eve Stone") == everywhere("Ada Brook") == set()


def test_the_same_bytes_are_not_taken_in_again(
    published: Release, withheld: Callable[[Withholding], Withholding]
) -> None:
    content = stored_bytes(Reading.objects.get().snapshot.file)
    withheld(a_quote())
    with pytest.raises(RefusedError, match=r"withheld on \d{4}-\d\d-\d\d \(court order\) and is not taken in again"):
        start_intake(by=factories.a_member(), content=content)


def test_the_public_page_tells_what_was_withheld_and_kept_pages_are_dropped(
    published: Release, withheld: Callable[[Withholding], Withholding], client: Client
) -> None:
    addresses = [f"/deals/{published.deal_public_id}/", f"/deals/{published.deal_public_id}/releases/1/"]
    before = [client.get(address) for address in addresses]
    assert all(QUOTE.encode() in page.content and b"withheld" not in page.content for page in before)
    withheld(a_quote())
    for address, kept in zip(addresses, before, strict=True):
        page = client.get(address, headers={"if-none-match": kept["ETag"]})
        assert page.status_code == 200
        assert QUOTE.encode() not in page.content
        assert b"Something is withheld.</strong> Since " in page.content
        assert b": court order." in page.content
        assert published.sha256.encode() in page.content
        assert b"Case 7/31" not in page.content
    told = client.get(f"{addresses[0]}record.json").json()
    assert [note["ground"] for note in told["withheld"]] == ["court_order"]
    assert QUOTE not in json.dumps(told, ensure_ascii=False)


def test_the_address_of_a_withheld_source_is_not_fetched_again(
    published: Release, withheld: Callable[[Withholding], Withholding]
) -> None:
    editor, source = factories.a_member(), Reading.objects.get().snapshot.source
    with signed(by=editor.pk, why="a test"):
        type(source).objects.filter(pk=source.pk).update(url="https://paper.example/radars")
    withheld(a_quote())
    with pytest.raises(RefusedError, match="is not taken in again"):
        start_intake(by=editor, url="https://PAPER.example/radars#top")
    assert start_intake(by=editor, url="https://paper.example/boats").pk


def test_a_quotation_that_readers_saw_cut_short_is_withheld_there_too(
    withheld: Callable[[Withholding], Withholding], settings: Any
) -> None:
    settings.PUBLIC_QUOTE_CHARACTERS = 60
    quoted = factories.an_approved_claim(citations=[factories.a_passage(f"{QUOTE}, she said.")])
    release = factories.a_release(quoted.deal)
    assert f"{QUOTE[:40]}" in release.document
    assert QUOTE not in release.document
    withheld(a_quote())
    assert QUOTE[:40] not in Release.objects.get().document


def test_the_ledger_says_no_withheld_word(published: Release, withheld: Callable[[Withholding], Withholding]) -> None:
    withheld(a_quote(texts=["Ada Brook"]))
    (line,) = ledger()
    assert "Brook" not in json.dumps(line)
    assert QUOTE not in json.dumps(line)
    assert (line["what"], line["ground"], line["reference"]) == ("quote", "court_order", "Case 7/31")
    assert is_marked("ada brook", line["marks"][0])
    assert not is_marked("Eve Stone", line["marks"][0])
    assert line["files"] == [Reading.objects.get().snapshot.file]
