"""Taking files in within limits: a file that hangs, swells or crashes costs no other file."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator
from typing import Final

from tellings.bounded import Limits, Pool
from tellings.domain.text import Document, Refusal
from tellings.errors import Stopped
from tellings.ingest.found import Found, shown
from tellings.ingest.limits import TAKE
from tellings.ingest.take import take

TOGETHER: Final = 8
"""Files that a child is given at a time: a short text is taken in within half a millisecond."""


def take_one(found: Found) -> Iterator[Document | Refusal]:
    """What is in a file: at least one document or refusal, so that none is passed over.

    Of one that is stored there may be nothing to say.
    """
    is_silent = True
    for result in take(found):
        is_silent = False
        yield result
    if is_silent and found.stated is None:
        advice = "check that the right file was given"
        yield Refusal(shown(found.path), "there is no document in it", advice)


def take_each(
    files: Iterable[Found], *, workers: int, limits: Limits = TAKE
) -> Generator[tuple[Found, list[Document | Refusal]], None, None]:
    """Each file with its documents and refusals, in order; `workers` files at a time."""
    pool: Pool[Found, Document | Refusal] = Pool(take_one, limits, size=workers, together=TOGETHER)
    with pool:
        for found, done in pool.map(files):
            results = list(done.results)
            if isinstance(done.error, Stopped):
                results.append(Refusal(shown(found.path), done.error.reason, done.error.advice))
            elif done.error:
                raise done.error
            yield found, results
