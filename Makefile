# Everything a newcomer needs: `make run` and `make test`. Both build .venv first, once.
SHELL := /bin/bash
.DEFAULT_GOAL := help

BIN := .venv/bin
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check
FILE ?= ../shared/questions/dev.jsonl
# Three on two cores: what a test waits for, a process or a page, leaves its core to another.
WORKERS ?= 3
PYTEST := $(BIN)/pytest -n $(WORKERS) --dist worksteal
# Types and import rules are checked beside the tests; what they say comes last, and counts as much.
BESIDE = said=$$(mktemp); $(MAKE) --no-print-directory types >$$said 2>&1 & checking=$$!; \
	$(1); tested=$$?; wait $$checking; typed=$$?; cat $$said; rm -f $$said; \
	exit $$(( tested ? tested : typed ))

# Python keeps what it has compiled, also where the machine says otherwise (images often do).
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help venv run test test-fast test-touched coverage fmt check lint types browser score audit lock clean

help: ## show this list
	@sed -nE 's/^([a-z-]+):.*## (.*)/\1\t\2/p' Makefile | expand -t 12

venv: .venv/installed ## build the virtual environment from the lock

# The stamp makes this happen again only when what it installs has changed.
.venv/installed: requirements/dev.txt pyproject.toml
	@if ! $(BIN)/python -m pip --version >/dev/null 2>&1; then \
		python="$${PYTHON:-$$(tests/tools/python.sh)}" && \
		echo "Building .venv with $$python …" && "$$python" -m venv --clear .venv; \
	fi
	$(PIP) install --require-hashes -r requirements/dev.txt
	$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

run: .venv/installed ## start the bot and a simulated WeCom with a made-up county
	$(BIN)/kaohe demo

browser: .venv/installed ## find or install a Chromium and a Chinese font
	@tests/tools/chromium.sh .venv/chromium

fmt: .venv/installed ## format, and mend what ruff can mend by itself
	$(BIN)/ruff check --fix --quiet . || true # what is left is for `make check` to say
	$(BIN)/ruff format .

check: lint types ## lint, formatting, types and import rules

lint: .venv/installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: .venv/installed
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

test: browser lint ## everything: browser, lint, types, import rules, all tests
	@$(call BESIDE,KAOHE_CHROMIUM="$$(cat .venv/chromium)" $(PYTEST))

test-fast: lint ## the same without browser, PostgreSQL and what is marked slow
	@$(call BESIDE,$(PYTEST) -m "not browser and not postgresql and not slow")

test-touched: browser lint ## all tests of the rooms touched since the last commit, and no others
	KAOHE_CHROMIUM="$$(cat .venv/chromium)" $(PYTEST) $$(tests/tools/touched.sh)

coverage: browser ## all tests, and which lines of the product none of them ran
	KAOHE_CHROMIUM="$$(cat .venv/chromium)" $(PYTEST) --cov --cov-report=term

score: .venv/installed ## answer the questions of FILE=… and print how well, by folds too, and what it costs
	$(BIN)/python -m benchmarks.score "$(FILE)"
	$(BIN)/python -m benchmarks.folds "$(FILE)"
	$(BIN)/python -m benchmarks.reading "$(FILE)"

audit: .venv/installed ## advisories where they can be had, licences, and a bill of materials
	tests/tools/audit.sh

lock: .venv/installed ## pin what pyproject.toml asks for (UPGRADE=--upgrade: the newest)
	UPGRADE="$(UPGRADE)" tests/tools/lock.sh

clean: ## remove what was built; the data under var/ stays
	rm -rf .venv build dist *.egg-info .pytest_cache .ruff_cache .mypy_cache .hypothesis .import_linter_cache test-results
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
