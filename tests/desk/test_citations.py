"""Citations at the desk: paraphrased, transcribed or quoted from what we hold; relays, translations and grades."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from deals.models import Citation, Claim, MemberRole
from deals.vocabulary.proof import Bearing, CitationBasis
from tests.desk.conftest import signed_in
from tests.desk.pages import desk, errors, text
from tests.factories import a_claim, a_member, a_reading, an_approved_claim

if TYPE_CHECKING:
    from django.test import Client

    from deals.models import Member

HELD = "Radars for Lowland\nThe minister said that the radars would come in spring. He named no price."


@pytest.fixture
def claim(editor: Member) -> Claim:
    return a_claim(by=editor)


def typed(**more: str) -> dict[str, str]:
    """The citation's form, as its page sends it."""
    told = {
        "source_title": "Radars for Lowland", "source_kind": "article", "paraphrase": "It says so.",
        "locator": "paragraph 2", "bearing": "supports", "kind": "relayed_report", "new_party_kind": "state", **more,
    }  # fmt: skip
    return {f"citation-{name}": value for name, value in told.items()}


def cited(desk_of: Client, claim: Claim, **more: str) -> Any:
    return desk_of.post(desk("cite", claim.public_id), typed(**more))


def newest() -> Citation:
    return Citation.objects.latest("pk")


def test_a_transcript_is_kept_as_the_words_of_the_source(editor_desk: Client, claim: Claim) -> None:
    cited(editor_desk, claim, source_kind="book", paraphrase="", transcript="“No price was set.”", locator="page 12")
    assert (newest().basis, newest().transcript) == (CitationBasis.TRANSCRIBED, "“No price was set.”")


def test_relays_stand_in_their_order_and_the_first_place_is_one_where_none_is_typed(
    editor_desk: Client, claim: Claim
) -> None:
    cited(editor_desk, claim, first_said="Morning Post", relays="Morning Post\nWire\nEvening News")
    assert newest().relays == ["Morning Post", "Wire", "Evening News"]
    cited(editor_desk, claim, first_said="Gazette")
    assert newest().relays == ["Gazette"]


def test_translation_language_and_grades_are_kept_and_shown(editor_desk: Client, claim: Claim) -> None:
    told = {"language": "tr", "translation": "They come in spring.", "translated_by": "the register"}
    cited(editor_desk, claim, **told, source_grade="B", information_grade="2")
    found = newest()
    assert {name: getattr(found, name) for name in told} == told
    page = text(editor_desk.get(desk("claim", claim.public_id)))
    assert "graded B2" in page
    assert "They come in spring." in page


def test_passages_are_quoted_from_the_text_that_we_hold(editor_desk: Client, claim: Claim, editor: Member) -> None:
    reading = a_reading(HELD, by=editor)
    title = reading.snapshot.source.title
    quotes = "Radars for Lowland\nthe radars would come in spring"
    cited(editor_desk, claim, source_title=title, paraphrase="", locator="", quotes=quotes)
    found = newest()
    assert (found.basis, found.source) == (CitationBasis.QUOTED, reading.snapshot.source)
    assert [passage.text for passage in found.passages.all()] == quotes.split("\n")


@pytest.mark.parametrize(
    ("told", "field", "words"),
    [
        ({"paraphrase": ""}, "paraphrase", "Fill this in"),
        ({"transcript": "Its words."}, "transcript", "one of the two"),
        ({"quotes": "Its words."}, "quotes", "one of the two"),
        ({"paraphrase": "", "quotes": "Its words."}, "quotes", "hold no text"),
        ({"locator": ""}, "locator", "where in the source"),
        ({"translation": "They come."}, "translated_by", "whose translation"),
        ({"translated_by": "us"}, "translation", "Give the translation"),
        ({"source_grade": "G"}, "source_grade", "valid"),
        ({"information_grade": "7"}, "information_grade", "valid"),
        ({"paraphrase": "x" * 601}, "paraphrase", "600"),
        ({"paraphrase": "", "transcript": "x" * 2001}, "transcript", "2000"),
        ({"relays": "x" * 201}, "relays", "200"),
        ({"relays": "\n".join(f"Paper {n}" for n in range(51))}, "relays", "50 lines"),
        ({"language": "x" * 36}, "language", "35"),
        ({"said": "yesterday"}, "said", "2017-09"),
        ({"url": "ftp://example.org/x"}, "url", "http"),
        ({"paraphrase": "a\x00b"}, "paraphrase", "U+0000"),
    ],
)
def test_what_is_wrong_is_told_at_its_field_and_nothing_is_stored(
    editor_desk: Client, claim: Claim, told: dict[str, str], field: str, words: str
) -> None:
    answer = cited(editor_desk, claim, **told)
    assert words in " ".join(errors(answer, "citation")[field])
    assert claim.citations.count() == 1


