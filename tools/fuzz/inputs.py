"""Inputs that mean harm: well-formed ones of each format, spoilt in every way that we know."""

import base64
import gzip
import io
import json
import random
import zlib
from collections.abc import Callable

import pyarrow as pa
import pyarrow.parquet as pq

Dice = random.Random

BIG = 300
"""One input in so many is long: up to a megabyte."""

STORY = (
    "TARVIK, March 3 (Northern Wire) — Minister Ana Ruiz said on Tuesday that the port would stay shut.\n\n"
    "“We will not open it,” she told reporters in Oran. At least 12 people were killed when shells hit a depot.\n\n"
    "The opposition demanded that she resign by June 7, 2031, unless talks begin. (Reporting by Lee Park)\n"
)

# fmt: off
ODD = (
    "\0", "\r", "\r\n", "\x0b", "\x0c", "\x1b[31m", "\x85", "\xa0", "\xad", "\u0300" * 40, "\u061c", "\u180e", "\u200b",
    "\u200d", "\u200e", "\u202e", "\u2028", "\u2029", "\u2060", "\u2066", "\u3000", "\ufe0f", "\ufeff", "\ufffc",
    "\uffff",
    "\U000e0041", "\U0001f469\u200d\U0001f680", "\U0010ffff", "ﬃ", "İ", "ſ", "ß", "Ǆ", "ΰ", "שָׁ", "한", "각", "א",
    "ش", "١٢٣",
    "²", "½", "Ⅷ", "①", "𝟘", "“", "”", "„", "«", "»", "‘", "’", "'", '"', "''", "``", "…", "–", "—", "--",
)
"""Signs at which programs stumble: controls, directions, joiners, piles of marks, digits of other scripts, quotes."""

WORDS = (
    "said", " said that ", "according to ", "“", "”", "unless ", "if ", "must not ", "will ", "by ", "on Tuesday",
    "the ",
    "President ", "Minister ", "in ", "killed ", "at least ", "12 ", "June 7", "2031", "(AP) — ", "By ", "Source: ",
    "and ", ", ",
    ". ", "\n\n", "\n", " ", "-", ":", ";", "(", ")", "[", "]", "{", "}", "<", ">", "/",
    "\\", "&", "#", "*", "_", "~", "`",
    "=", "|", "$", "%", "../../etc/passwd", "..\\..\\nul", "file:///etc/passwd", "C:\\CON", "${jndi:x}", "%s%n",
    "'; DROP TABLE",
    "0" * 30, "9" * 400, "-1", "1e999", "NaN", "0x", "12/13/14", "2031-02-30", "24:61", "Sept. 31", "last last ",
    "never ",
)
"""Pieces that our own rules look for, and those that other programs fall for."""

BOMB = '<!DOCTYPE z [<!ENTITY a "ha">' + "".join(
    f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9)
)
TAGS = (
    "<div>", "</div>", "<p>", "</p>", "<article>", "<table><tr><td>", "<b>", "<a href='javascript:x'>", "<script>",
    "</script>",
    "<style>", "<!--", "-->", "<![CDATA[", "]]>", "<svg>", "<math>", "<template>", "<iframe>", "<h1>", "</h1>",
    "<figcaption>",
    "<meta charset=utf-7>", "<meta charset='x'>", "<time datetime='9999-99-99'>", "<?xml version='1.0'?>", "&lt;",
    "&#x110000;", "&#0;",
    "<meta property='article:published_time' content='%'>", "<script type='application/ld+json'>[[[{", BOMB + "]>",
    "&j;",
    "<!DOCTYPE x SYSTEM 'file:///etc/passwd'>", "<base href='//x'>", "<select>", "<frameset>", "<plaintext>",
    "<p " + "a=b " * 50 + ">",
)
MARKS = (
    "# ", "## ", "===", "---", "***", "___", "[", "](", ")", "![", "`", "```\n", "~~~\n", "> ", "- ", "1. ", "<!--",
    "**", "__", "\\",
    "---\n", "a: &a [*a]\n", "x: !!python/object:os.system ls\n", "k: [[[[", "? ", "&a ", "*a ", "<<: *a\n",
    "date: 2031-02-30\n",
)

