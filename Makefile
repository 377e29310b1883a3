# Everything a person or a CI server does here. The first command on a fresh machine sets .venv up by itself;
# it needs Python 3.11 or newer, git and make, and no other tool.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed

export PATH := $(CURDIR)/$(BIN):$(PATH)
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: help
help: ## list the commands
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | column -t -s "$$(printf '\t')"

.PHONY: run
run: $(INSTALLED) ## read raw/releases, build, check, publish
	@$(BIN)/tieout run

.PHONY: test
test: lint $(INSTALLED) ## everything CI runs
	$(BIN)/pytest -n 2 --dist loadgroup -p no:benchmark

.PHONY: lint
lint: $(INSTALLED) ## style, types, import arrows and SQL
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	cd dbt && $(CURDIR)/$(BIN)/sqlfluff lint --processes 2 models macros tests

.PHONY: ui
ui: $(INSTALLED) ## Dagster's web page on 127.0.0.1
	@$(BIN)/tieout ui

.PHONY: docs
docs: $(INSTALLED) ## the dbt docs page and Data Docs, in data/docs
	@$(BIN)/tieout docs

.PHONY: benchmark
benchmark: $(INSTALLED) ## measure the parser against the floor (not part of `make test`)
	$(BIN)/pytest tests/benchmarks --benchmark-only --capture=no

.PHONY: format
format: $(INSTALLED) ## let ruff and sqlfluff mend the layout
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	cd dbt && $(CURDIR)/$(BIN)/sqlfluff fix --processes 2 models macros tests

.PHONY: lock
lock: ## compile requirements.lock anew from pyproject.toml (needs uv)
	uv pip compile pyproject.toml --group dev --universal --generate-hashes \
		--no-strip-extras --no-emit-index-url --no-header --output-file requirements.lock

# Set-up happens where it was not done for this lock, and only then.
$(INSTALLED): requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Tieout needs Python 3.11 or newer; $$($(PYTHON) --version) was found. Try: make PYTHON=python3.12 run"; exit 1; }
	@echo "Setting up $(VENV) (once; some minutes) ..."
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) \
		|| { echo "Python has no venv module; on Debian or Ubuntu: apt-get install python3-venv"; exit 1; }
	@$(BIN)/python -m pip install --quiet --require-hashes --requirement requirements.lock
	@$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@
