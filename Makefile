# The one front door for people who change the code; CI runs the same targets. `make help` lists them.

PYTHON ?= python3
VENV   ?= .venv
OUT    ?= build/models
BIN    := $(VENV)/bin
PIP     = $(BIN)/python -m pip --disable-pip-version-check -qq

# one thread a process: results do not depend on it, and machines are shared
export OMP_NUM_THREADS ?= 1
# figures and examples are those of the embedded gazetteer, whatever its user has imported
export INCIDENTS_DATA ?= $(CURDIR)/build/no-imports

.DEFAULT_GOAL := help
.PHONY: help venv dev demo test lint types doctest docs bench bench-check wheel-check gazetteer train-models train-rankers ci clean

help:  ## list these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-13s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

venv: $(VENV)/.installed  ## an environment in .venv with the library and all it needs to run

$(VENV)/.installed: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Python 3.11 or later is needed, not $$($(PYTHON) -V); name one: make PYTHON=python3.12 …"; exit 1; }
	@echo "making $(VENV); the first time takes a few minutes"
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(PIP) install -c constraints.txt torch
	@$(PIP) install -c constraints.txt -e .
	@touch $@

dev: $(VENV)/.dev

$(VENV)/.dev: $(VENV)/.installed
	@$(PIP) install -c constraints.txt -e '.[dev]'
	@touch $@

demo: venv  ## extract the example articles: a table here, JSON Lines and ACLED's CSV in build/demo
	@mkdir -p build/demo
	@$(BIN)/incidents extract examples --published 2022-03-09
	@$(BIN)/incidents extract examples --published 2022-03-09 -o build/demo/incidents.jsonl
	@$(BIN)/incidents extract examples --published 2022-03-09 -o build/demo/incidents.csv

test: dev  ## run the tests
	@$(BIN)/python -m pytest

lint: dev  ## look for faults of style
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

types: dev  ## check the types
	@$(BIN)/mypy

doctest: dev  ## run the examples in docstrings and in the documentation
	@$(BIN)/python -m pytest --doctest-modules --doctest-glob='*.md' src docs README.md

docs: dev  ## build the documentation; warnings are errors
	@$(BIN)/sphinx-build -q -W --keep-going -b html docs build/docs
	@echo "build/docs/index.html"

bench: dev  ## score the extraction on the whole benchmark and write the figures down
	@$(BIN)/python benchmarks/bench.py --write
	@$(BIN)/python benchmarks/speed.py --write
	@$(BIN)/python benchmarks/places.py --write
	@$(BIN)/python benchmarks/engines.py --write

bench-check: dev  ## score a part of the benchmark; fails where a figure fell
	@$(BIN)/python benchmarks/bench.py --check

wheel-check: dev  ## build the wheel, install it elsewhere and run it on one sentence
	@$(BIN)/python .ci/wheel_check.py

gazetteer: dev  ## build the embedded gazetteer again; NPM=… DEB=… are its inputs, see SOURCES.md beside it
	@$(PIP) install -r scripts/build_gazetteer/requirements.txt
	@$(BIN)/python scripts/build_gazetteer/build.py $(if $(NPM),--npm $(NPM)) $(if $(DEB),--deb $(DEB))

train-models: dev  ## train the French models again, hours; UD_DIR=folder of treebanks, OUT=folder to fill
	@test -n "$(UD_DIR)" || { echo "say where the treebanks are: make train-models UD_DIR=folder"; exit 2; }
	@$(PIP) install -r scripts/train_models/requirements.txt
	@$(BIN)/python scripts/train_models/train.py --treebanks $(UD_DIR) --out $(OUT)

train-rankers: dev  ## fit the weights of roles and of confidence on the train documents again
	@$(PIP) install -r scripts/train_rankers/requirements.txt
	@$(BIN)/python scripts/train_rankers/fit.py benchmarks/gold/train
	@$(BIN)/python scripts/train_rankers/held_out.py
	@$(BIN)/python scripts/train_rankers/confidence.py

ci: lint types test doctest docs bench-check wheel-check  ## all that CI runs

clean:  ## remove what these targets made
	@rm -rf build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
	@find . -name __pycache__ -not -path './$(VENV)/*' -prune -exec rm -rf {} +
