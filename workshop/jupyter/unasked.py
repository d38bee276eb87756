"""The address that says whether an open notebook may run without anybody pressing anything."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jupyter_server.auth.decorator import authorized
from jupyter_server.base.handlers import APIHandler
from jupyter_server.gateway.gateway_client import GatewayClient
from jupyter_server.utils import ensure_async, url_path_join
from tornado import web

from workshop.content.library import Library
from workshop.core.records import ContentError
from workshop.jupyter.known import KERNEL, is_known, shadows
from workshop.system.places import find_root

if TYPE_CHECKING:
    from jupyter_server.serverapp import ServerApp


class UnaskedHandler(APIHandler):
    """Says whether an open notebook may run by itself, and gives the words to show with it."""

    auth_resource = "kernels"

    @web.authenticated
    @authorized
    async def post(self) -> None:
        """Answer ``{path, kernel, cells}`` with ``{allowed}``, and with the words where it is."""
        asked: Any = self.get_json_body()
        try:
            path, kernel = str(asked["path"]), str(asked["kernel"])
            cells = [(str(kind), str(source)) for kind, source in asked["cells"]]
        except (KeyError, TypeError, ValueError) as error:
            raise web.HTTPError(400, "path, kernel and cells are needed") from error
        self.finish(json.dumps(await self._answer(path, kernel, cells)))

    async def _answer(self, path: str, kernel: str, cells: list[tuple[str, str]]) -> dict[str, Any]:
        refused = {"allowed": False}
        # Where kernels run on another computer, nobody here can see what lies in their folder.
        elsewhere = GatewayClient.instance().gateway_enabled
        if elsewhere or kernel != KERNEL or not is_known(cells):
            return refused
        contents: Any = self.contents_manager
        kernels: Any = self.kernel_manager
        try:
            if not await ensure_async(contents.file_exists(path)):
                return refused
            found = shadows(Path(kernels.cwd_for_path(path)))
            words = Library(find_root()).strings()["lab"]
        except (OSError, ContentError, web.HTTPError) as error:
            self.log.warning("%s does not run by itself: %s", path, error)
            return refused
        if found:
            self.log.warning("%s does not run by itself: %s lies beside it", path, ", ".join(found))
            return refused
        return {"allowed": True, "words": words}


def add_address(server: ServerApp) -> None:
    """Have a server answer whether a notebook may run by itself.

    Parameters
    ----------
    server
        The server that the extension is loaded into.
    """
    address = url_path_join(server.web_app.settings["base_url"], "workshop", "unasked")
    server.web_app.add_handlers(".*$", [(address, UnaskedHandler)])  # type: ignore[no-untyped-call]
