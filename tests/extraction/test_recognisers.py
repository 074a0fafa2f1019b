"""One table for all recognisers: sentences with what each rule reads in them, and near misses."""

from datetime import date

import pytest

from deals.extraction.article import read
from deals.extraction.candidate import Candidate
from deals.extraction.recognisers import RECOGNISERS

PUBLISHED = date(2021, 11, 10)
BY_RULE = {recogniser.RULE: recogniser for recogniser in RECOGNISERS}


def found(rule: str, text: str) -> list[Candidate]:
    article = read(text, PUBLISHED)
    return [candidate for sentence in article.sentences for candidate in BY_RULE[rule].recognise(sentence)]


READ = [
    ("signature", "Egypt signed a contract for 30 Rafales.", "contract_signed", "asserted", "2021-11"),
    ("signature", "The contract for the tanks was signed on 3 May 2019.", "contract_signed", "asserted", "2019-05-03"),
    ("signature", "The contract for the frigates will be signed next month.", "contract_signed", "planned", "2021-12"),
    ("signature", "They concluded a framework agreement on tanks in 2018.", "agreed_in_principle", "asserted", "2018"),
    ("memorandum", "Poland signed a memorandum of understanding in June.", "mou", "asserted", "2021-06"),
    ("memorandum", "A letter of intent was signed by both navies in 2020.", "mou", "asserted", "2020"),
    ("agreement", "“We agreed in principle,” he said.", "agreed_in_principle", "asserted", "2021-11"),
    ("agreement", "The two reached an agreement on tanks in July.", "agreed_in_principle", "asserted", "2021-07"),
    ("talks", "Negotiations on the price of the tanks are continuing.", "talks", "asserted", "2021-11"),
    ("talks", "India is in talks with France for 26 Rafale jets.", "talks", "asserted", "2021-11"),
    ("talks", "Talks on the sale are to begin in March next year.", "talks", "planned", "2022-03"),
    ("approval", "Congress approved the sale of the missiles in 2019.", "approved", "asserted", "2019"),
    ("approval", "The package of arms won approval last year.", "approved", "asserted", "2020"),
    ("approval", "The export licence for the tanks was issued on 14 May.", "approved", "asserted", "2021-05-14"),
    ("selection", "Norway picked the Type 212CD over its rival in 2017.", "selected", "asserted", "2017"),
    ("selection", "The notice of award for the missiles was signed on Dec. 31.", "selected", "asserted", "2020-12-31"),
    ("selection", "They issued a request for proposals for frigates in 2015.", "tender", "asserted", "2015"),
    ("interest", "Qatar wants to buy the S-400.", "interest", "asserted", "2021-11"),
    ("interest", "Serbia is considering the purchase of Rafale jets.", "interest", "asserted", "2021-11"),
    ("ending", "Manila cancelled the contract for the helicopters in 2018.", "cancelled", "asserted", "2018"),
    ("ending", "Deliveries of the missiles were suspended last month.", "suspended", "asserted", "2021-10"),
    ("ending", "Calling the deal off would cost Canberra dearly.", "cancelled", "possible", "2021-11"),
    ("production", "The first submarine is 80% complete.", "in_production", "asserted", "2021-11"),
    ("production", "The keel of the frigate was laid in 2016.", "in_production", "asserted", "2016"),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "text", "stage", "modality", "when"), READ)
def test_a_stage_is_read_with_its_modality_and_date(
    rule: str, text: str, stage: str, modality: str, when: str | None
) -> None:
    (candidate,) = found(rule, text)
    assert (candidate.kind, candidate.stage, candidate.modality, candidate.date) == ("stage", stage, modality, when)
    assert text[candidate.start : candidate.end] == candidate.quote


PAYMENTS = [
    ("Turkey made the first payment for the S-400 last month.", None, "advance", "asserted", "2021-10"),
    ("India has paid $800 million as an advance for the S-400.", 800_000_000, "advance", "asserted", None),
    ("A loan of $2 billion from Moscow will cover half of the contract.", 2_000_000_000, "loan", "planned", None),
    ("For the fighter project 800 billion won is outstanding.", 800_000_000_000, "arrears", "asserted", None),
    ("The ministry means to stop paying advances on the howitzers.", None, "advance", "denied", None),
    ("Egypt may pay the second instalment of €100 million in 2022.", 100_000_000, "instalment", "possible", "2022"),
]


@pytest.mark.parametrize(("text", "amount", "nature", "modality", "when"), PAYMENTS)
def test_a_payment_is_read_with_its_amount_and_nature(
    text: str, amount: int | None, nature: str | None, modality: str, when: str | None
) -> None:
    (candidate,) = found("payment", text)
    read_as = (candidate.amount, candidate.nature, candidate.modality, candidate.date)
    assert read_as == (amount, nature, modality, when)


DELIVERIES = [
    ("The 18 jets are to be handed over between 2024 and 2026.", 18, "planned", "2024/2026"),
    ("Poland received the first ten K2 tanks in December.", 10, "asserted", "2020-12"),
    ("The frigates will not be delivered before 2026.", None, "denied", "2026"),
    ("Morocco took delivery of the drones in September 2021.", None, "asserted", "2021-09"),
]


