"""Sixty invented web pages in twelve layouts, with what a careful reader takes from each.

The texts are written by hand, and combined and set by the layouts: the same seed makes the same
pages. What is the document's own is its headline, its prose and its readers' comments; menus,
side bars, share bars, notices and forms are not. Captions and lines of authorship count neither
way (`optional`).
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from tests.ingest.pages import texts

SEED = 31
EACH = 5  # pages of each layout
_DAY_ONE = date(2031, 3, 2)


@dataclass(frozen=True, slots=True)
class Story:
    """What a page tells, and what surrounds it."""

    number: int
    title: str
    paragraphs: tuple[str, ...]
    comments: tuple[tuple[str, str], ...]
    author: str
    outlet: str
    day: date
    others: tuple[str, ...]  # headlines of other stories, for menus and side bars


@dataclass(frozen=True, slots=True)
class Page:
    """A page and its gold: `own` are the stretches to be found, `optional` may be or not."""

    layout: str
    source: str
    title: str
    day: date
    own: tuple[str, ...]
    optional: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()  # of the comments, in order


@dataclass(frozen=True, slots=True)
class Layout:
    """A way to set a story."""

    name: str
    make: Callable[[Story], Page]


LAYOUTS: list[Layout] = []


def layout(make: Callable[[Story], Page]) -> Callable[[Story], Page]:
    """Enter a layout under the name of its function."""
    LAYOUTS.append(Layout(make.__name__, make))
    return make


def stories(count: int, seed: int = SEED) -> Iterator[Story]:
    """`count` stories, no two alike."""
    rng = random.Random(seed)
    for number in range(count):
        place = rng.choice(texts.PLACES)
        day = _DAY_ONE + timedelta(days=rng.randrange(300))
        chosen = sorted(rng.sample(range(len(texts.PARAGRAPHS)), rng.randrange(4, 11)))
        words = {
            "place": place, "n": rng.randrange(3, 60), "m": rng.randrange(61, 190),
            "day": rng.choice(texts.DAYS),
        }  # fmt: skip
        title = texts.HEADLINES[number % len(texts.HEADLINES)]
        others = [t for t in texts.HEADLINES if t != title]
        yield Story(
            number=number,
            title=title,
            paragraphs=tuple(texts.PARAGRAPHS[i].format(**words) for i in chosen),
            comments=tuple(rng.sample(texts.COMMENTS, rng.randrange(2, 6))),
            author=rng.choice(texts.AUTHORS),
            outlet=rng.choice(texts.OUTLETS),
            day=day,
            others=tuple(rng.sample(others, 8)),
        )


def pages() -> Iterator[Page]:
    """All pages: `EACH` of every layout."""
    from tests.ingest.pages import older, recent  # noqa: F401  they enter their layouts

    told = stories(EACH * len(LAYOUTS))
    for _ in range(EACH):
        for each in LAYOUTS:
            yield each.make(next(told))
