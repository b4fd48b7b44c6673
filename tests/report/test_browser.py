"""The page in a real browser, where there is one: by link, by keyboard, narrow, dark, hostile."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.report import sample
from tests.report.texts import HOSTILE_TEXT, HOSTILE_TITLE
from tests.support.chromium import launched, need_chromium

need_chromium()

from axe_playwright_python.sync_playwright import Axe  # noqa: E402
from playwright.sync_api import (  # noqa: E402
    Browser,
    ConsoleMessage,
    Dialog,
    Error,
    Page,
    Request,
    ViewportSize,
    expect,
)

AGENCY, HOSTILE = sample.build().documents[0], sample.build().documents[3]
VIEWS = (
    "overview",
    "events",
    "event-e-market",
    "actors",
    "actor-a-army",
    "sources",
    "documents",
    f"document-{AGENCY.id}",
)
WIDE, NARROW = ViewportSize(width=1280, height=900), ViewportSize(width=390, height=844)


@dataclass
class Watched:
    """The report in a browser, with what it asked for and what went wrong in it."""

    page: Page
    path: Path
    asked: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    def note(self, request: Request) -> None:
        self.asked.append(request.url)

    def wronged(self, error: Error) -> None:
        self.wrong.append(str(error))

    def said(self, line: ConsoleMessage) -> None:
        self.wrong.append(line.text)

    def asked_back(self, dialog: Dialog) -> None:
        self.wrong.append(dialog.message)
        dialog.dismiss()

    def go(self, name: str) -> Page:
        """Open a view by its anchor, and wait until it is drawn."""
        self.page.goto(f"{self.path.as_uri()}#{name}")
        view = name.split(".")[0]
        drawn = f"#{view}" if view == "overview" else f"#view-{view}"
        expect(self.page.locator(drawn)).to_be_visible()
        return self.page


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with launched() as opened:
        yield opened


@pytest.fixture(params=[WIDE], ids=["wide"])
def report(browser: Browser, page_path: Path, request: pytest.FixtureRequest) -> Iterator[Watched]:
    """The report, watched: it must ask for nothing but itself, and nothing may go wrong in it."""
    context = browser.new_context(viewport=request.param)
    page = context.new_page()
    watched = Watched(page, page_path)
    page.on("request", watched.note)
    page.on("pageerror", watched.wronged)
    page.on("console", watched.said)
    page.on("dialog", watched.asked_back)
    yield watched
    context.close()
    assert {url.split("#")[0] for url in watched.asked} == {page_path.as_uri()}
    assert watched.wrong == []


def serious(page: Page) -> list[str]:
    """What axe-core finds that is serious or worse."""
    found = Axe().run(page).response["violations"]
    return [f"{v['id']}: {v['nodes'][0]['html'][:120]}" for v in found
            if v["impact"] in ("serious", "critical")]  # fmt: skip


def marked(page: Page) -> str:
    return "".join(page.locator("main mark.chosen").all_text_contents())


@pytest.mark.parametrize("name", VIEWS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_view_can_be_used_by_all(report: Watched, name: str, scheme: str) -> None:
    report.page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page = report.go(name)
    # axe is put into the page by the test, past the page's own policy
    assert serious(page) == []


@pytest.mark.parametrize("report", [WIDE, NARROW], indirect=True, ids=["wide", "narrow"])
@pytest.mark.parametrize("name", VIEWS)
def test_no_view_is_wider_than_the_screen(report: Watched, name: str) -> None:
    page = report.go(name)
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_by_keyboard_from_the_overview_to_the_passage_and_back(report: Watched) -> None:
    page = report.go("overview")
    page.locator("ol.events h3 a").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Bombing of the market of Belmora")
    page.locator("table.accounts a.value").first.focus()
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.closest('td').cellIndex") == 2
    page.keyboard.press("Enter")
    expect(page.locator("#panel mark")).to_have_text("raid")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(f"#view-document-{AGENCY.id}")).to_be_visible()
    assert marked(page) == "raid"
    page.go_back()
    expect(page.locator("h1")).to_have_text("Bombing of the market of Belmora")


def test_a_click_opens_the_passages_and_escape_gives_the_focus_back(report: Watched) -> None:
    page = report.go("event-e-market")
    value = page.locator("a.value", has_text="at least 43").first
    value.click()
    expect(page.locator("#panel article")).to_have_count(2)
    expect(page.locator("#panel article p").nth(1)).to_contain_text(
        "Cited there from: Vardania Monitor for Civilians"
    )
    page.keyboard.press("Escape")
    expect(page.locator("#panel")).to_be_hidden()
    assert value.evaluate("node => node === document.activeElement")


def test_an_address_opens_the_document_at_the_passage(report: Watched) -> None:
    start = AGENCY.text.index("terrorist gangs")
    page = report.go(f"document-{AGENCY.id}.{start}.{start + len('terrorist gangs')}")
    assert marked(page) == "terrorist gangs"
    page.locator("a.trigger").first.click()
    expect(page.locator("h1")).to_have_text("Bombing of the market of Belmora")


def test_a_passage_after_an_emoji_is_found(report: Watched) -> None:
    start = HOSTILE.text.index("fire killed")
    page = report.go(f"document-{HOSTILE.id}.{start}.{start + len('fire killed')}")
    assert marked(page) == "fire killed"


def test_hostile_text_is_shown_and_nothing_of_it_runs(report: Watched) -> None:
    page = report.go(f"document-{HOSTILE.id}")
    expect(page.locator("h1")).to_have_text(" ".join(HOSTILE_TITLE.split()))
    shown = "".join(page.locator("p.part").all_text_contents())
    assert "".join(shown.split()) == "".join(HOSTILE_TEXT.split())
    assert page.locator("main img, main script, main iframe").count() == 0
    assert page.title() != "owned"
    page.go_back()
    report.go("event-e-fire").locator("a.value").first.click()
    expect(page.locator("#panel blockquote")).to_contain_text("<img src=http://tracker.invalid")


def test_light_and_dark_can_be_switched(report: Watched) -> None:
    page = report.go("overview")
    paper = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(paper)
    page.get_by_role("button", name="Dark").click()
    assert page.evaluate(paper) != light
    page.get_by_role("button", name="Light").click()
    assert page.evaluate(paper) == light


def test_right_to_left_text_stands_right(report: Watched) -> None:
    page = report.go(f"document-{AGENCY.id}")
    side = (
        page.locator("p.part")
        .nth(2)
        .evaluate(
            "node => { node.textContent = '\\u0642\\u0627\\u0644 \\u0634\\u0647\\u0648\\u062f';"
            " return getComputedStyle(node).direction; }"
        )
    )
    assert side == "rtl"


def test_what_is_not_in_the_page_says_where_to_see_it(report: Watched) -> None:
    report.page.goto(f"{report.path.as_uri()}#event-none")
    expect(report.page.locator("main .notice")).to_contain_text("tellings serve dossier.db")
