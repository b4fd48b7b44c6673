"""Sound files of every format, to stand among the broken ones and to be mutated."""

from __future__ import annotations

import gzip
import io
import json
import random
import tarfile
import zipfile
from collections.abc import Callable, Mapping
from html import escape

from evaluation.faulty import story
from evaluation.faulty.pages import mail, page, text_page


def html(text: str) -> bytes:
    """A page with an article."""
    head, *rest = text.split("\n\n")
    body = "".join(f"<p>{escape(p)}</p>" for p in rest)
    return page(f"<article><h1>{escape(head)}</h1>{body}</article>", f"<title>{head}</title>")


def docx(text: str) -> bytes:
    """A Word document."""
    import docx as word

    file, buffer = word.Document(), io.BytesIO()
    for paragraph in text.split("\n\n"):
        file.add_paragraph(paragraph)
    file.save(buffer)
    with zipfile.ZipFile(buffer) as archive:  # again, without the time of day
        return _zipped({name: archive.read(name) for name in archive.namelist()})


def eml(text: str) -> bytes:
    """A mail."""
    head, _, body = text.partition("\n\n")
    return mail(body, subject=head).as_bytes()


def mbox(text: str) -> bytes:
    """A box with one mail."""
    return b"From desk@radio.example Mon May  5 18:00:00 2031\n" + eml(text) + b"\n"


def zipped_text(text: str) -> bytes:
    """An archive with one text."""
    return _zipped({"news/a.txt": text})


def tar_gz(text: str) -> bytes:
    """A packed tape archive with one text."""
    buffer = io.BytesIO()
    with (
        gzip.GzipFile(fileobj=buffer, mode="wb", mtime=0) as packed,
        tarfile.open(fileobj=packed, mode="w") as archive,
    ):
        member = tarfile.TarInfo("news/a.txt")
        member.size = len(text.encode())
        archive.addfile(member, io.BytesIO(text.encode()))
    return buffer.getvalue()


def odt(text: str) -> bytes:
    """An OpenDocument text."""
    paragraphs = "".join(f"<text:p>{escape(p)}</text:p>" for p in text.split("\n\n"))
    urn = "urn:oasis:names:tc:opendocument:xmlns"
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<office:document-content xmlns:office="{urn}:'
        f'office:1.0" xmlns:text="{urn}:text:1.0" office:version="1.2"><office:body><office:text>'
        f"{paragraphs}</office:text></office:body></office:document-content>"
    )
    return _zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content})


def epub(text: str) -> bytes:
    """A book with one chapter."""
    body = "".join(f"<p>{escape(p)}</p>" for p in text.split("\n\n"))
    return _zipped(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": '<?xml version="1.0"?>\n<container version="1.0" xmlns='
            '"urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path='
            '"OEBPS/c.opf" media-type="application/oebps-package+xml"/></rootfiles></container>',
            "OEBPS/c.opf": '<?xml version="1.0"?>\n<package xmlns="http://www.idpf.org/2007/opf" '
            'version="3.0" unique-identifier="i"><metadata xmlns:dc='
            '"http://purl.org/dc/elements/1.1/"><dc:title>Blast</dc:title></metadata><manifest>'
            '<item id="a" href="a.xhtml" media-type="application/xhtml+xml"/></manifest>'
            '<spine><itemref idref="a"/></spine></package>',
            "OEBPS/a.xhtml": '<?xml version="1.0"?>\n<html xmlns="http://www.w3.org/1999/xhtml">'
            f"<head><title>Blast</title></head><body>{body}</body></html>",
        }
    )


def rtf(text: str) -> bytes:
    """A rich text."""
    plain = text.replace("“", '"').replace("”", '"').replace("\n\n", "\\par\n")
    return b"{\\rtf1\\ansi{\\fonttbl{\\f0 Arial;}}\\f0 " + plain.encode("ascii", "replace") + b"}"


