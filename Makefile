# make run: set everything up and serve the chat page.   make test: set everything up, then lint, types, tests and answer gates.
PYTHON ?= $(shell for p in python3 python3.11 python3.12 python3.13; do \
  $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)
VENV := .venv
BIN := $(VENV)/bin
export ASSISTANT_DATA_DIR ?= $(CURDIR)/.data
export PIP_DISABLE_PIP_VERSION_CHECK = 1

.PHONY: run test bench check calibrate setup setup-test browser clean

run: $(VENV)/.core
	$(BIN)/assistant ui

test: check
	$(BIN)/python -m pytest -n 2 --dist loadfile -m "not models"
	$(BIN)/python -m pytest -m models

check: $(VENV)/.test browser
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/assistant knowledge check

bench: $(VENV)/.test
	$(BIN)/python -m eval.bench.answers
	$(BIN)/python -m eval.bench.checks
	$(BIN)/python -m eval.bench.start

calibrate: $(VENV)/.test
	$(BIN)/python -m eval.calibrate

$(VENV)/bin/python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed and none was found; set PYTHON=/path/to/python"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.core: pyproject.toml | $(VENV)/bin/python
	@echo "installing packages (a minute or two, once)"
	$(BIN)/pip install --quiet --editable .
	@touch $@

$(VENV)/.test: pyproject.toml | $(VENV)/bin/python
	$(BIN)/pip install --quiet --editable '.[models,test]'
	@touch $@ $(VENV)/.core

# The browser tests need chromium and its driver; on a Debian machine without them they are installed here.
browser:
	@command -v chromedriver >/dev/null && command -v chromium >/dev/null || { \
	  command -v apt-get >/dev/null || { echo "browser tests need chromium and chromedriver: install them"; exit 1; }; \
	  SUDO=$$([ "$$(id -u)" = 0 ] || echo sudo); \
	  $$SUDO apt-get update -qq && DEBIAN_FRONTEND=noninteractive $$SUDO apt-get install -y -qq chromium chromium-driver >/dev/null; }

clean:
	rm -rf $(VENV) .data dist build
