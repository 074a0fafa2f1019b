from itertools import combinations
from time import perf_counter

import pytest

from deals.record.shape import Record, SequelRecord
from deals.vocabulary.kinds import Kind, Modality, Weight
from deals.vocabulary.relations import Became
from deals.vocabulary.terms import Outcome
from tests.timeline.records import BUYER, MAIN, SIDE_TRACK, citation, claim, hard_record, many_entries, record, stage
from timeline import gates
from timeline.dodging import ON_BAND
from timeline.entries import entries
from timeline.geometry import NUMBER_WIDTH, band_label, number_place
from timeline.labels import text_width
from timeline.marks import NARROW, WIDE, Chart, Format, Mark, chart
from timeline.moments import key_moments
from timeline.rows import BAND_HEIGHT, TEXT_SIZE
from timeline.shapes import SIZE, Fill, Shape
from timeline.svg import svg

FORMATS = [WIDE, NARROW]


def drawn(form: Format = WIDE) -> Chart:
    whole = hard_record()
    found = chart(whole, entries(whole), form)
    assert found
    return found


def test_every_dated_entry_has_one_mark_inside_the_chart() -> None:
    made = drawn()
    dated = [e.id for e in entries(hard_record()) if e.day and e.claim.kind is not Kind.PARTICIPATION]
    assert len(made.marks) == len(dated)
    assert all(0 <= mark.x <= WIDE.width and 0 <= mark.y <= made.height for mark in made.marks)


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.name)
def test_marks_of_the_hard_record_do_not_touch(form: Format) -> None:
    for one, other in combinations(drawn(form).marks, 2):
        assert abs(one.x - other.x) >= SIZE or abs(one.y - other.y) >= SIZE, (one.title, other.title)


def test_labels_are_at_most_seven_and_all_of_key_moments() -> None:
    made = drawn()
    assert 5 <= len(made.labels) <= WIDE.labels_most
    assert {label.id for label in made.labels} <= {entry.id for entry in made.moments}


def test_labels_stand_above_their_marks_and_in_their_rows() -> None:
    made = drawn()
    for label in made.labels:
        row = made.row(made.row_of(label.id))
        assert row.top < made.label_y(label) - 10 < made.label_y(label) < made.mark(label.id).y


def test_the_narrow_chart_has_the_tracks_alone_and_the_five_key_moments_on_them() -> None:
    made = drawn(NARROW)
    assert [row.name for row in made.rows] == ["The deal", "Joint production"]
    assert sorted(mark.number for mark in made.marks) == [1, 2, 3, 4, 5]
    assert {made.row_of(mark.id) for mark in made.marks} == {MAIN, SIDE_TRACK}
    assert not made.labels
    assert not made.joins
    assert made.height < 210


@pytest.mark.parametrize("whole", [hard_record(), many_entries(10)], ids=["hard", "ten more"])
def test_no_mark_and_no_whisker_touches_another_or_a_number(whole: Record) -> None:
    made = chart(whole, entries(whole), NARROW)
    assert made
    taken = [(mark.y, *extent(made, mark)) for mark in made.marks]
    for (y, left, right), (other_y, other_left, other_right) in combinations(taken, 2):
        assert y != other_y or right <= other_left or other_right <= left


def extent(made: Chart, mark: Mark) -> tuple[float, float]:
    """From the left end to the right end of a mark with its whisker and number, in pixels."""
    left, right = min(mark.left, mark.x - SIZE / 2), max(mark.right, mark.x + SIZE / 2)
    if not mark.number:
        return left, right
    day, shift = number_place(mark)
    number = made.window.x(day) + shift
    assert made.window.left <= number
    assert number + NUMBER_WIDTH <= made.format.width
    return min(left, number), max(right, number + NUMBER_WIDTH)


@pytest.mark.parametrize("first", [0, 9])
def test_of_equal_key_entries_the_earlier_is_labelled_whatever_its_id(first: int) -> None:
    claims = [
        claim(Kind.EVENT, f"20{10 + at}", id=f"c{abs(first - at)}", weight=Weight.KEY, label=f"Event {at}")
        for at in range(9)
    ]
    whole = record(*claims)
    assert [entry.claim.label for entry in key_moments(entries(whole), 3)] == ["Event 0", "Event 1", "Event 2"]


def test_a_number_stands_left_of_a_mark_without_an_end() -> None:
    whole = record(stage("talks", "2016"), stage("contract_signed", "2019/..", label="Signed"))
    made = chart(whole, entries(whole), NARROW)
    assert made
    mark = max(made.marks, key=lambda mark: mark.x)
    assert extent(made, mark)[0] < mark.x - SIZE / 2


def test_labels_and_names_of_bands_are_clear_of_the_marks() -> None:
    made = drawn()
    for row in made.rows:
        heights = [made.row(row.key).mark_y(claim) for claim, level in row.levels.items() if level != ON_BAND]
        struck = SIZE * 0.75
        assert all(min(heights) - struck - row.label_y(0) > 4 for _ in row.labels[:1])
        names = [band_label(made, band).y for band in made.bands if band.track == row.key]
        assert all(y - TEXT_SIZE * 0.75 > max(heights) + SIZE * 0.7 for y in names if heights)


def test_a_whisker_that_its_mark_hides_is_left_out() -> None:
    whole = record(stage("talks", "2000"), stage("contract_signed", "2017-09", id="cmonth"))
    made = chart(whole, entries(whole), NARROW)
    assert made
    assert not made.mark("cmonth").has_whisker


