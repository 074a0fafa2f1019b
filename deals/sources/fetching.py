"""Fetch one public page, by rules that hold against addresses which lead inside and servers which never end."""

import http.client
import re
import zlib
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urljoin

from deals.sources.addresses import Address, AddressError
from deals.sources.connections import (
    Clock,
    Endpoint,
    FetchFailedError,
    FetchRefusedError,
    Network,
    TimedSocket,
    connect,
    open_connection,
    resolve,
)
from deals.vocabulary.text import normalised

__all__ = ["FetchFailedError", "FetchLimits", "FetchRefusedError", "Fetched", "fetch"]

CHUNK_BYTES = 65_536
MOST_HEADER_CHARACTERS = 2_000
REDIRECTS = frozenset({301, 302, 303, 307, 308})
GZIP_OR_ZLIB = 47  # zlib's window bits: 15, plus 32 to tell the two formats apart by their heads
SECRET_HEADERS = frozenset({"set-cookie"})
_TOKEN = re.compile(r"[a-z0-9][a-z0-9._+/:-]{0,39}", re.ASCII)
ACCEPTED = "text/html, application/xhtml+xml, text/plain;q=0.9, */*;q=0.5"


@dataclass(frozen=True, slots=True)
class FetchLimits:
    """`seconds` and `redirects` for the whole fetch, `size` in bytes after decompression.

    `allowed_test_addresses` are endpoints that tests may reach although they are not public. Never from user input.
    """

    seconds: float = 20
    size: int = 10_000_000
    redirects: int = 5
    user_agent: str = "ArmsTradeDealTracker/0.1"
    allowed_test_addresses: frozenset[Endpoint] = frozenset()


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page as the server gave it. `media_type` and `charset` are what it said, in small letters, or empty."""

    content: bytes
    media_type: str
    charset: str
    final_url: str
    status: int
    headers: dict[str, str]
    fetched_at: datetime


def fetch(url: str, *, limits: FetchLimits, network: Network | None = None) -> Fetched:
    """Get the page at `url`, following redirects by hand: each hop is checked like the first address.

    Raises FetchRefusedError where the address may not be fetched, FetchFailedError where the fetch went wrong.
    """
    network = network or Network(resolve, connect, limits.allowed_test_addresses)
    clock = Clock.start(limits.seconds)
    address = _address(url)
    for _ in range(limits.redirects + 1):
        answer = _exchange(address, limits, network, clock)
        if isinstance(answer, Fetched):
            return answer
        address = answer
    raise FetchFailedError(f"The site redirects more than {limits.redirects} times: give the page's final address.")


def _address(url: str) -> Address:
    try:
        return Address.parse(url)
    except AddressError as error:
        raise FetchRefusedError(str(error)) from error


def _exchange(address: Address, limits: FetchLimits, network: Network, clock: Clock) -> Fetched | Address:
    """One request: the page, or the address that the server sends us on to."""
    with closing(open_connection(address, network, clock)) as plain:
        try:
            response = _response(address, TimedSocket(plain, clock), limits.user_agent)
            if response.status in REDIRECTS:
                return _next_address(address, response)
            return _fetched(address, response, limits.size)
        except (OSError, ValueError, http.client.HTTPException, zlib.error) as error:  # a chunk of length -5
            clock.left()
            raise FetchFailedError(f"{address.host} broke off or sent what is no web page: try again later.") from error


def _response(address: Address, timed: TimedSocket, user_agent: str) -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection(address.host, address.port)
    connection.auto_open = 0  # it may speak on the checked connection only, never open one of its own
    connection.sock = timed
    headers = {"Host": address.authority, "User-Agent": user_agent, "Accept": ACCEPTED, "Accept-Encoding": "gzip"}
    connection.request("GET", address.target, headers={**headers, "Connection": "close"})
    return connection.getresponse()


def _next_address(address: Address, response: http.client.HTTPResponse) -> Address:
    location = response.getheader("Location")
    if not location:
        raise FetchFailedError("The site redirects without saying where to.", response.status)
    try:
        # Header values arrive as Latin-1; those of today's servers are UTF-8.
        return _address(urljoin(str(address), location.encode("latin-1").decode("utf-8")))
    except ValueError as error:
        raise FetchFailedError("The site redirects to an address that cannot be read.", response.status) from error


def _fetched(address: Address, response: http.client.HTTPResponse, size: int) -> Fetched:
    if response.status != http.HTTPStatus.OK:
        hint = "upload the page or paste its text instead" if response.status in {401, 402, 403, 451} else "check it"
        raise FetchFailedError(f"The site answered {_told(response)} for this address: {hint}.", response.status)
    return Fetched(
        content=_content(response, size),
        media_type=_token(response.getheader("Content-Type", "").partition(";")[0]),
        charset=_token(response.headers.get_content_charset("")),
        final_url=str(address),
        status=response.status,
        headers=_headers(response),
        fetched_at=datetime.now(UTC),
    )


def _token(text: str) -> str:
    """`text` in small letters where it is a media type or charset, else nothing."""
    text = text.strip().lower()
    return text if _TOKEN.fullmatch(text) else ""


def _told(response: http.client.HTTPResponse) -> str:
    try:
        return f"{response.status} {http.HTTPStatus(response.status).phrase}"
    except ValueError:
        return str(response.status)


def _headers(response: http.client.HTTPResponse) -> dict[str, str]:
    """What the server said, without cookies and without characters that no database keeps."""
    kept: dict[str, str] = {}
    for raw_name, raw_value in response.getheaders():
        name, value = normalised(raw_name).lower(), normalised(raw_value).replace("\n", " ")
        if name not in SECRET_HEADERS:
            kept[name] = (f"{kept[name]}, {value}" if name in kept else value)[:MOST_HEADER_CHARACTERS]
    return kept


def _content(response: http.client.HTTPResponse, size: int) -> bytes:
    encoding = response.getheader("Content-Encoding", "").strip().lower()
    if encoding in {"gzip", "x-gzip", "deflate"}:
        return _inflated(response, size)
    if encoding not in {"", "identity"}:
        raise FetchFailedError(f"The site sends pages packed as “{encoding[:20]}”, which cannot be read here.")
    content = bytearray()
    for chunk in _chunks(response, size):
        content += chunk
    return bytes(content)


def _inflated(response: http.client.HTTPResponse, size: int) -> bytes:
    inflater = zlib.decompressobj(GZIP_OR_ZLIB)
    content = bytearray()
    for chunk in _chunks(response, size):
        content += inflater.decompress(chunk, size - len(content) + 1)
        _check_size(len(content), size)
    if not inflater.eof:
        raise http.client.IncompleteRead(b"")
    return bytes(content)


def _chunks(response: http.client.HTTPResponse, size: int) -> Iterator[bytes]:
    received = 0
    while chunk := response.read(CHUNK_BYTES):
        received += len(chunk)
        _check_size(received, size)
        yield chunk
    if response.length:
        raise http.client.IncompleteRead(b"", response.length)


def _check_size(received: int, size: int) -> None:
    if received > size:
        raise FetchFailedError(f"The page is larger than {size:,} bytes: paste the text of the article instead.")
