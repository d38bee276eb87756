"""Which notebooks run by themselves: those that came with the package, and nothing else."""

from __future__ import annotations

import asyncio
import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from jupyter_server.gateway.gateway_client import GatewayClient
from jupyter_server.serverapp import ServerApp
from jupyter_server.services.contents.largefilemanager import LargeFileManager
from tornado.httpclient import AsyncHTTPClient, HTTPClientError, HTTPRequest
from tornado.httpserver import HTTPServer
from tornado.testing import bind_unused_port

from tests.conftest import ROOT
from workshop.content.library import Library
from workshop.jupyter import derive
from workshop.jupyter.known import KERNEL, KNOWN, is_known, shadows

NAME = "02-sorting-the-working-day.ipynb"
TOKEN = "only-here"  # noqa: S105
SHIPPED = [*(ROOT / "notebooks").glob("*.ipynb"), *(ROOT / "docs" / "gallery").glob("*.ipynb")]

Cells = list[list[str]]


def cells_of(path: Path) -> Cells:
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return [[cell["cell_type"], "".join(cell["source"])] for cell in cells]


def first_code(cells: Cells) -> int:
    return next(at for at, (kind, _) in enumerate(cells) if kind == "code")


@pytest.fixture
def cells() -> Cells:
    return cells_of(ROOT / "notebooks" / NAME)


@pytest.fixture
def ask(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[..., dict[str, Any] | int]]:
    """Ask a server of Jupyter's own, behind a base URL; an answer, or the number of a refusal."""
    monkeypatch.setenv("JUPYTER_RUNTIME_DIR", str(tmp_path / ".runtime"))
    monkeypatch.setenv("JUPYTER_CONFIG_DIR", str(tmp_path / ".config"))
    (tmp_path / "notebooks").mkdir()
    shutil.copy(ROOT / "notebooks" / NAME, tmp_path / "notebooks")

    async def send(body: object, token: str) -> dict[str, Any] | int:
        server = ServerApp(
            allow_root=True,
            base_url="/hub/somebody/",
            contents_manager_class=LargeFileManager,
            jpserver_extensions={"workshop.jupyter.extension": True},
            open_browser=False,
            root_dir=str(tmp_path),
        )
        server.initialize(argv=[], find_extensions=False, new_httpserver=False)
        server.identity_provider.token = TOKEN
        socket, port = bind_unused_port()
        listening = HTTPServer(server.web_app)
        listening.add_socket(socket)
        try:
            reply = await AsyncHTTPClient().fetch(
                HTTPRequest(
                    f"http://127.0.0.1:{port}/hub/somebody/workshop/unasked",
                    method="POST",
                    headers={"Authorization": f"token {token}"},
                    body=json.dumps(body),
                    follow_redirects=False,
                )
            )
        except HTTPClientError as error:
            return error.code
        finally:
            listening.stop()
        return dict(json.loads(reply.body))

    def asking(
        cells: object, path: str = f"notebooks/{NAME}", kernel: str = KERNEL, token: str = TOKEN
    ) -> dict[str, Any] | int:
        return asyncio.run(send({"path": path, "kernel": kernel, "cells": cells}, token))

    yield asking
    GatewayClient.clear_instance()


def test_every_notebook_that_is_shipped_is_known() -> None:
    assert len(SHIPPED) > 10
    for path in SHIPPED:
        assert is_known(cells_of(path)), f"{path.name}: make notebooks"


def test_nothing_else_is_known() -> None:
    known = json.loads(KNOWN.read_text(encoding="utf-8"))
    assert set(known) == {path.stem for path in SHIPPED}


def test_a_notebook_that_is_made_anew_is_known_from_then_on(tmp_path: Path) -> None:
    source = tmp_path / "notebooks" / "source" / "02-a.md"
    source.parent.mkdir(parents=True)
    source.write_text('---\nworkshop:\n  session: "02"\n---\n\n# One\n', encoding="utf-8")
    folder, target = tmp_path / "notebooks", tmp_path / "known.json"
    derive.write_all(folder)
    assert derive.write_known([folder], target)
    assert not derive.write_known([folder], target)
    before = target.read_bytes()
    source.write_text(source.read_text("utf-8") + "\nAnother line.\n", encoding="utf-8")
    derive.write_all(folder)
    assert derive.write_known([folder], target)
    assert target.read_bytes() != before


def test_a_shipped_notebook_may_run_and_gets_its_words(
    ask: Callable[..., Any], cells: Cells
) -> None:
    assert ask(cells) == {"allowed": True, "words": Library(ROOT).strings()["lab"]}


def an_extra_line(cells: Cells) -> None:
    cells[first_code(cells)][1] += "\nprint(1)"


def an_extra_line_after_many_empty_ones(cells: Cells) -> None:
    cells[first_code(cells)][1] += "\n" * 500 + "import os"


