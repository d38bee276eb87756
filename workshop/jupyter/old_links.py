"""Links that were given out before: to pages shown in another way, and to former names."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from jupyter_server.base.handlers import JupyterHandler
from jupyter_server.utils import url_path_join
from tornado import web

from workshop.content.library import Library
from workshop.core.records import ContentError
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


class FormerNotebookHandler(JupyterHandler):
    """Leads from what a notebook was called before to its name of today."""

    def initialize(self, names: dict[str, str]) -> None:
        """Take which notebook has which name now."""
        self._names = names

    @web.authenticated
    def get(self, before: str, name: str) -> None:
        """Lead on."""
        self.redirect(f"{before}{quote(self._names[unquote(name)])}")


def add_former_names(server: ServerApp) -> None:
    """Have a server lead from the former names of notebooks to those of today.

    A bookmark, or an address on a slide, names the notebook that it opens: ``lab/tree/…``. No file
    stays behind for it, which would be one more session in every list.

    Parameters
    ----------
    server
        The server that the extension is loaded into.
    """
    try:
        chapters = Library().chapters()
    except (ContentError, FileNotFoundError):
        # Whoever opens a session is told what is wrong; the server runs on.
        return
    names = {name: each.notebook for each in chapters for name in each.former}
    if not names:
        return
    base = re.escape(server.web_app.settings["base_url"])
    which = "|".join(re.escape(quote(name)) for name in names)
    ways = rf"({base}(?:lab(?:/workspaces/[^/]+)?/tree|doc/tree|notebooks|tree)/(?:.*/)?)({which})"
    told = {"names": names}
    server.web_app.add_handlers(".*$", [(ways, FormerNotebookHandler, told)])  # type: ignore[no-untyped-call]
    # JupyterLab, which was here before, answers every address below its own, even of no notebook.
    rules = server.web_app.default_router.rules
    rules.insert(0, rules.pop(-2))
