"""The pages from a program on this computer: who comes in, what is answered, what is saved."""

from __future__ import annotations

import errno
import json
import re
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from tests.conftest import ROOT
from tests.support.anything import anything
from tests.support.asgi import Client, in_parts
from workshop.answers import carry
from workshop.answers.store import Answers
from workshop.content.library import Library
from workshop.pages import server
from workshop.pages.replies import Replies
from workshop.pages.server import LARGEST, make_app

LIBRARY = Library(ROOT)
WORDS = LIBRARY.strings()
SORT = LIBRARY.exercise("sort-the-working-day")
ITEM = SORT.items[0].id
PAGE = "/02-sorting-the-working-day.html"
HERE = "http://127.0.0.1:8866"
KEY = "only-once"
JSON = {"content-type": "application/json"}


@pytest.fixture
def answers(tmp_path: Path) -> Answers:
    return Answers(tmp_path / "work")


@pytest.fixture
def client(answers: Answers) -> Client:
    """The browser of the person who started it."""
    client = Client(make_app(LIBRARY, answers, KEY), HERE)
    assert client.get(f"/?key={KEY}").status_code == 200
    return client


def data_of(html: str) -> dict[str, Any]:
    found = re.search(
        r'<script type="application/json" id="workshop">(.*?)</script>', html, re.DOTALL
    )
    assert found
    return dict(json.loads(found[1]))


