from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from timeline.labels import GAP, LEADER, Label, Wanted, placed, text_width

texts = st.text(alphabet="Contract signed in Ankaraعقد契約", min_size=1, max_size=40)
wishes = st.lists(st.tuples(st.floats(150, 1030), texts), max_size=9)


@given(wishes)
def test_placed_labels_never_collide_and_stay_inside(found: list[tuple[float, str]]) -> None:
    labels = placed((Wanted(str(n), x, text) for n, (x, text) in enumerate(found)), 150, 1040, 12.5)
    for one, other in combinations(labels, 2):
        assert one.row != other.row or one.right + GAP <= other.left or other.right + GAP <= one.left
        higher, lower = (one, other) if one.row > other.row else (other, one)
        assert one.row == other.row or not lower.left - LEADER < higher.x < lower.right + LEADER
    assert all(label.left >= 150 and label.right <= 1040 for label in labels)


def test_a_label_near_the_right_edge_ends_at_its_mark() -> None:
    (label,) = placed([Wanted("one", 1030, "Sanctions on the agency")], 150, 1040, 12.5)
    assert label.is_to_the_left
    assert label.row == 0


def test_a_label_without_room_is_left_out() -> None:
    assert placed([Wanted("one", 200, "W" * 90)], 150, 1040, 12.5) == ()


def test_a_leader_through_a_lower_text_is_a_collision() -> None:
    low, high = Label("a", "text", 100, 96, 200, 0), Label("b", "text", 150, 146, 220, 1)
    assert high.meets(low)


def test_combining_marks_take_no_room_and_wide_letters_a_full_em() -> None:
    assert text_width("e\u0301", 10) == text_width("e", 10)
    assert text_width("契", 10) > text_width("e", 10)
