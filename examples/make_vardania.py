"""Write the three example documents that are not plain text: a mail, a PDF and a DOCX.

    python examples/make_vardania.py [FOLDER]

The PDF is written by hand (Helvetica, uncompressed streams), so the same bytes come out on every
machine; the DOCX needs python-docx, whose archive is packed again with a fixed time. The texts are
invented, as everything in the folder is.
"""

from __future__ import annotations

import io
import sys
import textwrap
import zipfile
from collections.abc import Iterator
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

import docx

MAIL = "15-front-communique-dravik.eml"
PDF = "19-commission-alder-bridge.pdf"
DOCX = "20-open-road-relief-incident.docx"

MAIL_SUBJECT = "Communiqué No 58 of the Front for the Restoration: Dravik"
MAIL_TEXT = """\
Dear colleagues,

please find below the communiqué of our command on Dravik. Edda Marrow is available for \
interviews until noon.

COMMUNIQUÉ No 58

At four o’clock this morning the units of the Front for the Restoration withdrew from Dravik in \
good order and with all their wounded. The mercenary army of the Tarsin regime has occupied an \
empty town.

The enemy announced the capture of Dravik on Tuesday evening. That was false: on Tuesday evening \
our fighters held the mill and the bridge, and they held them until the last of some 9,000 \
inhabitants had crossed. We gave up Dravik on Wednesday, when we chose to.

In six days of fighting the Front lost 31 fighters. More than 200 soldiers of the regime were put \
out of action. The claim of the Ministry of Defence that it killed 150 of our fighters is a \
fantasy; the claim that 240 surrendered is an insult. Nineteen soldiers of the enemy are our \
prisoners and are treated as such.

Before it entered Dravik, the army of the regime fired on Miller Street and on the hospital. We \
hold General Osk Lennart personally responsible for the death of at least 40 civilians.

“We will be back before the apples are ripe,” said Commander Pell Dorrin, who led the defence of \
the town.

The Northern Coalition knew on Thursday that the attack was coming. We ask it publicly: where \
were you?

Long live free Vardania!

--\x20
Press Office of the Front for the Restoration
press@front.example | tel. 0555 010 300
You receive this mail because you are on our press list. To unsubscribe, reply with STOP.
"""

PDF_TITLE = "Commission of Inquiry into the Attack at Alder Bridge: summary of findings"
PDF_PAGES: tuple[tuple[str, ...], ...] = (
    (
        "# Commission of Inquiry into the Attack at Alder Bridge",
        "# Summary of findings",
        "Marn, 20 June 2031",
        "# 1. Mandate",
        "The Commission was appointed on 30 May 2031 by the Council of Relief Organisations. It "
        "was asked to find out what happened to the convoy of Open Road Relief in the Kesh Valley "
        "on 22 May 2031. It has no power to judge. Its members are Judge Ansel Roake (chair), "
        "Dr Imke Sund and Major Halvar Quist (retired).",
        "# 2. The attack",
        "The convoy of 14 lorries stopped at Alder Bridge at 17.35 because the army checkpoint "
        "would not let it cross. At 20.40 it was attacked. Ten relief workers were killed, one of "
        "whom died in hospital on 27 May. Twelve others were wounded. The Vardania Monitor for "
        "Civilians had at first counted nine dead and 13 wounded. Eleven lorries burned.",
        "The Commission found no evidence that the convoy carried fuel or weapons. It examined "
        "the list of goods and the wrecks of the lorries: flour, lentils, dressings and 200 "
        "stoves.",
        "# 3. What the parties say",
        "The Front for the Restoration told the Commission that two jets of the Vardanian Air "
        "Force had bombed the convoy. Its observers submitted a log of the flights.",
    ),
    (
        "The Ministry of Defence of Vardania stated in writing that none of its aircraft had been "
        "over the valley on 22 May and that fighters of the Front had ambushed the convoy from "
        "the eastern slope. It did not answer questions.",
        "The Kesh Guard claimed responsibility on 23 May. A man who said that he was its commander "
        "told the Commission by telephone that 20 of his men had stopped the lorries. He could "
        "not say what colour they were.",
        "# 4. Findings",
        "The lorries were hit by at least six unguided rockets, which were fired from the air. "
        "No party but the Vardanian Air Force had aircraft over the valley in May. The Commission "
        "therefore considers it probable, but not proven, that the Vardanian Air Force carried "
        "out the attack.",
        "The Commission rejects the claim of the Kesh Guard. It found no cartridges on the "
        "eastern slope and no trace of an ambush.",
        "Major Quist dissents. In his view the rockets may have been fired from the ground.",
        "# 5. Sources",
        "The Commission heard 41 witnesses, among them 7 drivers. It was not admitted to the "
        "airfield at Tarsin.",
        "Ansel Roake, for the Commission",
    ),
)
PDF_FOOTER = "Commission of Inquiry into the Attack at Alder Bridge - Page {page} of {pages}"

