"""An invented page, and web archives made of it."""

PAGE = """<!doctype html><html lang="en-GB"><head><meta charset="utf-8">
<title>Ministers meet again over the Selm dam - The Weir Gazette</title>
<meta property="og:title" content="Ministers meet again over the Selm dam">
<meta property="og:site_name" content="The Weir Gazette"><meta name="author" content="By Noor Vance">
<meta property="article:published_time" content="2023-04-02T08:30:00+02:00">
<link rel="canonical" href="https://weir.example/dam"></head><body>
<nav><a href="/">Home</a> <a href="/sport">Sport</a></nav><article><h1>Ministers meet again over the Selm dam</h1>
<p>The water ministers of both countries met for the third time on Sunday and agreed on nothing but a date.</p>
<p>“We asked for the data and we did not get it,” minister Ola Berg said after the talks in the border town of Selm.</p>
<p>Her counterpart denied that and said the measurements had been handed over in full at the start of the year.</p>
</article></body></html>"""


def record(
    body: bytes,
    *,
    url: str = "https://weir.example/dam",
    kind: str = "response",
    media: str = "text/html; charset=utf-8",
    status: str = "200 OK",
    extra: str = "",
    length: int | None = None,
) -> bytes:
    """Return one record of a web archive (ISO 28500)."""
    answer = f"HTTP/1.1 {status}\r\nContent-Type: {media}\r\n{extra}\r\n".encode() + body
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2031-03-03T10:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:1>\r\nContent-Type: application/http; msgtype={kind}\r\n"
        f"Content-Length: {len(answer) if length is None else length}\r\n\r\n"
    )
    return head.encode() + answer + b"\r\n\r\n"
