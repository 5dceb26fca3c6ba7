# Two commands do everything: `make run` and `make test`. The others are parts of these.
.PHONY: help run test environment lint train clean

PYTHON := .venv/bin/python

help:
	@echo "make run    make the environment, train if needed, start the bot (Ctrl-C stops it)"
	@echo "make test   make the environment, check style and types, run every test"
	@echo "make lint   style and types only        make train  train what is missing or stale"
	@echo "make clean  remove environment, models and local data (your talks too)"

environment:
	@scripts/environment

run: environment
	@echo "[2/3] Models: training what is missing or stale (one to two minutes) ..."
	@$(PYTHON) -m counterpart train
	@echo "[3/3] Servers"
	@exec $(PYTHON) -m counterpart serve

train: environment
	@$(PYTHON) -m counterpart train

lint: environment
	@scripts/lint

test: environment
	@scripts/lint
	@echo "[3/3] Tests (some talk to the real model, over HTTP and in a browser; five to eight minutes)"
	@$(PYTHON) -m pytest

clean:
	rm -rf .venv models .counterpart .rasa .pytest_cache .mypy_cache .ruff_cache .hypothesis
