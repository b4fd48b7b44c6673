"""Draws views with the templates, and the page around them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any, Final

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from tellings.report import wording
from tellings.report.links import Links
from tellings.report.shelf import key, keys

VIEWS: Final = (
    "overview",
    "events",
    "event",
    "actors",
    "actor",
    "sources",
    "documents",
    "document",
)
MOST_DOCUMENTS: Final = 8  # documents listed under one account
MANY_ACCOUNTS: Final = 5  # from so many on, the table says that it scrolls


@dataclass(frozen=True, slots=True)
class Shell:
    """The page around a view.

    `here` is the name of the view, for the navigation. `texts` is the address before a document
    id at which its text is served, None where texts are folded in. `style` and `script` are
    addresses, None where both are written into the page; `search` is the address that a search
    is sent to, None where there is no search.
    """

    title: str
    body: Markup
    links: Links
    here: str = ""
    texts: str | None = None
    style: str | None = None
    script: str | None = None
    policy: str | None = None
    folded: Markup | None = None
    search: str | None = None
    query: str = ""
    note: str = ""
    more: tuple[tuple[str, str], ...] = ()  # further links in the navigation: words, href


def render(name: str, view: object, *, links: Links) -> Markup:
    """One view as HTML, to be put into the `body` of a `Shell`.

    `name` is one of `VIEWS`. All texts are escaped by the template.
    """
    if name not in VIEWS:
        raise ValueError(f"there is no view {name!r}; there are {', '.join(VIEWS)}")
    template = environment().get_template(f"{name}.html")
    # The template escapes all that it is given.
    return Markup(template.render(view=view, links=links))  # noqa: S704  # nosec B704


def render_shell(shell: Shell) -> str:
    """A whole page."""
    # `shell` is a variable of the template; style and script are our own files.
    return environment().get_template("shell.html").render(  # nosec B604
        shell=shell,
        links=shell.links,
        css=Markup(_inline("tellings.css")) if shell.style is None else "",  # noqa: S704  # nosec B704
        js=Markup(_inline("tellings.js")) if shell.script is None else "",  # noqa: S704  # nosec B704
        polarities=tuple(wording.POLARITIES.values()),
    )  # fmt: skip


def asset(name: str) -> str:
    """The text of ``tellings.css`` or ``tellings.js``."""
    if name not in ("tellings.css", "tellings.js"):
        raise ValueError(f"there is no asset {name!r}")
    return (files("tellings.report") / "static" / name).read_text(encoding="utf-8")


def _inline(name: str) -> str:
    """A file that is written into the page; it must not end the element that holds it."""
    text = asset(name)
    if "</s" in text or "<!--" in text:
        raise ValueError(f"{name} cannot stand inside an HTML element")
    return text


@lru_cache(maxsize=1)
def environment() -> Environment:
    """The environment of the templates; others may lay a loader over it (`overlay`)."""
    made = Environment(
        loader=PackageLoader("tellings.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    own: dict[str, Any] = {
        "key": key,
        "keys": keys,
        "plural": wording.plural,
        "polarity_of": {kind.value: signs for kind, signs in wording.POLARITIES.items()},
        "most_documents": MOST_DOCUMENTS,
        "many_accounts": MANY_ACCOUNTS,
    }
    made.globals |= own
    made.filters["number"] = "{:,}".format
    return made
