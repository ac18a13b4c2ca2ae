# Everything a newcomer needs: `make run` and `make test`. Both build .venv first, once.
SHELL := /bin/bash
.DEFAULT_GOAL := help

BIN := .venv/bin
PYTHON := $(shell tests/tools/python.sh)
FILE ?= ../shared/questions/dev.jsonl

.PHONY: help venv run test check browser score lock clean

help: ## show this list
	@grep -hE '^[a-z]+:.*##' Makefile | sed -E 's/:.*## /\t/' | expand -t 10

venv: .venv/installed ## build the virtual environment from the lock

# The stamp makes this happen again only when what it installs has changed.
.venv/installed: requirements/dev.txt pyproject.toml tests/tools/python.sh
	@test -n "$(PYTHON)" || { echo "kaohe needs Python 3.11 or newer; none was found. Install one (Debian: apt-get install python3 python3-venv), or say make PYTHON=/path/to/python3."; exit 1; }
	@test -x $(BIN)/python && $(BIN)/python -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv --clear .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

run: .venv/installed ## start the bot and the simulated WeCom on a made-up county
	$(BIN)/kaohe demo

# What `browser` finds or installs is remembered by the file it writes.
browser: .venv/installed ## find or install a Chromium and a Chinese font
	@tests/tools/chromium.sh .venv/chromium

check: .venv/installed ## lint, formatting, types and import rules
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

test: .venv/installed browser check ## everything: lint, types, import rules, tests, browser tests
	KAOHE_CHROMIUM="$$(cat .venv/chromium)" $(BIN)/pytest

score: .venv/installed ## answer the questions of FILE=… and print how well
	$(BIN)/python -m tests.score "$(FILE)"

lock: .venv/installed ## pin the newest releases that pyproject.toml allows
	tests/tools/lock.sh

clean: ## remove what was built; data under var/ stays
	rm -rf .venv build dist *.egg-info .pytest_cache .ruff_cache .mypy_cache .hypothesis .import_linter_cache test-results
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