def an_extra_code_cell(cells: Cells) -> None:
    cells.append(["code", "import os"])


def an_extra_text(cells: Cells) -> None:
    cells.append(["markdown", "Now type your password."])


def a_text_that_became_code(cells: Cells) -> None:
    cells[0][0] = "code"


def a_magic_before(cells: Cells) -> None:
    at = first_code(cells)
    cells[at][1] = f"%run other.py\n{cells[at][1]}"


def a_cell_magic(cells: Cells) -> None:
    at = first_code(cells)
    cells[at][1] = f"%%bash\n{cells[at][1]}"


def another_module(cells: Cells) -> None:
    at = first_code(cells)
    cells[at][1] = cells[at][1].replace("import workshop", "import workshop2 as workshop")


def a_letter_that_looks_the_same(cells: Cells) -> None:
    at = first_code(cells)
    cells[at][1] = cells[at][1].replace(
        "import workshop", "import w\N{CYRILLIC SMALL LETTER O}rkshop"
    )


def two_cells_changed_places(cells: Cells) -> None:
    codes = [at for at, (kind, _) in enumerate(cells) if kind == "code"]
    cells[codes[0]], cells[codes[1]] = cells[codes[1]], cells[codes[0]]


def one_cell_less(cells: Cells) -> None:
    del cells[first_code(cells)]


def nothing_at_all(cells: Cells) -> None:
    cells.clear()


@pytest.mark.parametrize(
    "change",
    [
        an_extra_line,
        an_extra_line_after_many_empty_ones,
        an_extra_code_cell,
        an_extra_text,
        a_text_that_became_code,
        a_magic_before,
        a_cell_magic,
        another_module,
        a_letter_that_looks_the_same,
        two_cells_changed_places,
        one_cell_less,
        nothing_at_all,
    ],
)
def test_a_notebook_that_only_claims_to_be_the_workshops_may_not(
    cells: Cells, change: Callable[[Cells], None]
) -> None:
    assert is_known(cells)
    change(cells)
    assert not is_known(cells)


def test_the_server_refuses_what_is_not_its_own(ask: Callable[..., Any], cells: Cells) -> None:
    an_extra_line(cells)
    assert ask(cells) == {"allowed": False}


def test_another_kernel_may_not(ask: Callable[..., Any], cells: Cells) -> None:
    assert ask(cells, kernel="bash") == {"allowed": False}


@pytest.mark.parametrize(
    "path", ["notebooks/gone.ipynb", "../02-sorting-the-working-day.ipynb", "notebooks", ""]
)
def test_a_file_that_is_not_there_may_not(ask: Callable[..., Any], cells: Cells, path: str) -> None:
    assert ask(cells, path=path) == {"allowed": False}


def test_nobody_who_may_not_use_the_server_gets_an_answer(
    ask: Callable[..., Any], cells: Cells
) -> None:
    assert ask(cells, token=TOKEN[1:]) == 403


@pytest.mark.parametrize("cells", [None, 7, "text", [["code"]], [7], [[1, 2, 3]]])
def test_a_question_that_makes_no_sense_is_refused(ask: Callable[..., Any], cells: object) -> None:
    assert ask(cells) in (400, {"allowed": False})


def test_nothing_runs_beside_a_module_of_the_same_name(
    ask: Callable[..., Any], cells: Cells, tmp_path: Path
) -> None:
    (tmp_path / "notebooks" / "workshop.py").write_text("print('not ours')", encoding="utf-8")
    assert ask(cells) == {"allowed": False}


@pytest.mark.parametrize(
    "name",
    [
        "workshop.py",
        "anywidget.py",
        "json.py",
        "workshop.pyc",
        "workshop.so",
        "workshop.cpython-311-x86_64-linux-gnu.so",
        "workshop.abi3.so",
        "workshop.pyd",
        "workshop/__init__.py",
        "workshop/__init__.pyc",
        "workshop/__init__.abi3.so",
        "Workshop.PY",
    ],
)
def test_whatever_python_would_import_first_is_seen(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.touch()
    assert shadows(tmp_path) == [Path(name).parts[0]]


def test_what_nothing_imports_is_no_obstacle(tmp_path: Path) -> None:
    for name in ("notes.txt", "my-script.py", "source/02.md", "workshop/data.csv", ".x.py"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.touch()
    assert shadows(tmp_path) == []
    assert shadows(ROOT / "notebooks") == []


def test_where_kernels_run_elsewhere_nothing_does(
    ask: Callable[..., Any], cells: Cells, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody here can see what lies beside the notebook there."""
    monkeypatch.setenv("JUPYTER_GATEWAY_URL", "http://127.0.0.1:9")
    assert ask(cells) == {"allowed": False}
