# Everything here works in a fresh clone with Python >= 3.11 and make alone: each target first makes
# .venv and installs into it what it needs.

VENV := .venv
DIST := dist
BIN := $(VENV)/bin
# The first Python on the path that is new enough; name another with `make PYTHON=/path/to/python`.
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)
PIP := $(BIN)/python -m pip install --quiet --quiet --disable-pip-version-check
# The environment variable of another virtual environment must not lead pip or mypy astray.
unexport VIRTUAL_ENV PYTHONHOME PYTHONPATH

.PHONY: help demo test lint format bench docs wheel clean
.DEFAULT_GOAL := help

help:
	@echo 'make demo    compare every alternative of the 2011 report; results in ./demo'
	@echo 'make test    linters, types, layers and tests'
	@echo 'make docs    build the documentation in ./site and check its links'
	@echo 'make bench   the benchmarks'
	@echo 'make lint    ruff, mypy and import-linter only'
	@echo 'make format  let ruff format the code'
	@echo 'make wheel   build the wheel in ./dist'
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

bench: $(VENV)/.installed-dev
	@$(BIN)/python -m benchmarks

docs: $(VENV)/.installed-dev
	@$(BIN)/python docs/build.py

wheel: $(VENV)/.installed-dev
	@$(BIN)/python -m hatchling build -t wheel -d '$(DIST)'

clean:
	rm -rf $(VENV) build dist site .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache

$(BIN)/python:
	@test -n '$(PYTHON)' || { \
		echo 'lms-planner needs Python 3.11 or later, and none was found.'; \
		echo 'On Debian or Ubuntu: sudo apt install python3 python3-venv'; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); \
		echo 'Python cannot make a virtual environment.'; \
		echo 'On Debian or Ubuntu: sudo apt install python3-venv'; exit 1; }

$(VENV)/.installed: $(BIN)/python pyproject.toml
	@echo 'Installing lms-planner into $(VENV) ...'
	@$(PIP) --editable .
	@touch $@

$(VENV)/.installed-dev: $(BIN)/python pyproject.toml
	@echo 'Installing lms-planner and its tools into $(VENV) ...'
	@$(PIP) --editable '.[dev]'
	@touch $(VENV)/.installed $@
