"""The workbench in a real browser: every view, by keyboard, on a narrow screen, in the dark.

Skipped where there is no Chromium. The browser talks to a workbench on loopback, and every request
that it makes is noted: each must be to that workbench's own origin.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.building import ACTORS, EVENT, MONITOR, bombing
from tests.support.chromium import launched, need_chromium
from tests.web.conftest import program
from tests.web.hostile import hostile

need_chromium()

from axe_playwright_python.sync_playwright import Axe  # noqa: E402
from playwright.sync_api import Browser, Error, Page, expect  # noqa: E402

CASE = bombing()
BULLETIN = next(d for d in CASE.documents if d.path.endswith("bulletin.txt"))
VIEWS = {
    "overview": "/",
    "events": "/events",
    "narrowed events": "/events?outlet=Tarsin+Radio&place=Belmora",
    "event": f"/events/{EVENT}",
    "actors": "/actors",
    "actor": f"/actors/{ACTORS[MONITOR].id}",
    "sources": "/sources",
    "documents": "/documents",
    "document": f"/documents/{BULLETIN.id}",
    "search": "/search?q=belmora",
    "not found": "/events/none",
}
WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 390, "height": 844}


@dataclass
class Watched:
    """A page and what it did: the addresses it asked for, and what went wrong in it."""

    page: Page
    origin: str
    asked: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    def go(self, address: str) -> Page:
        """Open an address of the workbench."""
        self.page.goto(self.origin + address)
        return self.page


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with launched() as opened:
        yield opened


@pytest.fixture(scope="module")
def origin(path: Path) -> Iterator[str]:
    with program(path) as address:
        yield address


@pytest.fixture(scope="module")
def hostile_origin(hostile_path: Path) -> Iterator[str]:
    with program(hostile_path) as address:
        yield address


def watch(browser: Browser, origin: str, **options: object) -> Iterator[Watched]:
    """A page on that origin; at its end nothing was asked elsewhere, and nothing went wrong."""
    context = browser.new_context(**{"viewport": WIDE, **options})  # type: ignore[arg-type]
    context.set_default_timeout(60_000)
    watched = Watched(context.new_page(), origin)
    context.on("request", lambda request: watched.asked.append(request.url))
    watched.page.on("pageerror", lambda error: watched.wrong.append(str(error)))
    watched.page.on(
        "console",
        lambda said: (
            watched.wrong.append(said.text)
            if said.type == "error" and "404" not in said.text
            else None
        ),
    )
    watched.page.on("dialog", lambda dialog: watched.wrong.append(dialog.message))
    yield watched
    context.close()
    assert watched.asked
    assert [url for url in watched.asked if not url.startswith(f"{origin}/")] == []
    assert watched.wrong == []


@pytest.fixture
def watched(browser: Browser, origin: str) -> Iterator[Watched]:
    yield from watch(browser, origin)


@pytest.fixture
def narrow(browser: Browser, origin: str) -> Iterator[Watched]:
    yield from watch(browser, origin, viewport=NARROW)


@pytest.fixture
def dark(browser: Browser, origin: str) -> Iterator[Watched]:
    yield from watch(browser, origin, color_scheme="dark")


def serious(page: Page) -> list[str]:
    """What axe-core finds wrong, of serious or critical impact: the rule and where."""
    found = Axe().run(page).response["violations"]
    return [
        f"{rule['id']}: {node['target']} {node['html'][:120]}"
        for rule in found
        if rule["impact"] in ("serious", "critical")
        for node in rule["nodes"]
    ]


@pytest.mark.parametrize("address", VIEWS.values(), ids=VIEWS)
def test_each_view_stands_and_is_accessible(watched: Watched, address: str) -> None:
    page = watched.go(address)
    expect(page.locator("h1")).to_have_count(1)
    expect(page.locator("main")).not_to_be_empty()
    assert serious(page) == []


@pytest.mark.parametrize("address", VIEWS.values(), ids=VIEWS)
def test_in_the_dark(dark: Watched, address: str) -> None:
    page = dark.go(address)
    paper, ink = page.evaluate(
        "() => [getComputedStyle(document.body).backgroundColor,"
        " getComputedStyle(document.body).color]"
        ".map((c) => c.match(/\\d+/g).slice(0, 3).map(Number).reduce((a, b) => a + b))"
    )
    assert paper < 150 < ink
    assert serious(page) == []


@pytest.mark.parametrize("address", VIEWS.values(), ids=VIEWS)
def test_on_a_narrow_screen_nothing_is_cut(narrow: Watched, address: str) -> None:
    page = narrow.go(address)
    assert page.evaluate("() => document.documentElement.scrollWidth") <= NARROW["width"]


def press_until(page: Page, selector: str, most: int = 60) -> None:
    """Press Tab until what `selector` names has the focus."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("(s) => document.activeElement.matches(s)", selector):
            return
    pytest.fail(f"Tab does not reach {selector}")


