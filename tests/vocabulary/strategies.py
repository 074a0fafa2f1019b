"""Any date that a source can give, as EDTF text."""

from __future__ import annotations

from hypothesis import strategies as st

YEARS = st.integers(1000, 2999).map(str)
MARKS = st.sampled_from(["", "", "~", "?", "%"])
TWO_DIGITS = "{:02}".format

years = YEARS
months = st.builds("{}-{}".format, YEARS, st.integers(1, 12).map(TWO_DIGITS))
days = st.dates().filter(lambda day: day.year >= 1000).map(str)
decades = st.integers(100, 299).map("{}X".format)
seasons = st.builds("{}-{}".format, YEARS, st.sampled_from([21, 22, 23, 24]))
quarters = st.builds("{}-{}".format, YEARS, st.sampled_from([33, 34, 35, 36]))

calendar_dates = years | months | days
single_dates = calendar_dates | decades | seasons | quarters
marked_dates = st.builds("{}{}".format, single_dates, MARKS)
open_intervals = st.builds("../{}".format, marked_dates) | st.builds("{}/..".format, marked_dates)


@st.composite
def closed_intervals(draw: st.DrawFn) -> str:
    """Of two dates whose years tell them apart, or of one with itself."""
    one, other = draw(marked_dates), draw(marked_dates)
    if one[:3] == other[:3]:
        return f"{one}/{one}"
    return f"{min(one, other)}/{max(one, other)}"


any_date = marked_dates | open_intervals | closed_intervals()
"""All forms that the register knows."""
