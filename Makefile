# The project's habits. `make` alone lists them. Needs make and Python 3.11 or newer,
# nothing else: every target that needs the environment makes it first.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
STAMP  := $(VENV)/.gemaakt
# What `make lock` passes on; LOCK=--upgrade takes the newest versions.
LOCK   ?=

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help venv check fix test faults golden demo samples forms docs fuzz scale scoreboard lock clean lint

help:  ## This list.
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

venv: $(STAMP)  ## The environment in .venv, exactly as requirements-dev.txt pins it.

$(STAMP): requirements-dev.txt pyproject.toml
	@command -v $(PYTHON) >/dev/null || { \
	  echo "$(PYTHON): not found. Name a Python 3.11 or newer: make PYTHON=/path/to/python3" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "$$($(PYTHON) --version) is too old: this needs 3.11 or newer (make PYTHON=/path/to/python3)." >&2; exit 1; }
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv --clear $(VENV) || { \
	  echo "$(PYTHON) cannot make an environment with pip in it (its modules venv and ensurepip)." >&2; \
	  echo "Debian, Ubuntu: apt-get install python3-venv. Elsewhere: make PYTHON=/path/to/python3" >&2; exit 1; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

lint: $(STAMP)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

check: lint  ## The gate before a commit: format, lint, types, layers, quick tests. Changes nothing.
	$(BIN)/pytest -q -m "not slow"

test: lint  ## Everything CI runs: the gate and the slow tests.
	$(BIN)/pytest -q

fix: $(STAMP)  ## Format, and fix what can be fixed safely.
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

# Kills at 200 moments and 20 sizes of disk, each run again: some 15 minutes.
faults: $(STAMP)  ## Kill runs, fill the disk, close the output: the next run must complete them.
	SAMENLEVEN_FAULTS=200 $(BIN)/pytest -q tests/run/test_faults.py

golden: $(STAMP)  ## Rewrite tests/golden from samples/, then show what changed.
	-$(BIN)/pytest -q --renew-golden -m golden
	git status --short tests/golden
	git diff --stat tests/golden

# Exit 1 means: done, and something needs a person. The samples see to that.
demo: $(STAMP)  ## The whole way with samples/: dossiers, jury sheets and overview in out/demo.
	$(BIN)/samenleven run samples/inbox --ronde pj2-tussentijds \
	  --toekenningen samples/toekenningen.csv --out out/demo || [ $$? -eq 1 ]

# CASES=300 is a short look; SEED=1 makes other cases.
CASES ?= 20000
SEED  ?= 20260601
fuzz: $(STAMP)  ## Read 20 000 damaged mails and documents; what goes wrong lies in out/fuzz.
	$(BIN)/python -m tools.fuzz $(CASES) --seed $(SEED)

N ?= 10000
scale: $(STAMP)  ## Run N/10 and N mails (N=10000): is the time per mail the same, and the memory?
	$(BIN)/python -m benchmarks.scale $(N)

samples: $(STAMP)  ## Make samples/ anew.
	$(BIN)/python -m tools.build_samples

forms: $(STAMP)  ## Make the blank forms in templates/ anew.
	$(BIN)/python -m tools.build_forms

docs: $(STAMP)  ## Make the generated pages of docs/ anew.
	$(BIN)/python -m tools.build_messages
	$(BIN)/python -m tools.build_docs

# The other readers are large (some gigabytes) and disagree with our own libraries, so
# they live in an environment of their own.
BOARD := .venv-scoreboard

$(BOARD)/.gemaakt: benchmarks/requirements-scoreboard.txt $(STAMP)
	$(BIN)/python -m benchmarks.environment $(BOARD)
	@touch $@

scoreboard: $(BOARD)/.gemaakt  ## Our reading beside that of others: docs/scorebord.md anew.
	$(BIN)/python -m benchmarks.scoreboard $(BOARD)

# Environment markers and hashes for every platform and Python from 3.11 on.
COMPILE = $(BIN)/uv --quiet pip compile pyproject.toml --universal --python-version 3.11 \
	--generate-hashes --no-annotate --no-header --no-emit-index-url --no-emit-find-links $(LOCK)

lock: $(STAMP)  ## Pin requirements*.txt anew from pyproject.toml (LOCK=--upgrade: newest versions).
	$(COMPILE) --group dev -o requirements-dev.txt
	$(COMPILE) -c requirements-dev.txt -o requirements.txt
	$(BIN)/uv --quiet pip compile benchmarks/requirements-scoreboard.in --universal \
	  --python-version 3.11 --generate-hashes --no-annotate --no-header \
	  --no-emit-index-url --no-emit-find-links $(LOCK) \
	  -o benchmarks/requirements-scoreboard.txt

clean:  ## Remove what was made, except the environment.
	rm -rf out dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis .benchmarks
	find . -name __pycache__ -not -path './$(VENV)/*' -prune -exec rm -rf {} +