DOCX_TITLE = "Incident report: attack on convoy ORR-17"
DOCX_PARAGRAPHS: tuple[tuple[str, str], ...] = (
    ("Title", DOCX_TITLE),
    ("Normal", "Open Road Relief, field office Marn"),
    ("Normal", "Date of report: 25 May 2031. Author: Sela Varn, head of mission. For release."),
    ("Heading 1", "What happened"),
    (
        "Normal",
        "On Thursday 22 May, at about 20.40, our convoy ORR-17 was attacked at Alder Bridge in the "
        "Kesh Valley on its way from Marn to Sona. The convoy consisted of 14 lorries with 31 "
        "staff. It had been waiting for three hours at the checkpoint of the Vardanian Army. "
        "Eleven lorries and about 190 tonnes of food were destroyed.",
    ),
    (
        "Normal",
        "Our driver Oskar Thiel reports that he heard an aircraft twice. Two other drivers say "
        "that they heard no aircraft, only explosions. All three agree that the firing lasted "
        "less than five minutes.",
    ),
    ("Heading 1", "Casualties"),
    (
        "Normal",
        "The toll of nine killed and 13 wounded that has appeared in the press was published by "
        "the Vardania Monitor for Civilians on Thursday night. We can confirm it today: nine of "
        "our colleagues are dead. One of the wounded is in a critical condition.",
    ),
    ("Heading 1", "Who is responsible"),
    (
        "Normal",
        "We do not know. Both the Ministry of Defence and the Front for the Restoration deny that "
        "they attacked the convoy, and each accuses the other. The statement of the Kesh Guard, "
        "which says that it did it, contains three errors about our lorries; we doubt that its "
        "author was at the bridge.",
    ),
    (
        "Normal",
        "We reject the allegation that the convoy carried fuel. The list of goods was handed to "
        "both parties on Tuesday 20 May.",
    ),
    ("Heading 1", "What we ask for"),
    ("List Bullet", "an independent commission with access to the bridge and to flight records;"),
    ("List Bullet", "the return of the bodies of two drivers, which are held at the checkpoint;"),
    ("List Bullet", "written guarantees from both parties before the next convoy leaves."),
    (
        "Normal",
        "“Our colleagues carried flour. Whoever did this knew it,” says Sela Varn.",
    ),
)
DOCX_TABLE: tuple[tuple[str, str, str], ...] = (
    ("Staff of convoy ORR-17", "Killed", "Wounded"),
    ("Drivers", "6", "9"),
    ("Loaders", "2", "4"),
    ("Nurse", "1", "0"),
)
FIXED_TIME = (2031, 5, 25, 12, 0, 0)


