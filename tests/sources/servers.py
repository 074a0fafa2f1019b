"""A web server on the loopback that sends exactly the bytes it was told to, for pages that behave badly."""

import contextlib
import socket
import threading
import time
from collections.abc import Callable, Iterator

from deals.sources.connections import Endpoint

LOOPBACK = "127.0.0.1"
Script = Callable[[socket.socket, str], None]


def answer(body: bytes = b"", *, status: str = "200 OK", headers: str = "") -> Script:
    """Return a script that sends one response; `headers` are lines without line ends, joined by a bar."""
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", *filter(None, headers.split("|"))]
    head = "\r\n".join([*lines, "", ""]).encode()
    return lambda connection, _path: connection.sendall(head + body)


def drip(piece: bytes, *, seconds: float, before: bytes = b"") -> Script:
    """Return a script that sends `piece` again and again, waiting `seconds` each time."""

    def script(connection: socket.socket, _path: str) -> None:
        connection.sendall(before)
        while True:
            time.sleep(seconds)
            connection.sendall(piece)

    return script


class Server:
    """Answers each request with the script; keeps the requests as they came."""

    def __init__(self, script: Script) -> None:
        self.script = script
        self.requests: list[str] = []
        self._listener = socket.create_server((LOOPBACK, 0))
        self.port: int = self._listener.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()

    @property
    def endpoint(self) -> Endpoint:
        return LOOPBACK, self.port

    def url(self, path: str = "/") -> str:
        return f"http://{LOOPBACK}:{self.port}{path}"

    def close(self) -> None:
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()

    def _serve(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                connection, _ = self._listener.accept()
                threading.Thread(target=self._answer, args=(connection,), daemon=True).start()

    def _answer(self, connection: socket.socket) -> None:
        with connection, contextlib.suppress(OSError):
            request = connection.recv(65_536).decode("latin-1")
            self.requests.append(request)
            self.script(connection, request.split(" ")[1] if " " in request else "")


@contextlib.contextmanager
def serving(script: Script) -> Iterator[Server]:
    server = Server(script)
    try:
        yield server
    finally:
        server.close()