def warc(text: str) -> bytes:
    """A crawl with one page."""
    body = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + html(text)
    return (
        b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:0>\r\n"
        b"WARC-Date: 2031-05-05T18:00:00Z\r\nWARC-Target-URI: https://radio.example/a\r\n"
        b"Content-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n"
        % len(body)
        + body
        + b"\r\n\r\n"
    )


def rss(text: str) -> bytes:
    """A feed with one item."""
    head, _, body = text.partition("\n\n")
    return (
        f"<?xml version='1.0'?><rss version='2.0'><channel><title>Tarsin Radio</title><item>"
        f"<title>{escape(head)}</title><description>{escape(body)}</description>"
        "</item></channel></rss>"
    ).encode()


def csv(text: str) -> bytes:
    """A table with one report."""
    quoted = text.replace('"', '""')
    return f'title,text,published\nBlast,"{quoted}",2031-05-05\n'.encode()


def jsonl(text: str) -> bytes:
    """A line of JSON with one report."""
    return json.dumps({"title": "Blast", "text": text, "published": "2031-05-05"}).encode() + b"\n"


def xlsx(texts: list[str]) -> bytes:
    """A sheet with a report a row, in the column `text`."""
    rows = "".join(
        f'<row r="{i}"><c r="A{i}" t="inlineStr"><is><t>{escape(text)}</t></is></c></row>'
        for i, text in enumerate(["text", *texts], start=1)
    )
    schema = "http://schemas.openxmlformats.org"
    sheet = f"{schema}/spreadsheetml/2006/main"
    kind = f"{schema}/officeDocument/2006/relationships"
    types = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    return _zipped(
        {
            "[Content_Types].xml": f'{head}<Types xmlns="{schema}/package/2006/content-types">'
            '<Default Extension="rels" ContentType='
            '"application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{types}.sheet.main+xml"/>'
            f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{types}.worksheet+xml"/>'
            "</Types>",
            "_rels/.rels": f'{head}<Relationships xmlns="{schema}/package/2006/relationships">'
            f'<Relationship Id="r1" Type="{kind}/officeDocument" Target="xl/workbook.xml"/>'
            "</Relationships>",
            "xl/workbook.xml": f'{head}<workbook xmlns="{sheet}" xmlns:r="{kind}"><sheets>'
            '<sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": f'{head}<Relationships xmlns="{schema}/package/2006/'
            f'relationships"><Relationship Id="r1" Type="{kind}/worksheet" '
            'Target="worksheets/sheet1.xml"/></Relationships>',
            "xl/worksheets/sheet1.xml": f'{head}<worksheet xmlns="{sheet}"><sheetData>{rows}'
            "</sheetData></worksheet>",
        }
    )


def _zipped(files: Mapping[str, str | bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(zipfile.ZipInfo(name, (2031, 5, 5, 18, 0, 0)), text)
    return buffer.getvalue()


FORMATS: dict[str, Callable[[str], bytes]] = {
    ".txt": str.encode,
    ".md": lambda text: f"# {text}".encode(),
    ".html": html,
    ".pdf": text_page,
    ".docx": docx,
    ".eml": eml,
    ".zip": zipped_text,
    ".mbox": mbox,
    ".tar.gz": tar_gz,
    ".odt": odt,
    ".epub": epub,
    ".rtf": rtf,
    ".warc": warc,
    ".rss": rss,
    ".csv": csv,
    ".jsonl": jsonl,
    ".xlsx": lambda text: xlsx([text]),
}
"""How a text becomes a sound file, by suffix: also of formats that are not taken in yet."""


def sound(rng: random.Random, count: int) -> list[tuple[str, bytes]]:
    """`count` sound files of all formats in turn, each with a report of its own: (name, bytes)."""
    makers = list(FORMATS.items())
    return [
        (f"good-{i:03}{suffix}", make(story(rng, i)))
        for i, (suffix, make) in ((i, makers[i % len(makers)]) for i in range(count))
    ]
