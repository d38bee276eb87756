"""Links that were given out when the sessions were shown as pages in another way."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import quote

from jupyter_server.base.handlers import JupyterHandler
from jupyter_server.utils import url_path_join
from tornado import web

from workshop.system.places import START

if TYPE_CHECKING:
    from jupyter_server.serverapp import ServerApp

PAGES = "pages"
"""Where the pages are, see :mod:`workshop.jupyter.proxied`."""


class OldLinkHandler(JupyterHandler):
    """Leads from the old address of a session to its page."""

    @web.authenticated
    def get(self, notebook: str = "") -> None:
        """Lead on."""
        name = PurePosixPath(notebook).name
        page = "" if name == START else name.removesuffix(".ipynb") + ".html"
        to = quote(page) if name.endswith(".ipynb") else ""
        self.redirect(url_path_join(self.base_url, PAGES, "/") + to)


def add_old_links(server: ServerApp) -> None:
    """Have a server lead from old addresses to the pages.

    Parameters
    ----------
    server
        The server that the extension is loaded into.
    """
    base = server.web_app.settings["base_url"]
    rules = [
        (url_path_join(base, rf"voila/{what}"), OldLinkHandler)
        for what in (r"render/(.*)", r"?", r"tree/?.*")
    ]
    server.web_app.add_handlers(".*$", rules)  # type: ignore[no-untyped-call]
