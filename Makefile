# Each target is the only command needed in a fresh clone: it makes what it needs first.
# Needed on the machine: make, Python 3.11 or newer with venv, and a package index for pip.

SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

# The first interpreter that runs and is new enough; `make PYTHON=... demo` overrides it.
PYTHON ?= $(shell for p in python3.11 python3 python3.12 python3.13 python3.14 python; do \
	"$$p" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo "$$p"; break; }; done)

VENV := .venv
BIN := $(VENV)/bin
VENV_TRAIN := .venv-train
BIN_TRAIN := $(VENV_TRAIN)/bin
PIP := -m pip --disable-pip-version-check --quiet
DEMO_OUT := demo-out

.PHONY: help demo test check train bench screenshots clean

help: ## say what each target does
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/  make \1\t\2/' | expand -t 16

demo: $(VENV)/.installed ## compare the bundled examples and write a report
	@echo "demo: comparing the documents in examples/vardania"
	@$(BIN)/tellings compare examples/vardania -o $(DEMO_OUT)
	@echo "demo: open $(CURDIR)/$(DEMO_OUT)/report.html in a browser"

test: check ## style, types, contracts and all tests
	@echo "test: running the tests (the end of the output says what was skipped, and why)"
	@$(BIN)/python -m pytest

check: $(VENV)/.installed-dev ## style, types and import contracts only
	@echo "check: style (ruff)"
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@echo "check: types (mypy)"
	@$(BIN)/mypy
	@echo "check: import contracts (import-linter)"
	@$(BIN)/lint-imports

train: $(VENV_TRAIN)/.installed ## train the model again and export it into the package
	@echo "train: training (hours on a CPU)"
	@$(BIN_TRAIN)/python -m training.train
	@echo "train: exporting the model into src/tellings/models"
	@$(BIN_TRAIN)/python -m training.export

bench: $(VENV)/.installed ## measure against the benchmarks
	@echo "bench: measuring"
	@$(BIN)/python -m evaluation.bench

screenshots: $(VENV)/.installed-dev ## pictures of every view over the examples (needs Chromium)
	@echo "screenshots: drawing into docs/screenshots"
	@$(BIN)/python -m evaluation.screenshots

clean: ## remove what make made: environments, demo output, caches
	rm -rf $(VENV) $(VENV_TRAIN) $(DEMO_OUT) build dist
	rm -rf .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Stamps: an environment is installed again only when pyproject.toml is newer. pip is upgraded
# first because the one that comes with Python 3.11 (23.2) stops with an AssertionError where two
# packages ask for the same extra of a third, as two of ours do of lxml.

$(VENV)/bin/python:
	@$(call make_venv,$(VENV))

$(VENV_TRAIN)/bin/python:
	@$(call make_venv,$(VENV_TRAIN))

$(VENV)/.installed: pyproject.toml | $(VENV)/bin/python
	@echo "install: Tellings and what it runs on, into $(VENV)"
	@$(BIN)/python $(PIP) install --editable .
	@touch $@

$(VENV)/.installed-dev: pyproject.toml | $(VENV)/bin/python
	@echo "install: Tellings and what its tests need, into $(VENV)"
	@$(BIN)/python $(PIP) install --editable ".[dev]"
	@touch $@ $(VENV)/.installed

$(VENV_TRAIN)/.installed: pyproject.toml | $(VENV_TRAIN)/bin/python
	@echo "install: Tellings and what training needs, into $(VENV_TRAIN)"
	@$(BIN_TRAIN)/python $(PIP) install --editable ".[train]"
	@touch $@

define make_venv
if [ -z "$(PYTHON)" ]; then echo "Python 3.11 or newer is needed; install it, or name it: make PYTHON=/path/to/python ..." >&2; exit 1; fi; \
echo "install: making $(1) with $(PYTHON)"; \
"$(PYTHON)" -m venv "$(1)"; \
"$(1)/bin/python" $(PIP) install --upgrade pip
endef
