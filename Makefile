# Everything is set up by make itself: it needs Python 3.11 or later, and nothing else.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
LOCK := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url
.DEFAULT_GOAL := help

.PHONY: help demo test lint types pictures docs bench accuracy lock clean

help: ## show this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

$(VENV)/.made:
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.run: $(VENV)/.made requirements/run.txt pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/run.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.test: $(VENV)/.run requirements/test.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/test.txt
	@touch $@

$(VENV)/.system: $(VENV)/.made requirements/system.txt tools/system-packages.sh
	tools/system-packages.sh
	@touch $@

$(VENV)/.node: $(VENV)/.system tests/node/package-lock.json
	@if command -v npm >/dev/null; then npm ci --silent --prefix tests/node; else echo "no npm: some tests are skipped"; fi
	@touch $@

$(VENV)/.bench: $(VENV)/.test requirements/bench.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/bench.txt
	@touch $@

demo: $(VENV)/.run ## circulate the sample letter and show where everything is
	@$(BIN)/python samples/demo.py

lint: $(VENV)/.test ## style and the order of the rooms
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports

types: $(VENV)/.test ## strict types, tests too
	$(BIN)/mypy

test: $(VENV)/.test $(VENV)/.node lint types ## every check
	$(BIN)/pytest -n 2 --cov --cov-report=term

pictures: $(VENV)/.test $(VENV)/.node ## take the pictures of the pages anew
	$(BIN)/python docs/picture_pages.py

docs: $(VENV)/.test ## make the reference pages anew
	$(BIN)/python docs/make.py

accuracy: $(VENV)/.test ## run the scorers and write docs/accuracy.md
	$(BIN)/python bench/accuracy.py

bench: $(VENV)/.bench ## measure, with ratios against the bare engines
	$(BIN)/python -m bench

lock: $(VENV)/.test ## lock the versions anew, with hashes
	$(BIN)/python -m pip install --quiet uv
	$(LOCK) pyproject.toml requirements/build.in -o requirements/run.txt
	$(LOCK) --extra test pyproject.toml -o requirements/test.txt
	$(LOCK) --extra test --extra bench pyproject.toml -o requirements/bench.txt

clean: ## remove what was made
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .coverage* .import_linter_cache
