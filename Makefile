# make run: everything on a fresh machine, then http://localhost:5005/    make test: all checks
export RASA_TELEMETRY_ENABLED = false
export SQLALCHEMY_SILENCE_UBER_WARNING = 1
PY = .venv/bin/python -W ignore

.PHONY: run shell train test lint console chaos setup setup-dev lock reader

run: train
	@exec $(PY) -m backguide_rasa.server

shell: train
	@exec $(PY) -m backguide_rasa.server --shell

console: setup
	@exec $(PY) -m backguide

train: setup
	@$(PY) -m backguide_rasa.training

test: setup-dev lint train
	@$(PY) -m pytest

chaos: setup-dev train
	@$(PY) -m tests.chaos

lint: setup-dev
	@.venv/bin/ruff check . && .venv/bin/mypy && $(PY) -m backguide.lint

setup:
	@python3 tools/setup.py serve

setup-dev:
	@python3 tools/setup.py dev

lock:
	@python3 tools/lock.py

reader:
	@python3 -m training all
