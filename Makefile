# One command for each thing a newcomer wants; `make` alone lists them.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
SHELL := /bin/sh

VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
SERVICES_READY := $(VENV)/.services-ready
PIP := $(BIN)/python -m pip --disable-pip-version-check

LOCALE := bokrules/locale
CATALOGUE := $(LOCALE)/id/LC_MESSAGES/bokrules.po
UV := uv==0.13.9

.PHONY: help setup demo test test-services services test-long lint format docs messages lock wheel bench clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-13s %s\n", $$1, $$2 }' Makefile

setup: $(READY) ## make .venv with the pinned dependencies and this checkout

$(READY): pyproject.toml requirements/lock.txt hatch_build.py scripts/make-venv.sh
	@PYTHON="$(PYTHON)" scripts/make-venv.sh $(VENV)
	$(PIP) install --quiet --no-deps --require-hashes --requirement requirements/lock.txt
	$(PIP) install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

DEMO := examples/bku_2010.xlsx --year 2010 $(patsubst %,--with examples/%_2010.xlsx,rka rpk nominatif pajak harga_satuan)
demo: setup ## check a cash book, with the books beside it, against the juknis of 2010
	@$(BIN)/bokrules check $(DEMO); status=$$?; \
	test $$status -le 1 || { echo "bokrules check ended with exit code $$status" >&2; exit $$status; }

test: setup lint ## the static checks, the tests, the docs; CI runs this, then test-services
	@echo "== pytest: the tests, with coverage"
	@$(BIN)/python -m pytest --cov
	@$(MAKE) --no-print-directory docs

test-services: services $(SERVICES_READY) ## the tests on PostgreSQL and Spark
	@echo "== pytest: the tests on PostgreSQL and Spark"
	@$(BIN)/python -m pytest tests/services

services: ## install what those need from Debian: a Java runtime, the server of PostgreSQL
	@scripts/install-services.sh

# pip builds pyspark from source, with the setuptools that requirements/lock.txt pins.
$(SERVICES_READY): $(READY) requirements/services.txt
	$(PIP) install --quiet --no-deps --require-hashes --use-pep517 --no-build-isolation \
		--requirement requirements/services.txt
	@touch $@

MINUTES := 60
test-long: services $(SERVICES_READY) ## the properties from one seed after another, for an hour (MINUTES=60)
	@scripts/test-long.sh $(BIN)/python $(MINUTES)

lint: setup ## the static checks alone
	@echo "== ruff format: the layout of the code"
	@$(BIN)/ruff format --check .
	@echo "== ruff check: style and likely bugs"
	@$(BIN)/ruff check .
	@echo "== mypy: types"
	@$(BIN)/mypy
	@echo "== import-linter: the layers"
	@$(BIN)/lint-imports --no-logo
	@echo "== messages: the Indonesian catalogue"
	@$(BIN)/python scripts/check_messages.py

format: setup ## lay out the code and the policies, and mend what ruff can mend by itself
	@$(BIN)/ruff check --fix-only .
	@$(BIN)/ruff format .
	@$(BIN)/bokrules fmt policies

docs: setup ## build the documentation into docs/_build/html; a warning is an error
	@echo "== sphinx-build: the documentation"
	@$(BIN)/python -m sphinx --builder html --fail-on-warning --keep-going --nitpicky --quiet docs docs/_build/html

messages: setup ## bring the Indonesian catalogue up to date with the messages in the code
	@mkdir -p $(dir $(CATALOGUE)) build
	@$(BIN)/pybabel --quiet extract --no-default-keywords --keyword=msg --no-location \
		--sort-output --no-wrap --project=bokrules --version="" --msgid-bugs-address="" \
		--copyright-holder="The bokrules contributors" --output-file=build/bokrules.pot bokrules
	@test -e $(CATALOGUE) || $(BIN)/pybabel --quiet init --domain=bokrules --locale=id \
		--no-wrap --input-file=build/bokrules.pot --output-dir=$(LOCALE)
	@$(BIN)/pybabel --quiet update --domain=bokrules --locale=id --no-wrap --no-fuzzy-matching \
		--ignore-obsolete --ignore-pot-creation-date \
		--input-file=build/bokrules.pot --output-dir=$(LOCALE)
	@$(BIN)/pybabel compile --domain=bokrules --statistics --directory=$(LOCALE)
	@$(BIN)/python scripts/check_messages.py || echo "Fill in $(CATALOGUE), then run this again."

lock: ## resolve the dependencies anew (UPGRADE=1: to their newest versions)
	@PYTHON="$(PYTHON)" scripts/make-venv.sh build/uv
	@build/uv/bin/python -m pip --disable-pip-version-check install --quiet $(UV)
	build/uv/bin/uv pip compile --quiet --universal --python-version 3.11 --fork-strategy fewest \
		--extra dev --generate-hashes --no-annotate --no-emit-index-url --no-emit-find-links \
		--custom-compile-command "make lock" $(if $(UPGRADE),--upgrade) \
		--output-file requirements/lock.txt pyproject.toml
	build/uv/bin/uv pip compile --quiet --universal --python-version 3.11 --fork-strategy fewest \
		--extra services --generate-hashes --no-annotate --no-emit-index-url --no-emit-find-links \
		--custom-compile-command "make lock" $(if $(UPGRADE),--upgrade) \
		--constraint requirements/lock.txt --output-file requirements/services.txt pyproject.toml
	build/uv/bin/uv pip compile --quiet --universal --python-version 3.11 --fork-strategy fewest \
		--extra analysis --extra bulk --extra inspect --generate-hashes --no-annotate --no-emit-index-url --no-emit-find-links \
		--custom-compile-command "make lock" $(if $(UPGRADE),--upgrade) \
		--constraint requirements/lock.txt --output-file benchmarks/requirements.txt \
		pyproject.toml benchmarks/requirements.in

bench: build/bench/.ready ## time allocations, editions compared, inspections; not part of `make test`
	@build/bench/bin/python -m benchmarks
	@build/bench/bin/python -m benchmarks.single
	@build/bench/bin/python -m benchmarks.cells
	@build/bench/bin/python -m benchmarks.inspection
	@build/bench/bin/python -m benchmarks.bulk

build/bench/.ready: pyproject.toml benchmarks/requirements.txt hatch_build.py scripts/make-venv.sh
	@PYTHON="$(PYTHON)" scripts/make-venv.sh build/bench
	build/bench/bin/python -m pip --disable-pip-version-check install --quiet --no-deps \
		--require-hashes --requirement benchmarks/requirements.txt
	build/bench/bin/python -m pip --disable-pip-version-check install --quiet --no-deps \
		--no-build-isolation --editable .
	@touch $@

wheel: setup ## build the source archive and the wheel into dist/
	$(BIN)/python -m build --no-isolation

clean: ## remove everything that make made, .venv included
	rm -rf $(VENV) build dist docs/_build docs/editions .pytest_cache .mypy_cache .ruff_cache .import_linter_cache \
		.hypothesis .coverage htmlcov
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
