"""Who comes in: the one person who started this, from the pages that this program sent.

The address that opens in the browser holds a key, which works once and becomes a cookie that no
script and no other site can use. Nobody else is shown anything; they are told how to get pages of
their own. A name that was made to lead here (DNS rebinding) and another site that sends something
in a person's name are turned away before that.
"""

from __future__ import annotations

import secrets
from html import escape
from urllib.parse import SplitResult, parse_qs, quote, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import cookie_parser
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from workshop.content.words import Section
from workshop.pages.render import POLICY

HERE = {"localhost", "127.0.0.1", "::1"}
"""The names of this computer, as a browser on it knows them."""
ELSEWHERE = {"cross-site", "same-site"}
"""What a browser says of a page that something else than a page of ours has led to."""
A_MONTH = 30 * 24 * 60 * 60

_HEADERS = {
    "content-security-policy": f"{POLICY}; frame-ancestors 'self'",
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "same-origin",
    "x-content-type-options": "nosniff",
}
_PAGE = """<!doctype html>
<html lang="{language}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,">
{head}<title>{title}</title>
<style>main {{ max-width: 40em; margin: 15vh auto; padding: 0 1em; font: 1.1em/1.5 sans-serif }}
</style>
<main><h1>{title}</h1>{told}</main>
</html>
"""


class Door:
    """Lets the person in who started this, and nobody else.

    Parameters
    ----------
    app
        What is behind it.
    words
        The section ``app`` of the words.
    key
        What the first address holds; empty where whoever comes was looked at already, as behind
        the server of JupyterLab.
    name
        The cookie's name: cookies do not tell the ports of a computer apart.
    """

    def __init__(self, app: ASGIApp, words: Section, key: str = "", name: str = "workshop") -> None:
        self._app = app
        self._words = words
        self._key = key
        self._used = False
        self._name = name
        self._secret = secrets.token_urlsafe(32)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or pass it on."""
        if scope["type"] != "http":
            return
        response = self._turned_away(scope) or self._app

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        await response(scope, receive, with_headers)

    def _turned_away(self, scope: Scope) -> Response | None:
        headers = Headers(scope=scope)
        asked_of = _split(f"//{headers.get('host', '')}").hostname
        if not from_here(headers, scope["method"]) or (self._key and asked_of not in HERE):
            return self._refused(scope)
        if not self._key:
            return None
        given = parse_qs(scope["query_string"].decode("latin-1")).get("key")
        if given and scope["method"] == "GET":
            return self._come_in(scope["path"], given[0])
        cookie = cookie_parser(headers.get("cookie", "")).get(self._name, "")
        if secrets.compare_digest(cookie.encode(), self._secret.encode()):
            return None
        if (
            headers.get("sec-fetch-mode") == "navigate"
            and headers.get("sec-fetch-site") in ELSEWHERE
        ):
            return self._lead_on(scope["path"])
        return self._refused(scope)

    def _come_in(self, path: str, key: str) -> Response:
        """Change the key for a cookie, once, and lead on, whatever the key was."""
        response = self._lead_on(path)
        if not self._used and secrets.compare_digest(key.encode(), self._key.encode()):
            self._used = True
            response.set_cookie(
                self._name, self._secret, max_age=A_MONTH, httponly=True, samesite="strict"
            )
        return response

    def _lead_on(self, path: str) -> Response:
        """Let the browser ask for a page once more, from here.

        With what a file, a chat or another program began it does not send this cookie.
        """
        there = quote(path.rsplit("/", 1)[-1]) or "./"
        told = f'<p><a href="{escape(there)}">{escape(self._words["open"])}</a></p>'
        head = f'<meta http-equiv="refresh" content="0; url={escape(there)}">\n'
        return HTMLResponse(self._page(told, head), headers={"cache-control": "no-store"})

    def _refused(self, scope: Scope) -> Response:
        words = self._words
        if scope["method"] not in ("GET", "HEAD"):
            return JSONResponse([{"notice": words["refused-here"]}], status_code=403)
        told = f"<p>{escape(words['refused'])}</p><p>{escape(words['refused-own'])}</p>"
        return HTMLResponse(self._page(told), 403, headers={"cache-control": "no-store"})

    def _page(self, told: str, head: str = "") -> str:
        return plain_page(self._words, told, head)


def plain_page(words: Section, told: str, head: str = "") -> str:
    """Write down a page that says one thing.

    Parameters
    ----------
    words
        The section ``app`` of the words.
    told
        What it says, as HTML.
    head
        What else stands in its head.

    Returns
    -------
    str
        The page.
    """
    title = escape(words["title"])
    return _PAGE.format(language=words.language, head=head, title=title, told=told)


def leads_on(words: Section, to: str) -> str:
    """Write down a page that leads to where another one is now, without a program.

    Parameters
    ----------
    words
        The section ``app`` of the words.
    to
        The name of that page's file.

    Returns
    -------
    str
        The page.
    """
    address = escape(to)
    link = f'<p>{escape(words["moved"])} <a href="{address}">{escape(words["go-there"])}</a></p>'
    # On any host for pages, too, which sends no policy by itself.
    policy = f'<meta http-equiv="Content-Security-Policy" content="{escape(POLICY)}">\n'
    head = f'{policy}<meta http-equiv="refresh" content="0; url={address}">\n'
    return plain_page(words, link, head)


def from_here(headers: Headers, method: str) -> bool:
    """Tell whether a page of ours sends something; whoever only reads may come from anywhere.

    Parameters
    ----------
    headers, method
        Those of the request.

    Returns
    -------
    bool
        Whether it is to be answered.
    """
    if method in ("GET", "HEAD"):
        return True
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site == "same-origin"
    origin = headers.get("origin")
    if origin is None:
        # No browser: those say where a page that sends something comes from.
        return True
    ours = {headers.get("host"), headers.get("x-forwarded-host")} - {None}
    return _split(origin).netloc in ours


def _split(address: str) -> SplitResult:
    """Take an address apart; one that is none has no parts."""
    try:
        return urlsplit(address)
    except ValueError:
        return urlsplit("")
