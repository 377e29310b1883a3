# Everything a person or a CI server does here. The first command on a fresh machine sets .venv up by itself;
# it needs Python 3.11, 3.12 or 3.13 (dagster-dbt knows no later one), git and make, and no other tool.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

KNOWN_PYTHON := import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))
PYTHON ?= $(shell for python in python3 python3.13 python3.12 python3.11; do \
	$$python -c '$(KNOWN_PYTHON)' 2>/dev/null && echo $$python && break; done)
VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed

# BI clients live in environments of their own: they pin other versions of what the project uses.
CLIENTS := duckdb_1_4 harlequin superset
DATA := $(abspath $(or $(TIEOUT_HOME),data))
SUPERSET := bi/superset/.venv/bin
SUPERSET_PORT ?= 8088
export SUPERSET_HOME ?= $(DATA)/superset
superset: export SUPERSET_CONFIG_PATH := $(CURDIR)/bi/superset/superset_config.py
superset: export FLASK_APP := superset.app:create_app()

export PATH := $(CURDIR)/$(BIN):$(PATH)
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: help
help: ## list the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "%-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: run
run: $(INSTALLED) ## read raw/releases, build, check, publish
	@$(BIN)/tieout run

.PHONY: test
test: lint $(INSTALLED) ## everything CI runs
	$(BIN)/pytest -n 2 -p no:benchmark

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

.PHONY: superset
superset: $(INSTALLED) bi/superset/.venv/.installed ## Superset with the dashboard, on 127.0.0.1
	@test -e $(DATA)/published/tieout.duckdb || $(BIN)/tieout run
	@echo "Preparing Superset in $(SUPERSET_HOME) ..."
	@$(SUPERSET)/python bi/superset/set_up.py $(DATA)/published/tieout.duckdb >$(SUPERSET_HOME).log 2>&1 \
		|| { tail -n 30 $(SUPERSET_HOME).log; exit 1; }
	@echo "Open http://127.0.0.1:$(SUPERSET_PORT)/superset/dashboard/tieout/ (user admin, password admin); Ctrl+C ends it."
	@$(SUPERSET)/superset run -h 127.0.0.1 -p $(SUPERSET_PORT) --with-threads >>$(SUPERSET_HOME).log 2>&1

.PHONY: docs
docs: $(INSTALLED) ## the site in data/docs: home, reports, models and lineage, checks
	@$(BIN)/tieout docs

.PHONY: benchmark
benchmark: $(INSTALLED) ## measure the parser against the floor (not part of `make test`)
	$(BIN)/pytest tests/benchmarks --benchmark-only --capture=no

.PHONY: test-bi
test-bi: $(INSTALLED) ## the tests with Superset, harlequin and an older DuckDB, each in an environment of its own
	@for client in $(CLIENTS); do $(MAKE) --no-print-directory bi/$$client/.venv/.installed \
		|| echo "bi/$$client cannot be installed here; its tests will skip"; done
	$(BIN)/pytest tests/bi -p no:benchmark

.PHONY: load-test
load-test: $(INSTALLED) ## 20 readers query while 200 publishes happen (not part of `make test`)
	TIEOUT_LOAD=20x200 $(BIN)/pytest tests/e2e/test_readers_during_publish.py -p no:benchmark --capture=no

.PHONY: faults
faults: $(INSTALLED) ## plant 10,000 faults and count what the identities notice (some 10 minutes; not part of `make test`)
	@PYTHONPATH=tests $(BIN)/python -m faults

.PHONY: eval
eval: $(INSTALLED) ## evaluate the parser on the original releases (needs TIEOUT_CORPUS)
	@$(BIN)/python -m tests.evaluation.evaluate

.PHONY: eval-write
eval-write: $(INSTALLED) ## the same, and write the table and the floors that rose
	@$(BIN)/python -m tests.evaluation.evaluate --write

.PHONY: format
format: $(INSTALLED) ## let ruff and sqlfluff mend the layout
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	cd dbt && $(CURDIR)/$(BIN)/sqlfluff fix --processes 2 models macros tests

.PHONY: lock
lock: ## compile requirements.lock anew from pyproject.toml, and those of the BI clients (needs uv)
	uv pip compile pyproject.toml --group dev --universal --generate-hashes \
		--no-strip-extras --no-emit-index-url --no-header --output-file requirements.lock
	for client in $(CLIENTS); do (cd bi/$$client && uv pip compile requirements.in --python-version 3.11 --universal \
		--generate-hashes --no-strip-extras --no-emit-index-url --no-header --output-file requirements.lock); done

# Set-up happens where it was not done for this lock, and only then.
$(INSTALLED): requirements.lock
	@test -n "$(PYTHON)" && $(PYTHON) -c '$(KNOWN_PYTHON)' \
		|| { echo "Tieout needs Python 3.11, 3.12 or 3.13 and found none. Install one, or name it: make PYTHON=/path/to/python run"; exit 1; }
	@echo "Setting up $(VENV) (once; some minutes) ..."
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) \
		|| { echo "Python has no venv module; on Debian or Ubuntu: apt-get install python3-venv"; exit 1; }
	@$(BIN)/python -m pip install --quiet --require-hashes --requirement requirements.lock
	@$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

bi/%/.venv/.installed: bi/%/requirements.lock
	@echo "Setting up bi/$*/.venv (once) ..."
	@test -x bi/$*/.venv/bin/python || $(PYTHON) -m venv bi/$*/.venv
	@bi/$*/.venv/bin/python -m pip install --quiet --require-hashes --requirement $<
	@touch $@
