import gzip
import socket
import time
import tracemalloc

import pytest

from deals.sources.connections import Clock, FetchFailedError, FetchRefusedError, Network, connect, resolve
from deals.sources.fetching import FetchLimits, fetch
from tests.sources.servers import LOOPBACK, Server, answer, drip, serving

PAGE = b"<html><body><p>The two states signed.</p></body></html>"
HTML = "Content-Type: text/html; charset=ISO-8859-9"


def limits(*servers: Server, seconds: float = 5, size: int = 100_000, redirects: int = 3) -> FetchLimits:
    allowed = frozenset(server.endpoint for server in servers)
    return FetchLimits(seconds, size, redirects, "Tests/1", allowed)


def test_fetching_a_page_gives_its_bytes_and_what_the_server_said() -> None:
    with serving(answer(PAGE, headers=f"{HTML}|X-Served-By: a|X-Served-By: b|Set-Cookie: secret=1")) as server:
        fetched = fetch(server.url("/a/../b?q=\u00e9#part"), limits=limits(server))
    assert fetched.content == PAGE
    assert (fetched.media_type, fetched.charset, fetched.status) == ("text/html", "iso-8859-9", 200)
    assert fetched.final_url == server.url("/b?q=%C3%A9")
    assert fetched.headers["x-served-by"] == "a, b"
    assert "set-cookie" not in fetched.headers
    assert fetched.fetched_at.tzinfo is not None


def test_the_request_names_the_host_and_the_program_and_nothing_else() -> None:
    with serving(answer(PAGE)) as server:
        fetch(server.url("/b"), limits=limits(server))
    lines = server.requests[0].strip().split("\r\n")
    assert lines[0] == "GET /b HTTP/1.1"
    assert sorted(line.partition(":")[0] for line in lines[1:]) == [
        *("Accept", "Accept-Encoding", "Connection", "Host", "User-Agent")
    ]
    assert f"Host: {LOOPBACK}:{server.port}" in lines


def test_a_packed_page_is_unpacked() -> None:
    with serving(answer(gzip.compress(PAGE, mtime=0), headers=f"{HTML}|Content-Encoding: gzip")) as server:
        assert fetch(server.url(), limits=limits(server)).content == PAGE


def test_a_chunked_page_is_put_together() -> None:
    head = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
    with serving(lambda connection, _: connection.sendall(head + b"3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n")) as server:
        assert fetch(server.url(), limits=limits(server)).content == b"abcde"


def test_redirects_are_followed_to_the_final_address() -> None:
    def script(connection: socket.socket, path: str) -> None:
        step = {"/": "b/", "/b/": "/c?x=1", "/c?x=1": "?x=2"}.get(path)
        redirect = answer(status="302 Found", headers=f"Location: {step}")
        (redirect if step else answer(PAGE))(connection, path)

    with serving(script) as server:
        assert fetch(server.url(), limits=limits(server)).final_url == server.url("/c?x=2")


LEADING_INSIDE = [
    *("http://127.0.0.1/", "http://127.0.0.1:{port}0/", "http://localhost/", "http://[::1]/", "http://0.0.0.0/"),
    *("http://169.254.169.254/latest/meta-data/", "http://10.0.0.1/", "http://192.168.0.1:80/", "//10.0.0.1/a"),
    *("http://[::ffff:127.0.0.1]/", "http://[64:ff9b::7f00:1]/", "http://[2002:7f00:1::]/", "http://[fd00:ec2::254]/"),
    *("http://0x7f.0.0.1/", "http://2130706433/", "http://017700000001/", "http://127.1/", "http://127.0.0.1.:80/"),
    *("http://user@127.0.0.1/", "file:///etc/passwd", "ftp://127.0.0.1/", "gopher://127.0.0.1/", "javascript:1"),
    *(
        "http://news.example:22/",
        "http://\uff11\uff12\uff17.0.0.1/",
        "http://%31%32%37.0.0.1/",
        "dict://127.0.0.1:11211/",
    ),
]


@pytest.mark.parametrize("location", LEADING_INSIDE)
def test_a_redirect_that_leads_inside_is_refused(location: str) -> None:
    with serving(lambda *_: None) as server:
        target = location.replace("{port}", str(server.port))
        server.script = answer(status="301 Moved", headers="Location: " + target.encode().decode("latin-1"))
        with pytest.raises(FetchRefusedError):
            fetch(server.url(), limits=limits(server))


@pytest.mark.parametrize("address", [location for location in LEADING_INSIDE if not location.startswith("//")])
def test_an_address_that_leads_inside_is_refused(address: str) -> None:
    with pytest.raises(FetchRefusedError):
        fetch(address.replace("{port}", "8000"), limits=FetchLimits(seconds=5))


def test_a_name_that_turns_inside_between_two_hops_is_refused() -> None:
    with serving(answer(status="302 Found", headers="Location: http://news.example/b")) as server:
        network = Network(
            lambda host, port, clock: ["10.0.0.1"] if host == "news.example" else resolve(host, port, clock),
            connect,
            frozenset({server.endpoint}),
        )
        with pytest.raises(FetchRefusedError, match=r"news\.example is not a public site"):
            fetch(server.url(), limits=limits(server), network=network)


