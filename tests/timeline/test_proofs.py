from deals.vocabulary.kinds import Kind
from deals.vocabulary.proof import CitationBasis
from tests.timeline.records import citation, claim, hard_record, origin, partial, quoted, record
from timeline.proofs import CUT, counted, proofs, publicly_quoted, shortened


def test_citations_are_counted_by_their_basis() -> None:
    assert counted(hard_record()) == "27 citations: 3 quoted, 24 paraphrased"
    assert counted(record()) == "0 citations"


def test_a_paraphrase_says_that_nothing_is_quoted() -> None:
    whole = record(claim(Kind.EVENT, "2017"))
    (proof,) = proofs(whole, whole.claims[0])
    assert (proof.quotes, proof.basis) == ((), "paraphrased, no quotation")
    assert proof.speaker == "minister of defence, Meridor"


def test_a_speaker_of_an_unknown_party_is_still_named() -> None:
    whole = record(claim(Kind.EVENT, "2017", citations=(citation(said=origin("gone", speaker="An analyst")),)))
    assert proofs(whole, whole.claims[0])[0].speaker == "An analyst, minister of defence"


def test_an_outlet_that_relays_what_it_was_told_itself_is_named_once() -> None:
    said = origin(speaker="A. Minister", office="", first_said="Harbour Gazette", said=partial("2017"))
    whole = record(claim(Kind.EVENT, "2017", citations=(citation(said=said, relays=("harbour gazette",)),)))
    (proof,) = proofs(whole, whole.claims[0])
    assert (proof.speaker, proof.first_said, proof.said) == ("A. Minister, Meridor", "", "2017")
    assert proof.relays == ("harbour gazette",)


def test_a_long_quote_is_cut_at_a_word_for_the_public() -> None:
    whole = record(claim(Kind.EVENT, "2017", citations=(quoted("word " * 100),)))
    (passage,) = publicly_quoted(whole, 300).claims[0].citations[0].passages
    assert len(passage) <= 300
    assert passage.endswith("word" + CUT)


def test_a_record_with_short_quotes_stays_the_same() -> None:
    whole = hard_record()
    assert publicly_quoted(whole, 300) is whole


def test_a_long_transcript_is_cut_too() -> None:
    long = citation(basis=CitationBasis.TRANSCRIBED, transcript="word " * 100)
    found = publicly_quoted(record(claim(Kind.EVENT, "2017", citations=(long,))), 300)
    assert len(found.claims[0].citations[0].transcript) <= 300


def test_passages_after_the_limit_are_left_out() -> None:
    assert shortened(["one two", "three four", "five"], 12) == ("one two",)
