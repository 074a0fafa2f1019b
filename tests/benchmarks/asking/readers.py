"""Readers who ask a running web server: one after another, or many at once."""

from __future__ import annotations

import gzip
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tests.benchmarks.asking.mix import Request

WAIT_SECONDS = 60
OK = 200


@dataclass(frozen=True, slots=True)
class Asked:
    request: Request
    milliseconds: float
    status: int
    """0 where nothing was answered."""
    sent: int
    """Bytes of the page as it travelled."""

    @property
    def is_well(self) -> bool:
        return self.status == OK


def ask(port: int, request: Request) -> Asked:
    """On a connection of its own, as a reader who comes by; until the last byte is there and unpacked."""
    connection = HTTPConnection("127.0.0.1", port, timeout=WAIT_SECONDS)
    begun = time.perf_counter()
    try:
        connection.request("GET", request.address, headers={"Accept-Encoding": "gzip"})
        answer = connection.getresponse()
        body = answer.read()
        if answer.headers.get("Content-Encoding") == "gzip":
            gzip.decompress(body)
    except (OSError, HTTPException):
        return Asked(request, (time.perf_counter() - begun) * 1000, 0, 0)
    finally:
        connection.close()
    return Asked(request, (time.perf_counter() - begun) * 1000, answer.status, len(body))


def one_after_another(port: int, requests: Iterable[Request]) -> list[Asked]:
    return [ask(port, request) for request in requests]


def at_once(port: int, requests: Sequence[Request], readers: int) -> list[Asked]:
    """So many readers, each with the whole of the requests before him, begin at places of their own."""
    step = len(requests) // readers
    shares = [requests[place * step : (place + 1) * step] for place in range(readers)]
    with ThreadPoolExecutor(readers) as pool:
        return [
            asked for answers in pool.map(lambda share: one_after_another(port, share), shares) for asked in answers
        ]