def test_rows_follow_each_other_without_a_gap() -> None:
    made = drawn()
    assert all(above.bottom == below.top for above, below in zip(made.rows, made.rows[1:], strict=False))
    assert made.rows[-1].bottom == made.height


def test_shape_is_kind_and_fill_is_modality() -> None:
    marks = {mark.id: mark for mark in drawn().marks}
    assert (marks["cpayment"].shape, marks["cpayment"].fill) == (Shape.PAYMENT, Fill.SOLID)
    assert marks["cretracted"].fill is Fill.STRUCK
    assert {mark.fill for mark in marks.values()} == set(Fill)


def test_contradicted_marks_are_marked() -> None:
    contested = {mark.id for mark in drawn().marks if mark.is_contested}
    assert {"csigned", "csignedjuly"} <= contested
    assert "cpayment" not in contested


def test_a_date_that_is_not_exact_has_a_whisker() -> None:
    marks = {mark.id: mark for mark in drawn().marks}
    assert marks["cpayment"].has_whisker
    assert not marks["cfirst"].has_whisker


def test_a_record_without_dates_has_no_chart() -> None:
    undated = record(claim(Kind.EVENT))
    assert chart(undated, entries(undated), WIDE) is None


def test_a_deal_of_one_day_has_a_chart() -> None:
    short = record(stage("talks", "2017-09-12"))
    made = chart(short, entries(short), WIDE)
    assert made
    assert made.ticks


def test_an_authorisation_is_a_gate_across_its_track_s_band() -> None:
    made = drawn()
    gate = next(mark for mark in made.marks if mark.outcome)
    row = made.row(MAIN)
    assert gate.outcome is Outcome.GRANTED
    assert gate.y - gate.height / 2 < row.band_top < row.band_top + BAND_HEIGHT < gate.y + gate.height / 2


def test_two_gates_of_one_day_do_not_cover_each_other() -> None:
    details = {"organ": BUYER, "subject": "export", "outcome": "granted"}
    both = [claim(Kind.AUTHORISATION, "2017-06-25", details={**details, "subject": of}) for of in ("export", "budget")]
    whole = record(stage("talks", "2016"), *both)
    made = chart(whole, entries(whole), WIDE)
    assert made
    tops = sorted((mark.y - mark.height / 2, mark.y + mark.height / 2) for mark in made.marks if mark.outcome)
    assert tops[0][1] < tops[1][0]


def test_a_stage_s_name_stands_clear_of_gates_where_there_is_room() -> None:
    gate = {"organ": BUYER, "subject": "export", "outcome": "granted"}
    whole = record(stage("talks", "2016-01-01"), claim(Kind.AUTHORISATION, "2016-01-20", details=gate),
                   stage("contract_signed", "2018-01-01"))  # fmt: skip
    made = chart(whole, entries(whole), WIDE)
    assert made
    label = band_label(made, made.bands[0])
    assert label.x > made.gates[0].x + gates.POST
    assert label.x + text_width(label.text, TEXT_SIZE) < made.window.x(made.bands[1].first)


def test_between_gates_that_stand_close_a_stage_s_name_is_left_out() -> None:
    gate = {"organ": BUYER, "subject": "budget", "outcome": "granted"}
    yearly = [claim(Kind.AUTHORISATION, f"{year}-01-20", details=gate) for year in range(2000, 2030)]
    whole = record(stage("delivering", "2000-01-01"), *yearly)
    made = chart(whole, entries(whole), WIDE)
    assert made
    assert not band_label(made, made.bands[0]).has_room


def test_a_threat_has_a_shape_of_its_own_and_says_its_condition() -> None:
    mark = next(mark for mark in drawn().marks if mark.shape is Shape.THREAT)
    assert "Meridor threatens to leave, if the seller does not share its technology." in mark.title
    assert "Then: the buyer signs with another state." in mark.title


def test_the_first_plan_is_joined_with_its_outcome_and_later_plans_are_not() -> None:
    came = (SequelRecord(claim="ccame", became=Became.FULFILLED),)
    plans = [
        claim(Kind.DELIVERY, f"2019-0{6 + at}", id=f"cplan{at}", modality=Modality.PLANNED, sequels=came,
              citations=(citation(of),)) for at, of in enumerate(("later", "courier", "gazette"))
    ]  # fmt: skip
    whole = record(*plans, claim(Kind.DELIVERY, "2020-02-01", id="ccame"))
    made = chart(whole, entries(whole), WIDE)
    assert made
    assert [(join.plan, join.outcome) for join in made.joins] == [("cplan1", "ccame")]


@pytest.mark.parametrize("number", [300, 3000])
def test_where_many_stand_key_entries_stay_and_the_rest_is_a_density(number: int) -> None:
    whole = many_entries(number)
    found = entries(whole)
    made = chart(whole, found, WIDE)
    assert made
    dated = [entry for entry in found if entry.day and entry.claim.kind is not Kind.PARTICIPATION]
    assert {entry.id for entry in dated if entry.is_key} <= {mark.id for mark in made.marks}
    counted = sum(column.number for row in made.rows for column in row.columns)
    assert counted + len(made.marks) == len(dated)
    assert made.height < 500
    assert len(svg(made)) < 110_000


def test_marks_are_found_without_a_search() -> None:
    """Ten times the entries take at most about ten times as long: nothing is looked for in a list of all."""
    small, large = (timed(number) for number in (500, 5000))
    assert large < 30 * small


def timed(number: int) -> float:
    whole = many_entries(number)
    found = entries(whole)
    taken = []
    for _ in range(3):
        start = perf_counter()
        made = chart(whole, found, WIDE)
        assert made
        taken.append(perf_counter() - start)
    return min(taken)