def test_by_keyboard_from_the_overview_to_a_passage(watched: Watched) -> None:
    page = watched.go("/")
    press_until(page, f'main a[href="/events/{EVENT}"]')
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/events/{EVENT}")
    press_until(page, "main [data-at]")
    page.keyboard.press("Enter")
    panel = page.locator("#panel")
    expect(panel).to_be_visible()
    expect(panel.locator("mark").first).not_to_be_empty()
    marked = panel.locator("mark").first.inner_text()
    assert any(" ".join(marked.split()) in " ".join(d.text.split()) for d in CASE.documents)
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    assert page.evaluate("() => document.activeElement.hasAttribute('data-at')")


def test_by_keyboard_to_a_search_and_to_the_words(watched: Watched) -> None:
    page = watched.go("/")
    press_until(page, "header input[type=search]")
    page.keyboard.type("jet seen")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=jet+seen")
    expect(page.locator("ol.found mark")).to_have_text(["jet", "seen"])
    press_until(page, "ol.found a", most=90)
    page.keyboard.press("Enter")
    page.wait_for_url("**/documents/*#*")
    expect(page.locator("h1")).to_contain_text("Terrorists strike market")


def test_filters_by_mouse_make_an_address_that_can_be_shared(watched: Watched) -> None:
    page = watched.go("/search")
    form = page.locator("form.filters")
    form.get_by_label("Claims").check()
    form.get_by_label("Outlet").select_option("Tarsin Radio")
    form.get_by_role("button", name="Search").click()
    expect(page.locator("ol.found li")).to_have_count(2)
    address = page.url
    again = page.context.new_page()
    again.goto(address)
    expect(again.locator("ol.found li")).to_have_count(2)


def test_what_is_shown_is_downloaded(watched: Watched) -> None:
    page = watched.go("/search?q=jet&kind=documents")
    with page.expect_download() as downloading:
        page.get_by_text("Download these rows").click()
    saved = downloading.value
    assert saved.suggested_filename == "tellings-search.csv"
    assert Path(saved.path()).read_text("utf-8-sig").count("\n") >= 4


def test_the_policy_stops_what_is_put_into_a_page(browser: Browser, origin: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{origin}/")
    with pytest.raises(Error, match="TrustedScript"):
        page.evaluate("() => document.body.setAttribute('onclick', 'alert(1)')")
    with pytest.raises(Error, match="TrustedHTML"):
        page.evaluate("() => { document.body.innerHTML = '<b>bold</b>'; }")
    stopped = page.evaluate(
        "() => new Promise((tell) => {"
        " document.addEventListener('securitypolicyviolation', (e) => tell(e.violatedDirective));"
        " const image = document.createElement('img');"
        " image.src = 'http://127.0.0.1:1/x'; document.body.append(image); })"
    )
    assert stopped == "img-src"
    context.close()


def test_markup_in_documents_stays_text(browser: Browser, hostile_origin: str) -> None:
    case = hostile()
    event = case.comparison.alignment.events[0]
    for watched in watch(browser, hostile_origin):
        for address in (
            "/",
            "/events",
            "/actors",
            "/sources",
            "/documents",
            f"/events/{event.id}",
            f"/actors/{case.comparison.alignment.actors[0].id}",
            f"/documents/{case.documents[0].id}",
            "/search?q=belmora",
        ):
            page = watched.go(address)
            for button in page.locator("[data-at]").all()[:6]:
                if button.is_visible():
                    button.click()
                    page.locator("#panel mark").first.wait_for()
                    page.keyboard.press("Escape")
            assert page.title() != "taken"
            assert page.locator("main img, main iframe, main script").count() == 0
