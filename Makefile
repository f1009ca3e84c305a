# make site | test | quick | lint | bench | reference | clean. Needs GNU make and Python >= 3.11; the rest is installed into .venv/.
#   make site PYTHON=python3.12       another Python
#   make test TESTS=tests/cli         some of the tests
#   make quick                        a part of all tests that takes less than a minute
#   make quick VENV=.venv-newest PIP_OPTIONS=--upgrade    another virtual environment, set up in another way

PYTHON ?= python3
TESTS ?=
VENV := .venv
PIP_OPTIONS ?=
ifeq ($(OS),Windows_NT)
BIN := $(VENV)/Scripts
else
BIN := $(VENV)/bin
endif
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check $(PIP_OPTIONS)

.PHONY: site test quick lint bench reference clean
.DELETE_ON_ERROR:

site: $(VENV)/installed
	$(BIN)/sitegen build

test: $(VENV)/installed-dev
	$(BIN)/python -m pytest -n auto $(TESTS)

quick: $(VENV)/installed-dev
	$(BIN)/python -m pytest -n auto -m 'not slow and not browser' $(TESTS)

lint: $(VENV)/installed-dev
	$(BIN)/ruff check .
	$(BIN)/mypy

bench: $(VENV)/installed-dev
	$(BIN)/python benchmarks/run.py

reference: $(VENV)/installed-dev
	$(BIN)/python -m scripts.reference

clean:
	rm -rf $(VENV) .venv-* output .sitegen dist benchmarks/work .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Stamps: set up again only when pyproject.toml has changed.

$(VENV)/created:
	@$(PYTHON) -c 'import sys; sys.exit("sitegen needs Python 3.11 or later; %s is %s. Try: make PYTHON=python3.12" \
	  % (sys.executable, sys.version.split()[0]) if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv --clear $(VENV)
	@touch $@

$(VENV)/installed: $(VENV)/created pyproject.toml
	$(PIP) --editable .
	@touch $@

$(VENV)/installed-dev: $(VENV)/created pyproject.toml
	$(PIP) --editable '.[dev]'
	@touch $@ $(VENV)/installed
