import socket
import ssl
import threading
from collections.abc import Sequence

import pytest

from deals.sources import connections
from deals.sources.addresses import Address
from deals.sources.connections import (
    Clock,
    FetchFailedError,
    FetchRefusedError,
    Network,
    TimedSocket,
    is_public,
    open_connection,
    resolve,
)

PUBLIC = "93.184.215.14"
ANSWERS_THAT_LEAD_INSIDE = [
    "0.0.0.0",  # noqa: S104  # refused, not listened on
    "10.1.2.3",
    "100.64.0.1",
    "100.100.100.200",  # a cloud's metadata
    "127.0.0.1",
    "127.255.255.254",
    "169.254.169.254",  # the clouds' metadata
    "169.254.170.2",  # a cloud's container credentials
    "172.16.0.1",
    "172.31.255.255",
    "192.0.0.192",  # a cloud's metadata
    "192.0.2.1",
    "192.88.99.1",
    "192.168.1.1",
    "198.18.0.1",
    "198.51.100.1",
    "203.0.113.1",
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "168.63.129.16",  # a cloud's metadata on an address that looks public
    "::",
    "::1",
    "::7f00:1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "::ffff:93.184.215.14",  # mapped, even where the inner address is public
    "64:ff9b::7f00:1",
    "64:ff9b::a9fe:a9fe",
    "64:ff9b:1::1",
    "100::1",
    "2001::1",  # Teredo
    "2001:db8::1",
    "2002:7f00:1::",
    "2002:a9fe:a9fe::1",
    "3fff::1",
    "5f00::1",
    "fc00::1",
    "fd00:ec2::254",  # a cloud's metadata
    "fe80::1",
    "fe80::1%eth0",
    "2606:2800:220::1%eth0",
    "fec0::1",
    "ff02::1",
    "not an address",
    "",
]


def no_connection(answer: str, _port: int, _clock: Clock) -> socket.socket:
    pytest.fail(f"connected to {answer}")


def answering(*answers: str) -> Network:
    return Network(lambda _host, _port, _clock: answers, no_connection)


@pytest.mark.parametrize("answer", ANSWERS_THAT_LEAD_INSIDE)
def test_a_name_that_stands_for_an_inside_address_is_refused_before_connecting(answer: str) -> None:
    with pytest.raises(FetchRefusedError, match="is not a public site: upload the page"):
        open_connection(Address.parse("https://news.example/"), answering(answer), Clock.start(5))


@pytest.mark.parametrize("order", [(PUBLIC, "10.0.0.1"), ("10.0.0.1", PUBLIC), (PUBLIC, PUBLIC, PUBLIC, "::1")])
def test_one_inside_address_among_public_ones_is_refused(order: Sequence[str]) -> None:
    with pytest.raises(FetchRefusedError, match="is not a public site"):
        open_connection(Address.parse("https://news.example/"), answering(*order), Clock.start(5))


@pytest.mark.parametrize(
    "answer", [PUBLIC, "1.1.1.1", "172.32.0.1", "100.128.0.1", "2606:2800:220:1:248:1893:25c8:1946", "2a00:1450::1"]
)
def test_an_address_of_the_open_internet_is_public(answer: str) -> None:
    assert is_public(answer)


@pytest.mark.parametrize("port", [22, 25, 6379, 8080])
def test_a_port_that_is_not_for_pages_is_refused_before_resolving(port: int) -> None:
    network = Network(lambda *_: pytest.fail("resolved"), no_connection)
    with pytest.raises(FetchRefusedError, match=f"Port {port} is not for web pages"):
        open_connection(Address.parse(f"http://news.example:{port}/"), network, Clock.start(5))


class FakeSocket:
    def __init__(self, peer: str) -> None:
        self.peer = peer
        self.is_closed = False

    def getpeername(self) -> tuple[str, int]:
        return self.peer, 80

    def settimeout(self, _seconds: float) -> None:
        pass

    def close(self) -> None:
        self.is_closed = True


