import pytest

from deals.vocabulary.dates import PartialDate
from deals.vocabulary.kinds import Kind, Modality
from deals.vocabulary.stages import Stage
from tests.timeline.records import BUYER, SELLER, claim, hard_record, origin, participation, quoted, record, stage
from timeline.details import detail_rows
from timeline.pages import deal_page
from timeline.stands import stage_since, standing_document


@pytest.mark.parametrize(
    ("step", "day", "words"),
    [
        (Stage.TALKS, "2016-11", "since November 2016"),
        (Stage.CONTRACT_SIGNED, "2017-09-12", "on 12 September 2017"),
        (Stage.IN_PRODUCTION, "../2018-04-25", "by 25 April 2018"),
        (Stage.IN_FORCE, "2017-09~", "about September 2017"),
    ],
)
def test_what_lasts_is_since_a_day_and_what_happens_on_it(step: Stage, day: str, words: str) -> None:
    assert stage_since(step, PartialDate.parse(day)) == words


@pytest.mark.parametrize(
    ("written", "row"),
    [
        ("if the other side agrees", ("If", "the other side agrees")),
        ("If talks fail", ("If", "talks fail")),
        ("talks fail", ("If", "talks fail")),
        ("iffy terms stay", ("If", "iffy terms stay")),
        ("unless talks fail", ("Condition", "unless talks fail")),
    ],
)
def test_a_condition_says_if_once(written: str, row: tuple[str, str]) -> None:
    threat = claim(Kind.STATEMENT, details={"act": "threaten", "if_condition": written})
    assert row in detail_rows(record(threat), threat)


def test_a_signed_preliminary_document_is_named_as_one() -> None:
    page = deal_page(record(stage("preliminary_signed", "../2017-07-25")))
    assert page.stands[0].sentence.startswith("Preliminary document signed by 25 July 2017")


def test_suppliers_come_first_among_who_takes_part() -> None:
    page = deal_page(record(participation(BUYER, "recipient"), participation(SELLER, "supplier")))
    assert [fact.claim.details["role"] for fact in page.cast] == ["supplier", "recipient"]
    assert [role for role, _ in page.roles] == ["Supplier", "Recipient"]


def test_a_disputed_stage_is_said_to_be() -> None:
    denied = stage("in_force", "2018", modality=Modality.DENIED, citations=(quoted("No.", said=origin(SELLER)),))
    page = deal_page(record(stage("in_force", "2017-09-29"), denied))
    assert page.stands[0].sentence.endswith("; disputed")


def test_a_track_without_reports_stands_nowhere() -> None:
    page = deal_page(record(claim(Kind.EVENT, "2017")))
    assert page.stands[0].sentence == "No source in this register reports a stage."
    assert standing_document(page.record) == {"trackmain": None, "trackjoint": None}


def test_which_sides_confirm_is_counted_in_entries() -> None:
    told = [(side.words, side.said) for side in deal_page(hard_record()).confirmed]
    assert told == [
        ("Both sides", "2 entries"), ("The recipient alone", "14 entries"), ("The supplier alone", "4 entries"),
        ("Third parties only", "1 entry"), ("Nobody named", "no entry"),
    ]  # fmt: skip


def test_a_threat_shows_its_condition_and_its_consequence() -> None:
    told = {"act": "threaten", "if_condition": "no transfer", "consequence": "another seller"}
    whole = record(claim(Kind.STATEMENT, "2017", details=told))
    assert detail_rows(whole, whole.claims[0]) == (
        ("Act", "threaten"),
        ("If", "no transfer"),
        ("Then", "another seller"),
    )


def test_a_total_is_not_to_be_added() -> None:
    told = {"payment_state": "paid", "payment_measure": "level", "share_percent": "45.00"}
    whole = record(claim(Kind.PAYMENT, "2017", details=told))
    rows = dict(detail_rows(whole, whole.claims[0]))
    assert rows["Share"] == "45% of the price"
    assert rows["Counted as"].startswith("a total reached")
    assert rows["Amount"] == "amount not published"
