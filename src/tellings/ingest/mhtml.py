"""Web pages that a browser saved as one file (.mhtml): a mail whose body is the page."""

from __future__ import annotations

import email
import email.policy
from dataclasses import replace
from email.message import EmailMessage

from tellings.errors import UnreadableFile
from tellings.ingest.eml import DAMAGE
from tellings.ingest.extract import Datum, Member

_ADVICE = "save the page again, or print it to PDF"


def page(member: Member) -> Member:
    """The page in a saved file. Raises UnreadableFile."""
    message = email.message_from_bytes(member.data, policy=email.policy.default)
    try:
        part = message.get_body(("html",)) if isinstance(message, EmailMessage) else None
        body = part.get_payload(decode=True) if part else None
        address = str(message.get("snapshot-content-location") or "").strip()
    except DAMAGE as error:
        raise UnreadableFile("the saved page is damaged", advice=_ADVICE) from error
    if not isinstance(body, bytes) or not body.strip():
        raise UnreadableFile("it holds no page", advice=_ADVICE)
    stated = dict(member.stated)
    if address.startswith("http"):
        stated["url"] = Datum(address, "mhtml Snapshot-Content-Location")
    return replace(member, data=body, format="html", stated=stated)
