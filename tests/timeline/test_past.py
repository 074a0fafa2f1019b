from datetime import date

import pytest

from deals.record.known import days_told, known_since
from deals.vocabulary.kinds import Kind
from tests.timeline.records import claim, hard_record, record
from timeline.filters import Filters
from timeline.past import STRIP_WIDTH, past

WHOLE = hard_record()
DAYS = [day for day, _ in days_told(WHOLE)]


def test_the_stops_are_the_days_on_which_something_became_known() -> None:
    assert sorted({day for told in WHOLE.claims if (day := known_since(WHOLE, told))}) == DAYS
    assert [stop.day for stop in past(WHOLE, None).stops] == DAYS


def test_each_stop_says_how_much_was_known_by_then() -> None:
    numbers = [stop.number for stop in past(WHOLE, None).stops]
    assert numbers == sorted(numbers)
    assert numbers[-1] == sum(1 for told in WHOLE.claims if known_since(WHOLE, told))


def test_the_present_is_one_further_than_the_last_stop() -> None:
    found = past(WHOLE, None)
    assert found.at == found.last == len(DAYS)
    assert found.later is None
    assert found.earlier
    assert found.earlier.day == DAYS[-1]


@pytest.mark.parametrize(
    ("day", "at"), [(DAYS[2], 2), (date.fromordinal(DAYS[2].toordinal() + 1), 2), (date(1999, 1, 1), 0)]
)
def test_a_day_between_two_stops_is_looked_at_from_the_one_before(day: date, at: int) -> None:
    assert past(WHOLE, day).at == at


def test_before_the_first_day_the_first_one_is_later() -> None:
    found = past(WHOLE, date(1999, 1, 1))
    assert found.earlier is None
    assert found.later
    assert found.later.day == DAYS[0]


def test_between_two_stops_earlier_is_the_one_before_the_day() -> None:
    found = past(WHOLE, date.fromordinal(DAYS[2].toordinal() + 1))
    assert found.earlier
    assert found.later
    assert (found.earlier.day, found.later.day) == (DAYS[2], DAYS[3])


def test_on_a_stop_earlier_and_later_are_its_neighbours() -> None:
    found = past(WHOLE, DAYS[2])
    assert found.earlier
    assert found.later
    assert (found.earlier.day, found.later.day) == (DAYS[1], DAYS[3])


def test_a_stop_leads_to_the_page_of_that_day_with_the_filters() -> None:
    found = past(WHOLE, None, Filters(values={"kind": frozenset({"payment"})}))
    assert found.stops[0].query == f"?as_of={DAYS[0].isoformat()}&kind=payment"


def test_the_strip_rises_to_its_top_and_ends_at_its_right_edge() -> None:
    strip = past(WHOLE, None).strip
    assert "V0.0" in strip
    assert strip.count("h") == len(DAYS) + 1
    assert sum(float(part.split("V")[0].rstrip("Z")) for part in strip.split("h")[1:]) == pytest.approx(STRIP_WIDTH, 1)


def test_a_deal_of_which_no_source_has_a_date_has_no_stops() -> None:
    found = past(record(claim(Kind.EVENT, "2017", citations=())), None)
    assert (found.stops, found.strip, found.earlier, found.later) == ((), "", None, None)
