"""The largest figures in words: what each says, where it leads, and what stands beside it."""

from __future__ import annotations

from dataclasses import replace

from deals.vocabulary.subjects import Subject
from tests.timeline.conftest import largest_figures, subject
from timeline.figure_lists import FigureList, figure_lists

BUYER = subject(Subject.PARTY, "partybuyer")


def lists(kind: Subject, own_id: str) -> tuple[FigureList, ...]:
    head = subject(kind, own_id)
    return figure_lists(head, largest_figures(head))


def test_money_is_told_by_currency_and_leads_to_deal_and_claim() -> None:
    (euros,) = lists(Subject.PARTY, "partybuyer")
    ((step, lines),) = euros.steps
    assert (euros.heading, euros.role, step) == ("Money, in euros", "Recipient", "Contracted")
    assert [line.words for line in lines] == ["about 2.5 billion euros", "2 billion euros"]
    assert all(line.claims[0].startswith("/deals/dealone/claims/") for line in lines)
    assert lines[0].deal == "/deals/dealone/"
    assert euros.address == "/?recipient=partybuyer&currency=EUR"


def test_figures_that_others_contradict_say_so() -> None:
    ((_, lines),) = lists(Subject.PARTY, "partybuyer")[0].steps
    assert [(line.is_disputed, line.notes) for line in lines] == [(True, ("sources disagree",))] * 2


def test_quantities_are_told_in_the_unit_of_their_source() -> None:
    told = {unit.heading: dict(unit.steps) for unit in lists(Subject.SYSTEM, "q9")}
    assert [line.words for line in told["In batteries"]["Contracted"]] == ["4 batteries"]
    assert {unit.address for unit in lists(Subject.SYSTEM, "q9")} == {""}


def test_a_plan_and_a_total_say_what_they_are() -> None:
    (row, *_) = largest_figures(BUYER)
    (told,) = figure_lists(BUYER, [replace(row, is_planned=True, is_level=True, is_disputed=False)])
    assert told.steps[0][1][0].notes == ("planned", "in all by then")


def test_equal_instalments_say_that_they_are_several() -> None:
    (row, *_) = largest_figures(BUYER)
    (told,) = figure_lists(BUYER, [replace(row, is_repeated=True)])
    assert told.steps[0][1][0].notes == ("sources disagree", "more than once")


def test_nothing_said_is_no_list() -> None:
    assert figure_lists(BUYER, ()) == ()
