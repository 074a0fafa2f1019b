"""The names under which texts speak of states, makers, systems and office holders."""

import re

import pycountry
import pytest

from deals.vocabulary.gazetteer import mentions, states

OUR_OWN = {"XKX"}  # Kosovo: a user-assigned code, in no standard's list


def named(text: str) -> list[tuple[str, str]]:
    return [(mention.surface, mention.name.name) for mention in mentions(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ankara and the Kremlin", [("Ankara", "Turkey"), ("the Kremlin", "Russia")]),
        ("Russians sell S-400s to Türkiye", [("Russians", "Russia"), ("S-400", "S-400"), ("Türkiye", "Turkey")]),
        ("Nigeria, not Niger", [("Nigeria", "Nigeria"), ("Niger", "Niger")]),
        ("North Korean, South Korean", [("North Korean", "North Korea"), ("South Korean", "South Korea")]),
        ("India's F-16V", [("India", "India"), ("F-16V", "F-16")]),
        ("Peskov said", [("Peskov", "Dmitry Peskov")]),
        ("Indiana Jones romaned a turkey", []),
        ("the S-4000 and XS-400", []),
    ],
)
def test_names_are_found_as_whole_words_by_their_longest_form(text: str, expected: list[tuple[str, str]]) -> None:
    assert named(text) == expected


def test_each_state_has_a_code_of_iso_3166() -> None:
    assert set(states()) - OUR_OWN <= {country.alpha_3 for country in pycountry.countries}


def test_all_members_of_the_united_nations_and_more_are_there() -> None:
    assert len(states()) >= 195


def test_no_two_states_share_a_name_a_capital_or_a_people() -> None:
    forms = [
        form
        for state in states().values()
        for form in {state.name, state.capital, *state.aliases, *state.metonyms, *state.demonyms}
    ]
    assert sorted(form for form in forms if form and forms.count(form) > 1) == []


def test_mentions_stand_at_their_offsets() -> None:
    text = "Paris told Berlin of 30 Rafales"
    assert all(text[m.start : m.end] == m.surface for m in mentions(text))


def test_demonyms_and_metonyms_are_told_from_names() -> None:
    assert [m.name.form for m in mentions("Turkey, Turkish, Ankara, the Pentagon")] == [
        "name",
        "demonym",
        "capital",
        "metonym",
    ]


def test_codes_are_three_capitals() -> None:
    assert all(re.fullmatch("[A-Z]{3}", code) for code in states())
