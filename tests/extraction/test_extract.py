"""A whole article: what is found in it, and what must hold for any text."""

import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deals.extraction import Candidate, extract
from deals.vocabulary.dates import PartialDate
from deals.vocabulary.text import normalised

ARTICLE = normalised("""\
Ankara could drop the S-400

A launcher of the S-400, courtesy of the maker.

Ankara may cancel its\u00a0S-400 contract with Russia if Moscow does not let it build the system together with it.

Expert talks on the contract continue, Peskov said when asked about the plans.

“We have agreed in principle on joint production. If they refuse, we will sign with another country,” Foreign \
Minister Mevlut Cavusoglu told the Aksam newspaper.

Russia signed the contract for four S-400 batteries, worth $2.5\u00a0billion, on 12 September 2017.

Turkey made the first payment for the S-400 last month.

About Jane Doe
Jane Doe bought four tanks from Russia for $5 million in 2016.
""")
PUBLISHED = date(2017, 10, 9)


def rows(text: str = ARTICLE, published: date | None = PUBLISHED) -> list[tuple[str, str | None, str, str | None]]:
    return [(c.kind, c.stage or c.act, c.modality, c.date) for c in extract(text, published=published).candidates]


def candidate(kind: str, what: str | None = None) -> Candidate:
    (found,) = [
        c for c in extract(ARTICLE, published=PUBLISHED).candidates if c.kind == kind and (c.stage or c.act) == what
    ]
    return found


def test_an_article_yields_each_of_its_events_once_and_in_order() -> None:
    assert rows() == [
        ("statement", "threaten", "possible", "2017-10"),
        ("stage", "talks", "asserted", "2017-10"),
        ("stage", "agreed_in_principle", "asserted", "2017-10"),
        ("statement", "threaten", "possible", "2017-10"),
        ("stage", "contract_signed", "asserted", "2017-09-12"),
        ("value", None, "asserted", "2017-09-12"),
        ("order", None, "asserted", None),
        ("payment", None, "asserted", "2017-09"),
    ]


def test_the_deal_is_named_with_its_sides_and_system() -> None:
    deal = extract(ARTICLE, published=PUBLISHED).deal
    assert (deal.suppliers, deal.recipients, deal.systems) == (("Russia",), ("Turkey",), ("S-400",))
    assert deal.quote == ARTICLE[deal.start : deal.end]


def test_a_relative_date_keeps_its_phrase_and_its_anchor() -> None:
    payment = candidate("payment")
    assert (payment.phrase, payment.anchored_on, payment.nature) == ("last month", "2017-10-09", "advance")


def test_direct_speech_has_its_speaker_outlet_and_track() -> None:
    agreed = candidate("stage", "agreed_in_principle")
    assert (agreed.speaker, agreed.speaker_party, agreed.outlet) == ("Mevlut Cavusoglu", "Turkey", "Aksam")
    assert agreed.track == "joint production"
    assert agreed.quote == "We have agreed in principle on joint production"


def test_talks_are_quoted_without_who_said_so() -> None:
    talks = candidate("stage", "talks")
    assert (talks.quote, talks.speaker, talks.track) == ("Expert talks on the contract continue", "Dmitry Peskov", None)


def test_the_first_threat_is_the_states_and_the_second_the_ministers() -> None:
    threats = [c for c in extract(ARTICLE, published=PUBLISHED).candidates if c.act == "threaten"]
    assert [(c.actor, c.speaker) for c in threats] == [("Turkey", None), ("Mevlut Cavusoglu", "Mevlut Cavusoglu")]


def test_without_a_day_of_publication_a_relative_date_stays_open() -> None:
    assert ("payment", None, "asserted", None) in rows(published=None)


def test_the_texts_own_first_lines_tell_the_day_of_publication() -> None:
    assert ("payment", None, "asserted", "2017-09") in rows(f"9 October 2017\n{ARTICLE}", published=None)


NEGATIVE = [
    "The air forces of India and France flew together. Rafale jets and Su-30 fighters took part, the ministry said.",
    "Modern air power needs cheap drones in great numbers, bought off the shelf. Procurement must change.",
    "Turkey and Russia signed a trade agreement worth $2.5 billion on wheat. Talks on gas continue.",
    "Puma signed a sponsorship deal with Germany for $30 million. Abrams bought 40 films from France.",
    "She deals with Rafale fans every day. The peace deal between Egypt and Israel holds.",
    "",
]


@pytest.mark.parametrize("text", NEGATIVE)
def test_a_text_about_no_deal_yields_nothing(text: str) -> None:
    found = extract(text, published=PUBLISHED)
    assert found.candidates == ()
    assert found.deal.systems == found.deal.recipients == ()


PIECES = [
    "Turkey", "Ankara", "Russia", " signed ", "a contract", " for ", "S-400", "30 Rafale jets", "$2.5 billion",
    " paid ", " the advance", " if ", " may cancel ", "the deal", " last month", " in May", ". ", "\n", ", ",
    "“", "”", '"', " said", " Peskov", " he", "(", ")", "Minister Jane Doe", " will be delivered",
    " by the end of next year", " talks continue", "é", "\u0301", "\U0001d538", "1,", "2017", " according to ",
    "About Jane Doe", " agreed in principle", " unless ", " or it would ", "CAIRO: ", "-", "—", " 31 February ",
]  # fmt: skip


@settings(deadline=None, max_examples=300)
@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=8)), max_size=60), st.dates() | st.none())
def test_any_text_is_read_without_an_error_and_quoted_letter_for_letter(
    pieces: list[str], published: date | None
) -> None:
    text = normalised("".join(pieces))
    found = extract(text, published=published)
    for read in found.candidates:
        assert text[read.start : read.end] == read.quote
        assert read.quote.strip() == read.quote != ""
        assert read.date is None or PartialDate.parse(read.date)
    assert found == extract(text, published=published)


OPENING = "Turkey signed a contract with Russia for four S-400 systems.\n"
REPEATED = [
    "a", "Aa ", ". ", "A. ", '"', "“a” ", "if Turkey may ", "1,", "contract ", "a\n", "May 1 ", "S-400 ",
    "said that ", "Minister Jane, ", "Abc, ", "talks ", "(", "paid $1 million ", "the ministry ",
    "Turkey signed a $2 billion contract for 4 S-400 systems in 2017. ", "if ", ", and ", "Jane Doe, ",
    "deal deliver 12 ", "the the ", "- ", "$1 ", "no more ", "will not ", "\u0301", "Mc-1-",
]  # fmt: skip
SMALL, LARGE = 5_000, 40_000
SLOWEST = 8 * 3  # times longer for eight times the text; reading in quadratic time takes 64 times as long


def seconds(unit: str, length: int) -> float:
    """The least of three: what else the machine does only ever adds."""
    text = normalised(OPENING + unit * (length // len(unit)))
    taken = []
    for _ in range(3):
        start = time.process_time()
        extract(text, published=PUBLISHED)
        taken.append(time.process_time() - start)
    return min(taken)


@pytest.mark.parametrize("unit", REPEATED)
def test_reading_takes_time_in_proportion_to_the_text(unit: str) -> None:
    small = max(seconds(unit, SMALL), 0.01)
    assert seconds(unit, LARGE) < small * SLOWEST


def test_a_publisher_that_names_itself_relays_nobody() -> None:
    def outlets(publisher: str) -> set[str | None]:
        return {c.outlet for c in extract(ARTICLE, published=PUBLISHED, publisher=publisher).candidates}

    assert outlets("Another paper") == {None, "Aksam"}
    assert outlets("Aksam") == {None}
