from dataclasses import replace
from datetime import date
from urllib.parse import urlencode

import pytest
from django.http import QueryDict

from deals.record.known import as_of
from deals.record.shape import Record
from deals.vocabulary.kinds import Kind
from tests.timeline.records import BUYER, MAIN, OTHER, SELLER, SIDE_TRACK, claim, hard_record, origin, quoted, record
from timeline.entries import entries, in_chronology
from timeline.filters import NO_FILTERS, Column, Filters, NotAFilterError, checked, columns, folded, matching, query_of
from timeline.pages import deal_page

WHOLE = hard_record()


def asking(words: str = "", **values: str) -> Filters:
    return Filters(values={name: frozenset(text.split()) for name, text in values.items()}, words=words)


def labels(filters: Filters, of: Record = WHOLE) -> list[str]:
    return [entry.claim.label for entry in matching(of, in_chronology(entries(of)), filters)]


def column(name: str, filters: Filters = NO_FILTERS, of: Record = WHOLE) -> Column:
    return next(column for column in columns(of, in_chronology(entries(of)), filters) if column.name == name)


def test_without_filters_every_entry_is_shown() -> None:
    assert len(labels(NO_FILTERS)) == len(in_chronology(entries(WHOLE))) > 20
    assert not NO_FILTERS.is_any


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        (asking(kind="payment"), ["First payment made", "45% paid"]),
        (asking(track=SIDE_TRACK), ["Joint production agreed in principle", "Talks on joint production go on"]),
        (asking(side="both"), ["Contract signed", "First parts arrive at Lindmar"]),
        (asking(modality="planned denied"), ["Contract in force", "First battery planned"]),
        (asking(party=OTHER, kind="event"), ["Shut out of the fighter programme", "Sanctions on the agency"]),
        (asking(kind="stage valuation", words="meridor"), [
            "Signatures put, says Meridor", "€2 bn, says Meridor",
        ]),
    ],
)  # fmt: skip
def test_an_entry_has_one_of_the_values_of_each_column_that_is_named(filters: Filters, found: list[str]) -> None:
    assert labels(filters) == found


def test_what_is_negated_is_no_assertion() -> None:
    whole = record(claim(Kind.EVENT, "2017", label="It is"), claim(Kind.EVENT, "2018", label="Is not", is_negated=True))
    assert labels(asking(modality="asserted"), whole) == ["It is"]
    assert labels(asking(modality="negated"), whole) == ["Is not"]


@pytest.mark.parametrize("words", ["cavusoglu", "ÇAVUŞOĞLU said", "gotowka", "œuvre", "report gazette", "strasse"])
def test_words_are_found_whatever_their_case_and_accents(words: str) -> None:
    said = origin(BUYER, speaker="Mevlüt Çavuşoğlu said", office="Gotówka œuvre Straße")
    whole = record(claim(Kind.EVENT, "2017", label="This one", citations=(quoted("So it is", said=said),)))
    assert labels(asking(words), whole) == ["This one"]


def test_all_the_words_have_to_be_there_in_text_label_quote_source_or_speaker() -> None:
    assert labels(asking("first payment gazette")) == ["First payment made"]
    assert labels(asking("first payment nowhere")) == []


def test_a_restatement_s_words_find_the_entry_that_it_is_told_with() -> None:
    again = next(told for told in WHOLE.claims if told.id == "cagain")
    assert labels(asking(again.text)) == ["First parts arrive at Lindmar"]


def test_words_of_undivided_letters_are_found_without_them() -> None:
    assert folded("Łódź, Ærø, ıstanbul, Đà") == "lodz, aero, istanbul, da"


def test_only_what_occurs_is_offered_with_its_number() -> None:
    offered = {option.value: option.number for option in column("kind").options}
    counted = [entry.claim.kind.value for entry in in_chronology(entries(WHOLE))]
    assert offered == {kind: counted.count(kind) for kind in set(counted)}
    assert "participation" not in offered
    assert [option.label for option in column("track").options] == ["The deal", "Joint production"]
    assert {option.value for option in column("party").options} == {BUYER, SELLER, OTHER}


def test_a_column_with_one_value_is_not_offered_unless_it_is_chosen() -> None:
    one = record(claim(Kind.EVENT, "2017"), claim(Kind.EVENT, "2018"))
    assert not columns(one, entries(one), NO_FILTERS)
    assert [found.name for found in columns(one, entries(one), asking(kind="event"))] == ["kind"]


def test_what_is_chosen_stays_though_nothing_has_it_on_that_day() -> None:
    past = as_of(WHOLE, date(2016, 12, 1))
    chosen = [option for option in column("kind", asking(kind="payment"), past).options if option.is_chosen]
    assert [(option.value, option.number) for option in chosen] == [("payment", 0)]


@pytest.mark.parametrize("name", ["kind", "track", "party", "side", "modality"])
@pytest.mark.parametrize("value", ["nothing", "participation", "\x00", "x" * 500])
def test_a_value_that_no_entry_has_is_refused_with_those_there_are(name: str, value: str) -> None:
    with pytest.raises(NotAFilterError, match="write one of: ") as refused:
        checked(WHOLE, Filters(values={name: frozenset({value})}))
    assert len(str(refused.value)) < 400


def test_the_address_of_filters_is_one_and_says_them_again() -> None:
    filters = asking("first  payment", kind="stage payment", track=MAIN)
    query = QueryDict(urlencode(query_of(filters, date(2018, 1, 1))))
    assert query.getlist("kind") == ["payment", "stage"]
    assert (query["track"], query["q"], query["as_of"]) == (MAIN, "first  payment", "2018-01-01")
    assert query_of(NO_FILTERS, None) == []


def test_the_chart_has_the_matching_marks_in_the_same_window_under_the_same_bands() -> None:
    whole, part = deal_page(WHOLE), deal_page(WHOLE, asking(kind="payment"))
    assert whole.wide
    assert part.wide
    assert {mark.id for mark in part.wide.marks} == {fact.claim.id for fact in part.chronology}
    assert part.wide.window == whole.wide.window
    assert part.wide.bands == whole.wide.bands
    assert part.number_entries == len(whole.chronology) > len(part.chronology)
    assert part.stands == whole.stands


def test_a_page_on_which_nothing_matches_still_has_its_bands() -> None:
    page = deal_page(replace(WHOLE), asking("nowhere to be found"))
    assert page.chronology == ()
    assert page.wide
    assert page.wide.bands
