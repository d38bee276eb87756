"""The server extension: what JupyterLab and Notebook need so that a session starts.

It does four things. A notebook of the workshop is saved without what a run left in it
(``saving.py``). A kernel that has run nothing is not restarted, so that run-all works however early
it is pressed. It says which notebooks may run by themselves (``unasked.py``). And it leads from old
addresses of pages and notebooks to those of today (``old_links.py``).
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jupyter_server.serverapp import ServerApp
    from jupyter_server.services.kernels.kernelmanager import MappingKernelManager

# How long a kernel that is not known to be starting may take to answer, in seconds.
ANSWER = 5.0

# How long a browser may take to finish its first words with a new kernel, in seconds.
SETTLING = 0.5


def _sparing(manager: type[MappingKernelManager]) -> type[MappingKernelManager]:
    """Make a kernel manager that leaves a kernel that has run nothing as it is.

    Run-all begins with a restart. Pressed while a kernel starts, for the first time or after it
    died, which takes seconds on an old laptop, that restart loses the cells on their way to the
    kernel: nothing appears, and nothing says why. A kernel that has run nothing has nothing to
    forget either, so it is enough to wait until it answers.
    """

    class SparingKernelManager(manager):  # type: ignore[misc, valid-type]
        async def restart_kernel(self, kernel_id: str, now: bool = False) -> None:  # noqa: FBT001, FBT002
            kernel = self.get_kernel(kernel_id)
            state = getattr(kernel, "execution_state", None)
            seconds = self.kernel_info_timeout if state == "starting" else ANSWER
            if state in ("busy", "dead") or not await _has_run_nothing(kernel, seconds):
                await super().restart_kernel(kernel_id, now=now)
            else:
                await asyncio.sleep(SETTLING)

    return SparingKernelManager


async def _has_run_nothing(kernel: Any, seconds: float) -> bool:  # noqa: ANN401
    """Ask a kernel how many cells it has run; no answer in time is no."""
    client = kernel.client()
    client.start_channels(iopub=False, stdin=False, hb=False, control=False)
    try:
        # The reply to a silent, empty request tells the count and does not change it.
        asked = client.execute("", silent=True)
        async with asyncio.timeout(seconds):
            while True:
                reply = await client.get_shell_msg()
                if reply["parent_header"].get("msg_id") == asked:
                    return bool(reply["content"].get("execution_count") == 0)
    except TimeoutError:
        return False
    finally:
        client.stop_channels()


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    """Name the module that Jupyter Server loads."""
    return [{"module": "workshop.jupyter.extension"}]


def _link_jupyter_server_extension(server: ServerApp) -> None:
    """Choose what looks after kernels and files, before the server makes one of each."""
    # Imported here: notebooks can be derived without a server.
    from jupyter_server.gateway.gateway_client import GatewayClient  # noqa: PLC0415
    from jupyter_server.services.contents.manager import AsyncContentsManager  # noqa: PLC0415

    from workshop.jupyter.saving import leaving_unchanged  # noqa: PLC0415

    # The server's own choice depends on whether kernels run elsewhere, and it asks that later.
    server.gateway_config = GatewayClient.instance(parent=server)
    server.kernel_manager_class = _sparing(server.kernel_manager_class)
    if issubclass(server.contents_manager_class, AsyncContentsManager):
        server.contents_manager_class = leaving_unchanged(server.contents_manager_class)


def _load_jupyter_server_extension(server: ServerApp) -> None:
    """Have notebooks cleaned when they are saved, and say which may run by themselves."""
    # Imported here: notebooks can be derived without a server.
    from workshop.jupyter.old_links import add_former_names, add_old_links  # noqa: PLC0415
    from workshop.jupyter.saving import before_save  # noqa: PLC0415
    from workshop.jupyter.unasked import add_address  # noqa: PLC0415

    add_address(server)
    add_old_links(server)
    add_former_names(server)
    # The setting `ContentsManager.pre_save_hook` has no effect in jupyter_server_config.d.
    server.contents_manager.register_pre_save_hook(before_save)  # type: ignore[no-untyped-call]
