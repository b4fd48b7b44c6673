"""Text from documents, made safe to print."""

from __future__ import annotations

from rich.text import Text


def plain(words: str, style: str = "") -> Text:
    """`words` on one line, with nothing that a terminal would obey.

    Control characters, escape sequences and marks that turn the direction of writing become
    spaces; nothing is taken for markup.
    """
    visible = "".join(c if c.isprintable() else " " for c in words)
    return Text(" ".join(visible.split()), style=style)