def test_a_site_that_redirects_for_ever_is_left() -> None:
    with serving(answer(status="302 Found", headers="Location: /again")) as server:
        with pytest.raises(FetchFailedError, match="redirects more than 3 times"):
            fetch(server.url(), limits=limits(server))
        assert len(server.requests) == 4


def test_proxies_of_the_environment_are_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    with serving(answer(PAGE)) as server:
        assert fetch(server.url(), limits=limits(server)).content == PAGE


def test_a_page_that_unpacks_without_end_is_left() -> None:
    bomb = gzip.compress(bytes(50_000_000), mtime=0)
    with serving(answer(bomb, headers="Content-Encoding: gzip")) as server:
        tracemalloc.start()
        with pytest.raises(FetchFailedError, match="larger than 100,000 bytes: paste"):
            fetch(server.url(), limits=limits(server))
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert peak < 5_000_000


@pytest.mark.parametrize("head", [b"Content-Length: 999999999", b"X: no length", b"Transfer-Encoding: chunked"])
def test_a_page_that_is_too_large_is_left(head: bytes) -> None:
    def script(connection: socket.socket, _path: str) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\n" + head + b"\r\n\r\n")
        while True:
            connection.sendall(b"2000\r\n" + bytes(0x2000) + b"\r\n")

    with serving(script) as server, pytest.raises(FetchFailedError, match="larger than 100,000 bytes"):
        fetch(server.url(), limits=limits(server))


@pytest.mark.parametrize(
    "script",
    [
        drip(b"a", seconds=0.05, before=b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n"),
        drip(b"X-A: b\r\n", seconds=0.05, before=b"HTTP/1.1 200 OK\r\n"),
        drip(b"H", seconds=0.05),
        drip(b"1\r\na\r\n", seconds=0.05, before=b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"),
        drip(b"HTTP/1.1 100 Continue\r\n\r\n", seconds=0.01),
        drip(b"", seconds=60),
    ],
    ids=["body", "headers", "status", "chunks", "continues", "silence"],
)
def test_a_site_that_drips_is_left_in_time(script: object) -> None:
    with serving(script) as server:  # type: ignore[arg-type]
        started = time.monotonic()
        with pytest.raises(FetchFailedError, match=r"took longer than 0\.4 seconds|broke off"):
            fetch(server.url(), limits=limits(server, seconds=0.4))
        assert time.monotonic() - started < 1.5


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", "broke off"),
        (b"SSH-2.0-OpenSSH_9.2\r\n", "broke off"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nshort", "broke off"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", "broke off"),
        (b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\nnot gzip", "broke off"),
        (b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n" + gzip.compress(bytes(9), mtime=0)[:-9], "broke off"),
        (b"HTTP/1.1 200 OK\r\nContent-Encoding: br\r\n\r\nxx", "cannot be read here"),
        (b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 500 + b"\r\n", "broke off"),
        (b"HTTP/1.1 200 OK\r\nX: " + b"y" * 100_000 + b"\r\n\r\n", "broke off"),
        (b"HTTP/1.1 302 Found\r\n\r\n", "without saying where"),
        (b"HTTP/1.1 302 Found\r\nLocation: http://[::1\r\n\r\n", "cannot be read"),
        (b"HTTP/1.1 302 Found\r\nLocation: /\xff\r\n\r\n", "cannot be read"),
        (b"HTTP/1.1 404 Not Found\r\n\r\n", "answered 404 Not Found for this address: check it"),
        (b"HTTP/1.1 403 Forbidden\r\n\r\n", "403 Forbidden for this address: upload"),
        (b"HTTP/1.1 206 Partial\r\n\r\n", "206 Partial Content"),
        (b"HTTP/1.1 799 Odd\r\n\r\n", "answered 799 for"),
    ],
)
def test_an_answer_that_is_no_page_fails_with_a_reason(raw: bytes, reason: str) -> None:
    with (
        serving(lambda connection, _: connection.sendall(raw)) as server,
        pytest.raises(FetchFailedError, match=reason),
    ):
        fetch(server.url(), limits=limits(server))


def test_a_failed_fetch_keeps_the_status_of_the_server() -> None:
    with serving(answer(status="503 Busy")) as server, pytest.raises(FetchFailedError) as caught:
        fetch(server.url(), limits=limits(server))
    assert caught.value.status == 503


def test_headers_that_no_database_keeps_are_cleaned() -> None:
    odd = b'HTTP/1.1 200 OK\r\nContent-Type: TEXT/HTML\x00; charset="a b"\r\nX-Odd: a\x00b\r\n\r\n'
    with serving(lambda connection, _: connection.sendall(odd)) as server:
        fetched = fetch(server.url(), limits=limits(server))
    assert (fetched.media_type, fetched.charset, fetched.headers["x-odd"]) == ("", "", "ab")


def test_a_site_that_does_not_speak_tls_fails() -> None:
    with serving(answer(PAGE)) as server, pytest.raises(FetchFailedError, match="does not answer over https"):
        fetch(server.url().replace("http:", "https:"), limits=limits(server))


def test_nobody_listening_fails() -> None:
    with serving(answer(PAGE)) as server:
        allowed = limits(server)
    with pytest.raises(FetchFailedError, match="does not answer"):
        fetch(server.url(), limits=allowed)


def test_a_clock_that_has_run_out_stops_the_next_step() -> None:
    with pytest.raises(FetchFailedError, match="took longer than 3 seconds"):
        Clock(3, deadline=time.monotonic()).left()
