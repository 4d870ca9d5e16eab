# One command each; `make` alone prints them.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
PEERS := .venv-compare

.DEFAULT_GOAL := help
.PHONY: help setup demo serve test check format lint types fix bench bench-web bench-keys compare samples model evaluate readme lock clean

help:  ## print this
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

# An environment (1) with what a requirements file (2) names and with scanner itself.
define fill
	@if command -v uv >/dev/null 2>&1; then \
		uv venv --quiet --allow-existing --python "$$(command -v $(PYTHON))" $(1) && \
		uv pip install --quiet --python $(1)/bin/python --require-hashes -r $(2) && \
		uv pip install --quiet --python $(1)/bin/python --no-deps --no-build-isolation -e . ; \
	else \
		$(PYTHON) -m venv $(1) && \
		$(1)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $(2) && \
		$(1)/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e . ; \
	fi
endef

setup: $(READY)  ## make .venv/ with scanner and all that it needs in it (hash-locked)

$(READY): requirements-dev.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "scanner needs Python 3.11 or newer; set PYTHON=…"; exit 1; }
	$(call fill,$(VENV),requirements-dev.txt)
	@touch $@

demo: setup  ## triage samples/, write one HTML report and say where it is
	@mkdir -p demo
	$(BIN)/scanner triage samples/letters --today 2026-11-22 || true
	@echo "Monday morning: a file from the feeder and a folder of photographs, into a docket of its own (demo/docket)"
	SCANNER_HOME=demo/docket $(BIN)/scanner batch samples/monday --today 2026-11-23
	SCANNER_HOME=demo/docket $(BIN)/scanner docket --today 2026-11-23 --due 30
	SCANNER_HOME=demo/docket $(BIN)/scanner docket prove
	@$(BIN)/scanner read --today 2026-11-22 --html demo/letters.html \
		samples/letters/letter-4388-scan.pdf samples/letters/letter-4390-scan.pdf samples/letters/letter-3172-scan.pdf \
		samples/letters/lt11-scan.pdf samples/letters/cp14-scan.pdf samples/letters/form-9423-digital.pdf
	@echo "Open demo/letters.html in a browser: six of these letters, explained in full."

serve: setup  ## open the web page on this machine
	$(BIN)/scanner serve

test: setup  ## all tests
	$(BIN)/python -m pytest

check: setup format lint types test  ## all that CI runs

format: setup
	$(BIN)/ruff format --check .

lint: setup
	$(BIN)/ruff check .

types: setup
	$(BIN)/mypy

fix: setup  ## format, and mend what the linter can mend
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: setup  ## measure reading against the naive pipeline, as ratios
	PYTHONPATH=tests $(BIN)/python -m benchmarks

bench-web: setup  ## measure the web page under load: make bench-web LETTERS=1000 PEOPLE=20
	PYTHONPATH=tests $(BIN)/python -m benchmarks.web --letters $(or $(LETTERS),1000) --people $(or $(PEOPLE),20)

bench-keys: setup  ## a hundred letters by keys alone, in a real browser: make bench-keys LETTERS=100 SEED=1
	PYTHONPATH=tests $(BIN)/python -m benchmarks.volunteer --letters $(or $(LETTERS),100) --seed $(or $(SEED),1)

compare: $(PEERS)/.ready  ## the program beside three peers, on the same letters: make compare COUNT=60 SEED=1, or FOLDER=…
	PYTHONPATH=tests $(PEERS)/bin/python -m compare --count $(or $(COUNT),60) --seed $(or $(SEED),1) \
		$(if $(FOLDER),--folder $(FOLDER)) $(if $(JSON),--json $(JSON))

$(PEERS)/.ready: requirements-compare.txt pyproject.toml
	$(call fill,$(PEERS),requirements-compare.txt)
	@touch $@

samples: setup  ## draw sample letters: make samples OUT=folder SEED=1 COUNT=50
	$(BIN)/python -m samples.press --out $(or $(OUT),demo/samples) --seed $(or $(SEED),1) --count $(or $(COUNT),50)

model: setup  ## make models/ anew from a seed: lessons, classifier, confidence (half an hour)
	rm -rf build/lessons build/tried build/heaps
	$(BIN)/python -m samples.press --out build/lessons --seed 41 --each 30
	$(BIN)/python -m scanner.train models --letters build/lessons --model
	$(BIN)/python -m samples.press --out build/tried --seed 42 --each 3 --second --damage digital scan-worn photo
	$(BIN)/python -m scanner.train models --confidence build/tried
	$(BIN)/python -m samples.press --out build/heaps --seed 43 --count 200 --heap 50 --print
	$(BIN)/python -m samples.press --out build/heaps --seed 44 --count 8 --heap 40
	$(BIN)/python -m scanner.train models --cuts build/heaps

evaluate: setup  ## score it against letters with known answers: make evaluate FOLDER=demo/samples
	$(BIN)/scanner evaluate $(or $(FOLDER),samples/letters)

readme: setup  ## write the README's table of notices anew
	$(BIN)/python -m scanner.catalogue.table README.md

lock: setup  ## write the requirements files anew
	$(BIN)/uv pip compile --universal --generate-hashes --no-header --no-emit-index-url --python-version 3.11 pyproject.toml -q -o requirements.txt
	$(BIN)/uv pip compile --universal --generate-hashes --no-header --no-emit-index-url --python-version 3.11 pyproject.toml --group dev -q -o requirements-dev.txt
	$(BIN)/uv pip compile --universal --generate-hashes --no-header --no-emit-index-url --python-version 3.11 pyproject.toml --group compare -q -o requirements-compare.txt

clean:  ## remove what make made
	rm -rf $(VENV) $(PEERS) demo build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