def mail_bytes() -> bytes:
    """The communiqué as a mail, quoted-printable, with the headers a press office sends."""
    message = EmailMessage(policy=SMTP)
    message["From"] = "Press Office FR <press@front.example>"
    message["To"] = "Press list <list@front.example>"
    message["Date"] = "Wed, 14 May 2031 07:40:00 +0200"
    message["Subject"] = MAIL_SUBJECT
    message["Message-ID"] = "<58.20310514@front.example>"
    message["List-Unsubscribe"] = "<mailto:list@front.example?subject=STOP>"
    message.set_content(MAIL_TEXT, cte="quoted-printable")
    return message.as_bytes()


def pdf_bytes() -> bytes:
    """The commission's report: one Helvetica column, a footer on each page."""
    count = len(PDF_PAGES)
    pages = [6 + 2 * i for i in range(count)]
    kids = " ".join(f"{n} 0 R" for n in pages)
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {count} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>",
        f"<< /Title ({PDF_TITLE}) /Author (Commission of Inquiry) "
        "/CreationDate (D:20310620090000+02'00') >>",
    ]
    for number, paragraphs in enumerate(PDF_PAGES, start=1):
        footer = PDF_FOOTER.format(page=number, pages=count)
        stream = "\n".join(page_operators(paragraphs, footer))
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources "
            f"<< /Font << /F1 3 0 R /F2 4 0 R >> >> /Contents {pages[number - 1] + 1} 0 R >>"
        )
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    return assemble_pdf(objects)


def page_operators(paragraphs: tuple[str, ...], footer: str) -> Iterator[str]:
    """The drawing operators of one A4 page, in points from the lower left corner."""
    y = 780
    for paragraph in paragraphs:
        heading = paragraph.startswith("# ")
        font = "/F2 12" if heading else "/F1 10.5"
        for line in textwrap.wrap(paragraph.removeprefix("# "), 88, break_on_hyphens=False):
            yield f"BT {font} Tf 72 {y} Td ({escape_pdf(line)}) Tj ET"
            y -= 15
        y -= 9
    yield f"BT /F1 8 Tf 72 40 Td ({escape_pdf(footer)}) Tj ET"


def escape_pdf(line: str) -> str:
    """A line as the inside of a PDF string."""
    return line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def assemble_pdf(objects: list[str]) -> bytes:
    """The objects numbered from 1, with the table of their byte offsets and the trailer."""
    out = bytearray(b"%PDF-1.4\n")
    offsets = []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("ascii")
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode("ascii")
    out += b"".join(f"{at:010d} 00000 n \n".encode("ascii") for at in offsets)
    size = len(objects) + 1
    out += f"trailer\n<< /Size {size} /Root 1 0 R /Info 5 0 R >>\n".encode("ascii")
    out += f"startxref\n{start}\n%%EOF\n".encode("ascii")
    return bytes(out)


def docx_bytes() -> bytes:
    """The relief organisation's report, with a table after its section on casualties."""
    report = docx.Document()
    report.core_properties.title = DOCX_TITLE
    report.core_properties.author = "Sela Varn"
    report.core_properties.comments = ""
    report.core_properties.created = report.core_properties.modified = datetime(*FIXED_TIME)
    for style, text in DOCX_PARAGRAPHS:
        if text == "Who is responsible":
            add_table(report)
        report.add_paragraph(text, style=style)
    packed = io.BytesIO()
    report.save(packed)
    return repack(packed.getvalue())


def add_table(report: docx.document.Document) -> None:
    """The casualties by kind of staff."""
    table = report.add_table(rows=0, cols=3)
    for row in DOCX_TABLE:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text


def repack(archive: bytes) -> bytes:
    """The same ZIP with a fixed time in each entry, so that writing it again changes nothing."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(archive)) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            target.writestr(
                zipfile.ZipInfo(name, FIXED_TIME),
                source.read(name),
                compress_type=zipfile.ZIP_DEFLATED,
            )
    return out.getvalue()


def main(folder: Path) -> None:
    """Write the three files into `folder`."""
    (folder / MAIL).write_bytes(mail_bytes())
    (folder / PDF).write_bytes(pdf_bytes())
    (folder / DOCX).write_bytes(docx_bytes())


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent / "vardania")
