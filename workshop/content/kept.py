"""What the content files hold: read once, and again only where a file has changed."""

from __future__ import annotations

import csv
import io
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple, TypeVar
from weakref import WeakValueDictionary

from workshop.core.reading import Reader, Table
from workshop.core.records import Fault

T = TypeVar("T")


class Kept(NamedTuple):
    """What a file held when it was read, and how it is known whether it still does."""

    changed: int
    size: int
    content: Any


class _Folder(dict[str, Kept]):
    """What was read below one folder, by file."""


_open: WeakValueDictionary[Path, _Folder] = WeakValueDictionary()


class KeptFiles:
    """The files below one folder, each opened only where it is not what it was.

    What is returned is shared by all who ask, and nobody may change it. Whoever asks for the same
    folder while another one has it shares what was read, too.

    Parameters
    ----------
    root
        The folder with ``exercises/``, ``solutions/`` and ``data/``.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self._kept = _open.setdefault(root.resolve(), _Folder())

    def toml(self, file: str, faults: list[Fault]) -> Table | None:
        """Read a TOML file.

        Parameters
        ----------
        file
            The file below the folder, as messages name it too.
        faults
            The list that faults are added to.

        Returns
        -------
        Mapping or None
            What the file says; ``None`` when it cannot be read, with the fault noted.
        """
        try:
            return self._read(file, tomllib.loads)
        except FileNotFoundError:
            problem, remedy = (
                "this file is missing.",
                "Write it, or restore it from the repository.",
            )
        except UnicodeDecodeError:
            problem, remedy = (
                "this file is not UTF-8 text.",
                "Save it again with the encoding UTF-8.",
            )
        except tomllib.TOMLDecodeError as error:
            problem = f"this file is not valid TOML: {error}."
            remedy = "Look at that line for a missing quotation mark or bracket."
        except OSError as error:
            problem = f"this file cannot be read: {error.strerror}."
            remedy = "Look at its permissions."
        faults.append(Fault(file, "", problem, remedy))
        return None

    def rows(self, file: str, names: list[str], faults: list[Fault]) -> list[dict[str, str]]:
        """Read a CSV table.

        Parameters
        ----------
        file
            The file below the folder, as messages name it too.
        names
            Its columns.
        faults
            The list that faults are added to.

        Returns
        -------
        list of dict
            Column to text, for each row; none when the file cannot be read.
        """
        reader = Reader(file, faults)
        try:
            rows = self._read(file, _rows)
        except (OSError, UnicodeDecodeError) as error:
            reader.fault("", f"this table cannot be read: {error}.", "Save it as UTF-8 CSV.")
            return []
        for number, row in enumerate(rows, 2):
            if list(row) != names or not all(row.values()):
                reader.fault(
                    f"line {number}", "a cell is missing, empty or too many.",
                    f"Fill the columns {', '.join(names)}; put texts with commas in quotes.",
                )  # fmt: skip
        return rows

    def _read(self, file: str, parse: Callable[[str], T]) -> T:
        path = self.root / file
        # Looked at before it is read: what is written in between is noticed the next time.
        now = path.stat()
        kept = self._kept.get(file)
        if kept is None or (kept.changed, kept.size) != (now.st_mtime_ns, now.st_size):
            content = parse(path.read_bytes().decode("utf-8-sig"))
            kept = self._kept[file] = Kept(now.st_mtime_ns, now.st_size, content)
        read: T = kept.content
        return read


def _rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))
