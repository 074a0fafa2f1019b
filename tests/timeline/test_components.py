"""The page of all parts: complete, for no search engine, and without a query."""

import re
from collections import Counter

import pytest
from django.test import Client

from deals.vocabulary.kinds import Kind
from deals.vocabulary.stages import Phase
from deals.vocabulary.terms import Outcome
from timeline.components import gates_on_bands, kinds_by_fill, tokens
from timeline.entries import entries
from timeline.marks import WIDE, chart
from timeline.samples import sample_record
from timeline.shapes import Fill


@pytest.fixture(scope="module")
def shown() -> str:
    answer = Client().get("/components/")
    assert answer.status_code == 200
    return answer.content.decode()


def test_it_is_not_for_search_engines_and_has_no_script_of_its_own_nor_style_attributes(shown: str) -> None:
    assert '<meta name="robots" content="noindex">' in shown
    assert not re.search(r"<script(?! src)| style=| on\w+=", shown)


def test_every_id_is_there_once_and_every_link_of_the_chart_leads_somewhere(shown: str) -> None:
    ids = Counter(re.findall(r' id="([^"]+)"', shown))
    assert [name for name, number in ids.items() if number > 1] == []
    assert set(re.findall(r'href="#([^"]+)"', shown)) <= ids.keys()


def test_every_token_stands_on_it_with_its_meaning(shown: str) -> None:
    assert len(tokens()) > 30
    assert all(f"<strong>{token.name}</strong>" in shown for token in tokens())


def test_the_sample_deal_has_every_kind_phase_gate_and_fill() -> None:
    record = sample_record()
    made = chart(record, entries(record), WIDE)
    assert made
    assert {claim.kind for claim in record.claims} == set(Kind) - {Kind.VALUATION}
    assert {band.stage.phase for band in made.bands} == set(Phase)
    assert {mark.outcome for mark in made.marks if mark.outcome} == set(Outcome)
    assert {mark.fill for mark in made.marks} == set(Fill)
    assert made.joins


def test_no_two_marks_of_the_table_look_alike() -> None:
    drawings = [str(sign.drawing) for _, signs in kinds_by_fill() for sign in signs]
    assert len(drawings) == len(set(drawings)) > 50


def test_gates_differ_by_outline_alone() -> None:
    outlines = [re.findall(r' d="([^"]+)"', str(sign.drawing))[-1] for sign in gates_on_bands()]
    assert len(set(outlines)) == len(Outcome)
