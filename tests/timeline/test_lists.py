"""A deal's line in the list."""

from dataclasses import replace

import pytest

from tests.timeline.conftest import listed_deals
from timeline.lists import deal_lines


@pytest.mark.parametrize(
    ("said_by", "is_disputed", "sentence"),
    [
        ((), False, "Delivered in November 2019"),
        (("Kestovia", "Tarn Quay"), False, "Delivered in November 2019, said by Kestovia and Tarn Quay alone"),
        ((), True, "Delivered in November 2019; disputed"),
    ],
)
def test_the_list_says_who_says_so_as_the_deal_s_page_does(
    *, said_by: tuple[str, ...], is_disputed: bool, sentence: str
) -> None:
    row = replace(listed_deals()[0], stage_said_by=said_by, is_disputed=is_disputed)
    assert deal_lines([row])[0].stage == sentence
