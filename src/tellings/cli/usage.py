"""A command that was called in a way that cannot work."""

from __future__ import annotations


class UsageError(Exception):
    """The command was called in a way that cannot work: what is wrong, and what to do."""

    def __init__(self, reason: str, advice: str) -> None:
        self.reason = reason
        self.advice = advice
        super().__init__(reason)
