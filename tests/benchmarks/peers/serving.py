"""One small server for all pages: from memory, packed by gzip, so that only the pages differ."""

from __future__ import annotations

from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tests.benchmarks.peers.ours import Answer


@contextmanager
def serving(answers: Mapping[str, Answer]) -> Iterator[str]:
    """The address of a server on the loopback that has these answers and no others."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            found = answers.get(self.path)
            self.send_response(200 if found else 404)
            self.send_header("Content-Length", str(len(found.body) if found else 0))
            if found:
                self.send_header("Content-Encoding", "gzip")
                self.send_header("Content-Type", found.kind)
                if found.policy:
                    self.send_header("Content-Security-Policy", found.policy)
            self.end_headers()
            self.wfile.write(found.body if found else b"")

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- the library's name
            """Nothing is logged: it would cost time."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
