"""The description of the room's addresses, with those that are answered before the framework."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi


def described(api: FastAPI) -> Callable[[], dict[str, Any]]:
    """Make what describes an application, once.

    Parameters
    ----------
    api
        The application.

    Returns
    -------
    callable
        Gives the description, as OpenAPI.
    """

    def describe() -> dict[str, Any]:
        if not api.openapi_schema:
            whole = get_openapi(title=api.title, version="1", routes=api.routes)
            whole["paths"] |= _HOT
            whole["components"].setdefault("schemas", {}).update(_SCHEMAS)
            whole["components"]["securitySchemes"] = {
                "device": {"type": "http", "scheme": "bearer"},
                "cookie": {"type": "apiKey", "in": "cookie", "name": "room"},
                "host": {"type": "apiKey", "in": "cookie", "name": "host"},
                "wall": {"type": "apiKey", "in": "cookie", "name": "wall"},
            }
            api.openapi_schema = whole
        return api.openapi_schema

    return describe


def _answers(name: str) -> dict[str, Any]:
    return {"content": {"application/json": {"schema": {"$ref": f"#/components/schemas/{name}"}}}}


def _responses(name: str, *refusals: int) -> dict[str, Any]:
    good = {"200": {"description": "Well.", **_answers(name)}}
    return good | {str(each): {"description": "Refused.", **_answers("Said")} for each in refusals}


_EXERCISE = {"name": "exercise", "in": "path", "required": True, "schema": {"type": "string"}}
_DEVICE: list[dict[str, list[str]]] = [{"device": []}, {"cookie": []}]
_NOT_DONE = ("409", "422", "503")
_HOST: list[dict[str, list[str]]] = [{"host": []}]
_WALL: list[dict[str, list[str]]] = [{"wall": []}, {"host": []}]
_STREAM = {
    "200": {"description": "Events.", "content": {"text/event-stream": {}}},
    "401": {"description": "Refused.", **_answers("Said")},
}
_HOT: dict[str, Any] = {
    "/api/here": {
        "get": {
            "summary": "Where the room is, and who asks",
            "operationId": "here",
            "security": _DEVICE,
            "responses": _responses("Here", 401, 410),
        }
    },
    "/api/exercises/{exercise}": {
        "get": {
            "summary": "An exercise, without what is right until the room learns why",
            "operationId": "exercise",
            "parameters": [_EXERCISE],
            "security": _DEVICE,
            "responses": _responses("Exercise", 401, 404),
        }
    },
    "/api/answers/{exercise}": {
        "put": {
            "summary": "The whole answer to an exercise; acknowledged once it is on the disk",
            "operationId": "answer",
            "parameters": [_EXERCISE],
            "security": _DEVICE,
            "requestBody": {"required": True, **_answers("Answer")},
            "responses": _responses("Saved", 400, 401, 403, 404, 409, 413, 415, 422, 503),
        }
    },
    "/api/answers": {
        "get": {
            "summary": "What the room has of this device, without words of one's own",
            "operationId": "own",
            "security": _DEVICE,
            "responses": _responses("Own", 401, 503),
        }
    },
    "/api/withdraw": {
        "post": {
            "summary": "Delete this device, and everything that it sent",
            "operationId": "withdraw",
            "security": _DEVICE,
            "responses": _responses("Nothing", 401, 403, 503),
        }
    },
    "/api/events": {
        "get": {
            "summary": "Where the room is, whenever that changes",
            "operationId": "events",
            "security": _DEVICE,
            "responses": _STREAM,
        }
    },
    "/api/host/ask": {
        "post": {
            "summary": "What the desk asks; a remote may ask for steps alone",
            "operationId": "ask",
            "security": _HOST,
            "requestBody": {"required": True, **_answers("Asked")},
            "responses": _responses("Told", 401, 403, 413, 415)
            | {each: {"description": "Not done.", **_answers("Told")} for each in _NOT_DONE},
        }
    },
    "/api/host/events": {
        "get": {
            "summary": "Where the room is, and how many are here and have answered",
            "operationId": "host_events",
            "security": _HOST,
            "responses": _STREAM,
        }
    },
    "/api/wall": {
        "get": {
            "summary": "What the wall shows now",
            "operationId": "wall",
            "security": _WALL,
            "responses": {
                "200": {"description": "Well.", "content": {"text/html": {}}},
                "401": {"description": "Refused.", **_answers("Said")},
            },
        }
    },
    "/api/wall/events": {
        "get": {
            "summary": "Where the room is, and how many are here and have answered",
            "operationId": "wall_events",
            "security": _WALL,
            "responses": _STREAM,
        }
    },
}


def _object(**properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "required": list(properties), "properties": properties}


_NUMBER, _TEXT, _ANY = {"type": "integer"}, {"type": "string"}, {"type": "object"}
_RECORD = _object(exercise=_TEXT, updated={"type": "string", "maxLength": 40}, answer=_ANY)
_RECORD["properties"] |= {
    "kind": _TEXT,
    "first": _ANY,
    "state": {"enum": ["open", "begun", "finished"]},
}
_IDS = {"type": "array", "items": _TEXT}
_STAGE = _object(
    number=_NUMBER,
    exercise=_TEXT,
    card=_TEXT,
    moment={"enum": ["between", "think", "look", "again", "why"]},
    ends=_NUMBER,
    ask=_TEXT,
    title=_TEXT,
    held=_IDS,
    opened=_IDS,
    looked=_IDS,
    words={"anyOf": [_object(about=_TEXT, prompt=_TEXT), {"type": "null"}]},
    over={"type": "boolean"},
    now=_NUMBER,
)
_SCHEMAS: dict[str, Any] = {
    "Answer": _object(
        n={"type": "integer", "minimum": 1, "maximum": 2**53 - 1}, work=_TEXT, record=_RECORD
    ),
    "Asked": _object(what=_TEXT) | {"properties": {"what": _TEXT, "values": _ANY}},
    "Exercise": _ANY,
    "Here": _object(
        stage=_STAGE,
        device=_object(people=_NUMBER, profession=_TEXT, work=_TEXT, name=_TEXT),
    ),
    "Nothing": _ANY,
    "Own": _object(
        work=_TEXT,
        answers={"type": "object", "additionalProperties": _object(n=_NUMBER, record=_RECORD)},
    ),
    "Saved": _object(saved=_NUMBER, late={"type": "boolean"}),
    "Stage": _STAGE,
    # What the desk is shown; or one sentence that says what is the matter.
    "Told": _ANY,
}
