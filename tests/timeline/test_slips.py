from datetime import date
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest

from deals.record.shape import ClaimRecord, SequelRecord
from deals.vocabulary.kinds import Kind, Modality
from deals.vocabulary.relations import Became
from tests.timeline.records import citation, claim, origin, partial, record
from timeline.labels import text_width
from timeline.slipchart import APART, HEIGHT, WIDTH, slip_chart
from timeline.slips import slips

SPACE = "{http://www.w3.org/2000/svg}"
DETAILS = {"system": "q9", "delivery_measure": "flow"}


def forecast(promised: str, said: str, became: str = "", **given: object) -> ClaimRecord:
    link = (SequelRecord(claim=became, became=Became.FULFILLED),) if became else ()
    proof = (citation("gazette", origin(said=partial(said))),)
    fields = {"modality": Modality.PLANNED, "details": DETAILS, "sequels": link, "citations": proof, **given}
    return claim(Kind.DELIVERY, promised, **fields)


def came(**given: object) -> ClaimRecord:
    return claim(Kind.DELIVERY, "2019-07-12", id="ccame", label="First parts arrive", details=DETAILS, **given)


def test_forecasts_of_one_outcome_stand_together_in_the_order_in_which_they_were_said() -> None:
    late, early = forecast("2020-03", "2017-12-27", "ccame"), forecast("../2018", "2017-09-25", "ccame")
    (slip,) = slips(record(late, early, came()))
    assert [each.claim.id for each in slip.forecasts] == [early.id, late.id]
    assert slip.came == partial("2019-07-12")
    assert slip.title == (
        "Deliveries were first promised by the end of 2018, most recently in March 2020; they began on 12 July 2019."
    )
    assert [each.off for each in slip.forecasts][1] == "about 8 months earlier than planned"


def test_without_an_outcome_forecasts_of_equal_details_stand_together() -> None:
    (slip,) = slips(record(forecast("2025-35", "2025-02-18"), forecast("../2025", "2024-04-09")))
    assert len(slip.forecasts) == 2
    assert slip.outcome is None
    assert "nothing says yet that it came about" in slip.title


def test_a_plan_made_anew_belongs_to_what_it_came_to() -> None:
    anew = forecast("2020", "2018-01-01", "ccame")
    first = forecast(
        "2018", "2016-11-20", details={}, sequels=(SequelRecord(claim=anew.id, became=Became.PLANNED_ANEW),)
    )
    (slip,) = slips(record(first, anew, came()))
    assert [each.claim.id for each in slip.forecasts] == [first.id, anew.id]


def test_plans_that_name_each_other_end() -> None:
    one, other = forecast("2020", "2018-01-01", "ctwo", id="cone"), forecast("2021", "2019-01-01", "cone", id="ctwo")
    assert len(slips(record(one, other))[0].forecasts) == 2


def test_one_forecast_is_no_slip_nor_are_statements_denials_and_what_no_longer_stands() -> None:
    others = (
        forecast("2020", "2018-01-01", is_negated=True),
        forecast("2020", "2018-01-02", retraction_reason="Another deal."),
        claim(Kind.STATEMENT, "2018", modality=Modality.POSSIBLE, details={"act": "threaten"}),
        claim(Kind.STATEMENT, "2019", modality=Modality.POSSIBLE, details={"act": "threaten"}),
    )
    assert slips(record(forecast("2020", "2018-01-03"), *others)) == ()


def test_said_is_the_day_announced_else_since_when_it_is_known() -> None:
    told = forecast("2020", "2018-01-01", announced=partial("2017-12-20"))
    known = forecast("2021", "2018-01-01", citations=(citation("later", origin()),))
    (slip,) = slips(record(told, known))
    assert [each.said.first for each in slip.forecasts] == [date(2017, 12, 20), date(2018, 1, 2)]


@pytest.mark.parametrize("promised", ["2019-06-20", "2019-07-01", "2019-07-20", "2019-08-05"])
def test_the_outcome_s_words_cover_no_forecast(promised: str) -> None:
    (slip,) = slips(
        record(forecast("2018-01", "2017-01-01", "ccame"), forecast(promised, "2019-05-01", "ccame"), came())
    )
    tree = ET.fromstring(slip_chart(slip, "1"))  # noqa: S314  our own text
    texts = [text for text in tree.iter(f"{SPACE}text") if text.get("class") == "number"]
    words = next(text for text in texts if "It came" in str(text.text))
    last = next(text for text in texts if text.text == "2")
    width, at = text_width(str(words.text), 12.5), float(words.get("x", ""))
    left, right = (at - width, at) if words.get("text-anchor") == "end" else (at, at + width)
    beside = right < float(last.get("x", "")) - 20 or left > float(last.get("x", "")) + 8
    assert beside or abs(float(words.get("y", "")) - float(last.get("y", ""))) > 12.5


def test_each_forecast_and_the_outcome_are_links_with_a_title_inside_the_drawing() -> None:
    near = [forecast(f"2020-0{month}", f"2017-12-2{month}", "ccame", label="<First> & last") for month in (3, 4, 5)]
    (slip,) = slips(record(*near, came()))
    tree = ET.fromstring(slip_chart(slip, "1"))  # noqa: S314  our own text
    links = tree.findall(f".//{SPACE}a")
    assert {link.get("href") for link in links} == {"#claim-ccame", *(f"#claim-{each.id}" for each in near)}
    assert all(link.findtext(f"{SPACE}title") == link.get("aria-label") for link in links)
    assert not [element for element in tree.iter() if "style" in element.attrib]
    targets = [element for element in tree.iter(f"{SPACE}rect") if element.get("class") == "target"]
    places = [(float(target.get("x", "")), float(target.get("y", ""))) for target in targets]
    assert all(0 <= x <= WIDTH - 24 and 0 <= y <= HEIGHT - 24 for x, y in places)
    xs = sorted(x for x, _ in places[1:])
    assert all(after - before >= APART for before, after in pairwise(xs))
