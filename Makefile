# Everything runs from here; `make demo` and `make test` set up what they need.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SETUP := $(VENV)/.set-up
SHARED ?= ../shared

.DEFAULT_GOAL := help
.PHONY: help setup demo test check lint types imports docs shared wheel bench clean

help:  ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

setup: $(SETUP)  ## make the virtual environment with everything that is needed

$(SETUP): pyproject.toml constraints.txt
	$(PYTHON) -c 'import sys; sys.exit("onrecord needs Python 3.11 or newer; set PYTHON=...") if sys.version_info < (3, 11) else None'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	touch $@

demo: $(SETUP)  ## build the sample story's record, print its timeline and two accounts, write the report
	rm -rf out/demo && mkdir -p out/demo
	$(BIN)/onrecord build examples/story -o out/demo/story.db --roles examples/roles.csv --topics examples/topics.csv
	$(BIN)/onrecord show out/demo/story.db timeline
	$(BIN)/onrecord compare out/demo/story.db --first
	$(BIN)/onrecord report out/demo/story.db -o out/demo/story.html
	@echo "Report: $(CURDIR)/out/demo/story.html"

test: $(SETUP)  ## run the tests
	$(BIN)/python -m pytest

check: lint types imports docs  ## lint, types, import contracts, docs

lint: $(SETUP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(SETUP)
	$(BIN)/mypy

imports: $(SETUP)
	$(BIN)/lint-imports

docs: $(SETUP)  ## check that the docs name every command, option and column
	$(BIN)/python -m pytest -q tests/docs

shared: $(SETUP)  ## hold the readers to their floors on the public corpora in $(SHARED)
	$(BIN)/python -m onrecord.evaluate $(SHARED)

wheel: $(SETUP)  ## install the wheel in a new environment and run the sample story there
	$(BIN)/python scripts/check_wheel.py

bench: $(SETUP)  ## speed, as ratios against peers in the same run
	$(BIN)/python -m benchmarks

clean:  ## remove what the targets made
	rm -rf $(VENV) out build dist .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -not -path './.git/*' -prune -exec rm -rf {} +
