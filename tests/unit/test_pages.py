"""The sessions as plain pages: what stands on them, and what they ask for."""

from __future__ import annotations

import gzip
import json
import re
import shutil
from collections.abc import Iterable, Mapping
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from tests.conftest import ROOT
from workshop.commands.cli import main
from workshop.content.library import Library
from workshop.jupyter.derive import derive
from workshop.kinds import KINDS
from workshop.pages.addresses import READING, START, address_of, former_addresses
from workshop.pages.cells import Part, as_html, read_parts
from workshop.pages.render import BUNDLES, Page, write
from workshop.pages.seldom import seldom_said
from workshop.pages.sent import REST, as_data
from workshop.pages.single import single
from workshop.pages.site import site_files, write_site

LIBRARY = Library(ROOT)
CHAPTERS = LIBRARY.chapters()
BUILT = json.loads((BUNDLES / "built.json").read_text("utf-8"))
OUTSIDE = ("http:", "https:", "mailto:", "#")


@pytest.fixture(scope="module")
def site() -> dict[str, bytes]:
    return site_files(LIBRARY)


class Read(HTMLParser):
    """What a page has: its places in their order, where it leads, what it asks for."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.places: list[tuple[str, str]] = []
        self.links: list[str] = []
        self.assets: list[str] = []
        self.ids: list[str] = []
        self.headings: list[int] = []
        self.data: dict[str, Any] = {}
        self._in = ""
        self.words = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        if "data-place" in told:
            self.places.append((told["data-place"] or "", told.get("data-of") or ""))
        if tag == "a":
            self.links.append(told.get("href") or "")
        if tag in ("script", "link", "img"):
            named = filter(None, (told.get("src"), told.get("href")))
            self.assets.extend(each for each in named if not each.startswith("data:"))
        if told.get("id"):
            self.ids.append(told["id"] or "")
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        self._in = told.get("id") or tag if tag in ("script", "style") else ""

    def handle_endtag(self, tag: str) -> None:
        if tag in ("script", "style"):
            self._in = ""

    def handle_data(self, data: str) -> None:
        if self._in == "workshop":
            self.data = json.loads(data)
        elif not self._in:
            self.words += data


@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda chapter: chapter.number)
def test_a_page_has_a_place_for_each_exercise_of_its_session(
    site: dict[str, bytes], chapter: Any
) -> None:
    page = Read(site[address_of(chapter)].decode())
    shown = [of for what, of in page.places if what == "exercise"]
    assert list(dict.fromkeys(shown)) == list(chapter.exercises)
    assert [spec["id"] for spec in page.data["specs"]] == list(chapter.exercises)
    assert page.places[0] == ("header", "")
    assert ("keep", "") in page.places
    assert page.headings[0] == 1
    assert page.headings.count(1) == 1
    # What only a notebook says is not here.
    assert "▶▶" not in page.words
    assert chapter.insight in page.words


def test_everything_that_pages_lead_to_and_ask_for_is_in_the_folder(
    site: dict[str, bytes],
) -> None:
    for name, text in site.items():
        if not name.endswith(".html"):
            continue
        page = Read(text.decode())
        inside = [link for link in page.links if not link.startswith(OUTSIDE)]
        wanted = {link.split("#")[0] for link in inside + page.assets}
        assert wanted <= site.keys(), name
        assert START in inside or name == START
        # Links within a page lead to its headings.
        assert {unquote(link[1:]) for link in page.links if link[0] == "#"} <= set(page.ids), name
        assert len(page.ids) == len(set(page.ids)), name
    shown = json.loads(site["manifest.webmanifest"])
    assert {icon["src"] for icon in shown["icons"]} <= site.keys()


def test_the_works_stand_with_the_credits(site: dict[str, bytes]) -> None:
    page = Read(site["sources.html"].decode())
    assert "Mayega" in page.words
    assert "CC BY 3.0" in page.words
    assert LIBRARY.strings()["paper"]["credits"] in page.words


def test_a_page_lets_the_browser_ask_for_nothing_from_elsewhere(site: dict[str, bytes]) -> None:
    for name, text in site.items():
        if name.endswith(".html"):
            [policy] = re.findall(r'Content-Security-Policy" content="([^"]+)"', text.decode())
            assert "default-src 'none'; script-src 'self';" in policy
            # A block of data is no script; every other one has an address.
            assert not re.search(r"<script(?![^>]*(src|application/json))", text.decode()), name


def test_the_list_of_all_exercises_has_no_keys(site: dict[str, bytes]) -> None:
    rest = json.loads(site[REST])
    assert {spec["id"] for spec in rest} == {e for c in CHAPTERS for e in c.exercises}
    assert not any({"table", "sources", "rules"} & spec.keys() for spec in rest)


def test_a_public_folder_has_no_keys_unless_somebody_asks_for_them(tmp_path: Path) -> None:
    plain = {path.name for path in write_site(LIBRARY, tmp_path / "plain")}
    assert not {"guide.html", "run-sheets.html", "worksheets.html"} & plain
    printed = {p.name for p in write_site(LIBRARY, tmp_path / "print", with_print=True)}
    assert {"worksheets.html", "invitation.html", "eight-sentences.html"} <= printed
    assert not [
        name for name in printed if "key" in name or name in ("guide.html", "run-sheets.html")
    ]
    whole = {p.name for p in write_site(LIBRARY, tmp_path / "whole", facilitator=True)}
    assert {"guide.html", "run-sheets.html", "worksheets-key.html"} <= whole
    guide = Read((tmp_path / "whole/facilitator/guide.html").read_text("utf-8"))
    assert "../index.html" in guide.links
    # A web server runs as somebody else.
    assert (tmp_path / "plain" / START).stat().st_mode & 0o044 == 0o044


def test_it_opens_without_a_network_once_it_was_opened(site: dict[str, bytes]) -> None:
    worker = site["worker.js"].decode()
    kept = json.loads(worker.split("const SITE = ")[1].split(";\n")[0])
    assert set(kept["files"]) == {"./", *site} - {"worker.js"}
    told = {name for name in site if name.endswith(".html")}
    told -= {f"{name}.html" for name in READING} | {*former_addresses(CHAPTERS)}
    assert all(Read(site[name].decode()).data["site"] == kept["version"] for name in told)


def test_an_address_of_before_leads_on_without_a_script(site: dict[str, bytes]) -> None:
    former = former_addresses(CHAPTERS)
    assert former["09-from-challenge-to-action.html"] == "10-from-challenge-to-action.html"
    for name, to in former.items():
        text = site[name].decode()
        assert f'http-equiv="refresh" content="0; url={to}"' in text
        page = Read(text)
        assert to in page.links
        assert not page.data
        assert "new address" in page.words
        assert to in site


def test_another_text_makes_another_version(site: dict[str, bytes], tmp_path: Path) -> None:

    for folder in ("exercises", "solutions", "data", "notebooks"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    file = tmp_path / "notebooks" / "source" / "02-sorting-the-working-day.md"
    file.write_text(file.read_text("utf-8").replace("Same person, two acts.", "Two acts."), "utf-8")
    assert site_files(Library(tmp_path))["worker.js"] != site["worker.js"]


def test_a_session_as_one_file_asks_for_nothing_and_is_small() -> None:
    for chapter in CHAPTERS:
        text = single(LIBRARY, chapter.number)
        page = Read(text)
        assert page.assets == []
        assert page.data["rest"] == ""
        # With those that an exercise looks back at, which have no place here.
        specs = {spec["id"] for spec in page.data["specs"]}
        assert specs >= set(chapter.exercises)
        earlier = [spec["settings"].get("earlier", {}).get("from") for spec in page.data["specs"]]
        assert {id_ for id_ in earlier if id_} <= specs
        for style in BUNDLES.glob("*.css"):
            assert style.read_text("utf-8").strip() in text
        # And it can fetch no words later.
        assert page.data["seldom"] == ""
        assert (
            seldom_said(LIBRARY)["work"].keys()
            <= (
                page.data["page"]["words"]
                | page.data["words"]["carry"]
                | page.data["words"]["page"]
            ).keys()
        )
        assert (
            "connect-src" not in text.split("<body>")[0].split("Content-Security-Policy")[1][:400]
        )
        assert len(text.encode()) <= 350_000
        # The words and works are in it, where the folder has pages of their own.
        assert not {"glossary.html", "sources.html"} & set(page.links[:-3])


@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda chapter: chapter.number)
def test_a_session_is_small_on_the_wire(site: dict[str, bytes], chapter: Any) -> None:
    """All that it asks for by itself; with gzip this is about 60 kB with brotli."""
    name = address_of(chapter)
    page = Read(site[name].decode())
    kinds = {spec["kind"] for spec in page.data["specs"]}
    modules = {f"assets/{each}" for kind in kinds for each in BUILT["modules"][kind]}
    asked = {name, *page.assets, *modules} - {"manifest.webmanifest"}
    assert len(asked) <= 5
    assert sum(len(gzip.compress(site[each], 9)) for each in asked) <= 67_200


def merged(words: Mapping[str, Mapping[str, str]], sections: Iterable[str]) -> dict[str, str]:
    return {name: text for section in sections for name, text in words[section].items()}


@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda chapter: chapter.number)
def test_a_page_has_or_can_fetch_each_word_that_its_exercises_say(
    site: dict[str, bytes], chapter: Any
) -> None:
    page = Read(site[address_of(chapter)].decode())
    later = json.loads(site[page.data["seldom"]])
    here = page.data["words"]
    for id_ in chapter.exercises:
        exercise = LIBRARY.exercise(id_)
        kind = KINDS[exercise.kind]
        to_come = later.get(exercise.kind, {}).keys()
        sections = kind.sections(exercise)
        said = merged(LIBRARY.strings(), sections)
        shown = merged(here, (*sections, "page"))
        for name in said.keys() - kind.unsaid(exercise) - to_come - here["page"].keys():
            assert shown[name] == said[name]
    header = LIBRARY.strings()["header"].keys()
    assert header <= page.data["page"]["words"].keys() | here["page"].keys() | later["work"].keys()
    # What stands there is not fetched once more.
    assert not page.data["page"]["words"].keys() & later["work"].keys()


def test_ten_sessions_fit_a_thin_link(site: dict[str, bytes]) -> None:
    assert sum(map(len, site.values())) <= 1_600_000
    assert sum(len(gzip.compress(each)) for each in site.values()) <= 450_000


def test_nothing_that_a_text_says_ends_the_block_of_data() -> None:
    text = as_data({"title": "</script><script>alert(1)</script><!--"})
    assert "<" not in text
    assert json.loads(text)["title"] == "</script><script>alert(1)</script><!--"


def test_a_language_from_right_to_left_says_so(tmp_path: Path) -> None:

    for folder in ("exercises", "solutions", "data", "notebooks"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    (tmp_path / "data" / "strings" / "ar.toml").write_text('[site]\ntitle = "القيادة"\n', "utf-8")
    (tmp_path / "data" / "language.toml").write_text('language = "ar"\n', "utf-8")
    text = write(Library(tmp_path), Page("t", [Part("text", "<h1>t</h1>")]))
    assert '<html lang="ar" dir="rtl"' in text


def test_texts_of_one_place_alone(tmp_path: Path) -> None:

    source = ROOT / "notebooks" / "source" / "01-two-systems-of-action.md"
    text = source.read_text("utf-8")
    here = '\n+++ {"id": "here", "tags": ["page-only"]}\n\nOnly on *pages*.\n'
    there = '\n+++ {"id": "there", "tags": ["notebook-only"]}\n\nOnly in notebooks.\n'
    file = tmp_path / source.name
    file.write_text(text + here + there, "utf-8")
    shown = "".join(part.of for part in read_parts(file, {}))
    assert "Only on <em>pages</em>." in shown
    assert "Only in notebooks" not in shown
    derived = derive(file)
    assert "Only in notebooks" in derived
    assert "Only on" not in derived


def test_links_between_notebooks_lead_between_pages() -> None:
    html = as_html(
        "See [session 04](04-x.ipynb) and [a work](https://example.org).",
        {"04-x.ipynb": "04-x.html"},
    )
    assert 'href="04-x.html"' in html
    assert 'href="https://example.org"' in html


def test_a_cell_that_no_page_knows_is_named(tmp_path: Path) -> None:
    file = tmp_path / "07.md"
    head = (ROOT / "notebooks" / "source" / "start.md").read_text("utf-8").split("```")[0]
    file.write_text(f"{head}```{{code-cell}} ipython3\nprint(1)\n```\n", "utf-8")
    with pytest.raises(ValueError, match=r"07\.md.*print\(1\)"):
        read_parts(file, {})


def test_the_commands_say_what_they_wrote_and_what_is_wrong(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", "site", "--to", str(tmp_path / "site")]) == 0
    assert str(tmp_path / "site" / START) in capsys.readouterr().out
    assert main(["export", "session", "02", "--single", "--to", str(tmp_path / "one")]) == 0
    assert [path.name for path in (tmp_path / "one").iterdir()] == [
        "02-sorting-the-working-day.html"
    ]
    capsys.readouterr()
    assert main(["export", "session", "77", "--to", str(tmp_path / "two")]) == 1
    assert "00, 01" in capsys.readouterr().out
    assert main(["export", "session", "--to", str(tmp_path / "two")]) == 1
    (tmp_path / "file").touch()
    assert main(["export", "site", "--to", str(tmp_path / "file")]) == 1
    assert "--to FOLDER" in capsys.readouterr().out
    assert main(["export", "session", "--all", "--to", str(tmp_path / "all")]) == 0
    assert (tmp_path / "all" / START).is_file()
