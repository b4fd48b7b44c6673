"""Mails: the message is a document, and so is each attachment."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import parseaddr, parsedate_to_datetime
from pathlib import PurePosixPath

from tellings.domain.text import PartKind
from tellings.errors import EmptyFile, UnreadableFile
from tellings.ingest import html
from tellings.ingest.clean import decode, tidy
from tellings.ingest.extract import Datum, Extract, Mark, Member

_HEADERS = ("from", "to", "subject", "date", "received", "message-id")
_SIGNATURE = re.compile(r"^--\s*$", re.MULTILINE)
# What the standard library raises on headers and bodies that break its rules.
DAMAGE = (AttributeError, IndexError, KeyError, LookupError, TypeError, ValueError)


@dataclass(frozen=True, slots=True)
class Mail:
    """What a mail holds: three headers, its own text as received, and the files it carries."""

    subject: str
    sender: str
    sent: str
    body: bytes
    charset: str | None
    is_html: bool
    attachments: tuple[Member, ...]


def parse(data: bytes) -> Mail:
    """The mail in `data`. Raises UnreadableFile if it is none, or damaged."""
    message = email.message_from_bytes(data, policy=email.policy.default)
    if not isinstance(message, EmailMessage) or not any(h in message for h in _HEADERS):
        raise UnreadableFile(
            "it is not a mail", advice="save the message again as .eml, or give its text"
        )
    try:
        return _read(message)
    except DAMAGE as error:
        raise UnreadableFile(
            "the mail is damaged", advice="give its text and its attachments as files"
        ) from error


def _read(message: EmailMessage) -> Mail:
    part = message.get_body(preferencelist=("plain", "html"))
    payload = part.get_payload(decode=True) if part else b""
    return Mail(
        subject=tidy(str(message.get("subject") or "")),
        sender=str(message.get("from") or ""),
        sent=str(message.get("date") or ""),
        body=payload if isinstance(payload, bytes) else b"",
        charset=part.get_content_charset() if part else None,
        is_html=part is not None and part.get_content_subtype() == "html",
        attachments=tuple(_attachments(message)),
    )


def _attachments(message: EmailMessage) -> Iterator[Member]:
    """The files attached, without the pictures that are part of the message's layout."""
    for number, part in enumerate(message.iter_attachments(), start=1):
        is_layout = part.get("content-id") or part.get_content_disposition() == "inline"
        if part.get_content_maintype() == "image" and is_layout:
            continue
        forwarded = part.get_content_type() == "message/rfc822"
        name = PurePosixPath((part.get_filename() or "").replace("\\", "/")).name
        name = name or (f"attachment-{number}" + (".eml" if forwarded else ""))
        if forwarded:
            yield Member(name, part.get_payload(0).as_bytes())  # type: ignore[union-attr]
        else:
            payload = part.get_payload(decode=True)
            yield Member(name, payload if isinstance(payload, bytes) else b"")


def extract(mail: Mail) -> Extract:
    """Subject and text of a mail. Raises EmptyFile if it has none of its own."""
    body = _body(mail)
    if not body.text:
        raise EmptyFile("the mail has no text of its own", advice="see its attachments, if any")
    start = len(mail.subject) + 2 if mail.subject else 0
    marks = [Mark(0, len(mail.subject), PartKind.HEADLINE)] if mail.subject else []
    marks += [
        Mark(m.start + start, m.end + start, m.kind, m.author)
        for m in body.marks
        if m.kind is not PartKind.HEADLINE
    ]
    if match := _SIGNATURE.search(body.text):
        marks.append(Mark(match.start() + start, len(body.text) + start, PartKind.BOILERPLATE))
    text = f"{mail.subject}\n\n{body.text}" if mail.subject else body.text
    return Extract(text, dict(_data(mail)), tuple(marks))


def _body(mail: Mail) -> Extract:
    if not mail.body.strip():
        return Extract("")
    if mail.is_html:
        return html.extract(mail.body, mail.charset)
    return Extract(tidy(decode(mail.body, mail.charset)))


def _data(mail: Mail) -> Iterator[tuple[str, Datum]]:
    if mail.subject:
        yield "title", Datum(mail.subject, "mail Subject")
    name, address = parseaddr(mail.sender)
    if name or address:
        yield "outlet", Datum(tidy(name or address), "mail From")
    try:
        sent = parsedate_to_datetime(mail.sent)
    except (ValueError, IndexError, TypeError, OverflowError):
        return
    yield "published", Datum(sent.date().isoformat(), "mail Date")
