"""Whatever is sent to a room, it answers as its description says, and with no fault of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from schemathesis.core.result import Ok
from schemathesis.schemas import APIOperation
from schemathesis.specs.openapi.checks import (
    ignored_auth,
    negative_data_rejection,
    positive_data_acceptance,
)

from tests.support.live_room import LiveRoom, live_room
from tests.support.rooms import LIBRARY

Case = schemathesis.Case[Any]
Operation = APIOperation[Any, Any, Any, Any]
PLAN = ["hard-and-two-sided-cards", "my-practice"]
DEVICE = ("here", "exercise", "answer", "own", "withdraw", "notes", "send-note", "take-back")
ENOUGH = 12


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveRoom]:
    """A room that asks something."""
    with live_room(LIBRARY, tmp_path_factory.mktemp("fuzzed") / "room", PLAN) as each:
        each.step("think", PLAN[0])
        yield each


def joined(room: LiveRoom) -> dict[str, str]:
    """Join, and give what a phone shows from then on."""
    given = {"code": room.code, "work": "somebody"}
    reply = httpx.post(f"{room.address}/api/join", json=given)
    return {"authorization": f"Bearer {reply.json()['token']}"}


def hosted(room: LiveRoom, role: str) -> dict[str, str]:
    """Open the link of the host, the remote or the wall, and give what that browser shows."""
    page = "wall" if role == "wall" else "host"
    reply = httpx.get(f"{room.address}/{page}", params={"key": room.app.people.keys[role]})
    return {"cookie": "; ".join(f"{name}={value}" for name, value in reply.cookies.items())}


def operations(room: LiveRoom) -> dict[str, Operation]:
    """Read the description; a stream of events never ends, and is left out."""
    schema = schemathesis.openapi.from_url(f"{room.address}/api/openapi.json")
    found = schema.exclude(path_regex="/events$").get_all_operations()
    known = (each.ok() for each in found if isinstance(each, Ok))
    return {each.definition.raw["operationId"]: each for each in known}


def tried(
    operation: Operation, headers: dict[str, str], change: Callable[[Case], None] | None = None
) -> None:
    """Send what fits the description, and what does not."""
    # Who shows something real is let in, whatever else is shown. And 1.0 is a whole number to a
    # description, and to no browser of ours.
    without = [ignored_auth, positive_data_acceptance] if headers else []
    if "cookie" in headers:
        # A desk is told in a sentence, with which it goes on, that it asked for nothing.
        without.append(negative_data_rejection)
    for mode in GenerationMode if operation.body or operation.path_parameters else ["positive"]:

        @given(case=operation.as_strategy(generation_mode=GenerationMode(mode)))
        @settings(
            max_examples=ENOUGH,
            derandomize=True,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
        )
        def send(case: Case) -> None:
            if change:
                change(case)
            case.call_and_validate(headers=headers, excluded_checks=without)

        send()


def test_everything_is_described(room: LiveRoom) -> None:
    assert operations(room).keys() >= {*DEVICE, "ask", "wall"}


def test_from_somebody_who_has_not_joined(room: LiveRoom) -> None:
    for operation in operations(room).values():
        tried(operation, {})


@pytest.mark.parametrize("name", DEVICE)
def test_from_a_phone_that_has_joined(room: LiveRoom, name: str) -> None:
    phone = joined(room)
    operation = operations(room)[name]

    def of_the_plan(case: Case) -> None:
        if case.path_parameters:
            case.path_parameters["exercise"] = PLAN[0]
        record = case.body.get("record") if isinstance(case.body, dict) else None
        if isinstance(record, dict) and isinstance(record.get("exercise"), str):
            # What belongs together, and no description says so.
            record |= {"exercise": PLAN[0], "kind": LIBRARY.exercise(PLAN[0]).kind}

    tried(operation, phone)
    if name in ("exercise", "answer"):
        tried(operation, phone, of_the_plan)


@pytest.mark.parametrize("role", ["remote", "wall", "host"])
def test_from_whoever_leads(room: LiveRoom, role: str) -> None:
    shown = hosted(room, role)
    found = operations(room)
    tried(found["wall"], shown)
    asked = [
        "live",
        "step",
        "back",
        "everybody",
        "hands",
        "read",
        "results",
        "keep",
        "notes",
        "words-ask",
        "words-stop",
        "words-wall",
        "words-judge",
        "anew",
        "end",
    ]

    def of_the_desk(case: Case) -> None:
        if isinstance(case.body, dict) and "what" in case.body:
            case.body["what"] = asked[len(str(case.body)) % len(asked)]

    tried(found["ask"], shown)
    tried(found["ask"], shown, of_the_desk)


def test_and_nothing_of_it_reached_the_folder(room: LiveRoom) -> None:
    folder = Path(str(room.app.live.store.where)).parent
    assert {each.name.split(".")[0] for each in folder.iterdir()} <= {"room", "told", "runs", ""}
