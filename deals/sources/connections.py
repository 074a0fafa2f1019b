"""Connections to public hosts only: names are resolved once, and the connection goes to the answer that was checked."""

import io
import queue
import socket
import ssl
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from typing import Any

import certifi

from deals.sources.addresses import Address

PORTS = frozenset({80, 443})
MOST_ANSWERS_TRIED = 3

Endpoint = tuple[str, int]  # an IP address as the standard library writes it, and a port

# IANA's special-purpose registries for IPv4 and IPv6. Written out, since `is_global` differs between Python versions.
CLOSED_IPV4 = tuple(
    IPv4Network(block)
    for block in (
        *("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12"),
        *("192.0.0.0/24", "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16"),
        *("192.175.48.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4"),
        "168.63.129.16/32",  # a cloud's metadata service on an address that looks public
    )
)
OPEN_IPV6 = IPv6Network(
    "2000::/3"
)  # all that is handed out; mapped IPv4, 64:ff9b::/96, local and multicast lie outside
CLOSED_IPV6 = tuple(IPv6Network(block) for block in ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20"))


class FetchRefusedError(Exception):
    """The address may not be fetched; trying again will not help. The message is for the editor."""


class FetchFailedError(Exception):
    """The fetch went wrong; `status` is the server's HTTP status, or None where it gave none."""

    def __init__(self, message: str, status: int | None = None) -> None:
        super().__init__(message)
        self.status = status


@dataclass(frozen=True, slots=True)
class Clock:
    """One deadline for the whole fetch, so that a server that sends a byte a second gains nothing."""

    seconds: float
    deadline: float

    @classmethod
    def start(cls, seconds: float) -> "Clock":
        return cls(seconds, time.monotonic() + seconds)

    def left(self) -> float:
        left = self.deadline - time.monotonic()
        if left <= 0:
            raise FetchFailedError(f"The site took longer than {self.seconds:g} seconds: try again later.")
        return left


@dataclass(frozen=True, slots=True)
class Network:
    """The two ways out of the house. Tests replace them to play a hostile resolver or route.

    `allowed` are endpoints that may be reached although they are not public: the loopback in tests, else empty.
    """

    resolve: Callable[[str, int, Clock], Sequence[str]]
    connect: Callable[[str, int, Clock], socket.socket]
    allowed: frozenset[Endpoint] = frozenset()


def open_connection(address: Address, network: Network, clock: Clock) -> socket.socket:
    """Return a socket, with TLS for https, whose other end is a public address that the host's name stands for.

    Every answer of the resolver must be public: one that is not means a mistake or a trick.
    """
    if address.port not in PORTS | {port for _, port in network.allowed}:
        raise FetchRefusedError(f"Port {address.port} is not for web pages: only 80 and 443 are fetched.")
    answers = network.resolve(address.host, address.port, clock)
    for answer in answers:
        if not is_public(answer) and (answer, address.port) not in network.allowed:
            raise FetchRefusedError(f"{address.host} is not a public site: upload the page or paste its text instead.")
    plain = _first_that_connects(address, answers[:MOST_ANSWERS_TRIED], network, clock)
    return _with_tls(plain, address.host, clock) if address.scheme == "https" else plain


def is_public(answer: str) -> bool:
    """Whether an IP address is one of the open internet's, by IANA's registries."""
    try:
        ip = ip_address(answer)
    except ValueError:
        return False
    if isinstance(ip, IPv4Address):
        return not any(ip in block for block in CLOSED_IPV4)
    return ip in OPEN_IPV6 and ip.scope_id is None and not any(ip in block for block in CLOSED_IPV6)


def resolve(host: str, port: int, clock: Clock) -> list[str]:
    """Ask the system's resolver once. It knows no time limit, so it is asked in a thread that may be left behind."""
    answers: queue.SimpleQueue[list[str]] = queue.SimpleQueue()

    def ask() -> None:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError):
            found = []
        answers.put(list(dict.fromkeys(str(entry[4][0]) for entry in found)))

    threading.Thread(target=ask, daemon=True).start()
    try:
        found = answers.get(timeout=clock.left())
    except queue.Empty:
        found = []
    if not found:
        raise FetchFailedError(f"No site was found under the name {host}: check the address.")
    return found


def connect(answer: str, port: int, clock: Clock) -> socket.socket:
    return socket.create_connection((answer, port), timeout=clock.left())


def _first_that_connects(address: Address, answers: Sequence[str], network: Network, clock: Clock) -> socket.socket:
    for answer in answers:
        try:
            connection = network.connect(answer, address.port, clock)
        except OSError:
            continue
        if _peer(connection) == ip_address(answer):
            return connection
        connection.close()
        raise FetchRefusedError(f"The connection to {address.host} went somewhere else than to its address.")
    clock.left()
    raise FetchFailedError(f"{address.host} does not answer: try again later.")


def _peer(connection: socket.socket) -> IPv4Address | IPv6Address | None:
    try:
        return ip_address(connection.getpeername()[0])
    except (OSError, ValueError):
        return None


def _with_tls(plain: socket.socket, host: str, clock: Clock) -> socket.socket:
    try:
        plain.settimeout(clock.left())
        return _tls_context().wrap_socket(plain, server_hostname=host)
    except (OSError, FetchFailedError) as error:
        plain.close()
        clock.left()
        is_false = isinstance(error, ssl.CertificateError)
        reason = "shows a certificate that is not valid" if is_false else "does not answer over https"
        raise FetchFailedError(f"{host} {reason}: open it in a browser and paste its text.") from error


@lru_cache(maxsize=1)
def _tls_context() -> ssl.SSLContext:
    """The system's certificate authorities and certifi's: a bare system may have none."""
    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    return context


class TimedSocket:
    """What http.client needs of a socket, with the clock set anew before each call on it."""

    def __init__(self, connection: socket.socket, clock: Clock) -> None:
        self._connection = connection
        self._clock = clock

    def sendall(self, data: bytes) -> None:
        self._connection.settimeout(self._clock.left())
        self._connection.sendall(data)

    def makefile(self, _mode: str) -> io.BufferedReader:
        return io.BufferedReader(_TimedStream(self._connection, self._clock))

    def close(self) -> None:
        """Whoever opened the connection closes it."""


class _TimedStream(io.RawIOBase):
    def __init__(self, connection: socket.socket, clock: Clock) -> None:
        super().__init__()
        self._connection = connection
        self._clock = clock

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        self._connection.settimeout(self._clock.left())
        return self._connection.recv_into(buffer)
