"""A real server on this machine, to be fetched from."""

import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from tests.sources.pages import PAGE

Answer = tuple[int, dict[str, str], bytes]
HTML = {"Content-Type": "text/html; charset=utf-8"}
STORY = PAGE.replace("https://weir.example/dam", "")


class Site:
    """A server of some answers that keeps a list of what it was asked for, and by whom."""

    def __init__(self) -> None:
        self.answers: dict[str, Answer] = {}
        self.asked: list[str] = []
        self.agents: set[str] = set()
        self.times: list[float] = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.asked.append(self.path)
                site.agents.add(self.headers["User-Agent"])
                site.times.append(time.monotonic())
                status, headers, body = site.answers.get(self.path, (404, HTML, b""))
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.end_headers()
                try:
                    self.answer(body)
                except OSError:
                    return

            def answer(self, body: bytes) -> None:
                if body == b"DRIP":
                    for _ in range(100):
                        self.wfile.write(b"x")
                        time.sleep(0.05)
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                return

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.home = f"http://127.0.0.1:{self.server.server_address[1]}"
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()

    def page(self, path: str, words: str = STORY) -> str:
        """Put a page there and return its address."""
        self.answers[path] = (200, HTML, words.encode())
        return self.home + path

    def close(self) -> None:
        """Stop answering."""
        self.server.shutdown()
        self.server.server_close()
