# Everything here works in a fresh clone with Python >= 3.11 and make alone: each target first makes
# .venv and installs into it what it needs.

VENV := .venv
DIST := dist
BIN := $(VENV)/bin
# The first Python on the path that is new enough; name another with `make PYTHON=/path/to/python`.
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)
PIP := $(BIN)/python -m pip install --quiet --quiet --disable-pip-version-check
# Every version that is installed stands in here. The build backend does too, so pip does not fetch
# another into a place of its own.
LOCK := constraints.txt
PINNED = $(PIP) $(LOCK:%=--constraint %)
BACKEND = $(PINNED) hatchling editables
# The environment variable of another virtual environment must not lead pip or mypy astray.
unexport VIRTUAL_ENV PYTHONHOME PYTHONPATH

.PHONY: help demo test lint format bench docs wheel coverage mutants lock newest clean
.DEFAULT_GOAL := help

help:
	@echo 'make demo    compare every alternative of the 2011 report; results in ./demo'
	@echo 'make test    linters, types, layers and tests'
	@echo 'make docs    build the documentation in ./site and check its links'
	@echo 'make bench   the benchmarks'
	@echo 'make lint    ruff, mypy and import-linter only'
	@echo 'make format  let ruff format the code'
	@echo 'make wheel   build the wheel in ./dist'
	@echo 'make coverage  which lines the tests run; pages in ./.coverage-pages'
	@echo 'make mutants   change rules, verifier and indicators at random: do the tests see it?'
	@echo 'make lock    write constraints.txt anew from pyproject.toml (UPGRADE=1: the newest of all)'
	@echo 'make newest  the tests with the newest versions that pyproject.toml admits, in .venv-newest'
	@echo 'make clean   remove .venv and everything that was built'

demo: $(VENV)/.installed
	@$(BIN)/lms-planner demo

test: lint
	@$(BIN)/python -m pytest -n 2 --dist loadfile

lint: $(VENV)/.installed-dev
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --quiet --check . || { echo 'Run `make format`.'; exit 1; }
	@$(BIN)/mypy --no-error-summary
	@$(BIN)/lint-imports --no-logo > $(VENV)/layers.log || { cat $(VENV)/layers.log; exit 1; }

format: $(VENV)/.installed-dev
	@$(BIN)/ruff check --quiet --fix .
	@$(BIN)/ruff format --quiet .

bench: $(VENV)/.installed-bench
	@$(BIN)/python -m benchmarks

docs: $(VENV)/.installed-dev
	@$(BIN)/python docs/build.py

wheel: $(VENV)/.installed-dev
	@$(BIN)/python -m hatchling build -t wheel -d '$(DIST)'

coverage: $(VENV)/.installed-dev
	@$(BIN)/python -m pytest -n 2 --dist loadfile --cov --cov-report=term:skip-covered --cov-report=html

mutants: $(VENV)/.installed-dev
	@$(BIN)/python -m tests.tools.mutants $(MUTANTS)

# Without UPGRADE every version that still fits stays as it is: a new dependency moves nothing else.
lock: $(BIN)/python
	@$(PIP) uv
	@$(BIN)/uv pip compile pyproject.toml --quiet --universal --python-version 3.11 --all-extras \
		$(if $(UPGRADE),--upgrade) --custom-compile-command 'make lock' --output-file $(LOCK)
	@echo 'Written: $(LOCK)'

# Without the benchmarks' extra: spopt holds PuLP back.
newest:
	@rm -rf .venv-newest
	@$(MAKE) --no-print-directory VENV=.venv-newest LOCK= .venv-newest/.installed-dev
	@.venv-newest/bin/python -m pip list --disable-pip-version-check --format freeze --exclude-editable
	@.venv-newest/bin/python -m pytest -n 2 --dist loadfile

clean:
	rm -rf $(VENV) .venv-newest .coverage .coverage-pages build dist site .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache

$(BIN)/python:
	@test -n '$(PYTHON)' || { \
		echo 'lms-planner needs Python 3.11 or later, and none was found.'; \
		echo 'On Debian or Ubuntu: sudo apt install python3 python3-venv'; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); \
		echo 'Python cannot make a virtual environment.'; \
		echo 'On Debian or Ubuntu: sudo apt install python3-venv'; exit 1; }

$(VENV)/.installed: $(BIN)/python pyproject.toml $(LOCK)
	@echo 'Installing lms-planner into $(VENV) ...'
	@$(BACKEND)
	@$(PINNED) --no-build-isolation --editable .
	@touch $@

$(VENV)/.installed-dev: $(BIN)/python pyproject.toml $(LOCK)
	@echo 'Installing lms-planner and its tools into $(VENV) ...'
	@$(BACKEND)
	@$(PINNED) --no-build-isolation --editable '.[dev]'
	@touch $(VENV)/.installed $@

$(VENV)/.installed-bench: $(VENV)/.installed-dev
	@echo 'Installing what the benchmarks compare with ...'
	@$(PINNED) --no-build-isolation --editable '.[dev,bench]'
	@touch $@
