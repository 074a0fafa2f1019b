"""Between whom, for what."""

import pytest

from deals.extraction.article import read
from deals.extraction.topic import deal_names

DEALS = [
    ("Egypt ordered 30 Rafale jets.", "France", "Egypt", "Rafale"),
    ("Ankara acquires the Russian S-400 under a contract with Moscow.", "Russia", "Turkey", "S-400"),
    ("Congress approved the sale of Patriot missiles to Poland.", "United States", "Poland", "Patriot"),
    ("Under a deal Thailand bought a Yuan-class submarine from China.", "China", "Thailand", "Yuan-class submarine"),
    ("Taiwan bought the F-16 Block 70 under a contract of 2019.", "United States", "Taiwan", "F-16 Block 70"),
    ("India signed an order for 97 Tejas fighters. India wants more.", "India", "India", "Tejas"),
    ("Meridor has signed a contract with Kestovia for six Quillon-4 patrol boats.", "Kestovia", "Meridor", "Quillon-4"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "supplier", "recipient", "system"), DEALS)
def test_a_deal_is_named_by_its_sides_and_its_system(text: str, supplier: str, recipient: str, system: str) -> None:
    deal = deal_names(read(text, None))
    assert (deal.suppliers, deal.recipients, deal.systems) == ((supplier,), (recipient,), (system,))


def test_the_headline_tells_what_the_text_is_about() -> None:
    text = "They cover three batteries of missiles, and crews are trained."
    assert deal_names(read(text, None)).systems == ()
    article = read(f"{text} India spoke of the BrahMos.", None, "Manila picks the BrahMos of India")
    assert deal_names(article).systems == ("BrahMos",)


def test_a_text_about_no_deal_names_nothing() -> None:
    deal = deal_names(read("Rafale jets of France and India flew together.", None))
    assert (deal.suppliers, deal.recipients, deal.systems, deal.quote) == ((), (), (), None)
