# The commands of this project. `make help` lists them.
#
# Each target sets up what it needs. A stamp in .venv remembers what is installed, so a second run
# of the same target asks no network.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip --disable-pip-version-check --quiet

.DEFAULT_GOAL := help
.PHONY: help install site serve check test fuzz bench dist release licences audit pins clean

help: ## List the targets
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1|/' | column -t -s '|' 2>/dev/null \
	  || grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST)

install: $(VENV)/.site ## Set up .venv, and nothing else

site: $(VENV)/.site ## Build the handbook into site/
	@$(BIN)/handbook build
	@echo "Open it:  $(BIN)/python -m http.server --directory site 8000   then http://localhost:8000/"

serve: $(VENV)/.site ## Preview at http://localhost:8000/; an open page shows what is saved
	@$(BIN)/handbook serve

check: $(VENV)/.dev $(VENV)/.node ## Check content, code style and types
	@$(BIN)/handbook check
	@$(BIN)/ruff check generator release tests benchmarks
	@$(BIN)/ruff format --check generator release tests benchmarks
	@$(BIN)/mypy
	@$(BIN)/python -m tests.node types

test: $(VENV)/.dev $(VENV)/.browser $(VENV)/.nginx $(VENV)/.node ## Run every test
	@$(BIN)/python -m pytest -n 3 --dist worksteal -q

SECONDS ?= 60
CASES   ?= .cache/fuzz
fuzz: $(VENV)/.fuzz ## Look for content that breaks the generator: make fuzz SECONDS=3600
	@$(BIN)/python -m tests.fuzz $(SECONDS) $(CASES)

SIZES ?= 100 1000 5000
bench: $(VENV)/.dev ## Measure builds beside other tools, and PDFs: make bench SIZES="100 1000"
	@$(BIN)/python -m benchmarks $(SIZES)

dist: $(VENV)/.site ## Build the Python packages into dist/
	@$(BIN)/python -m release.dist

release: $(VENV)/.site ## The same, with a bill of materials and checksums
	@rm -rf dist && $(BIN)/python -m release.dist --whole

licences: $(VENV)/.site ## Write docs/licences.md anew
	@$(BIN)/python -m release.licences

audit: $(VENV)/.site ## Ask PyPI whether a pinned package has a known weakness
	@$(BIN)/python -m release.audit

pins: $(VENV)/.site ## Write the requirements files anew from pyproject.toml (needs uv)
	uv pip compile -q pyproject.toml --extra build --universal --python-version 3.11 --generate-hashes --no-header -o requirements.txt
	uv pip compile -q pyproject.toml --extra build --extra engines --extra dev --universal --python-version 3.11 --generate-hashes --no-header -c requirements.txt -o requirements-dev.txt
	uv pip compile -q --group node --universal --python-version 3.11 --generate-hashes --no-header -o requirements-node.txt
	uv pip compile -q --group fuzz --universal --python-version 3.11 --generate-hashes --no-header -o requirements-fuzz.txt
	uv pip compile -q --group bench --universal --python-version 3.11 --generate-hashes --no-header -o requirements-bench.txt

clean: ## Remove what was built and installed
	rm -rf $(VENV) tests/js/node_modules benchmarks/node/node_modules site .pytest_cache .mypy_cache .ruff_cache

# --- set-up ---------------------------------------------------------------------------------------

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	  || { echo 'Python 3.11 or newer is needed. Where it has another name: make PYTHON=python3.12 site' >&2; exit 1; }
	@echo "Setting up $(VENV) ..."
	@$(PYTHON) -m venv $(VENV) \
	  || { rm -rf $(VENV); echo 'Python could not make a virtual environment. On Debian and Ubuntu: apt-get install python3-venv' >&2; exit 1; }

$(VENV)/.site: requirements.txt pyproject.toml | $(VENV)/bin/python
	@echo "Installing what the site needs ..."
	@$(PIP) install --require-hashes -r requirements.txt
	@$(PIP) install --no-deps --no-build-isolation --no-index -e .
	@touch $@

$(VENV)/.dev: requirements-dev.txt $(VENV)/.site
	@echo "Installing what the checks and tests need ..."
	@$(PIP) install --require-hashes -r requirements-dev.txt
	@touch $@

$(VENV)/.fuzz: requirements-fuzz.txt $(VENV)/.dev
	@echo "Installing what fuzzing needs ..."
	@$(PIP) install --require-hashes -r requirements-fuzz.txt
	@touch $@

$(VENV)/.browser: tests/browser.py $(VENV)/.dev
	@$(BIN)/python -m tests.browser
	@touch $@

$(VENV)/.nginx: tests/nginx.py $(VENV)/.dev
	@$(BIN)/python -m tests.nginx
	@touch $@

$(VENV)/.node: tests/node.py tests/js/package-lock.json $(VENV)/.dev
	@$(BIN)/python -m tests.node
	@touch $@
