"""The docs name all that there is: an undocumented command, option or target fails."""

from __future__ import annotations

import inspect
import re
import tomllib
from pathlib import Path

import pytest

import tellings
from tellings.cli.main import Exit, app

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text("utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")
COMMANDS = sorted(name for name in app if not name.startswith("-"))
DOCS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])


def section(command: str) -> str:
    """What README says under the heading of a command."""
    match = re.search(
        rf"^### tellings {command}\n(.*?)(?=^##)", README, flags=re.MULTILINE | re.DOTALL
    )
    assert match, f"README.md has no heading '### tellings {command}'"
    return match[1]


def options(command: str) -> list[str]:
    """All ways to write the options of a command."""
    arguments = app[command].assemble_argument_collection()
    return [name for argument in arguments for name in argument.names if name.startswith("-")]


def test_there_are_commands() -> None:
    assert {"compare", "read", "show", "report", "export"} <= set(COMMANDS)
    assert "-o" in options("compare")


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_its_section_with_its_usage(command: str) -> None:
    assert re.search(rf"^tellings {command} ", section(command), flags=re.MULTILINE)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_option_is_documented_where_its_command_is(command: str) -> None:
    text = section(command)
    assert [option for option in options(command) if f"`{option}`" not in text] == []


@pytest.mark.parametrize("command", COMMANDS)
def test_no_option_is_documented_that_is_not_there(command: str) -> None:
    documented = re.findall(r"`(-[-\w]+)`", section(command))
    assert [option for option in documented if option not in options(command)] == []


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_and_argument_has_a_help_text(command: str) -> None:
    text = inspect.getdoc(app[command].default_command) or ""
    described = re.findall(r"^(\w+)\n    \S", text, flags=re.MULTILINE)
    names = [a.field_info.name for a in app[command].assemble_argument_collection()]
    assert text.splitlines()[0].endswith(".")
    assert described == names


def test_no_section_is_about_a_command_that_is_not_there() -> None:
    assert sorted(re.findall(r"^### tellings (\w+)$", README, flags=re.MULTILINE)) == COMMANDS


@pytest.mark.parametrize("code", list(Exit))
def test_every_exit_code_is_documented(code: Exit) -> None:
    assert f"`{code.value}` " in README


@pytest.mark.parametrize("name", ["compare", "read", "open"])
def test_every_function_of_the_package_is_documented(name: str) -> None:
    assert f"tellings.{name}(" in README


def test_every_make_target_says_what_it_does_and_every_one_named_is_there() -> None:
    phony = re.search(r"^\.PHONY: (.*)$", MAKEFILE, flags=re.MULTILINE)
    assert phony
    described = re.findall(r"^([a-z]+):.*## \S", MAKEFILE, flags=re.MULTILINE)
    assert sorted(described) == sorted(phony[1].split())
    named = re.findall(r"\bmake ([a-z]+)\b(?=[`\s])", README + CONTRIBUTING)
    assert {"demo", "test"} <= set(named) <= set(described)


@pytest.mark.parametrize("page", DOCS, ids=lambda page: page.name)
def test_every_link_to_a_file_leads_somewhere(page: Path) -> None:
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text("utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_the_python_of_the_readme_compiles() -> None:
    (code,) = re.findall(r"```python\n(.*?)```", README, flags=re.DOTALL)
    compile(code, "README.md", "exec")


def test_the_layout_in_the_docs_is_that_of_the_package() -> None:
    page = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    package = ROOT / "src" / "tellings"
    folders = {p.name for p in package.iterdir() if p.is_dir() and p.name != "__pycache__"}
    tree = page[page.index("src/tellings/\n") :]
    assert set(re.findall(r"^  (\w+)/ ", tree, flags=re.MULTILINE)) == folders


def test_one_version_everywhere() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert tellings.__version__ == project["version"]
    assert f"## {tellings.__version__}" in (ROOT / "CHANGELOG.md").read_text("utf-8")


def test_the_licence_is_there_in_full_and_the_notice_names_what_is_shipped() -> None:
    licence = (ROOT / "LICENSE").read_text("utf-8")
    assert "Apache License" in licence
    assert "END OF TERMS AND CONDITIONS" in licence
    notice = (ROOT / "NOTICE").read_text("utf-8")
    assert "GeoNames" in notice
    assert "all-MiniLM-L6-v2" in notice
