import json
from pathlib import Path

import pytest

from tellings.ingest.junk import is_junk

LINES = json.loads(Path(__file__).with_name("lines.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("line", LINES["junk"])
def test_lines_of_the_page_are_junk(line: str) -> None:
    assert is_junk(line)


@pytest.mark.parametrize("line", LINES["own"])
def test_lines_of_the_author_are_not(line: str) -> None:
    assert not is_junk(line)
