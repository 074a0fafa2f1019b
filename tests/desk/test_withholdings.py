"""Withholding at the desk: asked for with a preview, confirmed by another, told to readers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from deals.models import Member, MemberRole, Withholding
from deals.sources.models import Reading, Source
from deals.sources.withheld import stored_bytes
from deals.suggestions.models import Intake
from tests.desk.conftest import signed_in
from tests.desk.pages import desk, errors, said, text
from tests.factories import a_claim, a_member, a_passage, a_reading

if TYPE_CHECKING:
    from pathlib import Path

    from django.test import Client

QUOTE = "Lowland would buy elsewhere if Highland kept the drawings to itself"
TYPED = {"what": "quote", "quote": QUOTE, "texts": "", "ground": "court_order", "reference": "Case 7/31"}


@pytest.fixture(autouse=True)
def own_files(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def source(editor: Member) -> Source:
    reading = a_reading(by=editor)
    a_claim(by=editor, citations=[a_passage(QUOTE, reading=reading)])
    return reading.snapshot.source


@pytest.fixture
def administrator_desk(db: None) -> Client:
    return signed_in(a_member(MemberRole.ADMINISTRATOR, username="administrator"))


def new(source: Source | None = None) -> str:
    return desk("ask_withholding") + (f"?source={source.public_id}" if source else "")


def typed(source: Source, **more: str) -> dict[str, str]:
    return {**TYPED, "snapshot": str(source.snapshots.get().pk), **more}


def test_what_it_would_blank_is_shown_and_nothing_is_stored(publisher_desk: Client, source: Source) -> None:
    answer = publisher_desk.post(new(source), typed(source, do="show"))
    page = text(answer)
    assert QUOTE in page
    assert "█" * len(QUOTE) in page
    assert {"Passage", "Reading", "History of the passage"} <= {
        line.what.capitalize() for line in answer.context["preview"].lines
    }
    assert Reading.objects.get().snapshot.file in page
    assert not Withholding.objects.exists()


def test_one_asks_another_confirms(
    publisher_desk: Client, administrator_desk: Client, source: Source, django_capture_on_commit_callbacks: Any
) -> None:
    asked = publisher_desk.post(new(source), typed(source, do="ask"))
    address = asked["Location"]
    assert "Another publisher or an administrator confirms it." in said(asked)
    assert "You asked for it" in text(publisher_desk.get(address))
    assert "Whoever asked does not confirm" in said(publisher_desk.post(address, {"do": "confirm"}))
    assert QUOTE in Reading.objects.get().text
    assert "<strong>1</strong> waits for a second person" in text(administrator_desk.get(desk("inbox")))
    assert QUOTE in text(administrator_desk.get(address))
    with django_capture_on_commit_callbacks(execute=True):
        assert "It cannot be undone." in said(administrator_desk.post(address, {"do": "confirm"}))
    done = text(administrator_desk.get(address))
    assert QUOTE not in done
    assert "It blanked" in done
    assert "confirmed by" in done.lower()
    assert QUOTE not in Reading.objects.get().text
    assert "decided on this withholding meanwhile" in said(administrator_desk.post(address, {"do": "decline"}))


def test_a_request_can_be_taken_back(publisher_desk: Client, source: Source) -> None:
    address = publisher_desk.post(new(source), typed(source, do="ask"))["Location"]
    assert "Nothing is blanked" in said(publisher_desk.post(address, {"do": "decline"}))
    assert Withholding.objects.get().state == "declined"
    assert QUOTE in Reading.objects.get().text


@pytest.mark.parametrize(
    ("given", "field", "words"),
    [
        ({"quote": "never said"}, "quote", "do not stand in the text"),
        ({"quote": ""}, "quote", "Give the words"),
        ({"reference": ""}, "reference", "Fill this in"),
        ({"ground": "shame"}, "ground", "not one of"),
        ({"what": "name"}, "texts", "Give the name"),
        ({"texts": "the"}, "texts", "too common"),
        ({"texts": "radars"}, "texts", "too common"),
        ({"texts": 'He said "no"'}, "texts", "without quotation marks"),
        ({"snapshot": "0"}, "snapshot", "not one of"),
    ],
)
def test_what_cannot_be_withheld_is_said_at_its_field(
    publisher_desk: Client, source: Source, given: dict[str, str], field: str, words: str
) -> None:
    answer = publisher_desk.post(new(source), typed(source, do="ask", **given))
    assert words in " ".join(errors(answer)[field])
    assert not Withholding.objects.exists()


def test_an_editor_is_told_whom_to_ask(editor_desk: Client, source: Source) -> None:
    for address in (new(source), desk("withholdings"), desk("withholding", "abc")):
        answer = editor_desk.get(address)
        assert answer.status_code == 403
        assert "Only a publisher or an administrator withholds" in text(answer)
    assert "Withhold" not in text(editor_desk.get(desk("source", source.public_id)))
    assert "Withholdings" not in text(editor_desk.get(desk("inbox")))


def test_a_name_is_asked_for_without_a_source(publisher_desk: Client, source: Source) -> None:
    answer = publisher_desk.post(new(), {**TYPED, "texts": "Ada Brook\nBrook", "do": "ask"})
    assert answer.status_code == 302
    assert (Withholding.objects.get().what, Withholding.objects.get().texts) == ("name", ["Ada Brook", "Brook"])
    assert "Ada Brook" in text(publisher_desk.get(answer["Location"]))


def test_a_withheld_article_is_not_taken_in_again(
    publisher_desk: Client, administrator_desk: Client, source: Source, django_capture_on_commit_callbacks: Any
) -> None:
    content = stored_bytes(source.snapshots.get().file).decode()
    with django_capture_on_commit_callbacks(execute=True):
        address = publisher_desk.post(new(source), typed(source, do="ask", what="reading"))["Location"]
        administrator_desk.post(address, {"do": "confirm"})
    assert set(Reading.objects.get().text) == {"█"}
    answer = publisher_desk.post(desk("inbox"), {"text": content})
    assert "(court order) and is not taken in again" in text(answer)
    assert not Intake.objects.exists()
