# AccordingTo: `make demo` shows it, `make test` checks it. Needs Python 3.11 to 3.13 and make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
GOLD ?= ../shared/gold
WORKLOAD ?= ../shared/workload/crisis_reports.jsonl.gz
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: demo test lint types unit scores floors bench faults cluster screenshots pages site api handover fuzz audit lock help clean

help:
	@grep -E '^# |^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /  — /; s/^# //'

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' \
	  || { echo "AccordingTo needs Python 3.11 to 3.13; say which with: make demo PYTHON=python3.12"; exit 2; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/run: requirements/run.txt pyproject.toml | $(BIN)/python
	$(PIP) install --require-hashes -r requirements/run.txt
	$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/dev: requirements/dev.txt $(VENV)/run
	$(PIP) install --require-hashes -r requirements/dev.txt
	@touch $@

demo: $(VENV)/run ## read examples/reports and print the digest; leaves demo.db
	$(BIN)/accordingto read examples/reports --case demo.db
	$(BIN)/accordingto show demo.db

test: lint types unit ## lint, types, tests and gold floors

lint: $(VENV)/dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/dev
	$(BIN)/mypy

unit: $(VENV)/dev
	$(BIN)/python -m pytest

scores: $(VENV)/dev ## measure every gold set and write docs/scores.md
	$(BIN)/python -m accordingto.scoring.table $(GOLD) docs/scores.md

bench: $(VENV)/dev ## reading against bare spaCy, memory, cold start, dearest steps; comparing 500 to 40,000 reports; pages of 5,000
	$(BIN)/python -m benchmarks.speed $(WORKLOAD)
	$(BIN)/python -m benchmarks.comparing $(WORKLOAD)
	$(BIN)/python -m benchmarks.crowds $(WORKLOAD)
	$(PIP) install --require-hashes -r requirements/load.txt
	$(BIN)/python -m benchmarks.pages $(WORKLOAD)

faults: $(VENV)/dev ## kills, full disks, damaged files …: ten times each, compared with an undisturbed run
	$(BIN)/python -m benchmarks.faults
	$(BIN)/python -m benchmarks.kills $(WORKLOAD)

cluster: $(VENV)/dev ## read on a Dask cluster, workers killed on the way, and compare with local runs
	$(BIN)/python -m benchmarks.cluster $(WORKLOAD)

screenshots: $(VENV)/dev ## pictures of the one-file report and of the pages for the documents (needs Chromium)
	$(PIP) install "playwright>=1.48" "axe-playwright-python>=0.1.4"
	$(BIN)/python -m tools.screenshots examples/reports docs/pictures

pages: $(VENV)/dev ## open one-file reports in Chromium: requests, messages, keyboard, accessibility
	$(PIP) install "playwright>=1.48" "axe-playwright-python>=0.1.4"
	$(BIN)/python -m tools.pages ../shared/seeds examples/reports --workload $(WORKLOAD)

api: $(VENV)/dev ## thousands of made-up requests for every operation of the pages' API (schemathesis)
	API_EXAMPLES=2000 $(BIN)/python -m pytest tests/web/test_api.py -rs

handover: $(VENV)/dev ## open every export in its own tool, FollowTheMoney's too (it builds with the ICU library)
	$(PIP) install "followthemoney>=3.8,<4"
	$(BIN)/python -m pytest tests/exporting/test_formats.py -rs

$(VENV)/site: requirements/site.txt $(VENV)/run
	$(PIP) install --require-hashes -r requirements/site.txt
	@touch $@

site: $(VENV)/site ## the documents as a site that opens from disk, in the folder site
	rm -rf site
	$(BIN)/python -m tools.site site

$(VENV)/fuzz: requirements/fuzz.txt $(VENV)/dev
	-$(PIP) install --require-hashes -r requirements/fuzz.txt
	@touch $@

fuzz: $(VENV)/fuzz ## 200,000 hostile inputs for every reader, 20,000 of them chosen by coverage
	$(BIN)/python -m tools.fuzz --inputs 180000 --guided 20000

audit: $(VENV)/dev ## dependencies: locked, free, without known weaknesses (asks PyPI)
	-test -x $(VENV)/audit/bin/pip-audit || { $(PYTHON) -m venv $(VENV)/audit && $(VENV)/audit/bin/python -m pip --disable-pip-version-check --quiet install --require-hashes -r requirements/audit.txt; }
	$(BIN)/python -m tools.audit --auditor $(VENV)/audit/bin/python

lock: ## write requirements/*.txt anew (needs uv)
	uv pip compile pyproject.toml --extra pandas --group build --universal --python-version 3.11 --generate-hashes --no-emit-index-url --custom-compile-command 'make lock' -q -o requirements/run.txt
	uv pip compile pyproject.toml --all-extras --group build --group dev --universal --python-version 3.11 --generate-hashes --no-emit-index-url --custom-compile-command 'make lock' -q -o requirements/dev.txt
	uv pip compile --group site --constraint requirements/dev.txt --universal --python-version 3.11 --generate-hashes --no-emit-index-url --custom-compile-command 'make lock' -q -o requirements/site.txt
	for group in fuzz audit load; do uv pip compile --group $$group --universal --python-version 3.11 --generate-hashes --no-emit-index-url --custom-compile-command 'make lock' -q -o requirements/$$group.txt; done

clean: ## remove the virtual environment and what the demo left
	rm -rf $(VENV) site demo.db demo.db-wal demo.db-shm
