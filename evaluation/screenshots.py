"""Pictures of every view of the report over the bundled examples: `make screenshots`.

    python -m evaluation.screenshots [DOSSIER] [--to docs/screenshots]

Without a dossier the examples are compared first. Needs Chromium (Debian: `apt install chromium`)
and the development packages. Look at what comes out: no overlap, no cut words, no empty chart.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import chdir
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tellings import pipeline, report
from tellings.dossier import Dossier
from tellings.dossier.views import assemble
from tellings.report import Shelf

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ROOT: Final = Path(__file__).parents[1]
EXAMPLES: Final = Path("examples", "vardania")  # below ROOT
PICTURES: Final = ROOT / "docs" / "screenshots"
WIDE, NARROW = (1280, 900), (390, 844)


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture: which view, what is brought to its top, and how it is looked at."""

    name: str
    view: str
    top: str = "h1"
    size: tuple[int, int] = WIDE
    dark: bool = False
    press: str = ""  # what is pressed before the picture is taken


def main() -> int:
    """Make the report and the pictures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("dossier", type=Path, nargs="?")
    parser.add_argument("--to", type=Path, default=PICTURES)
    asked = parser.parse_args()
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        print("screenshots: there is no Chromium on this machine", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as folder:
        dossier = asked.dossier or _compared(Path(folder))
        with Dossier.open(dossier) as opened:
            page = report.write(opened, Path(folder) / "report.html")
            shots = list(_shots(Shelf(assemble(opened))))
        asked.to.mkdir(parents=True, exist_ok=True)
        _take(page, shots, asked.to, chromium)
    print(f"screenshots: {len(shots)} pictures in {asked.to}")
    return 0


def _compared(folder: Path) -> Path:
    dossier = folder / "dossier.db"
    with chdir(ROOT):  # documents are named by the path as given
        pipeline.compare([EXAMPLES], into=dossier)
    return dossier


def _shots(shelf: Shelf) -> Iterator[Shot]:
    """The views of the weightiest event, of its first document, and of who says most."""
    event = shelf.view.events[0]
    view, told = f"event-{event.event.id}", f"document-{event.documents[0].id}"
    speaker = max(shelf.claims_by_actor, key=lambda a: (len(shelf.claims_by_actor[a]), a))
    yield Shot("overview", "overview")
    yield Shot("overview-when", "overview", "#overview-time")
    yield Shot("overview-where", "overview", "#overview-map")
    yield Shot("event", view)
    yield Shot("event-accounts", view, "#event-accounts")
    yield Shot("event-figures", view, "#toll-killed")
    yield Shot("event-origins", view, "#event-origins")
    yield Shot("passage", view, "#event-accounts", press="table.accounts td.differs a.value")
    yield Shot("actors", "actors")
    yield Shot("actor", f"actor-{speaker}")
    yield Shot("sources", "sources")
    yield Shot("document", told)
    yield Shot("documents", "documents")
    yield Shot("dark", view, "#event-accounts", dark=True)
    yield Shot("narrow-overview", "overview", size=NARROW)
    yield Shot("narrow-figures", view, "#toll-killed", size=NARROW)
    yield Shot("narrow-document", told, size=NARROW)


def _take(page: Path, shots: list[Shot], folder: Path, chromium: str) -> None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--disable-gpu"]
        )
        for shot in shots:
            _picture(browser, page, shot, folder / f"{shot.name}.png")
        browser.close()


def _picture(browser: Browser, page: Path, shot: Shot, path: Path) -> None:
    width, height = shot.size
    context = browser.new_context(
        viewport={"width": width, "height": height}, color_scheme="dark" if shot.dark else "light"
    )
    opened = context.new_page()
    opened.goto(f"{page.as_uri()}#{shot.view}")
    view = "#overview" if shot.view == "overview" else f"#view-{shot.view}"
    opened.wait_for_selector(view)
    _to_top(opened, shot.top)
    if shot.press:
        opened.locator(shot.press).first.click()
        opened.wait_for_selector("#panel article")
    opened.screenshot(path=str(path))
    context.close()


def _to_top(opened: Page, top: str) -> None:
    """Bring an element to the top of the screen; the heading of a view with all above it."""
    opened.evaluate(
        "top => { const node = document.querySelector(top); const at = top === 'h1' ? 0"
        " : node.getBoundingClientRect().top + scrollY - 24;"
        " scrollTo({ top: at, behavior: 'instant' }); }",
        top,
    )


if __name__ == "__main__":
    sys.exit(main())
