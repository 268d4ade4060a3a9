"""Who may write: only this server's own pages.

A page of another site can send a form here. So a form needs a token that only a page of ours carries (OWASP, Cross-Site
Request Forgery Prevention: signed double submit), and the browser must say that it comes from here (``Origin``). Under
which names anything is answered at all, ``names`` says.
"""

import hmac
import secrets
from hashlib import sha256
from typing import NoReturn
from urllib.parse import parse_qsl, urlsplit

from fastapi import HTTPException, Request, Response

COOKIE = "accordingto-review"

BODY = 64 * 1024
"""Bytes of a form at most."""

FIELDS = 80
"""Fields of a form at most."""


class Gate:
    """Keeps strangers from writing."""

    def __init__(self) -> None:
        self._secret = secrets.token_bytes(32)

    @staticmethod
    def sign(request: Request) -> str:
        """Return the value of the browser's cookie: the one that it has, or a new one."""
        return request.cookies.get(COOKIE) or secrets.token_urlsafe(24)

    @staticmethod
    def remember(answer: Response, sign: str) -> None:
        """Give the browser its cookie, and let it say where a form comes from: no referrer would be no origin."""
        answer.set_cookie(COOKIE, sign, httponly=True, samesite="strict", path="/reviews")
        answer.headers["Referrer-Policy"] = "same-origin"

    def token(self, sign: str, about: str) -> str:
        """Return what a form about a record carries."""
        return hmac.new(self._secret, f"{sign}\n{about}".encode(), sha256).hexdigest()

    def check(self, request: Request, token: str, about: str) -> None:
        """Let a form pass; raises 403 for one that does not come from a page of this server."""
        origin = urlsplit(request.headers.get("origin") or "")
        if (origin.scheme, origin.netloc) != (request.url.scheme, request.url.netloc):
            _refuse("only a page of this server may send a review")
        if request.headers.get("sec-fetch-site", "same-origin") != "same-origin":
            _refuse("only a page of this server may send a review")
        sign = request.cookies.get(COOKIE)
        if not sign or not hmac.compare_digest(self.token(sign, about).encode(), token.encode("utf-8", "replace")):
            _refuse("the form is from another time or place: open the record again and send it from there")


def _refuse(why: str) -> NoReturn:
    raise HTTPException(403, why)


async def form(request: Request) -> dict[str, str]:
    """Return the fields of a form as browsers send it; raises 413 and 415 for what is none, or too long."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/x-www-form-urlencoded":
        raise HTTPException(415, "a review is sent as a form")
    body = b""
    async for piece in request.stream():
        body += piece
        if len(body) > BODY:
            raise HTTPException(413, f"a review has at most {BODY} bytes")
    try:
        fields = parse_qsl(body.decode("ascii"), keep_blank_values=True, max_num_fields=FIELDS, errors="replace")
    except ValueError as error:
        raise HTTPException(400, "this form cannot be read") from error
    return dict(fields)