def test_a_name_that_changes_its_answer_is_asked_once_and_the_checked_answer_is_used() -> None:
    asked: list[str] = []
    connected: list[str] = []

    def rebinding(host: str, _port: int, _clock: Clock) -> list[str]:
        asked.append(host)
        return [PUBLIC] if len(asked) == 1 else ["127.0.0.1"]

    def connector(answer: str, _port: int, _clock: Clock) -> socket.socket:
        connected.append(answer)
        return FakeSocket(answer)  # type: ignore[return-value]

    open_connection(Address.parse("http://news.example/"), Network(rebinding, connector), Clock.start(5))
    assert (asked, connected) == (["news.example"], [PUBLIC])


def test_a_connection_that_ends_somewhere_else_is_refused_and_closed() -> None:
    diverted = FakeSocket("127.0.0.1")
    network = Network(lambda *_: [PUBLIC], lambda *_: diverted)  # type: ignore[arg-type]
    with pytest.raises(FetchRefusedError, match="went somewhere else"):
        open_connection(Address.parse("http://news.example/"), network, Clock.start(5))
    assert diverted.is_closed


def test_the_next_answer_is_tried_where_the_first_does_not_connect() -> None:
    def connector(answer: str, _port: int, _clock: Clock) -> socket.socket:
        if ":" in answer:
            raise OSError
        return FakeSocket(answer)  # type: ignore[return-value]

    network = Network(lambda *_: ["2606:2800:220::1", PUBLIC], connector)
    opened = open_connection(Address.parse("http://news.example/"), network, Clock.start(5))
    assert opened.getpeername()[0] == PUBLIC


class FakeContext:
    def __init__(self, error: Exception | None = None) -> None:
        self.error = error
        self.names: list[str] = []

    def wrap_socket(self, plain: socket.socket, *, server_hostname: str) -> socket.socket:
        self.names.append(server_hostname)
        if self.error:
            raise self.error
        return plain


def test_tls_asks_for_the_name_and_not_for_the_address(monkeypatch: pytest.MonkeyPatch) -> None:
    context = FakeContext()
    monkeypatch.setattr(connections, "_tls_context", lambda: context)
    network = Network(lambda *_: [PUBLIC], lambda answer, *_: FakeSocket(answer))  # type: ignore[arg-type]
    open_connection(Address.parse("https://news.example/"), network, Clock.start(5))
    assert context.names == ["news.example"]


def test_a_wrong_certificate_ends_the_fetch_and_closes_the_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "_tls_context", lambda: FakeContext(ssl.SSLCertVerificationError("expired")))
    plain = FakeSocket(PUBLIC)
    network = Network(lambda *_: [PUBLIC], lambda *_: plain)  # type: ignore[arg-type]
    with pytest.raises(FetchFailedError, match="certificate that is not valid"):
        open_connection(Address.parse("https://news.example/"), network, Clock.start(5))
    assert plain.is_closed


def test_certificates_and_host_names_are_checked() -> None:
    context = connections._tls_context()
    assert context.check_hostname
    assert context.verify_mode is ssl.CERT_REQUIRED


def test_a_resolver_that_hangs_is_left_behind_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    released = threading.Event()

    def hanging(*_: object, **__: object) -> list[object]:
        released.wait()
        return []

    monkeypatch.setattr(socket, "getaddrinfo", hanging)
    with pytest.raises(FetchFailedError, match=r"took longer|No site was found"):
        resolve("news.example", 80, Clock.start(0.05))
    released.set()


def test_a_name_without_answer_says_to_check_the_address(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with pytest.raises(FetchFailedError, match=r"No site was found under the name news\.example: check"):
        resolve("news.example", 80, Clock.start(1))


def test_reading_after_the_deadline_fails() -> None:
    here, there = socket.socketpair()
    with here, there:
        stream = TimedSocket(here, Clock(1, deadline=0)).makefile("rb")
        with pytest.raises(FetchFailedError, match="took longer than 1 seconds"):
            stream.read(1)
