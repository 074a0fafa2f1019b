"""Names that a gazetteer alone does not tell."""

from itertools import pairwise

import pytest

from deals.extraction.names import names


def systems(text: str) -> list[str]:
    return [mention.name.name for mention in names(text) if mention.name.kind == "system"]


def states(text: str) -> list[str]:
    return [mention.name.name for mention in names(text) if mention.name.kind == "state"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("an S26T Yuan-class submarine", ["S26T Yuan-class submarine"]),
        ("eight Hangor-class submarines", ["Hangor-class submarine"]),
        ("the F-16 Block 70 fighters", ["F-16 Block 70"]),
        ("Caesar 8×8 howitzers", ["Caesar 8×8"]),
        ("six Quillon-4 patrol boats", ["Quillon-4"]),
        ("a new XQ-58A drone", ["XQ-58A"]),
        ("30 Rafales and S-400s", ["Rafale", "S-400"]),
        ("Puma vehicles; a Puma was lost", ["Puma", "Puma"]),
        ("Puma sells shoes", []),
        ("COVID-19 and the G20", []),
    ],
)
def test_systems_are_told_by_gazetteer_shape_and_mark(text: str, expected: list[str]) -> None:
    assert systems(text) == expected


def test_states_that_are_not_listed_are_told_by_what_they_have() -> None:
    text = "Meridor’s navy buys boats. The Kestovian trade ministry of Kestovia sells them to Meridor."
    assert states(text) == ["Meridor", "Kestovia", "Kestovia", "Meridor"]


def test_no_two_names_overlap() -> None:
    found = names(
        "the Indian Su-30 MKI and North Korean S-400 Triumf near New Delhi of the Kremlin's Yuan-class submarine"
    )
    assert all(one.end <= other.start for one, other in pairwise(found))
