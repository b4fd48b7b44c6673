"""How much of a page's own text is taken in, and nothing else: `python -m evaluation.extraction`.

    --layout NAME    only the pages of one layout
    --show           every page that lost or gained words, or whose title or date is wrong

Sixty invented pages in twelve layouts (`tests/ingest/pages`). Recall: of the words of a page's
headline, prose and comments, the share that stands in parts of those kinds; precision: of the
words in such parts, the share that are the page's own. Words of captions and lines of authorship
count neither way. Title and date are right or not. Exits 1 below the floors.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tellings.domain.text import Document, PartKind
from tellings.ingest import html
from tellings.ingest.document import build
from tellings.ingest.lines import same_words
from tests.ingest.pages import Page, pages

FLOORS = {"recall": 0.97, "precision": 0.95, "title": 0.97, "date": 0.95, "authors": 0.95}
_WORD = re.compile(r"\w+")
_NOT_OWN = (PartKind.BOILERPLATE, PartKind.BYLINE)


@dataclass(frozen=True, slots=True)
class Score:
    """What became of one page: words found, of so many; words kept, of so many; title and date.

    `authors` is the share of its comments whose author was told, None without comments.
    """

    recall: float
    precision: float
    title: bool
    date: bool
    authors: float | None
    lost: tuple[str, ...]
    gained: tuple[str, ...]


def score(page: Page) -> Score:
    """Take a page in, and hold it against what is its own."""
    data = page.source.encode()
    document = build(html.extract(data), data, "page.html")
    kept = _words(document.quote(part.span) for part in document.parts if part.kind not in _NOT_OWN)
    own, optional = _words(page.own), _words(page.optional)
    lost, gained = own - kept, kept - own - optional
    counted = kept - (optional - own)
    return Score(
        1 - lost.total() / own.total(),
        1 - gained.total() / max(1, counted.total()),
        same_words(document.title or "") == same_words(page.title),
        document.published == page.day,
        _authors(document, page),
        tuple(lost.elements()),
        tuple(gained.elements()),
    )


def _words(texts: Iterable[str]) -> Counter[str]:
    return Counter(word.casefold() for text in texts for word in _WORD.findall(text))


def _authors(document: Document, page: Page) -> float | None:
    """The share of comments that stand apart under the name of who wrote them."""
    if not page.authors:
        return None
    told = Counter(p.author for p in document.parts if p.kind is PartKind.COMMENT and p.author)
    return (told & Counter(page.authors)).total() / len(page.authors)


def means(scores: Sequence[Score]) -> dict[str, float]:
    """The mean of each measure over pages."""
    authors = [s.authors for s in scores if s.authors is not None]
    count = len(scores)
    return {
        "recall": sum(s.recall for s in scores) / count,
        "precision": sum(s.precision for s in scores) / count,
        "title": sum(s.title for s in scores) / count,
        "date": sum(s.date for s in scores) / count,
        "authors": sum(authors) / len(authors) if authors else 1.0,
    }


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--layout")
    parser.add_argument("--show", action="store_true")
    options = parser.parse_args()
    by_layout: dict[str, list[Score]] = defaultdict(list)
    for page in pages():
        if options.layout in (None, page.layout):
            found = score(page)
            by_layout[page.layout].append(found)
            if options.show and (found.lost or found.gained or not (found.title and found.date)):
                print(f"{page.layout}: title {found.title}, date {found.date}")
                for name, words in (("lost", found.lost), ("gained", found.gained)):
                    print(f"  {name:7}{' '.join(words)[:300]}")
    every = [one for scores in by_layout.values() for one in scores]
    print(f"{'layout':12}" + "".join(f"{name:>11}" for name in ("pages", *FLOORS)))
    for name, scores in (*by_layout.items(), ("all", every)):
        numbers = means(scores).values()
        print(f"{name:12}{len(scores):11}" + "".join(f"{number:11.3f}" for number in numbers))
    all_means = means(every)
    return int(any(all_means[name] < floor for name, floor in FLOORS.items()))


if __name__ == "__main__":
    sys.exit(main())
