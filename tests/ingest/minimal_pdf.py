"""The smallest PDF that holds given lines of text, written by hand."""

from __future__ import annotations

from collections.abc import Sequence

Line = tuple[str, int, int]  # words, size of type in points, distance from the line above


def pdf(*pages: Sequence[Line], info: str = "") -> bytes:
    """A PDF with one page for each list of lines, in Helvetica."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    objects.append("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
    kids = []
    for lines in pages:
        stream = _stream(lines)
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R"
            f" >> >> /Contents {len(objects)} 0 R >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    objects.append(f"<< {info} >>")
    return _file(objects)


def _stream(lines: Sequence[Line]) -> str:
    y, rows = 800, ["BT"]
    for words, size, gap in lines:
        y -= gap
        escaped = words.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        rows.append(f"/F1 {size} Tf 1 0 0 1 60 {y} Tm ({escaped}) Tj")
    return "\n".join([*rows, "ET"])


def _file(objects: Sequence[str]) -> bytes:
    body, places = "%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(body))
        body += f"{number} 0 obj\n{content}\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    size = len(objects) + 1
    return (
        f"{body}xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n"
        f"<< /Size {size} /Root 1 0 R /Info {len(objects)} 0 R >>\nstartxref\n{len(body)}\n%%EOF\n"
    ).encode("latin-1")