@pytest.mark.parametrize(("text", "quantity", "modality", "when"), DELIVERIES)
def test_a_delivery_is_read_with_its_count_and_date(
    text: str, quantity: int | None, modality: str, when: str | None
) -> None:
    (candidate,) = found("delivery", text)
    assert (candidate.quantity, candidate.modality, candidate.date) == (quantity, modality, when)


ORDERS = [
    ("Egypt ordered 30 Rafales from France.", 30, "Rafale", "asserted"),
    ("The contract covers three batteries of BrahMos missiles.", 3, "BrahMos", "asserted"),
    ("Poland plans to buy 96 Apache helicopters.", 96, None, "planned"),
    ("Cairo bought 24 of them in 2015.", 24, None, "asserted"),
]


@pytest.mark.parametrize(("text", "quantity", "item", "modality"), ORDERS)
def test_an_order_is_read_with_its_count_and_item(
    text: str, quantity: int | None, item: str | None, modality: str
) -> None:
    (candidate,) = found("order", text)
    assert (candidate.quantity, candidate.item, candidate.modality) == (quantity, item, modality)


VALUES = [
    ("The deal for the tanks is worth $4.75 billion.", 4_750_000_000, "USD", "exactly"),
    ("Warsaw signed a $300 million contract for missiles.", 300_000_000, "USD", "exactly"),
    ("Ankara buys the S-400 for about $2.5 billion.", 2_500_000_000, "USD", "about"),
]


@pytest.mark.parametrize(("text", "amount", "currency", "mark"), VALUES)
def test_a_value_is_read_with_its_currency_and_mark(text: str, amount: int | None, currency: str, mark: str) -> None:
    (candidate,) = found("value", text)
    assert (candidate.amount, candidate.currency, candidate.mark) == (amount, currency, mark)


THREATS = [
    ("Ankara may cancel the deal if Moscow does not lower the price.", "Turkey",
     "if Moscow does not lower the price", "Ankara may cancel the deal"),
    ("If the seller does not agree, Egypt will look elsewhere for tanks.", "Egypt",
     "If the seller does not agree", "Egypt will look elsewhere for tanks"),
    ("Turkey is pressing Moscow to share the plans or it would find another partner.", "Turkey",
     "pressing Moscow to share the plans", "it would find another partner"),
    ("Unless the tests succeed, Prague will not pay the next advance.", "Czech Republic",
     "Unless the tests succeed", "Prague will not pay the next advance"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "actor", "condition", "consequence"), THREATS)
def test_a_threat_is_read_with_its_condition_and_consequence(
    text: str, actor: str, condition: str, consequence: str
) -> None:
    (candidate,) = found("threat", text)
    assert (candidate.kind, candidate.act, candidate.modality, candidate.actor) == (
        "statement",
        "threaten",
        "possible",
        actor,
    )
    assert (candidate.condition, candidate.consequence) == (condition, consequence)


def test_a_refusal_is_read_as_a_statement_denied() -> None:
    (candidate,) = found("refusal", "Berlin refused to supply the engines for the tanks, and the contract is in doubt.")
    assert (candidate.kind, candidate.act, candidate.modality) == ("statement", "refuse", "denied")


NOTHING = [
    ("signature", "The two countries signed a trade agreement on wheat, not on arms."),
    ("signature", "Nothing has been signed about the contract for the tanks."),
    ("signature", "If they refuse, we will sign a contract with another country."),
    ("memorandum", "The memorandum of understanding on the tanks is still being read."),
    ("agreement", "Moscow could also agree in principle to build the tanks at home."),
    ("agreement", "He agreed to speak about the tanks."),
    ("talks", "The peace talks on the border continue."),
    ("talks", "The talks of the town were the tanks."),
    ("approval", "The crowd cleared the square before the tanks of the army came."),
    ("approval", "No approval for the tanks was asked."),
    ("selection", "The crew picked up the survivors."),
    ("selection", "The minister chose his words with care."),
    ("interest", "Pilots want to fly the Rafale."),
    ("interest", "Interest rates rose."),
    ("ending", "The air show was cancelled because of rain."),
    ("ending", "The sides would scrap the deal if the price rose."),
    ("production", "The film is in post-production."),
    ("production", "Most of the 108 planes would have been assembled in India."),
    ("payment", "The president paid tribute to the pilots of the Rafale."),
    ("payment", "Egypt owes $125.3 billion abroad."),
    ("delivery", "The president delivered a speech beside the tanks."),
    ("delivery", "The ministry received a letter about the tanks."),
    ("order", "A battery brings together eight launchers and four radars under the contract."),
    ("order", "Twelve Rafale jets took part in the exercise."),
    ("value", "The maker's revenue was $5 billion."),
    ("value", "India paid $800 million for the tanks so far."),
    ("threat", "If it rains, the parade will take another route."),
    ("threat", "Should the forces not get jets, the gap will become serious."),
    ("refusal", "The tanks will not be ready by the end of the year."),
    ("refusal", "The minister denied nothing."),
]


@pytest.mark.parametrize(("rule", "text"), NOTHING)
def test_a_near_miss_yields_nothing(rule: str, text: str) -> None:
    assert found(rule, text) == []


def test_each_recogniser_has_near_misses_in_the_table() -> None:
    assert {rule for rule, _ in NOTHING} == set(BY_RULE)


def test_each_recogniser_has_a_name_of_its_own() -> None:
    assert len(BY_RULE) == len(RECOGNISERS)
