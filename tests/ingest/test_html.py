import pytest

from tellings.domain.text import Document, PartKind
from tellings.errors import EmptyFile, UnreadableFile
from tellings.ingest import html
from tellings.ingest.document import build

FIRST = (
    "At least 31 people were killed when shells hit the market of Dravik on Monday, the Vardania "
    "Monitor for Civilians said, correcting a first count of 24."
)
SECOND = (
    "The Ministry of Defence of Vardania denied that its guns had fired on the town and blamed the "
    "Front for the Restoration, which holds the hills to the north."
)
THIRD = "Residents told the monitor that three shells fell within a minute, before noon."
HEAD = """<title>Market shelling kills 31 in Dravik | Belmora Courier</title>
<meta property="og:title" content="Market shelling kills 31 in Dravik">
<meta property="article:published_time" content="2031-05-05T09:30:00+02:00">
<meta name="author" content="Mira Solen">
<link rel="canonical" href="https://courier.example/dravik-market">"""
NAVIGATION = """<header><nav><ul><li><a href="/">Home</a></li><li><a href="/w">World</a></li>
<li><a href="/s">Sport in Kesh Valley</a></li></ul></nav></header>"""
FOOTER = """<footer><p>Copyright 2029 Belmora Courier. All rights reserved.</p>
<p><a href="/p">Privacy policy</a></p></footer>"""
ASIDE = """<div class="sidebar"><h3>Most read</h3><ul><li><a href="/1">Bridge at Old Quay opens
again after two years of repairs</a></li></ul></div>"""


def page(body: str, head: str = HEAD) -> bytes:
    return f"<!doctype html><html><head>{head}</head><body>{body}</body></html>".encode()


def article(*paragraphs: str) -> str:
    return "<article>" + "".join(f"<p>{p}</p>" for p in paragraphs) + "</article>"


def document(data: bytes) -> Document:
    return build(html.extract(data), data, "page.html")


def test_the_article_is_kept_without_the_page() -> None:
    body = (
        NAVIGATION + "<h1>Market shelling kills 31 in Dravik</h1>" + article(FIRST, SECOND, THIRD)
    )
    text = html.extract(page(body + ASIDE + FOOTER)).text
    assert text.split("\n\n") == ["Market shelling kills 31 in Dravik", FIRST, SECOND, THIRD]


@pytest.mark.parametrize("tag", ["div", "b", "blockquote", "font"])
def test_a_page_nested_deeply_gives_all_its_text_or_an_error(tag: str) -> None:
    story = f"<p>{FIRST}</p><p>{SECOND}</p><{tag}>"
    for depth in (200, 300, 1_900):
        body = story + f"<{tag}>" * depth + f"<p>{THIRD}</p>" + f"</{tag}>" * depth
        assert html.extract(page(body)).text.split("\n\n")[1:] == [FIRST, SECOND, THIRD]
    with pytest.raises(UnreadableFile, match="nested more than 2,048 deep"):
        html.extract(page(story + f"<{tag}>" * 20_000 + f"<p>{THIRD}</p>"))


def test_each_datum_says_where_it_came_from() -> None:
    found = document(page(NAVIGATION + article(FIRST, SECOND, THIRD) + FOOTER))
    assert (found.title, found.outlet, found.author) == (
        "Market shelling kills 31 in Dravik",
        "Belmora Courier",
        "Mira Solen",
    )
    assert str(found.published) == "2031-05-05"
    assert found.url == "https://courier.example/dravik-market"
    assert found.provenance["published"] == "html meta article:published_time"
    assert found.provenance["outlet"] == "html title"
    assert found.parts[0].kind is PartKind.HEADLINE


def test_the_year_of_a_copyright_line_is_no_date() -> None:
    head = "<title>Market shelling kills 31 in Dravik</title>"
    found = document(page(article(FIRST, SECOND, THIRD) + FOOTER, head))
    assert found.published is None


def test_a_date_line_of_the_page_is_read_where_no_element_states_one() -> None:
    head = "<title>Market shelling kills 31 in Dravik</title>"
    byline = "<h1>Market shelling kills 31 in Dravik</h1><div>By Mira Solen, 5 May 2031</div>"
    found = document(page(byline + article(FIRST, SECOND, THIRD) + FOOTER, head))
    assert str(found.published) == "2031-05-05"
    assert found.provenance["published"] == "dateline"
    assert found.author == "Mira Solen"


def test_linked_data_is_read() -> None:
    head = """<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle",
    "headline": "Shells hit market", "datePublished": "2031-05-06",
    "author": [{"name": "A. Vey"}, {"name": "B. Orr"}], "publisher": {"name": "Tarsin Radio"}}]}
    </script>"""
    found = document(page(article(FIRST, SECOND, THIRD), head))
    assert (found.title, found.outlet, found.author) == (
        "Shells hit market",
        "Tarsin Radio",
        "A. Vey, B. Orr",
    )
    assert found.provenance["published"] == "html json-ld datePublished"


def test_a_page_laid_out_as_a_table_falls_back_on_its_structure() -> None:
    cells = f"""<table width="100%"><tr><td><a href="/">Home</a><br><a href="/n">News</a></td><td>
    <font size="5">Market shelling kills 31 in Dravik</font><br><br>{FIRST}<br><br>{SECOND}<br><br>
    {THIRD}</td></tr></table>"""
    text = html.extract(page(cells, "<title>Market shelling kills 31 in Dravik</title>")).text
    for sentence in (FIRST, SECOND, THIRD):
        assert sentence in text
    assert "Home" not in text


def test_comments_are_parts_with_their_authors() -> None:
    comments = """<div id="comments"><h3>2 comments</h3>
    <div class="comment" id="comment-1"><span class="comment-author">Ilan of Sona</span>
    <p>My cousin was there and counted far more than that.</p><a href="#">Reply</a></div>
    <div class="comment" id="comment-2"><span class="comment-author">Kesh77</span>
    <p>The monitor is paid by the Northern Coalition, do not believe it.</p></div></div>"""
    found = document(page(article(FIRST, SECOND, THIRD) + comments))
    said = [(p.author, found.quote(p.span)) for p in found.parts if p.kind is PartKind.COMMENT]
    assert [author for author, _ in said] == ["Ilan of Sona", "Kesh77"]
    assert "counted far more" in said[0][1]
    assert "paid by the Northern Coalition" in said[1][1]


def test_mojibake_is_mended() -> None:
    broken = "The minister said: â€œWe deny it.â€\x9d Shells fell on Dravik all day long, he added."
    assert "“We deny it.”" in html.extract(page(article(FIRST, broken, SECOND))).text


def test_the_encoding_that_a_page_declares_is_used() -> None:
    source = page(article(FIRST, SECOND, "Józef Łukasz said so, and nobody in Dravik denied it."))
    text = source.decode().replace("<head>", '<head><meta charset="iso-8859-2">')
    assert "Józef Łukasz" in html.extract(text.encode("iso-8859-2")).text


def test_hidden_text_and_scripts_are_left_out() -> None:
    hidden = "<div style='display: none'>Hidden words about Dravik.</div><script>var a;</script>"
    text = html.extract(page(article(FIRST, hidden, SECOND, THIRD))).text
    assert "Hidden" not in text
    assert "var a" not in text


def test_an_empty_page_is_refused() -> None:
    with pytest.raises(EmptyFile):
        html.extract(b"<html><body><script>1</script></body></html>")


def test_a_report_of_tellings_is_no_source() -> None:
    head = '<meta name="generator" content="Tellings 0.1">'
    with pytest.raises(UnreadableFile, match="report"):
        html.extract(page(article(FIRST), head))