def test_a_passage_that_does_not_stand_there_is_named(editor_desk: Client, claim: Claim, editor: Member) -> None:
    title = a_reading(HELD, by=editor).snapshot.source.title
    answer = cited(editor_desk, claim, source_title=title, paraphrase="", quotes="He named a price.")
    assert "“He named a price.” does not stand" in errors(answer, "citation")["quotes"][0]
    assert claim.citations.count() == 1


# --- Correcting -------------------------------------------------------------------------------------------------------
def correct(desk_of: Client, claim: Claim, citation: Citation, why: str = "A slip.", **more: str) -> Any:
    form = {**typed(**more), "seen_version": str(claim.version), "why": why}
    return desk_of.post(desk("citation", claim.public_id, citation.pk), form)


def test_a_citation_editor_corrects_a_citation_as_a_new_version(
    claim: Claim, editor: Member, publisher: Member
) -> None:
    citing = signed_in(a_member(MemberRole.CITATION_EDITOR))
    approved = an_approved_claim(by=editor, publisher=publisher)
    (citation,) = approved.citations.all()
    page = citing.get(desk("citation", approved.public_id, citation.pk))
    assert citation.paraphrase in text(page)
    told = {"paraphrase": "It says so plainly.", "speaker_party": "Lowland", "speaker_name": "Ada Brook"}
    correct(citing, approved, citation, **told)
    stored = Citation.objects.get(pk=citation.pk)
    assert stored.paraphrase == "It says so plainly."
    assert str(stored.origin.speaker) == "Ada Brook, Lowland"
    assert stored.source == citation.source
    changed = Claim.objects.get(pk=approved.pk)
    assert (changed.state, changed.version) == ("draft", approved.version + 1)


def test_an_approved_claims_proof_changes_with_a_reason_only_and_not_over_anothers_save(
    editor_desk: Client, editor: Member, publisher: Member
) -> None:
    approved = an_approved_claim(by=editor, publisher=publisher)
    (citation,) = approved.citations.all()
    answer = correct(editor_desk, approved, citation, why="", paraphrase="Otherwise.")
    assert "Say why" in " ".join(errors(answer)["__all__"])
    cited(editor_desk, approved)
    answer = correct(editor_desk, approved, citation, paraphrase="Otherwise.")
    assert "meanwhile" in " ".join(errors(answer)["__all__"])
    assert "Otherwise." in text(answer)
    assert Citation.objects.get(pk=citation.pk).paraphrase == citation.paraphrase


def test_a_proof_that_no_longer_supports_leaves_its_place_to_another(editor_desk: Client, claim: Claim) -> None:
    (citation,) = claim.citations.all()
    correct(editor_desk, claim, citation, bearing="disputes")
    assert Claim.objects.get(pk=claim.pk).proof is None
    changed = Claim.objects.get(pk=claim.pk)
    cited(editor_desk, changed)
    assert Claim.objects.get(pk=claim.pk).proof == newest()
    assert Citation.objects.get(pk=citation.pk).bearing == Bearing.DISPUTES


def test_a_citation_of_another_claim_is_not_there(editor_desk: Client, claim: Claim) -> None:
    elsewhere = a_claim()
    (citation,) = elsewhere.citations.all()
    assert editor_desk.get(desk("citation", claim.public_id, citation.pk)).status_code == 404
