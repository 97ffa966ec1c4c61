# `make` alone says what there is. Every target that needs it calls setup, which is quick and
# offline once it has been done.
.DEFAULT_GOAL := help
.PHONY: help setup demo test screenshots letters house-packs lint types audit-repo lock bench bench-large benchmark-plot faults lint-eval clean

SHELL := /bin/sh
BIN := .venv/bin
ARGS ?=
# How many tests run at once: one for each core, and one that waits (tests/sharing.py).
WORKERS ?= auto
# Tests and plays start some hundred programs, each of which would compile us anew.
unexport PYTHONDONTWRITEBYTECODE

help: ## what can be made
	@sed -n 's/^\([a-z-]*\):.*## /  make \1@/p' Makefile | column -t -s@ 2>/dev/null \
		|| sed -n 's/^\([a-z-]*\):.*## /  make \1 - /p' Makefile

setup: ## put everything into .venv, and the practice Slack into .node
	@PYTHON="$(PYTHON)" sh scripts/setup.sh

demo: setup ## play one case in a practice Slack, then leave it open (ONCE=1: end after the play)
	@$(BIN)/foi-bot demo $(if $(ONCE),--once) $(ARGS)

test: setup ## run the tests (ARGS="-k approval"; SKIP_BROWSER=1 leaves out those in a browser)
	@sh scripts/chromium.sh
	@sh scripts/postgresql.sh
	@$(BIN)/python -m pytest --numprocesses $(WORKERS) --dist loadfile --no-loadscope-reorder $(ARGS)

screenshots: setup ## take the pictures of docs/screenshots anew, and look at them
	@sh scripts/chromium.sh
	@SCREENSHOTS=docs/screenshots $(BIN)/python -m pytest tests/end_to_end/test_case_in_browser.py

letters: setup ## draw the sample letters of tests/cases onto docs/letters.png
	@$(BIN)/python -m scripts.contact_sheet tests/cases docs/letters.png $(ARGS)

PACKS ?= practice practice-council practice-unit-westmere practice-cymru=tests/cases/ncnd-cymraeg.yaml
house-packs: setup ## draw one letter in several house packs onto docs/house-packs.png (PACKS="a b")
	@$(BIN)/python -m scripts.contact_sheet tests/cases/ncnd-cse-2018.yaml docs/house-packs.png \
		--packs $(PACKS) $(ARGS)

lint: setup ## ruff: rules and format
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

types: setup ## mypy, strict
	@$(BIN)/mypy
	@$(BIN)/mypy --strict scripts

audit-repo: setup ## no machine's paths, no registry's addresses, no tokens in what is committed
	@$(BIN)/python scripts/check_repository.py

lock: setup ## resolve the locks anew (ARGS=--upgrade takes newer versions)
	@sh scripts/lock.sh $(ARGS)

bench: setup ## measure the practice case, and what it costs to serve (ARGS=letters, ARGS=serving)
	@sh scripts/postgresql.sh
	@$(BIN)/python -m benchmarks $(ARGS)

bench-large: setup ## measure with a million cases, and growth over 100,000 events: 40 GB of disk
	@sh scripts/postgresql.sh
	@$(BIN)/python -m benchmarks large $(ARGS)

benchmark-plot: setup ## draw docs/benchmark.svg from what the two above kept
	@$(BIN)/python -m benchmarks plot

faults: setup ## kill the program at every point of whole cases, and more (ARGS=--tenth: a tenth)
	@sh scripts/postgresql.sh
	@$(BIN)/python -m faults $(ARGS)

lint-eval: setup ## precision and recall of the checks on made-up letters (ARGS="--open" tells the misses)
	@$(BIN)/python -m tests.lint_eval $(ARGS)

clean: ## remove what the other targets made
	rm -rf .venv .node .pytest_cache .mypy_cache .ruff_cache .hypothesis practice-runs dist build
