# Every command of the project; `make` alone lists them.
# Needs Python 3.11 or newer and any GNU make since 3.81. All else goes into .venv, from the hashed locks.

PYTHON ?= python3
SITE   ?= _build/site
PORT   ?= 8000
ARGS   ?=

PY    := .venv/bin/python
PIP   := $(PY) -m pip --disable-pip-version-check install -qq
STAMP := .venv/.installed

SHELL := /bin/sh
MAKEFLAGS += --no-print-directory
.NOTPARALLEL:
.PHONY: help screens site serve new import live format hooks check test test-all deps lint types imports unit bench links lock sbom audit mutants clean venv env env-dev

help: ## List the commands
	@echo "Learning briefings. The commands:"
	@echo
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1|\2/p' Makefile | awk -F'|' '{ printf "  make %-8s %s\n", $$1, $$2 }'
	@echo
	@echo "make test is made of deps, lint, types, imports and unit: each runs alone too, and"
	@echo "\"make -k test\" goes on after one fails. ARGS=... is handed to site, check, links, unit and bench;"
	@echo "PYTHON=python3.12 makes .venv with that Python; PORT=8001 serves there."

site: env ## Build the site into _build/site, and say how to look at it
	@echo "Building the site ..."
	@$(PY) -m briefings build --output "$(SITE)" $(ARGS)

serve: ## Show the built site at http://127.0.0.1:8000 (this computer only)
	@test -f "$(SITE)/index.html" || { echo "There is no site in $(SITE) yet: run \"make site\" first."; exit 1; }
	@echo "The site is at http://127.0.0.1:$(PORT)/ until you press Ctrl+C."
	@$(PYTHON) -m http.server --bind 127.0.0.1 --directory "$(SITE)" $(PORT)

new: env ## Start a briefing: a few questions, then a draft to fill in (ARGS=... instead of questions)
	@$(PY) -m briefings new $(ARGS)

import: env ## Turn a report into a draft: make import FILE=report.docx
	@test -n "$(FILE)" || { echo "Name the report: make import FILE=report.docx"; exit 2; }
	@echo "Reading $(FILE): a few seconds, for a long PDF up to a minute ..."
	@$(PY) -m briefings import "$(FILE)" $(ARGS)

live: env ## Preview with drafts at http://127.0.0.1:8000; saving a page shows the change
	@echo "Starting the preview: the first time it writes every page, which takes about half a minute ..."
	@$(PY) -m briefings live --port $(PORT) $(ARGS)

format: env ## Write all pages in their canonical form; no word is changed (ARGS=--diff shows what it would do)
	@$(PY) -m briefings format $(ARGS)

hooks: env-dev ## Have git check each commit before it is made: names, numbers, mistakes, form
	@.venv/bin/pre-commit install

check: env ## Check the content: every mistake, with its file and line
	@$(PY) -m briefings check $(ARGS)

test: deps lint types imports unit ## Run every check and test, as CI does

deps: env-dev
	@echo "== Dependencies: is all that pyproject.toml asks for in the lock?"
	@$(PY) -m pip --disable-pip-version-check check || { echo "Run \"make lock\" after a change to the dependencies."; exit 1; }

lint: env-dev
	@echo "== Style: ruff"
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .

types: env-dev
	@echo "== Types: mypy"
	@$(PY) -m mypy

imports: env-dev
	@echo "== Import rules: import-linter"
	@.venv/bin/lint-imports --no-logo

test-all: test ## Also what takes long or needs a network: full matrices, the package in an empty environment
	@echo "== Tests: full matrices"
	@$(PY) -m pytest -n auto --dist loadfile -m whole $(ARGS)

unit: env-dev
	@echo "== Tests: pytest"
	@$(PY) -m pytest -n auto --dist loadfile $(ARGS)

links: env-dev ## Try the addresses that our pages name; propose changes to content/links.yaml (ARGS=--write)
	@$(PY) -m briefings links $(ARGS) || test $$? -eq 1

bench: env-dev ## Measure speed and size on large generated sites, beside other generators
	@$(PY) -m scripts.benchmark $(ARGS)
	@$(PY) -m scripts.bench.importing

screens: env-dev ## Pictures of pages (built now) and of the PDFs of "make site", in _build/screens
	@$(PY) -m scripts.screens $(ARGS)
	@$(PY) -m scripts.pdf_screens --site "$(SITE)"

STARTER := ext/briefings/starter
LOCK = $(PY) -m uv pip compile pyproject.toml --universal --fork-strategy fewest --python-version 3.11 --generate-hashes \
	--quiet --custom-compile-command "make lock" $(if $(UPGRADE),--upgrade)

