"""Pages in many layouts: the text of each, and nothing else."""

from html import escape

import pytest

from evaluation.extraction import FLOORS, means, score
from tellings.domain.text import PartKind
from tellings.ingest import html
from tellings.ingest.document import build
from tests.ingest.pages import Story, pages, stories

PAGES = list(pages())


def test_there_are_sixty_pages_in_twelve_layouts_and_no_two_alike() -> None:
    assert len({page.source for page in PAGES}) == 60
    assert len({page.layout for page in PAGES}) == 12


def test_the_floors_hold() -> None:
    reached = means([score(page) for page in PAGES])
    assert {name: value for name, value in reached.items() if value < FLOORS[name]} == {}


def test_a_score_sees_what_is_lost_and_gained() -> None:
    page = next(p for p in PAGES if p.layout == "news")
    paragraph = next(line for line in page.source.splitlines() if line.startswith("<p>"))
    cut = page.source.replace(
        paragraph, "<p>Something else stood here, says whoever cut it out.</p>"
    )
    assert cut != page.source
    from dataclasses import replace

    broken = score(replace(page, source=cut))
    assert broken.recall < 0.5
    assert broken.precision < 0.9


def entry(story: Story, tag: str) -> str:
    prose = "".join(f"<p>{escape(p)}</p>" for p in story.paragraphs)
    return (
        f'<{tag} class="post"><h2><a href="https://sel.example/{story.number}">'
        f'{escape(story.title)}</a></h2><time datetime="{story.day}">then</time>{prose}</{tag}>'
    )


@pytest.mark.parametrize("tag", ["article", "div"])
def test_several_articles_on_one_page_are_documents_of_their_own(tag: str) -> None:
    told = list(stories(3))
    page = "".join(entry(story, tag) for story in told)
    source = (
        '<html><head><title>The Sel</title><meta property="og:site_name" content="The Sel Review">'
        f"</head><body><nav><a href='/'>Home</a></nav><main>{page}</main></body></html>"
    )
    extracts = html.articles(source.encode())
    assert [e.data["title"].value for e in extracts] == [s.title for s in told]
    assert [e.data["published"].value for e in extracts] == [str(s.day) for s in told]
    assert [e.data["outlet"].value for e in extracts] == ["The Sel Review"] * 3
    for extract, story in zip(extracts, told, strict=True):
        assert extract.text.split("\n\n")[-1] == story.paragraphs[-1]
        assert not any(p in extract.text for s in told if s is not story for p in s.paragraphs
                       if p not in story.paragraphs)  # fmt: skip


def test_an_article_with_teasers_or_replies_is_one_document() -> None:
    told = next(stories(1))
    teasers = "".join(
        f"<article><h3>{escape(t)}</h3><p>Read what happened.</p></article>" for t in told.others
    )
    source = f"<html><body><main>{entry(told, 'article')}</main>{teasers}</body></html>"
    assert len(html.articles(source.encode())) == 1
    assert all(len(html.articles(page.source.encode())) == 1 for page in PAGES)


def test_a_thread_is_divided_into_its_authors() -> None:
    page = next(p for p in PAGES if p.layout == "board")
    data = page.source.encode()
    document = build(html.extract(data), data, "board.html")
    comments = [p for p in document.parts if p.kind is PartKind.COMMENT]
    assert [p.author for p in comments] == list(page.authors)
