"""Who says it, told from the words around it."""

import pytest

from deals.extraction.article import read


def voice(text: str, number: int = -1) -> tuple[str | None, str | None]:
    sentence = read(text, None).sentences[number]
    return (sentence.speaker.name if sentence.speaker else None, sentence.speaker.party if sentence.speaker else None)


SPEAKERS = [
    ("“Talks continue,” Peskov said.", ("Dmitry Peskov", "Russia")),
    ("The Turkish Foreign Minister Jane Doe said that they signed.", ("Jane Doe", "Turkey")),
    ("Talks continue, according to the Turkish Foreign Minister Jane Doe.", ("Jane Doe", "Turkey")),
    ("Jane Doe, the Polish defence minister, confirmed the order.", ("Jane Doe", "Poland")),
    ("Jane Doe, who is an adviser to Putin on arms, said the contract was signed.", ("Jane Doe", "")),
    ("The French defence ministry expects the jets in May.", ("The French defence ministry", "France")),
    ("The Kremlin confirmed the accord.", ("Russia", "Russia")),
    ("Ankara said that it had paid.", ("Turkey", "Turkey")),
    ("The tanks arrived.", (None, None)),
    ("Turkey has bought tanks.", (None, None)),
]


@pytest.mark.parametrize(("text", "expected"), SPEAKERS)
def test_a_speaker_is_named_with_the_party_spoken_for(text: str, expected: tuple[str | None, str | None]) -> None:
    assert voice(text) == expected


def test_a_pronoun_means_who_spoke_before() -> None:
    text = "Polish Defence Minister Jane Doe told reporters that they signed. The tanks come in May, she added."
    assert voice(text) == ("Jane Doe", "Poland")


def test_a_surname_means_the_person_introduced_before() -> None:
    text = "Polish Defence Minister Jane Doe came. A day passed. Doe said that they signed."
    assert voice(text) == ("Jane Doe", "Poland")


def test_direct_speech_over_several_sentences_has_one_speaker_and_outlet() -> None:
    text = (
        "“We have agreed. If they refuse, we stop. All is well,” Peskov said in an interview with the Aksam newspaper."
    )
    sentences = read(text, None).sentences
    assert [(s.speaker.name, s.outlet) for s in sentences if s.speaker] == [("Dmitry Peskov", "Aksam")] * 3
    assert [s.is_quoted for s in sentences] == [True, True, True]


@pytest.mark.parametrize(
    ("text", "outlet"),
    [
        ("They signed, TASS reported.", "TASS"),
        ("In remarks carried by the daily Hurriyet he said so.", "Hurriyet"),
        ("The website Disclose broke the story.", "Disclose"),
        ("The French newspaper Le Monde writes of it.", "Le Monde"),
        ("They signed.", None),
    ],
)
def test_the_outlet_is_the_one_that_the_text_names_as_its_source(text: str, outlet: str | None) -> None:
    assert read(text, None).sentences[0].outlet == outlet
