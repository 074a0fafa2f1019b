"""The same events on a page of each peer's: what its own documentation shows, and nothing more."""

from __future__ import annotations

import gzip
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.benchmarks.peers.running import Entrant
from timeline.dates import in_words
from timeline.entries import entries
from timeline.marks import WIDE, chart
from timeline.svg import svg

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from deals.record.shape import ClaimRecord, Record

WHEN_DONE = "document.documentElement.dataset.done = 1"
IS_DONE = "document.documentElement.dataset.done"


@dataclass(frozen=True, slots=True, kw_only=True)
class Peer:
    """`body` holds %(events)s; `files` are those of its packages; `is_ready` is JavaScript that says so."""

    name: str
    scripts: tuple[str, ...]
    styles: tuple[str, ...]
    body: str
    is_ready: str
    chart: str = "#chart"
    """Where the hand is put to drag it."""


_DRAWN_ONE_BY_ONE = """
  const events = %(events)s;
  const layout = {height: 500, dragmode: 'pan', xaxis: {type: 'date'}};
  Plotly.newPlot('chart', [{type: 'scatter', mode: 'markers+text', x: events.map(e => e.day), y: events.map(e => e.row),
    text: events.map(e => e.label), textposition: 'top center', hovertext: events.map(e => e.text)}], layout)
    .then(() => { %(done)s; });
"""
PEERS = (
    Peer(
        name="TimelineJS3", scripts=("@knight-lab/timelinejs/dist/js/timeline.js",),
        styles=("@knight-lab/timelinejs/dist/css/timeline.css",), chart="#chart .tl-timenav",
        is_ready="document.querySelectorAll('.tl-timemarker').length >= NUMBER",
        body="""
  const events = %(events)s;
  new TL.Timeline('chart', {events: events.map(e => ({
    start_date: {year: +e.day.slice(0, 4), month: +e.day.slice(5, 7), day: +e.day.slice(8)},
    text: {headline: e.label, text: e.text}, group: String(e.row)}))}, {font: null, hash_bookmark: false});
""",
    ),
    Peer(
        name="vis-timeline", scripts=("vis-timeline/standalone/umd/vis-timeline-graph2d.min.js",),
        styles=("vis-timeline/styles/vis-timeline-graph2d.css",), is_ready=IS_DONE,
        body="""
  const events = %(events)s;
  const items = new vis.DataSet(events.map((e, id) =>
    ({id, content: e.label, title: e.text, start: e.day, group: e.row})));
  const groups = new vis.DataSet([0, 1, 2, 3].map(id => ({id, content: 'Row ' + id})));
  const made = new vis.Timeline(document.getElementById('chart'), items, groups, {height: 500});
  made.on('changed', () => { %(done)s; });
""",
    ),
    Peer(
        name="ECharts", scripts=("echarts/dist/echarts.min.js",), styles=(), is_ready=IS_DONE,
        body="""
  const events = %(events)s;
  const made = echarts.init(document.getElementById('chart'), null, {height: 500});
  made.on('finished', () => { %(done)s; });
  made.setOption({animation: false, xAxis: {type: 'time'}, yAxis: {type: 'value'}, tooltip: {},
    dataZoom: [{type: 'inside', ...(location.hash ? {start: 10, end: 90} : {})}],
    series: [{type: 'scatter', symbolSize: 10,
    data: events.map(e => ({value: [e.day, e.row], name: e.label})),
    label: {show: events.length < 100, formatter: '{b}', position: 'top'}}]});
""",
    ),
    Peer(
        name="plotly.js basic", scripts=("plotly.js-basic-dist-min/plotly-basic.min.js",), styles=(), is_ready=IS_DONE,
        body=_DRAWN_ONE_BY_ONE, chart="#chart .nsewdrag",
    ),
    Peer(
        name="plotly.js full", scripts=("plotly.js-dist-min/plotly.min.js",), styles=(), is_ready=IS_DONE,
        body=_DRAWN_ONE_BY_ONE, chart="#chart .nsewdrag",
    ),
)  # fmt: skip


def events(record: Record) -> list[dict[str, object]]:
    """What each peer is given of a claim: its day, a row, its label, and its text with date and source."""
    kinds = list(dict.fromkeys(claim.kind for claim in record.claims))
    return [_event(claim, kinds.index(claim.kind) % 4) for claim in record.claims if claim.day and claim.day.first]


def peer_page(peer: Peer, record: Record) -> bytes:
    """The page as HTML, its files under /npm/."""
    links = "".join(f'<link rel="stylesheet" href="/npm/{path}">' for path in peer.styles)
    scripts = "".join(f'<script src="/npm/{path}"></script>' for path in peer.scripts)
    body = peer.body % {"events": json.dumps(events(record)), "done": WHEN_DONE}
    return _html(f"{links}{scripts}", f'<div id="chart" style="height:500px"></div><script>{body}</script>')


def limit_page(record: Record) -> bytes:
    """As quick as a page can be: the server's drawing and the events as plain text, without script or style."""
    lines = "".join(f"<li>{event['text']}</li>" for event in events(record))
    drawn = chart(record, entries(record), WIDE)
    assert drawn
    return _html("", f"{svg(drawn)}<ol>{lines}</ol>")


def limit_entrant() -> Entrant:
    return Entrant(address="/the-limit", is_ready="document.readyState !== 'loading'", chart_address="", chart="")


def peer_entrants(peers: Iterable[Peer], record: Record) -> dict[str, Entrant]:
    """By their names."""
    number = str(len(events(record)))
    found = {}
    for peer in peers:
        address, is_ready = f"/{peer.name.replace(' ', '-')}", peer.is_ready.replace("NUMBER", number)
        chart_address = f"{address}#moved"  # ECharts moves only what it does not show whole
        found[peer.name] = Entrant(address=address, is_ready=is_ready, chart_address=chart_address, chart=peer.chart)
    return found


def files(peer: Peer, packages: Path) -> Iterator[tuple[str, bytes]]:
    """(address, bytes packed by gzip) of what the page loads."""
    for path in (*peer.scripts, *peer.styles):
        yield f"/npm/{path}", gzip.compress((packages / path).read_bytes())


def _event(claim: ClaimRecord, row: int) -> dict[str, object]:
    day = claim.day
    assert day
    assert day.first
    return {"day": day.first.isoformat(), "row": row, "label": claim.label, "text": f"{in_words(day)}: {claim.text}"}


def _html(head: str, body: str) -> bytes:
    start = f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Events</title>{head}</head>'
    return f"{start}<body>{body}</body></html>".encode()
