"""The addresses at which phones show words, and leave questions for later."""

from __future__ import annotations

import time
from typing import Annotated, Any

from fastapi import FastAPI, HTTPException, Request
from pydantic import BaseModel, StringConstraints

from workshop.answers.room_tables import KeptNote
from workshop.room.asking import prompt_of
from workshop.room.live import Live
from workshop.room.notes import DONE, NEW, OUT, SHOWN, cleaned, longest
from workshop.room.people import People
from workshop.room.present import Device

REST_SECONDS = 1.0
"""So long a device waits after a note before it can send another one."""
LONGEST_SENT = 1_000
"""Of what is sent, which may have spaces and more at its ends."""

Name = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9-]{1,64}$")]


class Note(BaseModel):
    """What somebody chooses to show, or asks for later."""

    id: Name
    about: Annotated[str, StringConstraints(max_length=80)]
    text: Annotated[str, StringConstraints(max_length=LONGEST_SENT)]


class TakenBack(BaseModel):
    """What somebody takes back."""

    id: Name


class NoteKept(BaseModel):
    """A note as its sender is told of it."""

    id: str
    about: str
    text: str
    state: str


class NotesKept(BaseModel):
    """All that a device has sent."""

    notes: list[NoteKept]


def add_notes(
    api: FastAPI, live: Live, people: People, refusals: dict[int | str, dict[str, Any]]
) -> None:
    """Add the addresses to a room.

    Parameters
    ----------
    api
        What they are added to.
    live, people
        The room, and who asks.
    refusals
        How refusals are described.
    """
    words, said = live.words, live.library.strings()["notes"]
    pace = _Pace()

    @api.get("/api/notes", responses=refusals, operation_id="notes")
    async def own_notes(request: Request) -> NotesKept:
        """Say what became of the notes of this device."""
        notes = live.notes.of(_known(live, people, request).kept.id)
        return NotesKept(notes=[_told(each) for each in notes])

    @api.get("/api/notes/words")
    async def words_of_notes() -> dict[str, str]:
        """Give the words that a phone says when somebody writes; few phones need them at first."""
        return dict(said)

    @api.post("/api/notes", responses=refusals, operation_id="send-note")
    async def send_note(given: Note, request: Request) -> NoteKept:
        """Show the host a word or a question; a repeat changes nothing."""
        device = _known(live, people, request).kept.id
        before = live.notes.sent(device, given.id)
        if before is not None and not live.notes.is_coming(before):
            return _told(before)
        prompt, text = _prompt(live, given.about), _text(live, given)
        _check_room(live, device, given.about)
        if before is not None or pace.is_early(device):
            raise HTTPException(429, words["note-soon"], {"retry_after": "1"})
        note = await live.notes.add(device, given.id, given.about, prompt, text)
        live.streams.noted()
        return _told(note)

    @api.post("/api/notes/back", responses=refusals, operation_id="take-back")
    async def take_back(given: TakenBack, request: Request) -> NotesKept:
        """Take a note back, as long as it was not let through; what is gone is gone."""
        device = _known(live, people, request).kept.id
        note = live.notes.sent(device, given.id)
        if note is not None and note.state in (SHOWN, DONE):
            raise HTTPException(409, words["note-shown"])
        if note is not None:
            await live.notes.take_back(note)
            live.streams.noted()
        return NotesKept(notes=[_told(each) for each in live.notes.of(device)])


class _Pace:
    """Lets each device send one note after the other."""

    def __init__(self) -> None:
        self._last: dict[str, float] = {}

    def is_early(self, device: str) -> bool:
        """Tell whether a device has sent something just now; if not, it has now."""
        now = time.monotonic()
        if now - self._last.get(device, -REST_SECONDS) < REST_SECONDS:
            return True
        self._last[device] = now
        return False


def _known(live: Live, people: People, request: Request) -> Device:
    device = people.device(request)
    if device is None:
        raise HTTPException(401, live.words["unknown"])
    return device


def _prompt(live: Live, about: str) -> str:
    """Say how somebody was asked who answers now."""
    if live.over:
        raise HTTPException(410, live.words["over"])
    exercises = {id_: live.room.exercises[id_] for id_ in live.plan}
    prompt = prompt_of(live.stage, exercises, about)
    if prompt is None:
        raise HTTPException(409, live.words["note-closed"])
    return prompt


def _text(live: Live, given: Note) -> str:
    """Give what was written, where it can be shown."""
    text = cleaned(given.text)
    if not text:
        raise HTTPException(422, live.words["note-empty"])
    if len(text) > longest(given.about):
        raise HTTPException(422, live.words["note-long"])
    return text


def _check_room(live: Live, device: str, about: str) -> None:
    if live.notes.is_full(device, about):
        raise HTTPException(409, live.words["note-many"])


def _told(note: KeptNote) -> NoteKept:
    # That something stays off the wall is between the host and the wall.
    state = NEW if note.state == OUT else note.state
    return NoteKept(id=note.sent, about=note.about, text=note.text, state=state)
