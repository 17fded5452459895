# Needs only Python 3.11+ and make. `make` alone lists what there is.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.DEFAULT_GOAL := help
.PHONY: help install run demo pictures figures test bench mutants lint format lock

help: ## List the commands
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

$(VENV)/installed: requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Python 3.11 or newer is needed. Name it: make run PYTHON=python3.12"; exit 1; }
	@test -x $(BIN)/pip || $(PYTHON) -m venv --clear $(VENV) \
	  || { echo "On Debian or Ubuntu first: apt install python3-venv"; exit 1; }
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

$(VENV)/installed-dev: requirements-dev.txt $(VENV)/installed
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@

install: $(VENV)/installed ## Make the virtual environment with all that the site needs

run: $(VENV)/installed ## Start the site on http://127.0.0.1:8000/ (PORT and DATA_DIR are respected)
	@$(BIN)/python manage.py prepare
	@exec $(BIN)/python manage.py serve

demo: export DATA_DIR := $(or $(DATA_DIR),var)/demo
demo: export DATABASE_URL :=
demo: $(VENV)/installed ## Start the same site with a demonstration diary, in a data folder of its own
	@$(BIN)/python manage.py prepare
	@$(BIN)/python manage.py seed_demo
	@exec $(BIN)/python manage.py serve

pictures: $(VENV)/installed-dev ## Photograph the demonstration for the README (needs Chromium)
	@$(BIN)/python -m tests.pictures

figures: $(VENV)/installed-dev ## Draw all figures on a sheet, var/figures-*.png (needs Chromium)
	@$(BIN)/python -m tests.figure_sheets $(ARGS)

# In order on each worker: tests that empty the database come last and must stay there. What is dear
# to make and is shared by tests (`xdist_group`) is made on one worker alone.
test: $(VENV)/installed-dev ## Run all tests (browser tests where Chromium is found)
	$(BIN)/python -m pytest --numprocesses=auto --dist=loadgroup --no-loadscope-reorder $(ARGS)

bench: $(VENV)/installed ## Measure each page against a minimal one (ARGS=short: is a page slower than kept?)
	@$(BIN)/python -m bench $(ARGS)

# Its progress is a spinner, so it goes into a file. A run that was stopped goes on where it was.
mutants: $(VENV)/installed-dev ## Change the pure rooms in small ways and list what no test notices (an hour; not in CI)
	@mkdir -p var
	$(BIN)/mutmut run $(ARGS) >var/mutants.log 2>&1
	@$(BIN)/mutmut results 2>/dev/null | grep -v "not checked" || true
	@$(BIN)/mutmut export-cicd-stats >/dev/null
	@cat mutants/mutmut-cicd-stats.json

lint: $(VENV)/installed-dev ## Check style, types, templates, migrations and settings
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/djlint templates --lint --quiet
	$(BIN)/python manage.py makemigrations --check --dry-run
	HTTPS=1 OPERATOR_NAME=lint CONTACT_EMAIL=lint@example.org \
	  $(BIN)/python manage.py check --deploy --fail-level WARNING

format: $(VENV)/installed-dev ## Put Python code into its one form
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

lock: ## Pin and hash the requirements again (needs uv)
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	  --no-header --fork-strategy fewest requirements.in -o requirements.txt
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	  --no-header --fork-strategy fewest requirements-dev.in -o requirements-dev.txt
