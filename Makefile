# Every target sets up .venv by itself, once: it needs Python 3.11 or newer and nothing else.
# `make PYTHON=python3.12 test` picks the Python; `make PYTEST_ARGS= test` runs on one core;
# `make check STRICT=--strict` fails on warnings too.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# A file a worker, so that a fixture that builds a whole site is built once.
PYTEST_ARGS ?= -n 2 --dist loadfile
UV := uv==0.13.9

READY := $(VENV)/ready

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help site serve test test-long coverage check lint format lock audit clean

help: ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1	\2/p' Makefile | expand -t 20

site: $(READY) ## build the site into site/
	$(BIN)/python build.py

serve: $(READY) ## serve the site and rebuild on every save
	-@$(BIN)/kb schema >/dev/null
	$(BIN)/kb serve

check: $(READY) ## report every problem in content/
	$(BIN)/kb check $(STRICT)

test: $(READY) ## run the tests
	$(BIN)/python -m pytest -m "not long" $(PYTEST_ARGS)

# Exit 5 is "no test was selected", which is no failure here.
test-long: $(READY) ## run the tests that take minutes
	$(BIN)/python -m pytest -m long $(PYTEST_ARGS) || [ $$? -eq 5 ]

# Child processes are measured too: many tests run `kb` in one. It takes half as long again as `test`.
coverage: $(READY) ## run the quick tests and print how much of each room they run
	$(BIN)/coverage erase
	$(BIN)/coverage run -m pytest -m "not long" $(PYTEST_ARGS)
	$(BIN)/coverage combine --quiet
	$(BIN)/coverage json --quiet -o .coverage.json
	$(BIN)/python -m benchmarks.rooms .coverage.json

lint: $(READY) ## check format, rules and types
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

format: $(READY) ## format the code
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

# uv lives in a throwaway environment: nothing else needs it.
lock: ## refresh the locks from pyproject.toml
	@set -e; folder=$$(mktemp -d); trap 'rm -rf "$$folder"' EXIT; \
	$(PYTHON) -m venv "$$folder/venv"; \
	"$$folder/venv/bin/pip" install --quiet "$(UV)"; \
	"$$folder/venv/bin/uv" pip compile pyproject.toml --quiet --upgrade --universal \
	  --generate-hashes --python-version 3.11 --extra cite --extra import \
	  --extra test --extra lint --extra build \
	  --no-header --no-emit-index-url --no-emit-find-links --output-file "$$folder/lock"; \
	{ echo '# Every package of .venv, pinned by hash. Written by `make lock`: do not edit.'; \
	  cat "$$folder/lock"; } > requirements.lock; \
	"$$folder/venv/bin/uv" pip compile --group pyproject.toml:audit --quiet --upgrade --universal \
	  --generate-hashes --python-version 3.11 \
	  --no-header --no-emit-index-url --no-emit-find-links --output-file "$$folder/audit"; \
	{ echo '# What `make audit` runs, pinned by hash. Written by `make lock`: do not edit.'; \
	  cat "$$folder/audit"; } > .ci/audit.lock

audit: ## hold requirements.lock against published advisories
	@set -e; folder=$$(mktemp -d); trap 'rm -rf "$$folder"' EXIT; \
	$(PYTHON) -m venv "$$folder/venv"; \
	"$$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes \
	  -r .ci/audit.lock; \
	"$$folder/venv/bin/python" .ci/audit.py

# `kb clean` knows what a build wrote; without it nobody does, and nothing of docs/ and site/ goes.
clean: ## remove what was generated, and nothing else; .venv stays
	@if [ -x $(BIN)/kb ]; then $(BIN)/kb clean; \
	  else echo "docs/ and site/ stay: there is no $(BIN)/kb that knows what builds wrote"; fi
	rm -f dist/incident_kb-*.whl dist/incident_kb-*.tar.gz
	rm -rf .mypy_cache .ruff_cache .pytest_cache .hypothesis .coverage .coverage.*
	find kb tests -name __pycache__ -type d -prune -exec rm -rf {} +

# The lock has a hash for everything, the build tools included, so nothing is fetched unchecked:
# hence no build isolation for the package itself.
$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or newer is needed: make PYTHON=/path/to/python3.11" >&2; exit 1; }
	[ -x $(BIN)/python ] || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@