def tapped(answers: Answers, number: int = 1, option: str = "both") -> dict[str, Any]:
    change = [number, time.time_ns() // 1_000_000, {"item": ITEM, "option": option}]
    message = {"work": answers.participant(), "page": "page", "changes": [change]}
    return {"to": "board", "exercise": SORT.id, "message": message}


def asked(to: str, name: str, **more: Any) -> dict[str, Any]:
    values = more.pop("values", {})
    return {"to": to, "message": {"ask": "7", "name": name, "values": values}, **more}


def reply_to(replies: Replies, question: dict[str, Any]) -> dict[str, Any]:
    reply = replies.reply(question)
    assert reply is not None
    message: dict[str, Any] = reply[-1]["msg"]
    return message


class TestWhoComesIn:
    def test_the_first_address_opens_once_and_becomes_a_cookie_that_no_script_reads(
        self, answers: Answers
    ) -> None:
        app = make_app(LIBRARY, answers, KEY, "workshop-8866")
        mine, other = Client(app, HERE), Client(app, HERE)
        came = mine.get(f"/?key={KEY}")
        cookie = came.headers["set-cookie"]
        assert cookie.startswith("workshop-8866=")
        assert "HttpOnly" in cookie
        assert "SameSite=strict" in cookie
        assert 'content="0; url=./"' in came.text
        assert mine.get("/").status_code == 200
        assert other.get(f"/?key={KEY}").headers.get("set-cookie") is None
        assert other.get("/").status_code == 403
        # Who is in already may press the link again.
        mine.get(f"/?key={KEY}")
        assert mine.get(PAGE).status_code == 200

    @pytest.mark.parametrize("path", ["/", PAGE, "/glossary.html", "/assets/app.js", "/nowhere"])
    def test_nobody_else_is_shown_anything(self, answers: Answers, path: str) -> None:
        answers.change(SORT, {"item": ITEM, "option": "both"})
        stranger = Client(make_app(LIBRARY, answers, KEY), HERE)
        for given_ in ("", "?key=", "?key=guessed"):
            stranger.get(path + given_)
            refused = stranger.get(path)
            assert refused.status_code == 403
            assert WORDS["app"]["refused"] in refused.text
            assert answers.participant() not in refused.text
        sent = stranger.post("/ask", json=tapped(answers, option="management"))
        assert sent.status_code == 403
        assert sent.json() == [{"notice": WORDS["app"]["refused-here"]}]
        assert answers.read(SORT).answer["choices"] == {ITEM: "both"}

    def test_who_comes_by_a_link_from_elsewhere_is_asked_again_from_here(
        self, answers: Answers
    ) -> None:
        stranger = Client(make_app(LIBRARY, answers, KEY), HERE)
        link = {"sec-fetch-mode": "navigate", "sec-fetch-site": "cross-site"}
        led = stranger.get(PAGE, headers=link)
        assert f'content="0; url={PAGE.removeprefix("/")}"' in led.text
        assert answers.participant() not in led.text
        again = {"sec-fetch-mode": "navigate", "sec-fetch-site": "same-origin"}
        assert stranger.get(PAGE, headers=again).status_code == 403

    @pytest.mark.parametrize(
        "host", ["workshop.example.org", "127.0.0.1.example.org:8866", "", "[x"]
    )
    def test_a_name_that_was_made_to_lead_here_is_refused(self, client: Client, host: str) -> None:
        assert client.get(PAGE, headers={"host": host}).status_code == 403

    @pytest.mark.parametrize("host", ["localhost:9000", "127.0.0.1:8866", "[::1]:8866"])
    def test_other_names_of_this_computer_are_not(self, client: Client, host: str) -> None:
        assert client.get(PAGE, headers={"host": host}).status_code == 200

    @pytest.mark.parametrize(
        "headers",
        [
            {"sec-fetch-site": "cross-site"},
            {"sec-fetch-site": "same-site"},
            {"origin": "https://example.org"},
            {"origin": "null"},
            {"origin": "http://[x"},
            {"origin": "http://127.0.0.1:9999"},
        ],
    )
    def test_another_site_cannot_send_anything_in_somebody_s_name(
        self, client: Client, answers: Answers, headers: dict[str, str]
    ) -> None:
        assert client.post("/ask", json=tapped(answers), headers=headers).status_code == 403
        assert answers.read(SORT).answer["choices"] == {}
        text = json.dumps(tapped(answers))
        for kind in ("text/plain", "application/x-www-form-urlencoded"):
            sent = client.post("/ask", content=text, headers={"content-type": kind})
            assert sent.status_code == 415
        assert answers.read(SORT).answer["choices"] == {}

    def test_behind_another_server_that_one_says_who_comes(self, answers: Answers) -> None:
        proxied = Client(make_app(LIBRARY, answers), "http://hub.example.org")
        assert proxied.get(PAGE).status_code == 200
        ours = {"origin": "https://hub.example.org"}
        assert proxied.post("/ask", json=tapped(answers), headers=ours).status_code == 200
        theirs = {"origin": "https://example.org"}
        assert proxied.post("/ask", json=tapped(answers, 2), headers=theirs).status_code == 403


class TestPages:
    def test_every_session_and_the_start_page_open_with_what_is_saved(
        self, client: Client, answers: Answers
    ) -> None:
        answers.change(SORT, {"item": ITEM, "option": "both"})
        start = data_of(client.get("/").text)
        assert start["keeper"] == "server"
        assert start["states"] == {SORT.id: "begun"}
        addresses = [chapter["notebook"] for chapter in start["page"]["chapters"]]
        assert len(addresses) == len(LIBRARY.chapters())
        for address, chapter in zip(addresses, LIBRARY.chapters(), strict=True):
            page = client.get(f"/{address}")
            assert page.status_code == 200
            told = data_of(page.text)
            assert told["number"] == chapter.number
            assert told["answers"].keys() == set(chapter.exercises)
            assert [spec["id"] for spec in told["specs"]] == list(chapter.exercises)
        told = data_of(client.get(PAGE).text)
        assert told["answers"][SORT.id]["answer"]["choices"] == {ITEM: "both"}
        assert client.get(f"/{told['page']['start']}").status_code == 200

    def test_what_there_is_not_is_a_sentence_with_a_way_on(
        self, answers: Answers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        bundles = tmp_path / "static" / "pages"
        bundles.mkdir(parents=True)
        (bundles.parent / "sort.js").write_text("1", "utf-8")
        monkeypatch.setattr(server, "BUNDLES", bundles)
        client = Client(make_app(LIBRARY, answers), HERE)
        for path in ("/99-nothing.html", "/02-sorting-the-working-day.ipynb", "/a%0Ab"):
            missing = client.get(path)
            assert missing.status_code == 404
            assert WORDS["app"]["no-page"] in missing.text
        for path in ("/assets/../server.py", "/assets/%2e%2e/sort.js", "/assets/nothing.js"):
            assert client.get(path).status_code == 404

    def test_a_fault_of_the_content_is_told_in_the_place_of_the_page(
        self, content: Path, answers: Answers, edit: Any
    ) -> None:
        library = Library(content)
        client = Client(make_app(library, answers, KEY), HERE)
        client.get(f"/?key={KEY}")
        edit("data/sessions.toml", 'number = "00"', "number = 0")
        page = client.get("/")
        assert page.status_code == 500
        assert "data/sessions.toml" in page.text
        assert "Traceback" not in page.text

    def test_what_nobody_thought_of_is_a_sentence_too(
        self, client: Client, answers: Answers, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def fail(*_: object) -> str:
            raise RuntimeError("no <template>")

        monkeypatch.setattr(server, "render", fail)
        page = client.get("/")
        assert page.status_code == 500
        assert "RuntimeError: no &lt;template&gt;). Your answers are safe." in page.text
        monkeypatch.setattr(Answers, "take", fail)
        assert client.post("/ask", json=tapped(answers)).status_code == 500

    def test_it_travels_compressed_and_is_not_left_in_the_browser(self, client: Client) -> None:
        page = client.get(PAGE, headers={"accept-encoding": "gzip"})
        assert page.headers["content-encoding"] == "gzip"
        assert page.headers["cache-control"] == "no-store"
        assert page.num_bytes_downloaded < len(page.content) / 2

    def test_files_with_a_checksum_in_their_names_are_asked_for_once(
        self, client: Client, tmp_path: Path, answers: Answers, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (tmp_path / "page-BxN_YrB1.js").write_text("1", "utf-8")
        (tmp_path / "app.js").write_text("1", "utf-8")
        monkeypatch.setattr(server, "BUNDLES", tmp_path)
        client = Client(make_app(LIBRARY, answers), HERE)
        kept = client.get("/assets/page-BxN_YrB1.js").headers["cache-control"]
        assert "immutable" in kept
        first = client.get("/assets/app.js")
        assert first.headers["cache-control"] == "no-cache"
        again = client.get("/assets/app.js", headers={"if-none-match": first.headers["etag"]})
        assert again.status_code == 304

    def test_no_page_may_run_what_stands_in_it_or_comes_from_elsewhere(
        self, client: Client
    ) -> None:
        for path in ("/", PAGE, "/nowhere", f"/?key={KEY}"):
            headers = client.get(path).headers
            policy = dict(
                part.strip().split(" ", 1) for part in headers["content-security-policy"].split(";")
            )
            assert policy["default-src"] == "'none'"
            assert policy["script-src"] == "'self'"
            assert policy["connect-src"] == "'self'"
            assert policy["frame-ancestors"] == "'self'"
            assert headers["x-content-type-options"] == "nosniff"


class TestAsking:
    def test_a_tap_is_saved_and_acknowledged_and_the_header_hears_of_it(
        self, client: Client, answers: Answers
    ) -> None:
        reply = client.post("/ask", json=tapped(answers))
        assert reply.json() == [
            {"exercise": SORT.id, "notice": ""},
            {"states": {SORT.id: "begun"}},
            {"exercise": SORT.id, "msg": {"page": "page", "saved": 1}},
        ]
        assert len(reply.content) < 300
        assert Answers(answers.home).read(SORT).answer["choices"] == {ITEM: "both"}
        # The same message again counts once.
        assert client.post("/ask", json=tapped(answers, option="management")).json() == reply.json()
        assert answers.read(SORT).answer["choices"] == {ITEM: "both"}

    def test_what_a_notebook_did_meanwhile_comes_with_the_next_tap_or_look(
        self, client: Client, answers: Answers
    ) -> None:
        client.post("/ask", json=tapped(answers))
        notebook, other = Answers(answers.home), SORT.items[1].id
        notebook.change(SORT, {"item": other, "option": "both"})
        [whole, *_] = client.post("/ask", json=tapped(answers, 2, "management")).json()
        both = {ITEM: "management", other: "both"}
        assert whole["answer"]["choices"] == both
        notebook.change(SORT, {"reset": True})
        look = {"to": "board", "exercise": SORT.id, "message": {"look": True}}
        assert client.post("/ask", json=look).json()[0]["answer"]["choices"] == {}

    def test_somebody_else_s_work_by_now_is_shown_and_the_tap_is_not_used(
        self, client: Client, answers: Answers
    ) -> None:
        question = tapped(answers)
        answers.clear()
        [whole, *rest] = client.post("/ask", json=question).json()
        assert whole["saved"]["work"] == answers.participant()
        assert whole["notice"] == WORDS["answers"]["other-work"]
        assert not any("msg" in each for each in rest)
        assert answers.read(SORT).answer["choices"] == {}

    def test_a_disk_that_is_full_is_said_and_the_tap_is_not_acknowledged(
        self, client: Client, answers: Answers, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def full(_descriptor: int) -> None:
            raise OSError(errno.ENOSPC, "reason")

        monkeypatch.setattr("os.fsync", full)
        [told, _states, message] = client.post("/ask", json=tapped(answers)).json()
        assert "the disk is full" in told["notice"]
        assert message["msg"]["saved"] == 0
        monkeypatch.undo()
        [told, _states, message] = client.post("/ask", json=tapped(answers)).json()
        assert (told["notice"], message["msg"]["saved"]) == ("", 1)

    def test_a_folder_that_cannot_be_used_is_said_and_everything_else_goes_on(
        self, tmp_path: Path
    ) -> None:
        (tmp_path / "file").touch()
        answers = Answers(tmp_path / "file" / "in")
        client = Client(make_app(LIBRARY, answers), HERE)
        shown = data_of(client.get(PAGE).text)["answers"][SORT.id]
        [told, _states, message] = client.post("/ask", json=tapped(answers)).json()
        for notice in (shown["notice"], told["notice"]):
            assert notice.startswith("Your answers are not being saved")
        assert message["msg"]["saved"] == 0

    @pytest.mark.parametrize(
        "question",
        [
            None, 7, [], "board", {}, {"to": "nobody"}, {"to": ["board"]},
            {"to": "board", "exercise": "no-such-exercise", "message": {"look": True}},
            {"to": "board", "exercise": "../../participant", "message": {"look": True}},
            {"to": "board", "exercise": ["x"], "message": {"look": True}},
            {"to": "board", "exercise": {"x": 1}, "message": {"look": True}},
            {"to": "board", "exercise": SORT.id, "message": {"item": ITEM}},
            {"to": "work", "message": {"ask": "1"}},
            {"to": "figure", "of": "my-week", "message": None},
        ],
    )  # fmt: skip
    def test_what_makes_no_sense_changes_nothing(
        self, client: Client, answers: Answers, question: object
    ) -> None:
        sent = client.post("/ask", content=json.dumps(question), headers=JSON)
        assert sent.status_code == 400
        assert answers.records() == {}

    @pytest.mark.parametrize("body", [b"", b"{", b"\xff\xfe", b"[" * 200_000, b'"\\ud800"'])
    def test_what_is_no_json_changes_nothing(self, client: Client, body: bytes) -> None:
        sent = client.post("/ask", content=body, headers=JSON)
        assert sent.status_code == 400

    def test_ten_megabytes_are_not_read_to_their_end(
        self, client: Client, answers: Answers
    ) -> None:
        large = b" " * 10_000_000 + json.dumps(tapped(answers)).encode()
        assert client.post("/ask", content=large, headers=JSON).status_code == 413
        # Where nobody says beforehand how much will come, reading ends when it is too much.
        parts = in_parts(b" " * 1_000_000 for _ in range(10))
        assert client.post("/ask", content=parts, headers=JSON).status_code == 413
        assert answers.records() == {}
        assert carry.MOST < LARGEST < 10_000_000

    @given(message=anything)
    def test_no_message_raises(self, tmp_path_factory: Any, message: Any) -> None:
        replies = Replies(LIBRARY, Answers(tmp_path_factory.getbasetemp() / "hostile"))
        for to in ("board", "work", "figure", "take-home"):
            question = {"to": to, "exercise": SORT.id, "message": message, "boards": message}
            reply = replies.reply(question | {"of": message, "number": message})
            json.dumps(reply)
        replies.reply(message)


class TestWork:
    def test_work_goes_out_as_a_file_and_comes_back_into_the_boards(
        self, answers: Answers, tmp_path: Path
    ) -> None:
        here = Replies(LIBRARY, answers)
        here.reply(tapped(answers))
        file = reply_to(here, asked("work", "save", number="02"))["values"]["file"]
        other = Answers(tmp_path / "other")
        reply = Replies(LIBRARY, other).reply(
            asked("work", "bring", boards=[SORT.id, "nothing"], values={"text": file["text"]})
        )
        assert reply is not None
        [states, board, message] = reply
        assert states == {"states": {SORT.id: "begun"}, "whole": True}
        assert board["exercise"] == SORT.id
        assert board["answer"]["choices"] == {ITEM: "both"}
        assert message["msg"]["values"]["changed"]

    def test_what_goes_wrong_is_a_sentence(self, answers: Answers) -> None:
        replies = Replies(LIBRARY, answers)
        for question in (
            asked("work", "format-the-disk"),
            asked("work", "bring", values={"text": 7}),
            asked("figure", "draw", of="no-such-figure"),
            asked("take-home", "draw"),
        ):
            assert reply_to(replies, question)["wrong"] == WORDS["asked"]["not-understood"]
        damaged = asked("work", "bring", values={"text": "{"})
        assert "Traceback" not in reply_to(replies, damaged)["wrong"]

    def test_a_figure_and_the_page_to_take_home_are_made_of_what_is_saved(
        self, answers: Answers
    ) -> None:
        replies = Replies(LIBRARY, answers)
        nothing = replies.reply(asked("figure", "draw", of="my-practice"))
        assert nothing is not None
        assert nothing[0] == {"of": "my-practice", "drawn": {"said": nothing[0]["drawn"]["said"]}}
        plan = LIBRARY.exercise("my-action-plan")
        answers.change(plan, {"field": "vision", "text": "A calm ward"})
        made = reply_to(replies, asked("take-home", "make"))["values"]
        assert made["file"]["name"] == "my-handout.html"
        assert "A calm ward" in made["file"]["text"]
