import pytest

from deals.sources.datelines import day_of_dateline, day_told


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2017-11-14", "2017-11-14"),
        ("2017/11/14", "2017-11-14"),
        ("2017-11-14T23:30:00-05:00", "2017-11-14"),
        ("2017-11-14 10:05", "2017-11-14"),
        ("2017-11", "2017-11"),
        ("2017", "2017"),
        ("14 November 2017", "2017-11-14"),
        ("Tuesday, 14 Nov. 2017, 10:05 GMT", "2017-11-14"),
        ("Tue, 14 Nov 2017 10:05:00 GMT", "2017-11-14"),
        ("November 14, 2017", "2017-11-14"),
        ("Sept. 4th, 2017 at 10:05 am", "2017-09-04"),
        ("MAY  4,\n2017", "2017-05-04"),
        ("31 February 2017", ""),
        ("2017-13-01", ""),
        ("3/4/2020", ""),
        ("1510617600", ""),
        ("May 2017", ""),
        ("On 14 November 2017 the two states signed.", ""),
        ("14 November 2017 was the day.", ""),
        ("", ""),
    ],
)
def test_a_text_that_is_a_date_and_nothing_else_is_read(text: str, day: str) -> None:
    assert day_told(text) == day


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Published on March 18, 2025", "2025-03-18"),
        ("First published: 18 March 2025", "2025-03-18"),
        ("Date: 2025-03-18", "2025-03-18"),
        ("2025-03", ""),
        ("2025", ""),
        ("Published", ""),
    ],
)
def test_a_dateline_gives_a_whole_day_or_none(line: str, day: str) -> None:
    assert day_of_dateline(line) == day
