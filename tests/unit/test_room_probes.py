"""The door at port 80: phones that ask whether their Wi-Fi leads anywhere stay in it."""

from __future__ import annotations

import asyncio

import httpx
import pytest
from starlette.responses import PlainTextResponse

from workshop.room.probes import SIGNS, Probes

ROOM = "http://192.168.43.1:8080"
DOOR = Probes(PlainTextResponse("the room"), 81, lambda: ROOM)


def get(address: str, method: str = "GET") -> httpx.Response:
    async def ask() -> httpx.Response:
        transport = httpx.ASGITransport(app=DOOR)
        async with httpx.AsyncClient(transport=transport) as client:
            return await client.request(method, address)

    return asyncio.run(ask())


@pytest.mark.parametrize(
    ("asked", "status", "text"),
    [
        ("connectivitycheck.gstatic.com:81/generate_204", 204, ""),
        ("www.google.com:81/gen_204", 204, ""),
        ("captive.apple.com:81/hotspot-detect.html", 200, "<TITLE>Success</TITLE>"),
        ("www.apple.com:81/library/test/success.html", 200, "<BODY>Success</BODY>"),
        ("www.msftconnecttest.com:81/connecttest.txt", 200, "Microsoft Connect Test"),
        ("www.msftncsi.com:81/ncsi.txt", 200, "Microsoft NCSI"),
        ("detectportal.firefox.com:81/success.txt?ipv4", 200, "success\n"),
        ("detectportal.firefox.com:81/canonical.html", 200, "captive-portal"),
    ],
)
def test_a_phone_gets_the_sign_that_it_expects(asked: str, status: int, text: str) -> None:
    reply = get(f"http://{asked}")
    assert reply.status_code == status
    assert text in reply.text
    assert reply.headers["cache-control"] == "no-store"


def test_everything_else_is_led_to_the_room_by_its_number() -> None:
    for asked in ("http://a-clinic.example:81/", "http://192.168.43.1:81/generate_204"):
        for method in ("GET", "POST"):
            reply = get(asked, method)
            assert reply.status_code == 302
            assert reply.headers["location"] == f"{ROOM}/"


def test_at_its_own_port_the_room_answers_as_ever() -> None:
    for path in ("/", *SIGNS):
        assert get(f"http://captive.apple.com:8080{path}").text == "the room"