# fmt: on


def _pieces(dice: Dice, extra: tuple[str, ...]) -> str:
    """Return one piece, now and then many times over."""
    piece = dice.choice(dice.choice((ODD, WORDS, extra or WORDS)))
    if dice.random() < 0.1:
        return piece * dice.choice((2, 3, 10, 50, 300, 2000) if len(piece) < 20 else (2, 5, 20))
    return piece


def spoilt(dice: Dice, text: str, extra: tuple[str, ...] = ()) -> str:
    """Return a text with some pieces put in, cut out, repeated and moved; seldom a very long one."""
    for _ in range(dice.choice((1, 2, 4, 8, 30))):
        at = dice.randrange(len(text) + 1)
        to = min(len(text), at + dice.choice((0, 1, 5, 40, 200)))
        way = dice.randrange(4)
        if way == 0:
            text = text[:at] + _pieces(dice, extra) + text[at:]
        elif way == 1:
            text = text[:at] + text[to:]
        elif way == 2:
            text = text[:to] + text[at:to] * dice.choice((1, 2, 20)) + text[to:]
        else:
            text = text[to:] + _pieces(dice, extra) + text[:at]
    if dice.randrange(BIG) == 0:
        text = (text or "x") * (dice.choice((20_000, 200_000, 1_100_000)) // max(1, len(text)))
    return text


def spoilt_bytes(dice: Dice, data: bytes) -> bytes:
    """Return bytes with some of them changed, or in another encoding, or cut short; often as they are."""
    way = dice.randrange(10)
    if way == 0 and data:
        changed = bytearray(data)
        for _ in range(dice.choice((1, 3, 20))):
            changed[dice.randrange(len(changed))] = dice.randrange(256)
        return bytes(changed)
    if way == 1:
        encoding = dice.choice(("utf-16", "utf-16-le", "utf-32", "cp1252", "utf-7", "shift_jis", "utf-8-sig", "cp037"))
        return data.decode("utf-8", "replace").encode(encoding, "replace")
    if way == 2:
        return data[: dice.randrange(len(data) + 1)]
    if way == 3:
        return (
            dice.choice((b"", b"\xef\xbb\xbf", b"\xff\xfe", b"%PDF-", b"PK\x03\x04", b"\xed\xa0\x80", b"\0\0")) + data
        )
    return data


def text(dice: Dice) -> bytes:
    """Return a plain text."""
    return spoilt_bytes(dice, spoilt(dice, STORY).encode("utf-8", "surrogatepass"))


def markdown(dice: Dice) -> bytes:
    """Return Markdown with front matter."""
    head = "---\ntitle: Port shut\ndate: 2031-03-03\nauthor: [Lee, Park]\n---\n# Port shut\n\n"
    return spoilt_bytes(dice, spoilt(dice, head + STORY, MARKS).encode())


def html(dice: Dice) -> bytes:
    """Return a web page."""
    paragraphs = "".join(f"<p>{part}</p>" for part in STORY.split("\n\n"))
    facts = json.dumps(
        {"@type": "NewsArticle", "headline": "Port shut", "datePublished": "2031-03-03", "author": {"name": "Lee"}}
    )
    page = (
        f"<html lang=en><head><title>Port shut | The Echo</title><meta property='og:site_name' content='The Echo'>"
        f"<script type='application/ld+json'>{facts}</script></head><body><article><h1>Port shut</h1>{paragraphs}"
        f"<figure><img><figcaption>Soldiers row past a bakery</figcaption></figure></article></body></html>"
    )
    if dice.random() < 0.05:
        tag = dice.choice(("div", "b", "a", "table", "ul><li", "blockquote", "font", "object"))
        depth = dice.choice((100, 1000, 5000))
        page = page.replace("<p>", f"<{tag}>" * depth + "<p>", 1)
    return spoilt_bytes(dice, spoilt(dice, page, TAGS).encode())


FEED_TAGS = (
    *TAGS, "<item>", "</item>", "<entry>", "</entry>", "<title>", "<link>", "<link href='//x'/>", "<description>",
    "<content type='xhtml'>", "<content:encoded>", "</rss>", "<guid>", "<pubDate>9999</pubDate>", "<url><loc>", "]]>",
    "&amp;lt;b&amp;gt;", "&rsquo;", "&", "<a/>" * 3000, "<item><title>x</title></item>" * 300, "xmlns=",
)  # fmt: skip


def feed(dice: Dice) -> bytes:
    """Return an RSS or Atom feed, or a sitemap."""
    story = "".join(f"<p>{part}</p>" for part in STORY.split("\n\n"))
    date = written_date(dice)
    pages = (
        f"<rss version='2.0'><channel><title>The Echo</title><link>https://e.example/</link><item><title>Port</title>"
        f"<link>/1</link><pubDate>{date}</pubDate><description>{STORY[:90]}</description>"
        f"<content:encoded><![CDATA[{story}]]></content:encoded></item></channel></rss>",
        f"<feed xmlns='http://www.w3.org/2005/Atom'><title>Echo</title><entry><id>1</id><title type='html'>A</title>"
        f"<updated>{date}</updated><content type='xhtml'><div>{story}</div></content></entry></feed>",
        "<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><url><loc>https://e.example/1</loc></url></urlset>",
    )
    head = dice.choice(("", "<?xml version='1.0' encoding='utf-8'?>", "<?xml encoding='x'?>", BOMB + "]>"))
    return spoilt_bytes(dice, (head + spoilt(dice, dice.choice(pages), FEED_TAGS)).encode("utf-8", "replace"))


def archive(dice: Dice) -> bytes:
    """Return a web archive, packed record by record or not, its headers and bodies spoilt."""
    records = []
    for _ in range(dice.randrange(1, 4)):
        body = html(dice)
        extra = dice.choice(
            (b"", b"", b"Content-Encoding: gzip\r\n", b"Transfer-Encoding: chunked\r\n", b"X: y\r\n" * 999)
        )
        if b"gzip" in extra:
            body = spoilt_bytes(dice, gzip.compress(dice.choice((body, body, bytes(30_000_000)))))
        answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n" + extra + b"\r\n" + body
        length = dice.choice((len(answer), len(answer), len(answer), 0, 7, 10**12, -1))
        head = (
            f"WARC/1.0\r\nWARC-Type: {dice.choice(('response', 'resource', 'request', 'x'))}\r\n"
            f"WARC-Target-URI: {spoilt(dice, 'https://e.example/1')}\r\nWARC-Date: {written_date(dice)}\r\n"
            f"Content-Type: application/http\r\nContent-Length: {length}\r\n\r\n"
        )
        whole = head.encode("utf-8", "replace") + answer + b"\r\n\r\n"
        records.append(gzip.compress(whole) if dice.random() < 0.7 else whole)
    return spoilt_bytes(dice, b"".join(records))


def json_lines(dice: Dice) -> bytes:
    """Return JSON lines, or a JSON array."""
    rows = [
        {
            "text": spoilt(dice, STORY) if dice.random() < 0.5 else STORY,
            "outlet": spoilt(dice, "The Echo"),
            "date": written_date(dice),
        },
        {"body": STORY, "title": None, "url": ["x"], "author": {"a": [1]}, "source": 1e308},
        dice.choice(([], {}, 7, None, "x", {"text": 5}, {"text": ["x"]}, {"\ud800": "x", "text": STORY})),
    ]
    dice.shuffle(rows)
    ascii_only = dice.random() < 0.5
    lines = (
        json.dumps(rows, ensure_ascii=True)
        if dice.random() < 0.2
        else "\n".join(json.dumps(row, ensure_ascii=True) for row in rows)
    )
    if not ascii_only:
        lines = lines.encode().decode("utf-8", "replace")
    if dice.random() < 0.5:
        lines = spoilt(
            dice, lines, ("[" * 3000, '{"a":' * 3000, "\\ud800", "\\u0000", '"', "}", "]", ",", "1" * 5000, "1e9999")
        )
    return spoilt_bytes(dice, lines.encode("utf-8", "replace"))


def table(dice: Dice) -> bytes:
    """Return a CSV or TSV table."""
    glue = dice.choice(",;\t|")
    rows = [
        ["text", "outlet", "date", "title"],
        [f'"{STORY}"', "Echo", "2031-03-03", "Port"],
        ["x", "y"],
        [""],
        list("abcdefg"),
    ]
    lines = "\n".join(glue.join(row) for row in rows)
    return spoilt_bytes(
        dice, spoilt(dice, lines, ('"', '""', '"' * 999, ",", ";", "\t", "\n", "\n" * 500, "a," * 2000)).encode()
    )


def parquet(dice: Dice) -> bytes:
    """Return a Parquet table, mostly with some bytes wrong."""
    stream = io.BytesIO()
    columns = {
        "text": [spoilt(dice, STORY).encode("utf-8", "replace").decode(), None, ""],
        "date": dice.choice(
            ([1, 2, 3], ["2031", None, "x"], [b"\xff", b"", None], [[1], [], None], [{"a": 1}, None, {"a": 2}])
        ),
    }
    pq.write_table(pa.table(columns), stream, compression=dice.choice(("none", "snappy", "gzip")))
    return spoilt_bytes(dice, stream.getvalue())


def packed(dice: Dice) -> bytes:
    """Return something gzip-compressed: a text, a bomb, a damaged archive, archives in archives."""
    way = dice.randrange(40)
    if way == 0:
        return gzip.compress(bytes(30_000_000), 9)
    if way == 1:
        return gzip.compress(gzip.compress(gzip.compress(bytes(1_000_000))))
    if way == 2:
        return gzip.compress(STORY.encode()) * dice.choice((2, 200))
    return spoilt_bytes(dice, gzip.compress(text(dice), dice.choice((0, 1, 9))))


def sidecar(dice: Dice) -> bytes:
    """Return the sidecar of a report."""
    facts = {
        "outlet": spoilt(dice, "The Echo"),
        "published": written_date(dice),
        "title": [1, {"a": None}],
        "byline": None,
    }
    return spoilt_bytes(dice, spoilt(dice, json.dumps(facts)).encode("utf-8", "replace"))


def written_date(dice: Dice) -> str:
    """Return a date as somebody might write it."""
    dates = (
        "2031-03-03",
        "March 3, 2031",
        "Tue, 03 Mar 2031 10:00:00 GMT",
        "3.3.2031",
        "2031-03-03T10:00:00.5+01:00",
        "20310303",
        "2031",
    )
    date = dice.choice(dates)
    return spoilt(dice, date) if dice.random() < 0.7 else date


def date(dice: Dice) -> bytes:
    """Return a date's bytes."""
    return written_date(dice).encode("utf-8", "surrogatepass")


def name(dice: Dice) -> bytes:
    """Return the name of a file with path parts, ends that mean something, and odd signs."""
    suffix = dice.choice(
        (".txt", ".md", ".html", ".jsonl", ".csv", ".parquet", ".txt.gz", ".meta.json", "", ".exe", ".TXT", ". ")
    )
    return (spoilt(dice, "report-1")[:60] + suffix).encode("utf-8", "surrogatepass")


def noise(dice: Dice) -> bytes:
    """Return bytes of no format at all."""
    data = dice.randbytes(dice.choice((0, 1, 7, 64, 1000)))
    return dice.choice((data, base64.b85encode(data), zlib.compress(data), data * 50))


KINDS: dict[str, Callable[[Dice], bytes]] = {
    "text": text,
    "markdown": markdown,
    "html": html,
    "feed": feed,
    "archive": archive,
    "json": json_lines,
    "table": table,
    "parquet": parquet,
    "packed": packed,
    "sidecar": sidecar,
    "date": date,
    "name": name,
    "noise": noise,
}


def of(kind: str, number: int, seed: int = 0) -> bytes:
    """Return the input of a kind with this number in a series; the same number and seed give the same input.

    >>> of("date", 7) == of("date", 7)
    True
    """
    return KINDS[kind](random.Random(f"{kind} {seed} {number}"))
