"""`tellings` as a program with a reader that takes its time, for tests that cut it off.

python -m tests.support.slow_tellings read PATH... --to DOSSIER
"""

from __future__ import annotations

import signal
from functools import partial

from tellings import pipeline
from tellings.cli.main import main
from tests.support.reader import RuleReader

SECONDS_A_DOCUMENT = 0.25

if __name__ == "__main__":
    # A shell that starts the tests in the background has them ignore Ctrl-C; not this program.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    setattr(pipeline, "shipped_reader", partial(RuleReader, delay=SECONDS_A_DOCUMENT))  # noqa: B010
    main()