lock: env-dev ## Write the locks again after a change in pyproject.toml (UPGRADE=1: take new versions)
	@echo "Locking the dependencies ..."
	@$(LOCK) --group build --output-file requirements.txt
	@$(LOCK) --no-annotate --constraint requirements.txt --output-file $(STARTER)/requirements.lock
	@$(LOCK) --group dev --constraint requirements.txt --output-file requirements-dev.txt
	@$(LOCK) --group guests --constraint requirements-dev.txt --output-file requirements-guests.txt
	@$(LOCK) --group mutants --constraint requirements-dev.txt --output-file requirements-mutants.txt
	@$(subst compile pyproject.toml,compile,$(LOCK)) --group pyproject.toml:audit --output-file requirements-audit.txt
	@echo "Written: requirements.txt, -dev, -guests, -mutants, -audit and the lock of the starter. Look at the difference before you commit it."

sbom: env ## Write the list of all parts of a release into _build/sbom.cdx.json
	@mkdir -p _build
	@$(PY) scripts/write_sbom.py --output _build/sbom.cdx.json
	@echo "Written: _build/sbom.cdx.json"

AUDIT := _build/audit-venv

audit: ## Look up known faults in everything that the locks name (needs a network)
	@"$(PYTHON)" -m venv --clear $(AUDIT)
	@$(AUDIT)/bin/python -m pip --disable-pip-version-check install -qq --require-hashes -r requirements-audit.txt
	@for lock in requirements.txt requirements-dev.txt requirements-guests.txt requirements-mutants.txt requirements-audit.txt; do \
	    echo "Known faults in $$lock ..."; \
	    $(AUDIT)/bin/pip-audit --strict --disable-pip --require-hashes -r $$lock || exit 1; done

MUTANTS := _build/mutants-venv

mutants: ## See whether the tests notice small changes in selection, front matter and privacy (half an hour)
	@"$(PYTHON)" -m venv --clear $(MUTANTS)
	@$(MUTANTS)/bin/python -m pip --disable-pip-version-check install -qq --require-hashes -r requirements-mutants.txt
	@$(MUTANTS)/bin/python scripts/mutation_tests.py $(ARGS)

clean: ## Remove what was built, and caches (.venv stays)
	@rm -rf _build .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	@find . -path ./.venv -prune -o -path ./.git -prune -o -type d -name __pycache__ -exec rm -rf {} +
	@echo "Removed _build and the caches."

# ---- The environment. Beside what is installed lies a copy of the file that it came from: while the two
# ---- are the same there is nothing to do, so a second run starts at once.

venv:
	@if test "$$(cat $(STAMP)/folder 2>/dev/null)" = "$(CURDIR)" && \
	    $(PY) -c 'import pip, sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then exit 0; fi; \
	command -v "$(PYTHON)" >/dev/null 2>&1 || { \
	    echo "$(PYTHON) was not found. Install Python 3.11 or newer, or name it: make site PYTHON=/path/to/python3"; \
	    exit 1; }; \
	"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	    echo "Python 3.11 or newer is needed; $(PYTHON) is $$("$(PYTHON)" -V 2>&1). Name another: make site PYTHON=python3.12"; \
	    exit 1; }; \
	"$(PYTHON)" -c 'import ensurepip, venv' 2>/dev/null || { \
	    echo "$(PYTHON) cannot make a virtual environment. On Debian and Ubuntu: sudo apt install python3-venv"; \
	    exit 1; }; \
	echo "Making .venv with $$("$(PYTHON)" -V) ..."; \
	"$(PYTHON)" -m venv --clear .venv && mkdir -p $(STAMP) && printf '%s\n' "$(CURDIR)" >$(STAMP)/folder

# $(call install,LOCK)
define install
@cmp -s $(1) $(STAMP)/$(1) || { \
    echo "Installing what is needed, from $(1): once, and one to three minutes by a usual network ..."; \
    $(PIP) --require-hashes -r $(1) && cp $(1) $(STAMP)/$(1) || { \
    echo "Not everything in $(1) could be installed: the lines above say why. Nothing was built."; exit 1; }; }
endef

env: venv
	$(call install,requirements.txt)
	@cmp -s pyproject.toml $(STAMP)/pyproject.toml || { \
	    $(PIP) --no-deps --no-build-isolation --editable . && cp pyproject.toml $(STAMP)/pyproject.toml; }

env-dev: env
	$(call install,requirements-dev.txt)
