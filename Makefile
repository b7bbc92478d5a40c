# make run: everything on a fresh machine, then http://localhost:5005/    make test: all checks
export RASA_TELEMETRY_ENABLED = false
export SQLALCHEMY_SILENCE_UBER_WARNING = 1
PY = .venv/bin/python -W ignore

.PHONY: run shell train test lint console chaos setup setup-dev lock reader evaluate content-check properties pdf bench page-bench

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

# for whoever edits content/: faults, a table of all rules, the interview as a graph, who changes level
content-check: setup-dev
	@$(PY) -m tools.content_check

# what is said of 10,000 random answer sets holds: some minutes
properties: setup-dev
	@BACKGUIDE_SETS=10000 $(PY) -m pytest -q tests/core/test_many_answer_sets.py

# talk with the bot in this terminal as through fake-telegram, fake-slack, fake-sms, fake-whatsapp, fake-messenger
fake-%: setup-dev train
	@exec $(PY) -m tests.fakes $*

# how long a message takes to understand, beside keyword matching and the pipeline of `rasa init` in the same run
bench: setup-dev train
	@python3 tools/setup.py baseline
	@$(PY) -m evaluation.bench

# size, first paint and answer time of the page in Chromium; needs a running bot
page-bench: setup-dev
	@$(PY) -m tools.bench_page

chaos: setup-dev train
	@$(PY) -m tests.chaos

lint: setup-dev
	@.venv/bin/ruff check . && .venv/bin/mypy && $(PY) -m backguide.lint

setup:
	@python3 tools/setup.py serve

# optional: the doctor's summary as a PDF too; needs the system library Pango (Debian: libpangoft2-1.0-0)
pdf: setup
	@python3 tools/setup.py pdf

setup-dev:
	@python3 tools/setup.py dev

lock:
	@python3 tools/lock.py

# rebuilds models/reader/ from training/data and data/nlu: about two hours on two cores, never needed to run the bot
reader:
	@python3 tools/setup.py training
	@.venv-training/bin/python -m training all

# prints and saves docs/evaluation/: held-out figures, whole interviews, two baselines; half an hour
evaluate: setup-dev train
	@python3 tools/setup.py baseline
	@$(PY) -m evaluation
